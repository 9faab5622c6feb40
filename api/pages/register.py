"""Pages of the register: the list of tasks, one task, and the overview."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi import Query as Parameter
from pydantic import Field
from starlette.responses import HTMLResponse

from api.context import Serving
from api.pages.changes import changed_fields
from api.pages.pictures import ORDER, bar, columns, curve
from api.pages.view import day_of, reader_language, render
from api.present_tasks import overview_out, task_detail, task_out
from api.problems import not_found
from api.registry import Registered, told
from api.schemas import Schema
from api.task_schemas import TaskDetailOut
from corpus.model import Language
from corpus.store import Database
from register.errors import BadQuery
from register.history import history_of
from register.model import SYSTEM, Status
from register.naming import acts_named, agencies_named, check_period, of_act
from register.open_data import dictionary
from register.progress import reports_of
from register.query import TaskQuery
from register.wording import wording

PAGE = 40  # tasks on one page of the list
MOST_ROWS = 40  # agencies and acts on the overview; open data has all

router = APIRouter(default_response_class=HTMLResponse)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form asks for; `amiss` names what is told to its reader."""

    query: TaskQuery
    amiss: tuple[str, ...]


class TaskForm(Schema):
    """The filters as a form sends them: what is left empty is no filter."""

    agency: Annotated[str, Field(max_length=200)] = ""
    status: Status | Literal[""] = ""
    act: Annotated[str, Field(max_length=120)] = ""
    q: Annotated[str, Field(max_length=200)] = ""
    due_from: date | Literal[""] = ""
    due_to: date | Literal[""] = ""
    as_of: date | Literal[""] = ""
    page: Annotated[int, Field(ge=1)] = 1
    lang: str = ""

    def read(self, language: Language, database: Database) -> Asked:
        """The query, and the keys of the words that tell what in the form could not be followed."""
        amiss: list[str] = []
        first = self.due_from if isinstance(self.due_from, date) else None
        last = self.due_to if isinstance(self.due_to, date) else None
        try:
            check_period(first, last)
        except BadQuery:
            amiss.append("tasks_period_reversed")
        named: tuple[str, ...] = ()
        try:
            named = agencies_named([self.agency] if self.agency.strip() else [])
        except BadQuery:
            amiss.append("tasks_agency_unknown")
        query = TaskQuery(
            agencies=named,
            statuses=(self.status,) if isinstance(self.status, Status) else (),
            q=self.q,
            due_from=first,
            due_to=last,
            lang=language,
            as_of=self.as_of or None,
            limit=PAGE,
            offset=(self.page - 1) * PAGE,
            public_only=True,
        )
        if act := self.act.strip():
            query = of_act(query, act, database)
            amiss += [] if acts_named(act, database) else ["tasks_act_unknown"]
        return Asked(query, tuple(amiss))

    def feed(self) -> str:
        """The same filters for the feeds' addresses."""
        said = self.model_dump(mode="json", exclude={"page", "lang"})
        return urlencode({name: value for name, value in said.items() if value})


@router.get("/tasks")
async def tasks(
    request: Request, serving: Serving, registry: Registered, form: Annotated[TaskForm, Parameter()]
) -> HTMLResponse:
    """The list of tasks, with filters that work without scripts."""
    language, _ = reader_language(request)
    asked = await serving.work(lambda: form.read(language, registry.database))
    page = await serving.work(lambda: registry.tasks.find(asked.query))
    return render(
        request,
        "tasks.html",
        form=form,
        found=[task_out(task, language) for task in page.rows],
        total=page.total,
        amiss=asked.amiss,
        statuses=list(Status),
        r=wording(language),
        last=max(1, -(-page.total // PAGE)),
        query=lambda number: urlencode({**request.query_params, "page": number}),
    )


@router.get("/tasks/{task_id}")
async def task(request: Request, task_id: str, serving: Serving, registry: Registered) -> HTMLResponse:
    """One task: who, what, by when, where it is written, and all that happened to it."""
    language, _ = reader_language(request)

    def read() -> TaskDetailOut:
        with told():
            found = registry.tasks.task(task_id, language)
            if not found.public:
                raise not_found("task", task_id, "List the tasks at /tasks.")
            reports, history = reports_of(registry.database, task_id), history_of(registry.database, task_id)
            return task_detail(found, language, reports=reports, history=history)

    return render(
        request,
        "task.html",
        task=await serving.work(read),
        r=wording(language),
        system=SYSTEM.id,
        changed=lambda change: changed_fields(change, language),
    )


@router.get("/overview")
async def overview(
    request: Request, serving: Serving, registry: Registered, as_of: Annotated[str, Parameter(max_length=10)] = ""
) -> HTMLResponse:
    """How far the acts are carried out, in pictures and tables."""
    language, _ = reader_language(request)
    asked = day_of(as_of)
    found = await serving.work(lambda: overview_out(registry.overview.read(asked), language))
    return render(
        request,
        "overview.html",
        day_asked=asked,
        found=found,
        rows=MOST_ROWS,
        statuses=[status.value for status in ORDER],
        r=wording(language),
        bar=bar,
        terms=columns(found.terms),
        done=curve(found.progress),
        dictionary=dictionary(language),
    )
