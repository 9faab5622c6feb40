"""Conversations: whoever holds the id of one may read and delete it; nobody can list them."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path

from api.context import Context, Serving
from api.conversation_schemas import ConversationOut, conversation_out
from api.problems import Problem, not_found
from assistant.conversations import Conversations

router = APIRouter(prefix="/conversations", tags=["conversations"])

Id = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,64}$", description="As `ask` returned it.")]
REMEDY = "It was never stored, has expired, or was deleted."


@router.get("/{conversation_id}")
async def conversation(conversation_id: Id, serving: Serving) -> ConversationOut:
    """Its questions and answers, oldest first, with the words that each answer cited at the time."""
    kept = _kept(serving)
    expires = await serving.work(lambda: kept.expires_at(conversation_id))
    if expires is None:
        raise _gone(conversation_id)
    turns = await serving.work(lambda: kept.turns(conversation_id))
    return conversation_out(conversation_id, expires, turns)


@router.delete("/{conversation_id}", status_code=HTTPStatus.NO_CONTENT)
async def forget(conversation_id: Id, serving: Serving) -> None:
    """Delete it for good: no copy stays in the database."""
    if not await serving.work(lambda: _kept(serving).forget(conversation_id)):
        raise _gone(conversation_id)


def _kept(serving: Context) -> Conversations:
    return Conversations(serving.library.database)


def _gone(conversation_id: str) -> Problem:
    return not_found("conversation", conversation_id, REMEDY)
