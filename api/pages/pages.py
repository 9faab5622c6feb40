"""Routes of the pages. They work without scripts; with them, answers stream and sources open beside."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from urllib.parse import parse_qs, urlencode

from fastapi import APIRouter, Depends, Request
from fastapi import Query as Parameter
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.responses import HTMLResponse

from api import shelf
from api.collection import clause_links
from api.context import Serving
from api.pages.layout import contents, lines
from api.pages.view import day_of, reader_language, render
from api.present import answer_out
from api.routes.ask import question_of
from api.schemas import AskRequest
from corpus.model import Language
from corpus.validity import Validity

PAGE = 30  # acts on one page of the list
LINKS = 300  # links to other clauses that are listed above a text; the API has all

router = APIRouter(default_response_class=HTMLResponse)


def _when(
    as_of: Annotated[str, Parameter(max_length=10)] = "", validity: Annotated[str, Parameter(max_length=20)] = ""
) -> tuple[date | None, Validity | None]:
    """The day and the validity that a form asks for; None for what it leaves empty or misspells."""
    return day_of(as_of), Validity(validity) if validity in set(Validity) else None


When = Annotated[tuple[date | None, Validity | None], Depends(_when)]


@router.get("/")
async def home(request: Request) -> HTMLResponse:
    """The questions page."""
    return render(request, "chat.html", answer=None)


@router.post("/")
async def ask(request: Request, serving: Serving) -> HTMLResponse:
    """A question sent as a plain form, for browsers without scripts."""
    form = parse_qs((await request.body()).decode(errors="replace"))
    language, chosen = reader_language(request)
    try:
        day = form.get("as_of", [""])[0] or None
        asked = AskRequest.model_validate(
            {"question": form.get("question", [""])[0], "language": language if chosen else None, "as_of": day}
        )
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from error
    answer = await serving.work(lambda: serving.assistant.ask(question_of(asked)))
    serving.metrics.answer(answer)
    return render(request, "chat.html", answer=answer_out(answer))


@router.get("/acts")
async def acts(
    request: Request,
    serving: Serving,
    when: When,
    q: Annotated[str, Parameter(max_length=200)] = "",
    kind: Annotated[str, Parameter(max_length=40)] = "",
    issuer: Annotated[str, Parameter(max_length=200)] = "",
    readable: Annotated[str, Parameter(max_length=2)] = "",
    page: Annotated[int, Parameter(ge=1)] = 1,
) -> HTMLResponse:
    """The list of acts, with filters."""
    language = Language(readable) if readable in set(Language) else None
    wanted = shelf.ActFilter(
        q,
        kind,
        issuer,
        language,
        PAGE,
        (page - 1) * PAGE,
        *when,
    )
    found = await serving.work(lambda: shelf.acts(serving.library, wanted))
    choices = await serving.work(lambda: shelf.choices(serving.library))
    return render(
        request,
        "acts.html",
        found=found,
        wanted=wanted,
        choices=choices,
        page=page,
        last=max(1, -(-found.total // PAGE)),
        query=lambda number: urlencode({**request.query_params, "page": number}),
    )


@router.get("/acts/{act_id}")
async def act(
    request: Request, act_id: str, serving: Serving, as_of: Annotated[str, Parameter(max_length=10)] = ""
) -> HTMLResponse:
    """One act: what it is, its texts by language, what it refers to and what refers to it."""
    day = day_of(as_of)
    return render(
        request, "act.html", day_asked=day, act=await serving.work(lambda: shelf.act(serving.library, act_id, day))
    )


@router.get("/texts/{text_id}")
async def text(
    request: Request, text_id: str, serving: Serving, as_of: Annotated[str, Parameter(max_length=10)] = ""
) -> HTMLResponse:
    """One text. A fragment `#start-end` (characters) is highlighted and scrolled to."""
    day = day_of(as_of)
    found = await serving.work(lambda: shelf.text(serving.library, text_id, day))
    links = await serving.work(lambda: clause_links(serving.library, text_id, limit=LINKS))
    return render(
        request, "text.html", day_asked=day, text=found, lines=lines(found), contents=contents(found), links=links
    )
