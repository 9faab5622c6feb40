"""Search: the passages themselves, best first."""

from __future__ import annotations

import time
from datetime import date
from typing import Annotated

from fastapi import APIRouter
from fastapi import Query as Parameter

from api.context import Serving
from api.present import hits_out
from api.schemas import Results, SearchOut, Words
from corpus.model import Language
from retrieval.model import Filters, Query

router = APIRouter(tags=["search"])


@router.get("/search")
async def search(
    serving: Serving,
    q: Annotated[Words, Parameter(description="What to look for, in any of the five languages.")],
    k: Annotated[Results, Parameter(description="How many passages.")] = 10,
    lang: Annotated[Language | None, Parameter(description="Only texts in this language.")] = None,
    as_of: Annotated[
        date | None,
        Parameter(
            description="Law in force on this day (today). Other law is found by its number, or when nothing else is."
        ),
    ] = None,
) -> SearchOut:
    """Passages that speak of `q`, best first."""
    chosen = frozenset() if lang is None else frozenset({lang})
    query = Query(q, k=k, reader=lang, filters=Filters(languages=chosen, as_of=as_of))
    began = time.perf_counter()
    hits = await serving.work(lambda: serving.assistant.search(query))
    searched = time.perf_counter()
    found = await serving.work(lambda: hits_out(hits, serving.library, as_of))
    timings = {"search": (searched - began) * 1000, "total": (time.perf_counter() - began) * 1000}
    return SearchOut(hits=found, timings_ms={name: round(value, 1) for name, value in timings.items()})
