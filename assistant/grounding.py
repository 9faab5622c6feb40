"""Whether a model's sentence speaks of what it cites at all.

The check of facts cannot judge a sentence without facts. A model that was talked into something says just such: a
slogan, an address, its own instructions. So each sentence must also be near the words that it cites, in words where the
languages are the same and in meaning where they are not, must be in the reader's language, must name no address and
bear no markup that is not there, and must not repeat what the model was told.
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
from corpus.mentions import find_mentions
from corpus.model import Language

PROMPT = Path(__file__).parent / "prompts" / "answer.txt"
COVERED = 0.4  # share of a sentence's stems that stand in the cited passage, in one language; a paraphrase has half
NEAR = 0.3  # centred cosine of a sentence with the nearest cited one, across languages; strangers lie around 0
JUDGED = 3  # stems of a sentence without facts that its meaning can be told from; less is near to anything
TELLING = 8  # words from which on a sentence's language is told without mistake
ECHO = 6  # words in a row that the sentence may not share with the model's instructions

_ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.\w+|(?<!\w)@\w{4,}|\b[\w-]+\.(?:com|net|org|info|example|ru|vn|io|top|xyz)\b"
)
_MARKUP = re.compile(r"[{}<>`\\|]")


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

    def holds(self, statement: Statement, reader: Language) -> bool:
        """Whether a statement may be shown to a reader; quotes and bare values are the check's matter alone."""
        if statement.verbatim or statement.lead:
            return True
        if _runs(statement.words) & self._told:
            return False
        cited = " ".join(unit.hit.passage.embedded for unit in statement.sources)
        if any(address.lower() not in cited.lower() for address in _ADDRESS.findall(statement.words)):
            return False
        if any(mark not in cited for mark in _MARKUP.findall(statement.words)):
            return False
        spoken = detect(statement.words)
        if spoken is not reader and len(statement.words.split()) >= TELLING:
            return False
        return self._near(statement, spoken)

    def _near(self, statement: Statement, spoken: Language) -> bool:
        same = [unit for unit in statement.sources if unit.hit.passage.language is spoken]
        stems = stems_of(statement.words)
        if any(coverage(stems, unit.hit.passage.embedded) >= COVERED for unit in same):
            return True
        others = [one for unit in statement.sources if unit not in same for one in _sentences(unit)]
        if not others or (len(stems) < JUDGED and not find_mentions(statement.words, spoken)):
            return False
        return bool(self._scorer.similarities(statement.words, spoken, others).max() >= NEAR)


def _sentences(unit: Unit) -> list[tuple[str, Language]]:
    return [(one.words, unit.hit.passage.language) for one in units_of(unit.hit)]


def _runs(words: str) -> set[tuple[str, ...]]:
    """All runs of `ECHO` words, folded."""
    listed = re.findall(r"\w+", fold(words))
    return {tuple(listed[at : at + ECHO]) for at in range(len(listed) - ECHO + 1)}
