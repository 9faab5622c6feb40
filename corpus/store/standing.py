"""Which acts are in force on a day, told by the database; `corpus.validity` says the same of one act."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Select, func, or_, select

from corpus.store.tables import acts


def out_of_force(day: date) -> Select[tuple[str]]:
    """The ids of acts that are not yet or no longer in force on a day; an unknown date is not held against an act."""
    start = func.coalesce(acts.c.effective_from, acts.c.issued)
    return select(acts.c.id).where(or_(start > day, acts.c.effective_until < day, acts.c.ended_on < day))
