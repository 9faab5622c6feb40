"""Procedures: public services that guides describe, found from everyday words."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request
from fastapi import Query as Parameter

from api.context import Serving
from api.pages.view import reader_language
from api.present_procedures import procedures_out
from api.procedure_schemas import ProcedureFilter, ProceduresOut

router = APIRouter(tags=["procedures"])

Wanted = Annotated[ProcedureFilter, Parameter()]


@router.get("/procedures")
async def procedures(request: Request, serving: Serving, wanted: Wanted) -> ProceduresOut:
    """The procedures that `q` names, best first; all of them without `q`. Every field carries its quote."""
    language, _ = reader_language(request)
    return await serving.work(lambda: procedures_out(serving.library, wanted, language))
