"""What the bot remembers of a chat: its language, its conversation, and the sources of its last answers."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import TypeAdapter
from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Engine,
    String,
    Table,
    Text,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from assistant.model import Citation
from corpus.model import Language
from corpus.store import Database
from corpus.store.tables import metadata

KEPT_ANSWERS = 50  # per chat: buttons further up in the history say that they have expired

bot_chats = Table(
    "bot_chats",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("language", String(2)),  # chosen by the chat; null while it has not chosen
    Column("conversation", String(40), nullable=False),
)

bot_answers = Table(
    "bot_answers",
    metadata,
    Column("token", String(16), primary_key=True),  # what buttons carry
    Column("chat_id", BigInteger, nullable=False, index=True),
    Column("language", String(2), nullable=False),
    Column("citations", Text, nullable=False),  # JSON; neither the question nor the answer is kept
    Column("answered_at", DateTime, nullable=False),
)

_CITATIONS = TypeAdapter(tuple[Citation, ...])


@dataclass(frozen=True, slots=True)
class ChatState:
    """`language` is None while the chat has not chosen one; `conversation` is random, so nobody can guess it."""

    language: Language | None
    conversation: str


@dataclass(frozen=True, slots=True)
class Sources:
    """The citations of an answer that was given in `language`."""

    language: Language
    citations: tuple[Citation, ...]

    def citation(self, n: int) -> Citation | None:
        """The citation with this number."""
        return next((c for c in self.citations if c.n == n), None)


class Chats:
    """The bot's memory in the database. Safe to share between threads; survives restarts."""

    def __init__(self, database: Database) -> None:
        self._engine: Engine = database.engine

    def state(self, chat_id: int) -> ChatState:
        """What is known of a chat; a chat seen for the first time gets its conversation."""
        query = select(bot_chats).where(bot_chats.c.chat_id == chat_id)
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        if row is None:
            self._register(chat_id)
            return self.state(chat_id)
        return ChatState(Language(row.language) if row.language else None, row.conversation)

    def choose_language(self, chat_id: int, language: Language) -> None:
        self.state(chat_id)
        with self._engine.begin() as connection:
            connection.execute(update(bot_chats).where(bot_chats.c.chat_id == chat_id).values(language=language.value))

    def keep(self, chat_id: int, sources: Sources) -> str:
        """Remember the sources of an answer; returns the token under which this chat finds them again."""
        token = secrets.token_urlsafe(9)
        row = {
            "token": token,
            "chat_id": chat_id,
            "language": sources.language.value,
            "citations": _CITATIONS.dump_json(sources.citations).decode(),
            "answered_at": datetime.now(UTC).replace(tzinfo=None),
        }
        with self._engine.begin() as connection:
            connection.execute(insert(bot_answers), row)
        self._drop_old(chat_id)
        return token

    def sources(self, chat_id: int, token: str) -> Sources | None:
        """What `keep` remembered for this very chat, or None when it is forgotten."""
        query = select(bot_answers).where(bot_answers.c.token == token, bot_answers.c.chat_id == chat_id)
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return None if row is None else Sources(Language(row.language), _CITATIONS.validate_json(row.citations))

    def forget(self, chat_id: int) -> None:
        """Drop everything about a chat: its language, its sources, and the name of its conversation."""
        with self._engine.begin() as connection:
            for table in (bot_answers, bot_chats):
                connection.execute(delete(table).where(table.c.chat_id == chat_id))

    def _register(self, chat_id: int) -> None:
        row = {"chat_id": chat_id, "language": None, "conversation": secrets.token_urlsafe(18)}
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(bot_chats), row)
        except IntegrityError:  # another update of the same chat was quicker; its row serves
            return

    def _drop_old(self, chat_id: int) -> None:
        newest = (
            select(bot_answers.c.token)
            .where(bot_answers.c.chat_id == chat_id)
            .order_by(bot_answers.c.answered_at.desc())
            .limit(KEPT_ANSWERS)
        )
        with self._engine.begin() as connection:
            kept = connection.execute(newest).scalars().all()
            stale = bot_answers.c.chat_id == chat_id, bot_answers.c.token.not_in(kept)
            connection.execute(delete(bot_answers).where(*stale))
