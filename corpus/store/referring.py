"""Which acts the library's texts mention, kept or not, and what they say happens to them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from corpus.model import Reference, Relation
from corpus.store.database import Database
from corpus.store.tables import references


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A reference together with the text that makes it."""

    text_id: str
    reference: Reference


def mentioned_numbers(database: Database) -> frozenset[str]:
    """The normalised number of every act that some text mentions."""
    with database.engine.connect() as connection:
        return frozenset(connection.execute(select(references.c.number).distinct()).scalars())


def references_of(database: Database, relations: Collection[Relation]) -> list[tuple[str, Reference]]:
    """All references of some relations with the texts that make them, by text and place."""
    query = select(references).where(references.c.relation.in_([relation.value for relation in relations]))
    with database.engine.connect() as connection:
        rows = connection.execute(query.order_by(references.c.text_id, references.c.start))
        return [(r.text_id, Reference(r.number, Relation(r.relation), r.start, r.end, r.clause)) for r in rows]


def references_to(
    database: Database, number: str, relations: Collection[Relation] = (), *, most: int = 50
) -> list[Mentioned]:
    """Where an act is mentioned, by text and place; only in some relations where those are given."""
    query = select(references).where(references.c.number == number)
    if relations:
        query = query.where(references.c.relation.in_([relation.value for relation in relations]))
    with database.engine.connect() as connection:
        rows = connection.execute(query.order_by(references.c.text_id, references.c.start).limit(most))
        return [Mentioned(r.text_id, Reference(r.number, Relation(r.relation), r.start, r.end, r.clause)) for r in rows]
