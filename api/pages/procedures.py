"""Pages of procedures: the list, one procedure with its checklist, comparison, review and figures."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from fastapi import Query as Parameter
from pydantic import Field
from starlette.responses import HTMLResponse

from api import procedure_shelf
from api.context import Context, Serving
from api.declare_once import declare_once
from api.linked_data import in_page
from api.pages.view import reader_language, render
from api.present_feedback import satisfaction_out
from api.present_procedures import field_choices, procedures_out
from api.procedure_life_schemas import DuesOut
from api.procedure_schemas import ProcedureFilter, ProcedureOut
from api.routes.procedures import site_of
from api.schemas import Schema
from assistant.procedures.glossing import gloss_of
from corpus.calendar import today_in_vietnam
from corpus.model import Language
from corpus.procedures.model import Level
from corpus.store.procedures import known_procedures
from register.feedback_model import FeedbackKind, FeedbackPart
from register.procedure_wording import procedure_words
from register.satisfaction import STARS, satisfaction

PAGE = 30  # procedures on one page of the list

router = APIRouter(default_response_class=HTMLResponse)


class ProcedureForm(Schema):
    """The filters as a form sends them: what is left empty is no filter."""

    q: Annotated[str, Field(max_length=2000)] = ""
    field: Annotated[str, Field(max_length=200)] = ""
    level: Level | str = ""
    agency: Annotated[str, Field(max_length=200)] = ""
    as_of: date | Literal[""] = ""
    page: Annotated[int, Field(ge=1)] = 1
    lang: str = ""

    def filter(self) -> ProcedureFilter:
        level = Level(self.level) if self.level in set(Level) else None
        return ProcedureFilter(
            q=self.q,
            field=self.field,
            level=level,
            agency=self.agency,
            as_of=self.as_of or None,
            limit=PAGE,
            offset=(self.page - 1) * PAGE,
        )


@router.get("/procedures")
async def procedures(request: Request, serving: Serving, form: Annotated[ProcedureForm, Parameter()]) -> HTMLResponse:
    """The list, with filters that work without scripts."""
    language, _ = reader_language(request)
    found = await serving.work(lambda: procedures_out(serving.library, form.filter(), language))
    fields = await serving.work(lambda: field_choices(known_procedures(serving.library.database)))
    return render(
        request,
        "procedures.html",
        gloss=lambda name: gloss_of(name, language),
        p=procedure_words(language),
        form=form,
        found=found,
        fields=fields,
        levels=[level.value for level in Level],
        last=max(1, -(-found.total // PAGE)),
        query=lambda number: urlencode({**request.query_params, "page": number}),
    )


@router.get("/procedures/declare-once")
async def review(
    request: Request, serving: Serving, as_of: Annotated[str, Parameter(max_length=10)] = ""
) -> HTMLResponse:
    """The papers that a database could replace, for officials who review their procedures."""
    language, _ = reader_language(request)
    day = _day(as_of)
    found = await serving.work(lambda: declare_once(serving.library, language, day))
    return render(request, "declare-once.html", p=procedure_words(language), found=found, day_asked=day)


@router.get("/procedures/figures")
async def figures(request: Request, serving: Serving) -> HTMLResponse:
    """How content people are, by month."""
    language, _ = reader_language(request)

    def read(*, by_agency: bool) -> list[object]:
        return [satisfaction_out(one, language) for one in satisfaction(serving.library.database, by_agency=by_agency)]

    return render(
        request,
        "procedure-figures.html",
        p=procedure_words(language),
        by_agency=await serving.work(lambda: read(by_agency=True)),
        by_service=await serving.work(lambda: read(by_agency=False)),
    )


@router.get("/procedures/{procedure_id}")
async def procedure(
    request: Request,
    procedure_id: str,
    serving: Serving,
    start: Annotated[str, Parameter(max_length=10)] = "",
    rated: Annotated[str, Parameter(max_length=1)] = "",
    as_of: Annotated[str, Parameter(max_length=10)] = "",
) -> HTMLResponse:
    """One procedure: all that its guide tells, a checklist, a due day, its changes, and a form to report a mistake."""
    return await procedure_page(request, serving, procedure_id, start=_day(start), rated=bool(rated), as_of=_day(as_of))


@router.get("/procedures/{procedure_id}/compare")
async def compare(
    request: Request, procedure_id: str, serving: Serving, other: Annotated[str, Parameter(max_length=200)]
) -> HTMLResponse:
    """Two guides compared field by field."""
    language, _ = reader_language(request)
    found = await serving.work(lambda: procedure_shelf.comparison(serving.library, procedure_id, other, language))
    return render(request, "procedure-compare.html", p=procedure_words(language), found=found)


async def procedure_page(
    request: Request,
    serving: Context,
    procedure_id: str,
    *,
    start: date | None = None,
    as_of: date | None = None,
    rated: bool = False,
    problem: str = "",
    status: int = 200,
) -> HTMLResponse:
    """The page of a procedure; `problem` is the key of what was wrong with a form that came from it."""
    language, _ = reader_language(request)
    known = await serving.work(lambda: procedure_shelf.find(serving.library, procedure_id))
    one = await serving.work(lambda: procedure_shelf.one(serving.library, procedure_id, language, as_of))
    page = render(
        request,
        "procedure.html",
        gloss=gloss_of(one.name.words, language),
        p=procedure_words(language),
        one=one,
        day_asked=as_of,
        held={held.position: held for held in one.held},
        papers=_by_case(one),
        history=await serving.work(lambda: procedure_shelf.history(serving.library, procedure_id, language)),
        others=await serving.work(lambda: procedure_shelf.comparable(serving.library, known)),
        dues=await serving.work(lambda: _dues(serving, procedure_id, start)),
        start=start or today_in_vietnam(),
        send=_send(one, language, site_of(request)),
        linked=in_page(one, site_of(request)),
        kinds=list(FeedbackKind),
        parts=list(FeedbackPart),
        stars=list(STARS),
        rated=rated,
        problem=problem,
    )
    page.status_code = status
    return page


def _by_case(one: ProcedureOut) -> dict[str, list[tuple[int, object]]]:
    """Papers with their positions, those of each case together, those of all cases under ""."""
    grouped: dict[str, list[tuple[int, object]]] = {}
    for position, paper in enumerate(one.papers):
        grouped.setdefault(paper.case or "", []).append((position, paper))
    return grouped


def _dues(serving: Context, procedure_id: str, start: date | None) -> DuesOut | None:
    return procedure_shelf.due(serving.library, procedure_id, start) if start else None


def _send(one: ProcedureOut, language: Language, site: str) -> dict[str, str]:
    """Addresses by which a reader sends the checklist to himself, and its plain words."""
    words = procedure_words(language)
    address = f"{site}/procedures/{one.id}"
    lines = [
        one.name.words,
        *(f"{words['authority']}: {who.words}" for who in one.authorities),
        *(f"{words['fee']}: {_cased(fee.case, fee.quote.words)}" for fee in one.fees),
        *(f"{words['term']}: {_cased(term.case, term.quote.words)}" for term in one.time_limits),
        *(f"☐ {_cased(paper.case, paper.name)}" for paper in one.papers),
    ]
    plain = "\n".join(line.replace("*", "") for line in lines)
    return {
        "plain": plain,
        "address": address,
        "mail": f"mailto:?subject={quote(one.name.words)}&body={quote(plain + chr(10) + address)}",
        "telegram": f"https://t.me/share/url?{urlencode({'url': address, 'text': plain})}",
    }


def _cased(case: str | None, words: str) -> str:
    return f"{case}: {words}" if case and not words.startswith(case) else words


def _day(words: str) -> date | None:
    try:
        day = date.fromisoformat(words)
    except ValueError:
        return None
    return day if date(2000, 1, 1) <= day < procedure_shelf.FURTHEST else None
