"""The collection as a whole: its counts, the graph of its acts, links between clauses, and whose text is whose."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter
from fastapi import Query as Parameter
from pydantic import Field

from api import shelf
from api.collection import Graphs, clause_links, graph_out
from api.collection_schemas import ClauseLinksOut, CollectionOut, GraphOut
from api.context import Serving
from api.problems import not_found
from api.registry import Known, told
from api.schemas import Schema, TextDetailOut
from corpus.grouping import assign, withdraw
from corpus.model import Relation
from register.people import must_edit

router = APIRouter(tags=["documents"])
MOST_LINKS = 1000

Limit = Annotated[int, Parameter(ge=1, le=MOST_LINKS)]
Offset = Annotated[int, Parameter(ge=0)]
AsOf = Annotated[date | None, Parameter(description="Only acts in force on this day, marked as of it.")]


class AssignRequest(Schema):
    """Which act a text renders (null: none), and why a person says so."""

    act_id: Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[a-z0-9][a-z0-9-]*$")] | None
    reason: Annotated[str, Field(min_length=3, max_length=500)]


@router.get("/corpus")
async def counts(serving: Serving, graphs: Graphs, as_of: AsOf = None) -> CollectionOut:
    """Acts by kind, issuer and language; what needs text recognition; what could not be read or described; copies."""
    return await serving.work(lambda: graphs.counts(as_of))


@router.get("/graph")
async def graph(
    serving: Serving,
    graphs: Graphs,
    act: Annotated[str | None, Parameter(max_length=120, description="Only this act and its neighbours.")] = None,
    relation: Annotated[list[Relation] | None, Parameter(description="Only links of these kinds.")] = None,
    as_of: AsOf = None,
    limit: Limit = 500,
    offset: Offset = 0,
) -> GraphOut:
    """Which act amends, replaces, repeals, carries out, mentions or is related to which, with the words that say so."""
    found = await serving.work(lambda: graphs.graph(act_id=act, relations=relation or (), as_of=as_of))
    return graph_out(found, limit=limit, offset=offset, as_of=as_of)


@router.get("/texts/{text_id}/references")
async def references(text_id: str, serving: Serving, limit: Limit = 500, offset: Offset = 0) -> ClauseLinksOut:
    """What the clauses of one text refer to, in reading order."""
    return await serving.work(lambda: clause_links(serving.library, text_id, limit=limit, offset=offset))


@router.put("/texts/{text_id}/act")
async def put_act(text_id: str, said: AssignRequest, serving: Serving, person: Known) -> TextDetailOut:
    """Put a text to an act, or to none; it stays there when the text is read again. Editors and admins only."""
    with told():
        must_edit(person)

    def put() -> TextDetailOut:
        _known(serving, text_id)
        assign(serving.library.database, text_id, said.act_id, reason=said.reason, decided_by=person.name)
        return shelf.text(serving.library, text_id)

    return await serving.work(put)


@router.delete("/texts/{text_id}/act")
async def withdraw_act(text_id: str, serving: Serving, person: Known) -> TextDetailOut:
    """Take a correction back: the text's own words decide when it is read again. Editors and admins only."""
    with told():
        must_edit(person)

    def take_back() -> TextDetailOut:
        _known(serving, text_id)
        withdraw(serving.library.database, text_id)
        return shelf.text(serving.library, text_id)

    return await serving.work(take_back)


def _known(serving: Serving, text_id: str) -> None:
    if serving.library.text(text_id) is None:
        raise not_found("text", text_id, "Find texts through /api/v1/acts or /api/v1/search.")
