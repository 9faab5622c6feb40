"""What every composer does: read a brief, say statements, each with the units it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from assistant.checking import Statement
from assistant.understanding import Understanding
from assistant.unit import Unit


@dataclass(frozen=True, slots=True)
class Brief:
    """All that a composer may use: the question as understood, and the sentences found, best first."""

    asked: Understanding
    units: tuple[Unit, ...]


class ComposerError(Exception):
    """A composer could not finish: the model is slow, unreachable or talks nonsense. The message says which."""


class Composer(Protocol):
    """Says an answer statement by statement; the caller checks each before anyone sees it."""

    def compose(self, brief: Brief) -> Iterator[Statement]:
        """Raises ComposerError when it cannot go on."""
