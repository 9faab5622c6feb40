"""The JSON of conversations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from api.schemas import CitationOut, Schema
from assistant.conversations import Turn


class TurnOut(Schema):
    """One question with its answer, and what the answer cited when it was given."""

    asked_at: datetime
    question: str
    answer: str
    citations: list[CitationOut]


class ConversationOut(Schema):
    """A conversation; it is deleted at `expires_at` unless it goes on."""

    id: str
    expires_at: datetime
    turns: list[TurnOut]


def conversation_out(conversation_id: str, expires_at: datetime, turns: Sequence[Turn]) -> ConversationOut:
    """A conversation in the shape of the contract; times are UTC."""
    return ConversationOut(
        id=conversation_id,
        expires_at=expires_at.replace(tzinfo=UTC),
        turns=[
            TurnOut(
                asked_at=turn.asked_at.replace(tzinfo=UTC),
                question=turn.question,
                answer=turn.answer,
                citations=[CitationOut.model_validate(asdict(citation)) for citation in turn.citations],
            )
            for turn in turns
        ],
    )
