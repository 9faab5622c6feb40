"""What is known of an act, when several texts tell it."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import Connection, delete, func, insert, select, update

from corpus.model import Act, Completeness
from corpus.store.tables import acts, texts

# whose word counts when two texts of an act differ: the act itself, then an excerpt, then who tells of it
_AUTHORITY = (Completeness.FULL, Completeness.EXCERPT, Completeness.UNKNOWN, Completeness.REPORT)

_TOLD_BY_OTHERS = frozenset({"ended_on", "ended_by"})  # settled over all acts, `corpus.ending`


def put_act(connection: Connection, act: Act, *, text_id: str, completeness: Completeness) -> None:
    """Write what one text tells of its act, without losing what better texts of it told before."""
    old = connection.execute(select(acts).where(acts.c.id == act.id)).mappings().first()
    told: dict[str, object] = {name: value for name, value in asdict(act).items() if name not in _TOLD_BY_OTHERS}
    if old is None:
        connection.execute(insert(acts).values(told))
        return
    query = select(texts.c.completeness).where(texts.c.act_id == act.id, texts.c.id != text_id)
    others = [_AUTHORITY.index(Completeness(c)) for c in connection.execute(query).scalars()]
    if others:
        first, second = (told, old) if _AUTHORITY.index(completeness) <= min(others) else (old, told)
        told = {name: second[name] if first[name] is None else first[name] for name in told}
    if any(old[name] != value for name, value in told.items()):
        connection.execute(update(acts).where(acts.c.id == act.id).values(told))


def drop_act_without_texts(connection: Connection, act_id: str | None) -> None:
    """Remove an act that no text renders any more."""
    if act_id is None:
        return
    left = connection.execute(select(func.count()).select_from(texts).where(texts.c.act_id == act_id)).scalar_one()
    if not left:
        connection.execute(delete(acts).where(acts.c.id == act_id))
