"""Tasks end with their act: once another act has taken its place, and not already when that is announced."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from corpus.identifiers import number_key
from corpus.model import Act, Relation
from corpus.store import Database, Library
from corpus.store.referring import references_of
from register.model import SYSTEM, Cause, Life
from register.reasons import Reason
from register.storing import change_task
from register.tables import tasks


def ended_acts(library: Library, day: date) -> dict[str, Reason]:
    """Acts that others have replaced or repealed as a whole by a day, by id, with the reason."""
    acts = {act.id: act for act in library.acts()}
    gone = [act for act in acts.values() if act.ended_on and act.ended_on < day and act.ended_by in acts]
    repealed = _repealed(library) if gone else set()
    ended: dict[str, Reason] = {}
    for act in gone:
        by = acts[act.ended_by or ""]
        key = "act_repealed" if (by.id, _key(act)) in repealed else "act_replaced"
        ended[act.id] = Reason(key, {"by": by.number or by.id})
    return ended


def end_tasks(database: Database, ended: Mapping[str, Reason]) -> int:
    """Withdraw the live tasks of acts that have ended, by id with the reason; returns how many these were."""
    query = select(tasks.c.id, tasks.c.act_id).where(tasks.c.life == Life.LIVE.value, tasks.c.origin.is_(None))
    with database.engine.begin() as connection:
        gone = [(row.id, ended[row.act_id]) for row in connection.execute(query) if row.act_id in ended]
        for task_id, why in gone:
            life = {"life": Life.WITHDRAWN.value}
            change_task(connection, task_id, life, by=SYSTEM.id, cause=Cause.WITHDRAWN, why=why)
    return len(gone)


def _repealed(library: Library) -> set[tuple[str, str]]:
    """The ids of acts whose texts say that they repeal another, with the key of its number."""
    act_of = {text.id: text.act_id for text in library.texts()}
    said = references_of(library.database, (Relation.REPEALS,))
    return {(act_of[text_id] or "", number_key(reference.number)) for text_id, reference in said if text_id in act_of}


def _key(act: Act) -> str:
    return number_key(act.number) if act.number else ""
