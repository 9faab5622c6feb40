"""Feedback on procedures: sent by anybody, followed by a code, handled by the agency that it is for; ratings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi import Query as Parameter

from api.context import Context, Serving
from api.feedback_schemas import (
    FeedbackRequest,
    FiledOut,
    FollowedOut,
    HandlingRequest,
    InboxItemOut,
    InboxOut,
    RatingRequest,
)
from api.pages.view import reader_language
from api.present_feedback import filing_of, followed_out, inbox_item
from api.problems import Problem, not_found
from api.procedure_schemas import NamedOut
from api.procedure_shelf import find
from api.registry import Known, Registered, told
from api.routes.procedures import site_of
from corpus.agencies import agency_name
from corpus.model import Language
from register.addressee import subject_of
from register.feedback import erase, feedback_of, file_feedback, followed
from register.feedback_desk import FeedbackChanged, FeedbackDesk, NoSuchFeedback
from register.feedback_model import OPEN, FeedbackStatus, Filing
from register.limits import Limiter
from register.naming import agency_named
from register.satisfaction import rate

router = APIRouter(tags=["feedback"])

MOST_REPORTS = 10  # an hour from one address: a person reports one or two, a hall with one address more
MOST_RATINGS = 60
Code = Annotated[str, Parameter(max_length=64, description="The code that was shown when the report was filed.")]


@router.post("/feedback", status_code=HTTPStatus.CREATED)
async def send(request: Request, said: FeedbackRequest, serving: Serving) -> FiledOut:
    """Report that a guide is wrong, or propose an improvement. 429 after ten an hour from one address."""
    language, _ = reader_language(request)
    known = await serving.work(lambda: find(serving.library, said.procedure))
    return await file_one(request, serving, filing_of(said, known, language), language)


@router.get("/feedback/followed")
async def follow(request: Request, code: Code, serving: Serving) -> FollowedOut:
    """A report with its status, answer and history, for whoever holds its code."""
    language, _ = reader_language(request)
    found = await serving.work(lambda: followed(serving.library.database, code))
    if found is None:
        raise not_found("report", "of this code", "It may have been deleted; the code was shown when it was filed.")
    return followed_out(found, language)


@router.delete("/feedback/followed", status_code=HTTPStatus.NO_CONTENT)
async def take_back(code: Code, serving: Serving) -> Response:
    """Delete a report's words, contact and answer for good."""
    if not await serving.work(lambda: erase(serving.library.database, code)):
        raise not_found("report", "of this code", "It may have been deleted already.")
    return Response(status_code=HTTPStatus.NO_CONTENT)


@router.get("/feedback")
async def inbox(
    request: Request,
    serving: Serving,
    registry: Registered,
    person: Known,
    status: Annotated[tuple[FeedbackStatus, ...], Parameter()] = OPEN,
    limit: Annotated[int, Parameter(ge=1, le=100)] = 50,
    offset: Annotated[int, Parameter(ge=0)] = 0,
) -> InboxOut:
    """Reports for the own agency, oldest first; editors see all, also those without an addressee."""
    language, _ = reader_language(request)

    def read() -> InboxOut:
        with handled():
            found, total = FeedbackDesk(registry.database, person).inbox(statuses=status, limit=limit, offset=offset)
            return InboxOut(feedback=[inbox_item(one, language) for one in found], total=total)

    return await serving.work(read)


@router.post("/feedback/{number}")
async def handle(
    request: Request, number: int, said: HandlingRequest, serving: Serving, registry: Registered, person: Known
) -> InboxItemOut:
    """Take a report up, answer it, or pass it on to the agency that it is for. 409: it changed since you read it."""
    language, _ = reader_language(request)

    def apply() -> InboxItemOut:
        with handled():
            _handle(FeedbackDesk(registry.database, person), number, said)
            found = feedback_of(registry.database, number)
            assert found is not None  # it was changed a moment ago, and numbers are never deleted
            return inbox_item(found, language)

    return await serving.work(apply)


@router.post("/procedures/{procedure_id}/ratings", status_code=HTTPStatus.NO_CONTENT)
async def rating(request: Request, procedure_id: str, said: RatingRequest, serving: Serving) -> Response:
    """Say how content you are; counted by month, without anything of you."""
    await rate_one(request, serving, procedure_id, stars=said.stars, helpful=said.helpful)
    return Response(status_code=HTTPStatus.NO_CONTENT)


async def file_one(request: Request, serving: Context, filing: Filing, language: Language) -> FiledOut:
    """File a report for a sender who has not sent too many.

    Raises:
        Problem: 422 it says nothing, 429 too many.
    """
    _let_through(request, request.app.state.reports)

    def keep() -> FiledOut:
        with told():
            number, code = file_feedback(serving.library.database, filing)
        agency = filing.subject.agency
        return FiledOut(
            number=number,
            code=code,
            follow=f"{site_of(request)}/feedback?code={code}",
            agency=NamedOut(id=agency, name=agency_name(agency, language)) if agency else None,
            status=FeedbackStatus.RECEIVED,
        )

    return await serving.work(keep)


async def rate_one(
    request: Request, serving: Context, procedure_id: str, *, stars: int | None, helpful: bool | None
) -> None:
    """Keep a rating of a sender who has not sent too many.

    Raises:
        Problem: 404 no such procedure, 422 it says nothing, 429 too many.
    """
    known = await serving.work(lambda: find(serving.library, procedure_id))
    _let_through(request, request.app.state.ratings)

    def keep() -> None:
        with told():
            rate(serving.library.database, subject_of(known), stars=stars, helpful=helpful)

    await serving.work(keep)


@contextmanager
def handled() -> Iterator[None]:
    """Errors of the desk become problems."""
    with told():
        try:
            yield
        except NoSuchFeedback as error:
            raise not_found("report", str(error.number), "List yours at /api/v1/feedback.") from error
        except FeedbackChanged as error:
            raise Problem(HTTPStatus.CONFLICT, "changed-meanwhile", str(error)) from error


def _handle(desk: FeedbackDesk, number: int, said: HandlingRequest) -> None:
    actions: dict[str, Callable[[], None]] = {
        "take_up": lambda: desk.take_up(number, version=said.version),
        "answer": lambda: desk.answer(number, said.words, outcome=said.outcome, version=said.version),
        "pass_on": lambda: desk.pass_on(number, agency_named(said.agency), version=said.version),
    }
    actions[said.action]()


def _let_through(request: Request, limiter: Limiter) -> None:
    sender = request.client.host if request.client else ""
    if not limiter.passes(sender):
        detail = "Too many were sent from this address within an hour. Try again later."
        raise Problem(HTTPStatus.TOO_MANY_REQUESTS, "too-many", detail)
