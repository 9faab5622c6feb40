"""The graph of acts: which act of the library amends, replaces, carries out, mentions or is related to which other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from corpus.model import Act, Relation, SectionKind
from corpus.store.database import Database
from corpus.store.tables import acts, references, sections, texts

ARTICLE = "Điều "  # what a reference to an article of codified law begins with; acts have numbers


@dataclass(frozen=True, slots=True)
class Link:
    """One act (`source`) refers to another (`target`), in `count` places, of which the first is given.

    `clause` is the path of the clause that says it; `start` and `end` span the words in the content of `text_id`.
    """

    source: str
    target: str
    relation: Relation
    count: int
    text_id: str
    clause: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Graph:
    """Acts by id, and the links between them, the weightiest relations first. Acts without links are there too."""

    acts: Mapping[str, Act]
    links: tuple[Link, ...]

    def only(self, relations: Collection[Relation]) -> Graph:
        """The graph with links of these relations alone."""
        return Graph(self.acts, tuple(link for link in self.links if link.relation in relations))

    def around(self, act_id: str) -> Graph:
        """An act with its neighbours, and the links between all of them."""
        near = {act_id} | {end for link in self.links if act_id in (ends := (link.source, link.target)) for end in ends}
        return self.among(near)

    def among(self, ids: Collection[str]) -> Graph:
        """These acts and the links between them."""
        kept = {identity: act for identity, act in self.acts.items() if identity in ids}
        return Graph(kept, tuple(link for link in self.links if link.source in kept and link.target in kept))

    def linked(self) -> list[str]:
        """The acts that have links, those with most neighbours first."""
        near: dict[str, set[str]] = defaultdict(set)
        for link in self.links:
            near[link.source].add(link.target)
            near[link.target].add(link.source)
        return sorted(near, key=lambda identity: (-len(near[identity]), identity))


WEIGHT = (Relation.REPLACES, Relation.REPEALS, Relation.AMENDS, Relation.IMPLEMENTS, Relation.RELATED, Relation.CITES)


def read_graph(database: Database) -> Graph:
    """The graph of all acts, in one pass over the references of their texts."""
    with database.engine.connect() as connection:
        known = {row.id: Act(**row._mapping) for row in connection.execute(select(acts))}
        places = _places(connection, known.values())
        links = _links(connection, places)
    return Graph(known, tuple(sorted(links, key=lambda link: (WEIGHT.index(link.relation), link.source, link.target))))


def state(database: Database) -> tuple[int, ...]:
    """What differs whenever the graph may: for keeping a graph that was read."""
    with database.engine.connect() as connection:
        counted = select(func.count(references.c.id), func.coalesce(func.max(references.c.id), 0))
        grouped = select(func.count(texts.c.id), func.count(func.distinct(texts.c.act_id)))
        return (*connection.execute(counted).one(), *connection.execute(grouped).one())


def _places(connection: Connection, held: Iterable[Act]) -> dict[str, str]:
    """Acts by what references call them: their numbers, and the codes of articles of codified law that they hold."""
    places: dict[str, str] = {}
    for act in sorted(held, key=lambda act: (act.issued or date.min, act.id)):
        if act.number:
            places[act.number] = act.id  # of acts with one number, which begin anew each year, the newest
    query = (
        select(sections.c.path, texts.c.act_id)
        .join(texts, texts.c.id == sections.c.text_id)
        .where(sections.c.kind == SectionKind.ARTICLE.value, sections.c.path.like(f"{ARTICLE}%.%.%.%"))
        .where(texts.c.act_id.is_not(None))
    )
    for path, act_id in connection.execute(query):
        places.setdefault(path, act_id)
    return places


def _links(connection: Connection, places: Mapping[str, str]) -> list[Link]:
    columns = (references.c.number, references.c.relation, references.c.clause, references.c.start, references.c.end)
    query = (
        select(texts.c.act_id, texts.c.id.label("text_id"), *columns)
        .join(texts, texts.c.id == references.c.text_id)
        .where(texts.c.act_id.is_not(None))
        .order_by(references.c.id)
    )
    first: dict[tuple[str, str, str], tuple[str, str | None, int, int]] = {}
    count: Counter[tuple[str, str, str]] = Counter()
    for row in connection.execute(query):
        target = places.get(row.number)
        if target is None or target == row.act_id:
            continue
        key = (row.act_id, target, row.relation)
        count[key] += 1
        first.setdefault(key, (row.text_id, row.clause, row.start, row.end))
    return [
        Link(source, target, Relation(relation), count[source, target, relation], text_id, clause, start, end)
        for (source, target, relation), (text_id, clause, start, end) in first.items()
    ]
