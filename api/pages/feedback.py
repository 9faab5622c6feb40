"""Pages of feedback: forms that work without scripts, and a report followed by its code."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated
from urllib.parse import parse_qs, quote, urlencode

from fastapi import APIRouter, Request
from fastapi import Query as Parameter
from pydantic import ValidationError
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.context import Serving
from api.feedback_schemas import FeedbackRequest, RatingRequest
from api.pages.procedures import procedure_page
from api.pages.view import reader_language, render
from api.present_feedback import filing_of, followed_out
from api.problems import Problem
from api.procedure_shelf import find
from api.routes.feedback import file_one, rate_one
from register.feedback import erase, followed
from register.procedure_wording import procedure_words

router = APIRouter(default_response_class=HTMLResponse)

Code = Annotated[str, Parameter(max_length=64)]
PRIVATE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}  # the address holds the code


@router.post("/procedures/{procedure_id}/feedback")
async def send(request: Request, procedure_id: str, serving: Serving) -> Response:
    """A report sent from the page of a procedure; leads to the page that follows it."""
    language, _ = reader_language(request)
    form = await _form(request)
    known = await serving.work(lambda: find(serving.library, procedure_id))
    told = {name: form[name] for name in ("kind", "part", "words", "contact") if form.get(name, "").strip()}
    try:
        said = FeedbackRequest.model_validate({"procedure": procedure_id} | told)
        filed = await file_one(request, serving, filing_of(said, known, language), language)
    except (ValidationError, Problem) as error:
        problem, status = _reason(error)
        return await procedure_page(request, serving, procedure_id, problem=problem, status=status)
    return _to(request, "/feedback", {"code": filed.code, "new": "1"})


@router.post("/procedures/{procedure_id}/rating")
async def rating(request: Request, procedure_id: str, serving: Serving) -> Response:
    """A rating sent from the page of a procedure; leads back to it."""
    form = await _form(request)
    try:
        said = RatingRequest.model_validate({name: form[name] for name in ("stars", "helpful") if form.get(name)})
        await rate_one(request, serving, procedure_id, stars=said.stars, helpful=said.helpful)
    except (ValidationError, Problem) as error:
        if isinstance(error, Problem) and error.status_code == HTTPStatus.NOT_FOUND:
            raise
        problem, status = _reason(error)
        return await procedure_page(request, serving, procedure_id, problem=problem, status=status)
    return _to(request, f"/procedures/{quote(procedure_id)}", {"rated": "1"}, "#rating")


@router.get("/feedback")
async def follow(
    request: Request, serving: Serving, code: Code = "", new: Annotated[str, Parameter(max_length=1)] = ""
) -> HTMLResponse:
    """A report with its status, answer and history; without a code a form that takes one."""
    language, _ = reader_language(request)
    found = await serving.work(lambda: followed(serving.library.database, code)) if code else None
    page = render(
        request,
        "feedback.html",
        status=HTTPStatus.OK if found or not code else HTTPStatus.NOT_FOUND,
        p=procedure_words(language),
        report=followed_out(found, language) if found else None,
        code=code,
        new=bool(new),
        erased=False,
    )
    page.headers.update(PRIVATE)
    return page


@router.post("/feedback/erase")
async def take_back(request: Request, serving: Serving) -> HTMLResponse:
    """Delete a report for good."""
    language, _ = reader_language(request)
    code = (await _form(request)).get("code", "")[:64]
    gone = await serving.work(lambda: erase(serving.library.database, code))
    page = render(request, "feedback.html", p=procedure_words(language), report=None, code=code, new=False, erased=gone)
    page.headers.update(PRIVATE)
    return page


async def _form(request: Request) -> dict[str, str]:
    """The fields of a plain form that came from our own pages.

    Raises:
        Problem: 403, another site sent it.
    """
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Problem(HTTPStatus.FORBIDDEN, "other-site", "Forms are taken from our own pages only.")
    told = parse_qs((await request.body()).decode(errors="replace"), max_num_fields=20)
    return {name: values[0] for name, values in told.items()}


def _reason(error: ValidationError | Problem) -> tuple[str, int]:
    """The words for what was wrong, and the status of the answer."""
    too_many = isinstance(error, Problem) and error.status_code == HTTPStatus.TOO_MANY_REQUESTS
    return (
        ("report_too_many", HTTPStatus.TOO_MANY_REQUESTS)
        if too_many
        else ("report_bad", HTTPStatus.UNPROCESSABLE_ENTITY)
    )


def _to(request: Request, path: str, query: dict[str, str], fragment: str = "") -> RedirectResponse:
    language, chosen = reader_language(request)
    kept = {"lang": language.value} if chosen else {}
    return RedirectResponse(f"{path}?{urlencode(query | kept)}{fragment}", HTTPStatus.SEE_OTHER, headers=PRIVATE)
