"""Procedures: public services that guides describe, found from everyday words; their life, and their exports."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi import Query as Parameter
from starlette.responses import PlainTextResponse

from api import declare_once as once
from api import linked_data, procedure_shelf
from api.context import Serving
from api.feedback_schemas import SatisfactionOut
from api.pages.view import reader_language
from api.present_feedback import satisfaction_out
from api.present_procedures import procedures_out
from api.procedure_life_schemas import ComparisonOut, DeclareOnceOut, DuesOut, HistoryOut
from api.procedure_schemas import ProcedureFilter, ProcedureOut, ProceduresOut
from corpus.calendar import today_in_vietnam
from register.satisfaction import satisfaction, satisfaction_csv

router = APIRouter(tags=["procedures"])

WHOLE = 100_000  # procedures; the export is complete
Wanted = Annotated[ProcedureFilter, Parameter()]
AsOf = Annotated[date | None, Parameter(description="The day of which it is told, today if unset.")]


@router.get("/procedures")
async def procedures(request: Request, serving: Serving, wanted: Wanted) -> ProceduresOut:
    """The procedures that `q` names, best first; all of them without `q`. Every field carries its quote."""
    language, _ = reader_language(request)
    return await serving.work(lambda: procedures_out(serving.library, wanted, language))


@router.get("/procedures.jsonld", response_class=PlainTextResponse)
async def export(request: Request, serving: Serving) -> Response:
    """All procedures as linked data: schema.org's GovernmentService with the terms of CPSV-AP."""
    language, _ = reader_language(request)
    everything = ProcedureFilter.model_construct(limit=WHOLE)
    found = await serving.work(lambda: procedures_out(serving.library, everything, language))
    return _linked(linked_data.as_json(found.procedures, site_of(request)), "procedures.jsonld")


@router.get("/procedures/declare-once")
async def declare_once(request: Request, serving: Serving, as_of: AsOf = None) -> DeclareOnceOut:
    """The papers that a database could replace, by database, with the clause where that is laid down."""
    language, _ = reader_language(request)
    return await serving.work(lambda: once.declare_once(serving.library, language, as_of))


@router.get("/procedures/declare-once.csv", response_class=PlainTextResponse)
async def declare_once_csv(request: Request, serving: Serving, as_of: AsOf = None) -> Response:
    """The same as a table, a row for each paper."""
    language, _ = reader_language(request)
    found = await serving.work(lambda: once.declare_once_csv(once.declare_once(serving.library, language, as_of)))
    return _table(found, "declare-once.csv")


@router.get("/procedures/satisfaction")
async def figures(
    request: Request, serving: Serving, by: Annotated[str, Parameter(pattern="^(procedure|agency)$")] = "procedure"
) -> list[SatisfactionOut]:
    """Ratings and reports of each month, by procedure or by agency, newest first."""
    language, _ = reader_language(request)
    found = await serving.work(lambda: satisfaction(serving.library.database, by_agency=by == "agency"))
    return [satisfaction_out(one, language) for one in found]


@router.get("/procedures/satisfaction.csv", response_class=PlainTextResponse)
async def figures_csv(
    request: Request, serving: Serving, by: Annotated[str, Parameter(pattern="^(procedure|agency)$")] = "procedure"
) -> Response:
    """The same as a table."""
    language, _ = reader_language(request)
    found = await serving.work(lambda: satisfaction(serving.library.database, by_agency=by == "agency"))
    return _table(satisfaction_csv(found, language), "satisfaction.csv")


@router.get("/procedures/{procedure_id}.jsonld", response_class=PlainTextResponse)
async def one_linked(request: Request, procedure_id: str, serving: Serving) -> Response:
    """One procedure as linked data."""
    language, _ = reader_language(request)
    found = await serving.work(lambda: procedure_shelf.one(serving.library, procedure_id, language))
    return _linked(linked_data.as_json([found], site_of(request), single=True), "procedure.jsonld")


@router.get("/procedures/{procedure_id}")
async def one(request: Request, procedure_id: str, serving: Serving, as_of: AsOf = None) -> ProcedureOut:
    """One procedure."""
    language, _ = reader_language(request)
    return await serving.work(lambda: procedure_shelf.one(serving.library, procedure_id, language, as_of))


@router.get("/procedures/{procedure_id}/history")
async def history(request: Request, procedure_id: str, serving: Serving) -> HistoryOut:
    """How a procedure changed, field by field, newest first; and the acts that cut or simplify it."""
    language, _ = reader_language(request)
    return await serving.work(lambda: procedure_shelf.history(serving.library, procedure_id, language))


@router.get("/procedures/{procedure_id}/compare")
async def compare(
    request: Request,
    procedure_id: str,
    serving: Serving,
    other: Annotated[str, Parameter(max_length=200, description="Id of the procedure that is newer.")],
) -> ComparisonOut:
    """Two procedures, or two guides to one service, compared field by field."""
    language, _ = reader_language(request)
    return await serving.work(lambda: procedure_shelf.comparison(serving.library, procedure_id, other, language))


@router.get("/procedures/{procedure_id}/due")
async def due(
    procedure_id: str,
    serving: Serving,
    start: Annotated[
        date | None, Parameter(description="Day on which the papers were complete; today if unset.")
    ] = None,
) -> DuesOut:
    """By when results are due, by the working days and holidays of Viet Nam."""
    return await serving.work(lambda: procedure_shelf.due(serving.library, procedure_id, start or today_in_vietnam()))


def site_of(request: Request) -> str:
    """Where the pages are, without a slash at the end."""
    return str(request.base_url).rstrip("/")


def _linked(body: str, name: str) -> Response:
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return Response(body, media_type=linked_data.MEDIA_TYPE, headers=headers)


def _table(body: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type="text/csv; charset=utf-8", headers=headers)
