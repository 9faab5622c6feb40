"""Corrections by people of which act a text renders. They are kept beside the texts and applied whenever one is put."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from corpus.store.tables import acts, groupings


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's word on a text: the act it renders, or None for no act. `decided_at` is UTC without a zone."""

    text_id: str
    act_id: str | None
    reason: str
    decided_by: str
    decided_at: datetime


def correction_of(connection: Connection, text_id: str) -> Correction | None:
    """The correction that stands for a text, or None."""
    row = connection.execute(select(groupings).where(groupings.c.text_id == text_id)).first()
    return None if row is None else Correction(**row._mapping)


def corrections(connection: Connection) -> list[Correction]:
    """All corrections, by text."""
    query = select(groupings).order_by(groupings.c.text_id)
    return [Correction(**row._mapping) for row in connection.execute(query)]


def record_correction(connection: Connection, correction: Correction) -> None:
    """Write a correction in place of an earlier one for the same text."""
    forget_correction(connection, correction.text_id)
    connection.execute(insert(groupings).values(asdict(correction)))


def forget_correction(connection: Connection, text_id: str) -> None:
    """Strike out the correction of a text."""
    connection.execute(delete(groupings).where(groupings.c.text_id == text_id))


def ensure_act(connection: Connection, act_id: str) -> None:
    """Let a text be put to an act that was only named so far."""
    if connection.execute(select(acts.c.id).where(acts.c.id == act_id)).first() is None:
        connection.execute(insert(acts).values(id=act_id))
