"""Whether a model's sentence speaks of what it cites at all.

The check of facts cannot judge a sentence without facts. A model that was talked into something says just such: a
slogan, an address, its own instructions. So each sentence must also be near the words that it cites, in words where the
languages are the same and in meaning where they are not, must name no address that is not there, and must not repeat
what the model was told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from assistant.checking import Statement
from assistant.unit import Unit, units_of
from assistant.wording import coverage, stems_of
from corpus.fold import fold
from corpus.language import detect
from corpus.model import Language

PROMPT = Path(__file__).parent / "prompts" / "answer.txt"
COVERED = 0.4  # share of a sentence's stems that stand in the cited passage, in one language; a paraphrase has half
NEAR = 0.3  # centred cosine of a sentence with the nearest cited one, across languages; strangers lie around 0
ECHO = 6  # words in a row that the sentence may not share with the model's instructions

_ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.\w+|(?<!\w)@\w{4,}|\b[\w-]+\.(?:com|net|org|info|example|ru|vn|io|top|xyz)\b"
)


class Scorer(Protocol):
    """Similarity of sentences to words: (n,) float32, higher is nearer."""

    def similarities(
        self, question: str, language: Language, sentences: Sequence[tuple[str, Language]]
    ) -> npt.NDArray[np.float32]: ...


class Grounding:
    """Judges sentences of a model against what they cite, and against what the model was told."""

    def __init__(self, scorer: Scorer) -> None:
        self._scorer = scorer
        self._told = _runs(PROMPT.read_text(encoding="utf-8"))

    def holds(self, statement: Statement) -> bool:
        """Whether a statement may be shown; quotes and bare values are the check's matter alone."""
        if statement.verbatim or statement.lead:
            return True
        if _runs(statement.words) & self._told:
            return False
        cited = " ".join(unit.hit.passage.embedded for unit in statement.sources)
        if any(address.lower() not in cited.lower() for address in _ADDRESS.findall(statement.words)):
            return False
        return self._near(statement)

    def _near(self, statement: Statement) -> bool:
        spoken = detect(statement.words)
        same = [unit for unit in statement.sources if unit.hit.passage.language is spoken]
        stems = stems_of(statement.words)
        if any(coverage(stems, unit.hit.passage.embedded) >= COVERED for unit in same):
            return True
        others = [one for unit in statement.sources if unit not in same for one in _sentences(unit)]
        if not others:
            return False
        return bool(self._scorer.similarities(statement.words, spoken, others).max() >= NEAR)


def _sentences(unit: Unit) -> list[tuple[str, Language]]:
    return [(one.words, unit.hit.passage.language) for one in units_of(unit.hit)]


def _runs(words: str) -> set[tuple[str, ...]]:
    """All runs of `ECHO` words, folded."""
    listed = re.findall(r"\w+", fold(words))
    return {tuple(listed[at : at + ECHO]) for at in range(len(listed) - ECHO + 1)}
