"""The page of the collection: what is in it, what in it needs a person, and the graph of its acts as a picture."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi import Query as Parameter
from starlette.responses import HTMLResponse

from api.collection import Graphs, link_out
from api.context import Serving
from api.pages.drawing import draw
from api.pages.view import day_of, render
from corpus.graph import WEIGHT
from corpus.model import Relation

LISTED = 500  # links in the list under the picture; all are in /api/v1/graph
ROWS = 40  # files and issuers of one list; the rest is counted, and is in /api/v1/corpus

router = APIRouter(default_response_class=HTMLResponse)


@router.get("/corpus")
async def corpus(
    request: Request,
    serving: Serving,
    graphs: Graphs,
    act: Annotated[str, Parameter(max_length=120)] = "",
    relation: Annotated[list[str] | None, Parameter()] = None,
    as_of: Annotated[str, Parameter(max_length=10)] = "",
) -> HTMLResponse:
    """Counts, lists and the graph; `act` shows one act with its neighbours, `relation` some kinds of links.

    As of a day, acts that are not in force on it are left out.
    """
    day = day_of(as_of)
    chosen = [Relation(one) for one in relation or () if one in set(Relation)]
    graph = await serving.work(lambda: graphs.graph(act_id=act or None, relations=chosen, as_of=day))
    found = await serving.work(lambda: graphs.counts(day))
    asked = {name: said for name, said in (("act", act), ("as_of", day)) if said}
    return render(
        request,
        "corpus.html",
        found=found,
        graph=graph,
        drawing=await serving.work(lambda: draw(graph)),
        links=[link_out(link) for link in graph.links[:LISTED]],
        relations=WEIGHT,
        chosen_relations=chosen,
        around=graph.acts.get(act),
        rows=ROWS,
        data=f"/api/v1/graph?{urlencode(asked)}",
        day_asked=day,
    )
