"""What every composer does: read a brief, say statements, each with the words it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from assistant.checking import Statement
from assistant.gathering import Found
from assistant.understanding import Understanding


@dataclass(frozen=True, slots=True)
class Brief:
    """All that a composer may use: the question as understood, and the passages found, best first."""

    asked: Understanding
    found: tuple[Found, ...]


class ComposerError(Exception):
    """A composer could not finish: here, the model talks nonsense. The message says how."""


class ModelFailed(ComposerError):
    """The model could not be asked, or broke off: unreachable, refusing, or left alone after failing too often."""


class ModelTooSlow(ModelFailed):
    """The time for the whole reply was over."""


class Composer(Protocol):
    """Says an answer statement by statement; the caller checks each before anyone sees it."""

    def compose(self, brief: Brief) -> Iterator[Statement]:
        """Raises ComposerError when it cannot go on."""
