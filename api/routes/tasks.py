"""The register: tasks by query, as JSON, table, calendar and news; reports and reviews by those who may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi import Query as Parameter
from starlette.responses import PlainTextResponse

from api.context import Serving
from api.pages.view import reader_language
from api.present_tasks import task_detail, task_out
from api.problems import Problem, not_found
from api.registry import Known, Registered, Registry, Viewer, sees_all, told
from api.task_schemas import (
    CorrectionModel,
    EvidenceModel,
    ReportRequest,
    ReviewRequest,
    TaskDetailOut,
    TaskFilter,
    TasksOut,
)
from corpus.agencies import agency_name
from corpus.model import Language
from corpus.obligations.model import Strength
from register.feeds import as_calendar, as_rss
from register.history import history_of
from register.model import Evidence, Life, Person, Report, Task
from register.naming import agencies_named, check_period, of_act
from register.open_data import as_csv, as_json, dictionary
from register.progress import file_of, keep_file, report, reports_of
from register.query import EVERYTHING, TaskQuery
from register.reviews import Correction, Reviewer
from register.wording import wording

router = APIRouter(tags=["tasks"])

NEWS = 100  # items of the RSS feed
GONE = (Life.WITHDRAWN, Life.REJECTED, Life.MERGED, Life.SPLIT)


def wanted_tasks(viewer: Viewer, registry: Registered, said: Annotated[TaskFilter, Parameter()]) -> TaskQuery:
    """The filters of a request as a query."""
    with told():
        check_period(said.due_from, said.due_to)
        named = agencies_named(said.agency)
    query = TaskQuery(
        agencies=named,
        coordinating=said.coordinating,
        due_from=said.due_from,
        due_to=said.due_to,
        statuses=tuple(said.status),
        q=said.q,
        recurrence=said.recurrence,
        strength=None if said.strength == "any" else Strength(said.strength),
        lang=said.lang,
        as_of=said.as_of,
        limit=said.limit,
        offset=said.offset,
        public_only=not sees_all(viewer),
    )
    return of_act(query, said.act, registry.database) if said.act else query


Wanted = Annotated[TaskQuery, Depends(wanted_tasks)]


@router.get("/tasks")
async def tasks(request: Request, serving: Serving, registry: Registered, wanted: Wanted) -> TasksOut:
    """The tasks that match, by term, those without one last. The list is complete: page on until `total`."""
    language = _language(request, wanted)
    page = await serving.work(lambda: registry.tasks.find(wanted))
    return TasksOut(tasks=[task_out(task, language) for task in page.rows], total=page.total)


@router.get("/tasks.csv", response_class=PlainTextResponse)
async def tasks_csv(request: Request, serving: Serving, registry: Registered, wanted: Wanted) -> Response:
    """All tasks that match, as a table; /tasks/dictionary says what the columns mean."""
    language = _language(request, wanted)
    found = await serving.work(lambda: registry.tasks.find(replace(wanted, limit=EVERYTHING, offset=0)).rows)
    body = await serving.work(lambda: "".join(as_csv(found, language)))
    return _file(body.encode(), "text/csv; charset=utf-8", "tasks.csv")


@router.get("/tasks.json", response_class=PlainTextResponse)
async def tasks_json(request: Request, serving: Serving, registry: Registered, wanted: Wanted) -> Response:
    """All tasks that match, with the dictionary of their columns: open data to keep and to work with."""
    language = _language(request, wanted)
    found = await serving.work(lambda: registry.tasks.find(replace(wanted, limit=EVERYTHING, offset=0)).rows)
    return _file(await serving.work(lambda: as_json(found, language)), "application/json", "tasks.json")


@router.get("/tasks.ics", response_class=PlainTextResponse)
async def tasks_calendar(request: Request, serving: Serving, registry: Registered, wanted: Wanted) -> Response:
    """The terms as a calendar to subscribe to. Withdrawn tasks stay in it, cancelled."""
    language = _language(request, wanted)
    shown = await serving.work(lambda: [*_all(registry, wanted), *_all(registry, _gone(wanted))])
    title = _title(wanted, language)
    body = as_calendar(shown, language=language, title=title, site=_site(request), today=registry.tasks.today)
    return _file(body, "text/calendar; charset=utf-8", "tasks.ics")


@router.get("/tasks.rss", response_class=PlainTextResponse)
async def tasks_news(request: Request, serving: Serving, registry: Registered, wanted: Wanted) -> Response:
    """What changed last, newest first."""
    language = _language(request, wanted)
    query = replace(wanted, limit=NEWS, offset=0, newest=True, lives=tuple(Life))
    found = await serving.work(lambda: registry.tasks.find(query).rows)
    title, now = _title(wanted, language), datetime.now(UTC)
    body = as_rss(found, language=language, title=title, site=_site(request), now=now)
    return Response(body, media_type="application/rss+xml")


@router.get("/tasks/dictionary")
async def columns(request: Request) -> dict[str, str]:
    """What the columns of the table mean."""
    return dictionary(reader_language(request)[0])


@router.get("/tasks/{task_id}")
async def one_task(
    request: Request, task_id: str, serving: Serving, registry: Registered, viewer: Viewer
) -> TaskDetailOut:
    """One task with its reports and history."""
    language = reader_language(request)[0]
    return await serving.work(lambda: detail(registry, task_id, language, viewer))


@router.post("/tasks/{task_id}/reports")
async def file_report(
    request: Request, task_id: str, said: ReportRequest, serving: Serving, registry: Registered, person: Known
) -> TaskDetailOut:
    """Report progress, for one's own agency; editors for all. 409 tells that the task changed since you read it."""
    language = reader_language(request)[0]

    def file() -> TaskDetailOut:
        with told():
            report(registry.database, task_id, _report(said), by=person, version=said.version)
        return detail(registry, task_id, language, person)

    return await serving.work(file)


@router.post("/tasks/{task_id}/reviews")
async def review(
    request: Request, task_id: str, said: ReviewRequest, serving: Serving, registry: Registered, person: Known
) -> TaskDetailOut:
    """Confirm, correct, reject, restore, merge or split a task; editors only."""
    language = reader_language(request)[0]

    def apply() -> TaskDetailOut:
        with told():
            _review(Reviewer(registry.database, person), task_id, said)
        return detail(registry, task_id, language, person)

    return await serving.work(apply)


@router.put("/evidence")
async def evidence(
    request: Request,
    serving: Serving,
    registry: Registered,
    person: Known,
    name: Annotated[str, Parameter(min_length=1, max_length=200)],
) -> EvidenceModel:
    """Keep a file for a report to rest on; send its bytes as the body and name its digest in the report."""
    content = await request.body()
    media_type = request.headers.get("content-type", "application/octet-stream")

    def keep() -> Evidence:
        with told():
            return keep_file(registry.database, content, name=name, media_type=media_type, by=person)

    kept = await serving.work(keep)
    return EvidenceModel(name=kept.name, file_sha256=kept.file_sha256)


@router.get("/evidence/{sha256}")
async def evidence_file(sha256: str, serving: Serving, registry: Registered, person: Known) -> Response:
    """A kept file, as a download."""
    found = await serving.work(lambda: file_of(registry.database, sha256))
    if found is None:
        raise not_found("file", sha256, "Its digest stands in a report of /api/v1/tasks/{id}.")
    return _file(found[2], "application/octet-stream", "evidence")


def detail(registry: Registry, task_id: str, language: Language, viewer: Person | None) -> TaskDetailOut:
    """One task for a viewer.

    Raises:
        Problem: 404, there is no such task, or none that the viewer may see.
    """
    with told():
        task = registry.tasks.task(task_id, language)
        if not task.public and not sees_all(viewer):
            raise not_found("task", task_id, "List the tasks at /api/v1/tasks.")
        reports = reports_of(registry.database, task_id)
        return task_detail(task, language, reports=reports, history=history_of(registry.database, task_id))


def _all(registry: Registry, query: TaskQuery) -> tuple[Task, ...]:
    return registry.tasks.find(replace(query, limit=EVERYTHING, offset=0)).rows


def _gone(query: TaskQuery) -> TaskQuery:
    """The same tasks where they are none any more, whatever their status was."""
    return replace(query, lives=GONE, statuses=())


def _language(request: Request, query: TaskQuery) -> Language:
    return query.lang or reader_language(request)[0]


def _title(query: TaskQuery, language: Language) -> str:
    title = wording(language)["feed_title"]
    named = ", ".join(agency_name(one, language) for one in query.agencies)
    return " · ".join(part for part in (title, named, query.act or "") if part)


def _site(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def _file(body: bytes, media_type: str, name: str) -> Response:
    return Response(body, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _report(said: ReportRequest) -> Report:
    return Report(
        progress=said.progress,
        percent=said.percent,
        note=said.note,
        obstacle=said.obstacle,
        blocked_by=said.blocked_by,
        done_on=said.done_on,
        evidence=tuple(Evidence(one.name, one.url, one.file_sha256) for one in said.evidence),
    )


def _correction(said: CorrectionModel | None) -> Correction:
    return Correction(**said.model_dump()) if said else Correction()


def _review(reviewer: Reviewer, task_id: str, said: ReviewRequest) -> None:
    version, why = said.version, said.why
    plain: dict[str, Callable[[], object]] = {
        "confirm": lambda: reviewer.confirm(task_id, version=version, why=why),
        "correct": lambda: reviewer.correct(task_id, _correction(said.correction), version=version, why=why),
        "reject": lambda: reviewer.reject(task_id, version=version, why=why),
        "restore": lambda: reviewer.restore(task_id, version=version, why=why),
        "split": lambda: reviewer.split(task_id, [_correction(p) for p in said.parts], version=version, why=why),
    }
    if said.kind != "merge":
        plain[said.kind]()
    elif said.into is None or said.into_version is None:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "bad-review", "Merging needs `into` and `into_version`.")
    else:
        reviewer.merge(task_id, said.into, version=version, into_version=said.into_version, why=why)
