"""The collection as a whole: counts of what is in it, the graph of its acts, and the links between clauses."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Annotated

from fastapi import Depends, Request

from api.collection_schemas import (
    ClauseLinkOut,
    ClauseLinksOut,
    CollectionOut,
    EvidenceOut,
    FileOut,
    GraphOut,
    LinkOut,
    NumberOut,
)
from api.present import act_ref
from api.problems import not_found
from corpus.calendar import today_in_vietnam
from corpus.graph import Graph, Link, read_graph
from corpus.model import Relation
from corpus.status import CorpusStatus, Counts, status
from corpus.store import Database, Library
from corpus.store.kept import Kept
from corpus.store.ledger import FileEntry

MOST_DAYS = 32  # whose counts are kept at once


class GraphReader:
    """Reads the graph of acts and the counts once for each state of the corpus. Safe to share between threads."""

    def __init__(self, database: Database) -> None:
        self._graph = Kept(database, lambda: read_graph(database))
        self._database = database
        self._counts = Kept[dict[tuple[date | None, date], CollectionOut]](database, dict)

    def graph(
        self, *, act_id: str | None = None, relations: Collection[Relation] = (), as_of: date | None = None
    ) -> Graph:
        """The graph, with some relations only where those are given, and around one act where that is.

        With `as_of`, acts that are not in force on that day are left out, but for the one that is asked for.

        Raises:
            Problem: 404, there is no such act.
        """
        whole = self._graph()
        if act_id is not None and act_id not in whole.acts:
            raise not_found("act", act_id, "List the acts at /api/v1/acts.")
        chosen = whole.only(frozenset(relations)) if relations else whole
        chosen = chosen if as_of is None else chosen.standing(as_of, *(() if act_id is None else (act_id,)))
        return chosen.around(act_id) if act_id is not None else chosen

    def counts(self, as_of: date | None = None) -> CollectionOut:
        """What is in the collection, as of a day."""
        kept, asked = self._counts(), (as_of, today_in_vietnam())
        if asked not in kept:
            if len(kept) >= MOST_DAYS:
                kept.clear()
            kept[asked] = collection_out(status(self._database, as_of))
        return kept[asked]


def _graphs(request: Request) -> GraphReader:
    reader: GraphReader = request.app.state.graphs
    return reader


Graphs = Annotated[GraphReader, Depends(_graphs)]


def collection_out(found: CorpusStatus) -> CollectionOut:
    """Counts as JSON; where a file lies on the server's disk is not told."""
    return CollectionOut(
        acts=found.acts,
        texts=found.texts,
        passages=found.passages,
        references=found.references,
        acts_with_several_texts=found.acts_with_several_texts,
        by_kind=_numbers(found.by_kind),
        by_issuer=_numbers(found.by_issuer),
        by_language=_numbers(found.by_language),
        by_completeness=_numbers(found.by_completeness),
        by_validity=_numbers(found.by_validity),
        files=_numbers(found.files),
        needs_ocr=_files(found.needs_ocr),
        failed=_files(found.failed),
        duplicates=_files(found.duplicates),
        undescribed=list(found.undescribed),
    )


def graph_out(graph: Graph, *, limit: int, offset: int = 0, as_of: date | None = None) -> GraphOut:
    """A page of links with the acts at their ends, each with its validity on a day, today when None."""
    page = graph.links[offset : offset + limit]
    ends = dict.fromkeys(end for link in page for end in (link.source, link.target))
    return GraphOut(
        acts=[act_ref(graph.acts[end], as_of) for end in ends],
        links=[link_out(link) for link in page],
        total=len(graph.links),
    )


def link_out(link: Link) -> LinkOut:
    """A link as JSON."""
    place = EvidenceOut(text_id=link.text_id, section=link.clause, start=link.start, end=link.end)
    return LinkOut(source=link.source, target=link.target, relation=link.relation, count=link.count, evidence=place)


def clause_links(library: Library, text_id: str, *, limit: int, offset: int = 0) -> ClauseLinksOut:
    """What the clauses of a text refer to.

    Raises:
        Problem: 404, there is no such text.
    """
    found = library.references(text_id)
    if not found and library.text(text_id) is None:
        raise not_found("text", text_id, "Find texts through /api/v1/acts or /api/v1/search.")
    page = found[offset : offset + limit]
    held = library.clause_places([reference.number for reference in page])
    acts = {act.number: act.id for act in library.acts() if act.number}
    links = []
    for one in page:
        place = held.get(one.number)
        links.append(
            ClauseLinkOut(
                clause=one.clause,
                number=one.number,
                relation=one.relation,
                start=one.start,
                end=one.end,
                act_id=place.act_id if place else acts.get(one.number),
                text_id=place.text_id if place else None,
                target_start=place.start if place else None,
            )
        )
    return ClauseLinksOut(links=links, total=len(found))


def _numbers(counts: Counts) -> list[NumberOut]:
    return [NumberOut(value=value, count=count) for value, count in counts]


def _files(entries: Sequence[FileEntry]) -> list[FileOut]:
    return [FileOut(file=entry.file, message=entry.message) for entry in entries]
