"""The vocabulary of retrieval: queries, filters, hits, and what an embedder and a retriever must do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

import numpy as np
import numpy.typing as npt

from corpus.model import Language, Passage

FloatMatrix = npt.NDArray[np.float32]
Progress = Callable[[int, int], None]  # (done, total)


@dataclass(frozen=True, slots=True)
class Filters:
    """Restrictions applied inside the search. Empty means no restriction; `as_of` keeps law in force on that day."""

    languages: frozenset[Language] = frozenset()
    act_ids: frozenset[str] = frozenset()
    issuers: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    issued_from: date | None = None
    issued_to: date | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A search: words in any language, how many hits; the reader's language chooses between texts of an act."""

    words: str
    k: int = 10
    language: Language | None = None  # of the words; detected when None
    reader: Language | None = None
    filters: Filters = field(default_factory=Filters)


@dataclass(frozen=True, slots=True)
class Hit:
    """One result. `score` is comparable within one search only; `evidence` names what each signal contributed."""

    rank: int
    score: float
    passage: Passage
    evidence: tuple[tuple[str, float], ...] = ()


class Embedder(Protocol):
    """Turns words into vectors: (n, dim) float32, rows L2-normalised, prompts applied inside."""

    @property
    def fingerprint(self) -> str:
        """Names model, weights and prompts; an index refuses vectors of another fingerprint.

        Precision is left out: what a GPU embedded in half precision, a CPU may serve (cosine above 0.9999).
        """

    @property
    def dim(self) -> int: ...

    def queries(self, words: Sequence[str]) -> FloatMatrix: ...

    def passages(self, words: Sequence[str], *, progress: Progress | None = None) -> FloatMatrix: ...


class Retriever(Protocol):
    """Finds passages, best first."""

    def search(self, query: Query) -> list[Hit]: ...
