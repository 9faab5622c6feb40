"""Procedures: public services that guides describe, found from everyday words."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi import Query as Parameter

from api.context import Serving
from api.present_procedures import procedures_out
from api.procedure_schemas import ProceduresOut
from api.schemas import MAX_QUESTION, Results

router = APIRouter(tags=["procedures"])


@router.get("/procedures")
async def procedures(
    serving: Serving,
    q: Annotated[str, Parameter(max_length=MAX_QUESTION, description="Everyday words, accents or not.")] = "",
    limit: Annotated[Results, Parameter(description="How many.")] = 20,
    offset: Annotated[int, Parameter(ge=0, description="How many to pass over.")] = 0,
) -> ProceduresOut:
    """The procedures that `q` names, best first; all of them without `q`. Every field carries its quote."""
    return await serving.work(lambda: procedures_out(serving.library, q, limit=limit, offset=offset))
