"""Conversations: kept for a while so that a follow-up is understood, readable and deletable by whoever holds their id.

An answer keeps the passages that it cited, word for word: what it rested on can be read after the texts have changed.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Column, DateTime, ForeignKey, Integer, Row, String, Table, Text, delete, insert, select, update

from assistant.model import Citation, Route
from corpus.store.database import Database
from corpus.store.erasing import PATIENCE_MS, erase_traces
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
    Column("citations", Text, nullable=False, server_default="[]"),  # JSON: they outlive the texts
    Column("route", String(16), nullable=False, server_default="none"),
    Column("about", String(200), nullable=False, server_default=""),
    Column("choices", Text, nullable=False, server_default="[]"),  # JSON
)

_CITATIONS = TypeAdapter(tuple[Citation, ...])
_CHOICES = TypeAdapter(tuple[str, ...])


@dataclass(frozen=True, slots=True)
class Subject:
    """What a follow-up can go on from: where the answer was gathered, the entry of a guide, the choices offered."""

    route: Route = Route.NONE
    about: str = ""
    choices: tuple[str, ...] = ()


NO_SUBJECT = Subject()


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and its answer; `understood` is the question with what it left unsaid filled in.

    `citations` are as they were shown, whatever the library holds now.
    """

    question: str
    understood: str
    answer: str
    asked_at: datetime
    citations: tuple[Citation, ...] = ()
    subject: Subject = NO_SUBJECT


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


class Conversations:
    """Reads and writes conversations. An id is unguessable; holding it is owning the conversation."""

    def __init__(self, database: Database, *, now: Callable[[], datetime] = _now) -> None:
        self._engine = database.engine
        self._now = now
        self._traces = False  # of something deleted, while a reader of old pages kept them from being erased

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
            return [_turn(row) for row in connection.execute(query)]

    def expires_at(self, conversation_id: str) -> datetime | None:
        """When a conversation will be deleted (UTC, no zone); None when there is none."""
        query = select(conversations.c.expires_at).where(
            conversations.c.id == conversation_id, conversations.c.expires_at > self._now()
        )
        with self._engine.connect() as connection:
            return connection.execute(query).scalar()

    def recall(self, conversation_id: str | None) -> list[Turn]:
        """The turns that a follow-up may refer to, oldest first."""
        return self.turns(conversation_id)[-RECALLED:] if conversation_id else []

    def remember(
        self,
        conversation_id: str,
        *,
        question: str,
        understood: str,
        answer: str,
        citations: tuple[Citation, ...] = (),
        subject: Subject = NO_SUBJECT,
    ) -> None:
        """Append a turn and move the expiry; expired conversations are deleted on the way, without trace."""
        now = self._now()
        values = {"expires_at": now + KEPT}
        turn = {
            "conversation_id": conversation_id,
            "asked_at": now,
            "question": question,
            "understood": understood,
            "answer": answer,
            "citations": _CITATIONS.dump_json(citations).decode(),
            "route": subject.route.value,
            "about": subject.about,
            "choices": _CHOICES.dump_json(subject.choices).decode(),
        }
        with self._engine.begin() as connection:
            expired = connection.execute(delete(conversations).where(conversations.c.expires_at <= now)).rowcount
            known = update(conversations).where(conversations.c.id == conversation_id).values(values)
            if not connection.execute(known).rowcount:
                connection.execute(insert(conversations).values(id=conversation_id, **values))
            connection.execute(insert(turns).values(turn))
        if expired or self._traces:
            self._erase(patience_ms=0)

    def forget(self, conversation_id: str) -> bool:
        """Delete a conversation with all its turns; False when there was none."""
        with self._engine.begin() as connection:
            gone = connection.execute(delete(conversations).where(conversations.c.id == conversation_id))
        self._erase()
        return gone.rowcount > 0

    def purge(self, patience_ms: int = PATIENCE_MS) -> int:
        """Delete the conversations that have expired; returns how many there were. Waits for nobody if there are none.

        `patience_ms` is how long readers of what was deleted are waited for before the next turn tries again.
        """
        expired = conversations.c.expires_at <= self._now()
        with self._engine.connect() as connection:
            some = connection.execute(select(conversations.c.id).where(expired).limit(1)).first()
        gone = 0
        if some:
            with self._engine.begin() as connection:
                gone = connection.execute(delete(conversations).where(expired)).rowcount
        self._erase(patience_ms)
        return gone

    def _erase(self, patience_ms: int = PATIENCE_MS) -> None:
        """Erase what was deleted from the files as well; where a reader is in the way, the next turn tries again."""
        self._traces = not erase_traces(self._engine, patience_ms)


def _turn(row: Row[*tuple[Any, ...]]) -> Turn:
    return Turn(
        question=row.question,
        understood=row.understood,
        answer=row.answer,
        asked_at=row.asked_at,
        citations=_CITATIONS.validate_json(row.citations or "[]"),
        subject=Subject(Route(row.route), row.about, _CHOICES.validate_json(row.choices)),
    )
