"""The overview: how far the acts are carried out, open to everybody."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi import Query as Parameter
from starlette.responses import PlainTextResponse

from api.context import Serving
from api.pages.view import reader_language
from api.present_tasks import overview_out
from api.registry import Registered
from api.task_schemas import CountOut, OverviewOut
from register.model import Status
from register.open_data import safe

router = APIRouter(tags=["overview"])


AsOf = Annotated[date | None, Parameter(description="Only tasks of acts in force on this day, with status as of it.")]


@router.get("/overview")
async def overview(request: Request, serving: Serving, registry: Registered, as_of: AsOf = None) -> OverviewOut:
    """Totals by status, agency, act and month of the term; progress over time; bottlenecks. Public tasks only."""
    language, _ = reader_language(request)
    return await serving.work(lambda: overview_out(registry.overview.read(as_of), language))


@router.get("/overview.csv", response_class=PlainTextResponse)
async def overview_csv(request: Request, serving: Serving, registry: Registered, as_of: AsOf = None) -> Response:
    """The counts as one table: group (agency, act, month), key, name, total, and one column for each status."""
    language, _ = reader_language(request)
    found = await serving.work(lambda: overview_out(registry.overview.read(as_of), language))
    buffer = io.StringIO()
    table = csv.writer(buffer)
    statuses = [status.value for status in Status]
    table.writerow(["group", "key", "name", "total", *statuses])
    for group, counts in (("agency", found.agencies), ("act", found.acts), ("month", found.terms)):
        table.writerows(_row(group, count, statuses) for count in counts)
    headers = {"Content-Disposition": 'attachment; filename="overview.csv"'}
    return Response("\ufeff" + buffer.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def _row(group: str, count: CountOut, statuses: list[str]) -> list[str | int]:
    named = (safe(count.key), safe(count.name))
    return [group, *named, count.total, *(count.by_status.get(status, 0) for status in statuses)]
