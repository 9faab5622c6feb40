"""Conversations: kept for a while so that a follow-up is understood, deletable by whoever holds their id."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Column, DateTime, ForeignKey, Integer, String, Table, Text, delete, insert, select, update

from corpus.store.database import Database
from corpus.store.tables import metadata

KEPT = timedelta(days=30)  # after the last turn; long enough for a case at the counter, short enough to forget
RECALLED = 3  # turns that a follow-up may refer to

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("expires_at", DateTime, nullable=False, index=True),
)

turns = Table(
    "turns",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("asked_at", DateTime, nullable=False),
    Column("question", Text, nullable=False),
    Column("understood", Text, nullable=False),
    Column("answer", Text, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and its answer; `understood` is the question with what it left unsaid filled in."""

    question: str
    understood: str
    answer: str
    asked_at: datetime


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


class Conversations:
    """Reads and writes conversations. An id is unguessable; holding it is owning the conversation."""

    def __init__(self, database: Database, *, now: Callable[[], datetime] = _now) -> None:
        self._engine = database.engine
        self._now = now

    def new_id(self) -> str:
        """An id for a conversation that does not exist yet; it is stored with its first turn."""
        return secrets.token_urlsafe(24)

    def turns(self, conversation_id: str) -> list[Turn]:
        """All turns of a conversation that has not expired, oldest first; empty when there is none."""
        query = (
            select(turns)
            .join(conversations)
            .where(turns.c.conversation_id == conversation_id, conversations.c.expires_at > self._now())
            .order_by(turns.c.id)
        )
        with self._engine.connect() as connection:
            return [Turn(r.question, r.understood, r.answer, r.asked_at) for r in connection.execute(query)]

    def recall(self, conversation_id: str | None) -> list[Turn]:
        """The turns that a follow-up may refer to, oldest first."""
        return self.turns(conversation_id)[-RECALLED:] if conversation_id else []

    def remember(self, conversation_id: str, *, question: str, understood: str, answer: str) -> None:
        """Append a turn and move the expiry; expired conversations are deleted on the way."""
        now = self._now()
        values = {"expires_at": now + KEPT}
        turn = {
            "conversation_id": conversation_id,
            "asked_at": now,
            "question": question,
            "understood": understood,
            "answer": answer,
        }
        with self._engine.begin() as connection:
            connection.execute(delete(conversations).where(conversations.c.expires_at <= now))
            known = update(conversations).where(conversations.c.id == conversation_id).values(values)
            if not connection.execute(known).rowcount:
                connection.execute(insert(conversations).values(id=conversation_id, **values))
            connection.execute(insert(turns).values(turn))

    def forget(self, conversation_id: str) -> bool:
        """Delete a conversation with all its turns; False when there was none."""
        with self._engine.begin() as connection:
            gone = connection.execute(delete(conversations).where(conversations.c.id == conversation_id))
        return gone.rowcount > 0
