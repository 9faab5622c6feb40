"""Acts and texts: what the answers are read from."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi import Query as Parameter

from api import shelf
from api.context import Serving
from api.schemas import ActDetailOut, ActsOut, Results, StatusOut, TextDetailOut
from corpus.model import Language
from corpus.validity import Validity

router = APIRouter(tags=["documents"])


def _wanted(
    q: Annotated[str, Parameter(max_length=200, description="Words of the number, title or issuer.")] = "",
    kind: Annotated[str | None, Parameter(max_length=40)] = None,
    issuer: Annotated[str | None, Parameter(max_length=200)] = None,
    lang: Annotated[Language | None, Parameter(description="Only acts with a text in this language.")] = None,
    as_of: Annotated[date | None, Parameter(description="Only acts in force on this day, marked as of it.")] = None,
    validity: Annotated[Validity | None, Parameter(description="Only acts of this validity on that day.")] = None,
    limit: Results = 50,
    offset: Annotated[int, Parameter(ge=0)] = 0,
) -> shelf.ActFilter:
    return shelf.ActFilter(q, kind, issuer, lang, limit, offset, as_of, validity)


@router.get("/acts")
async def acts(serving: Serving, wanted: Annotated[shelf.ActFilter, Depends(_wanted)]) -> ActsOut:
    """The acts, newest first."""
    return await serving.work(lambda: shelf.acts(serving.library, wanted))


@router.get("/acts/{act_id}")
async def act(
    act_id: str,
    serving: Serving,
    as_of: Annotated[date | None, Parameter(description="The day of which its validity is told.")] = None,
) -> ActDetailOut:
    """One act, its texts by language and the acts that it mentions."""
    return await serving.work(lambda: shelf.act(serving.library, act_id, as_of))


@router.get("/texts/{text_id}")
async def text(
    text_id: str,
    serving: Serving,
    as_of: Annotated[date | None, Parameter(description="The day of which its act's validity is told.")] = None,
) -> TextDetailOut:
    """One text: its content, its structure, and the spans of its passages."""
    return await serving.work(lambda: shelf.text(serving.library, text_id, as_of))


@router.get("/status")
async def status(serving: Serving) -> StatusOut:
    """How much there is to answer from."""
    return await serving.work(lambda: shelf.status(serving.library))
