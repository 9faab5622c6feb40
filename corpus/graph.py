"""The graph of acts: which act of the library amends, replaces, carries out, mentions or is related to which other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, alias, bindparam, func, select

from corpus.model import Act, Relation, SectionKind
from corpus.store.database import Database
from corpus.store.tables import acts, references, sections, texts
from corpus.validity import Validity, in_force

BATCH = 500  # ids per IN clause


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

    def standing(self, day: date, *beside: str) -> Graph:
        """The acts in force on a day, or with no day told, and the links between them; acts `beside` stay anyway."""
        valid = (Validity.IN_FORCE, Validity.UNKNOWN)
        return self.among({key for key, act in self.acts.items() if key in beside or in_force(act, day) in valid})

    def linked(self) -> list[str]:
        """The acts that have links, those with most neighbours first."""
        near: dict[str, set[str]] = defaultdict(set)
        for link in self.links:
            near[link.source].add(link.target)
            near[link.target].add(link.source)
        return sorted(near, key=lambda identity: (-len(near[identity]), identity))


WEIGHT = (Relation.REPLACES, Relation.REPEALS, Relation.AMENDS, Relation.IMPLEMENTS, Relation.RELATED, Relation.CITES)


def read_graph(database: Database) -> Graph:
    """The graph of all acts, counted by the database over the references of their texts."""
    with database.engine.connect() as connection:
        known = {row.id: Act(**row._mapping) for row in connection.execute(select(acts))}
        counted = [*_by_number(connection, known), *_by_article(connection)]
        links = list(_links(connection, counted))
    return Graph(known, tuple(sorted(links, key=lambda link: (WEIGHT.index(link.relation), link.source, link.target))))


@dataclass(frozen=True, slots=True)
class _Counted:
    """How often one act refers to another; `first` is the lowest id of these references."""

    source: str
    target: str
    relation: Relation
    count: int
    first: int


def _by_number(connection: Connection, known: Mapping[str, Act]) -> Iterator[_Counted]:
    """References to acts by number; of acts with one number, which begin anew each year, the newest is meant."""
    newest = {act.number: act.id for act in sorted(known.values(), key=lambda act: (act.issued or date.min, act.id))}
    query = (
        select(texts.c.act_id, references.c.number, references.c.relation, *_COUNTED)
        .join(texts, texts.c.id == references.c.text_id)
        .where(texts.c.act_id.is_not(None), references.c.number.in_(select(acts.c.number)))
        .group_by(texts.c.act_id, references.c.number, references.c.relation)
    )
    for row in connection.execute(query):
        if newest[row.number] != row.act_id:
            yield _Counted(row.act_id, newest[row.number], Relation(row.relation), row.many, row.first)


def _by_article(connection: Connection) -> Iterator[_Counted]:
    """References to articles of codified law by their codes; of texts that hold the same article one is meant."""
    held, related = alias(texts, "held"), references.c.relation == Relation.RELATED.value
    article = sections.c.kind == SectionKind.ARTICLE.value
    places = (
        select(sections.c.path, func.min(sections.c.text_id).label("text_id"))
        .where(article, sections.c.path.in_(select(references.c.number).where(related)))
        .group_by(sections.c.path)
        .subquery()
    )
    query = (
        select(texts.c.act_id.label("source"), held.c.act_id.label("target"), references.c.relation, *_COUNTED)
        .join(texts, texts.c.id == references.c.text_id)
        .join(places, places.c.path == references.c.number)
        .join(held, held.c.id == places.c.text_id)
        .where(related, texts.c.act_id != held.c.act_id)
        .group_by(texts.c.act_id, held.c.act_id, references.c.relation)
    )
    for row in connection.execute(query):
        yield _Counted(row.source, row.target, Relation(row.relation), row.many, row.first)


_COUNTED = (func.count().label("many"), func.min(references.c.id).label("first"))


def _links(connection: Connection, counted: Sequence[_Counted]) -> Iterator[Link]:
    """Each link with the place of its first reference."""
    query = select(references).where(references.c.id.in_(bindparam("ids", expanding=True)))
    for at in range(0, len(counted), BATCH):
        batch = counted[at : at + BATCH]
        rows = {row.id: row for row in connection.execute(query, {"ids": [one.first for one in batch]})}
        for one in batch:
            row = rows[one.first]
            yield Link(one.source, one.target, one.relation, one.count, row.text_id, row.clause, row.start, row.end)
