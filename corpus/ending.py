"""Which acts were ended by others: an act that says it replaces or repeals another one ends it when it takes effect.

Only an act with a number and a day of its own ends another, and only one that was there before it. What replaces a
part of an act, or mentions that a third act replaces one, was told apart when the text was read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, bindparam, select, update

from corpus.model import Act, Relation
from corpus.store.database import Database
from corpus.store.kept import mark_changed
from corpus.store.tables import acts, references, texts

ENDING = (Relation.REPLACES, Relation.REPEALS)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ending:
    """The last day of an act, and the id of the act that ended it."""

    ended_on: date
    ended_by: str


def settle_endings(database: Database) -> int:
    """Write down for all acts by which other they were ended. Returns how many changed; running it again changes none.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database refuses to write.
    """
    with database.engine.begin() as connection:
        held = {row.id: Act(**row._mapping) for row in connection.execute(select(acts))}
        endings = _endings(connection, held)
        changed = [
            {"act": act.id, "on": ending.ended_on if ending else None, "by": ending.ended_by if ending else None}
            for act in held.values()
            if (ending := endings.get(act.id)) != _standing(act)
        ]
        if changed:
            one = update(acts).where(acts.c.id == bindparam("act"))
            connection.execute(one.values(ended_on=bindparam("on"), ended_by=bindparam("by")), changed)
            mark_changed(connection)
    return len(changed)


def _standing(act: Act) -> Ending | None:
    """What is written down now."""
    return Ending(act.ended_on, act.ended_by) if act.ended_on and act.ended_by else None


def _endings(connection: Connection, held: Mapping[str, Act]) -> dict[str, Ending]:
    numbered: dict[str, list[Act]] = defaultdict(list)
    for act in held.values():
        if act.number:
            numbered[act.number].append(act)
    found: dict[str, Ending] = {}
    for by, number in _told(connection):
        ending = _ending(held[by])
        ended = _ended(numbered.get(number, ()), held[by])
        if ending is None or ended is None:
            continue
        known = found.get(ended.id)
        if known is None or (ending.ended_on, ending.ended_by) < (known.ended_on, known.ended_by):
            found[ended.id] = ending
    return found


def _told(connection: Connection) -> list[tuple[str, str]]:
    """Acts with a number, each with the number of an act that a text of it says it replaces or repeals."""
    query = (
        select(texts.c.act_id, references.c.number)
        .join(texts, texts.c.id == references.c.text_id)
        .join(acts, acts.c.id == texts.c.act_id)
        .where(references.c.relation.in_([relation.value for relation in ENDING]), acts.c.number.is_not(None))
        .distinct()
    )
    return [(row.act_id, row.number) for row in connection.execute(query)]


def _ending(by: Act) -> Ending | None:
    """The day before the ending act takes effect; None where it does not tell from when."""
    start = by.effective_from or by.issued
    return Ending(start - _DAY, by.id) if start else None


def _ended(named: Iterable[Act], by: Act) -> Act | None:
    """The one act of that number that was there before the act that ends it; None where several may be meant."""
    older = [act for act in named if act.id != by.id and _is_older(act, by)]
    return older[0] if len(older) == 1 else None


def _is_older(act: Act, by: Act) -> bool:
    """Where a day is unknown it is not held against it."""
    return act.issued is None or by.issued is None or act.issued <= by.issued
