"""Errors as one line that says what happened and what to do, and the exit status that goes with them."""

from __future__ import annotations

from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError

from api.problems import Problem
from assistant.errors import AssistantError
from assistant.settings import Settings
from bot.errors import BotError
from congvu.environment import PREFIX
from corpus.load.errors import LoadError
from corpus.store.errors import StoreError
from evals.errors import EvalsError
from register.errors import BadQuery, RegisterError
from retrieval.errors import RetrievalError

KNOWN = (
    AssistantError, BotError, EvalsError, LoadError, OSError, Problem, RegisterError, RetrievalError, SQLAlchemyError,
    StoreError, ValidationError,
)  # fmt: skip
FAILED, BAD_USAGE = 1, 2


def explained(error: Exception) -> str:
    """The error in words for the person at the terminal, on one line, wherever settings are to blame naming them."""
    if isinstance(error, ValidationError):
        return "; ".join(_amiss(error.title, problem["loc"], problem["msg"]) for problem in error.errors())
    if isinstance(error, OSError) and error.strerror:
        told = error.strerror if error.filename is None else f"{error.filename}: {error.strerror}"
        return f"{told} (do you have the rights to it?)" if isinstance(error, PermissionError) else told
    return " ".join((error.detail if isinstance(error, Problem) else str(error)).split())


def status_of(error: Exception) -> int:
    """2 where the call or a setting must be changed, 1 for the rest."""
    return BAD_USAGE if isinstance(error, BadQuery | ValidationError | AssistantError) else FAILED


def _amiss(title: str, place: tuple[int | str, ...], message: str) -> str:
    name = ".".join(str(part) for part in place)
    return f"{PREFIX}{name.upper()}: {message}" if title == Settings.__name__ else f"{title}, {name}: {message}"
