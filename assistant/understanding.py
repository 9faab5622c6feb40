"""What a question asks: its language, the kind of fact it wants, and the documents, agencies and dates it names."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from assistant.model import Question
from assistant.patterns import folded_patterns
from corpus.fold import fold
from corpus.language import detect, function_words
from corpus.mentions import find_mentions
from corpus.model import Language, Mention, MentionKind

PATTERNS = Path(__file__).parent / "data" / "wants.toml"


FEW_LEFT = 3  # words; more that look like function words of Vietnamese, folded, are syllables of names ("bản sao số")


class Want(StrEnum):
    """The kind of thing that would answer a question, in the order in which they are looked for."""

    MONEY = "money"
    DURATION = "duration"
    DATE = "date"
    AGENCY = "agency"
    PLACE = "place"
    PAPERS = "papers"
    YESNO = "yesno"
    NUMBER = "number"
    LIST = "list"


# Which mentions satisfy a want; wants that are not here are answered by sentences, not by values.
MENTIONS: dict[Want, MentionKind] = {
    Want.MONEY: MentionKind.MONEY,
    Want.DURATION: MentionKind.DURATION,
    Want.DATE: MentionKind.DATE,
    Want.AGENCY: MentionKind.AGENCY,
    Want.NUMBER: MentionKind.NUMBER,
}


@dataclass(frozen=True, slots=True)
class Understanding:
    """A question, read. `wants` is ordered: the first is what the answer should lead with."""

    question: Question
    language: Language
    reader: Language
    wants: tuple[Want, ...]
    mentions: tuple[Mention, ...]

    @property
    def documents(self) -> frozenset[str]:
        """Normalised numbers of the acts that the question names."""
        return frozenset(m.value for m in self.mentions if m.kind is MentionKind.DOCUMENT)

    def named(self, kind: MentionKind) -> frozenset[str]:
        """Normalised values of one kind that the question itself gives, which therefore cannot be its answer."""
        return frozenset(m.value for m in self.mentions if m.kind is kind)


def understand(question: Question) -> Understanding:
    """Read a question. Never fails: what is not recognised is simply absent."""
    language = detect(question.words)
    return Understanding(
        question=question,
        language=language,
        reader=question.reader or language,
        wants=wants_of(question.words),
        mentions=tuple(find_mentions(question.words, language)),
    )


def wants_of(words: str) -> tuple[Want, ...]:
    """The kinds of fact a question asks for, most telling first; empty when no pattern matches."""
    folded = fold(words)
    return tuple(want for want, pattern in _patterns().items() if pattern.search(folded))


def names_nothing(words: str) -> bool:
    """Whether a question says only what kind of fact it wants ("how much does it cost?"), and of nothing."""
    left = fold(words)
    if not wants_of(words):
        return False
    for pattern in _patterns().values():
        near = pattern.pattern.replace(".*", r"\W*")  # "must I ... not?" says nothing, what stands between does
        left = re.sub(rf"\w*(?:{near})\w*", " ", left)
    words_left = re.findall(r"[^\W_]+", left)
    if detect(words) is Language.VI and len(words_left) > FEW_LEFT:
        return False
    return not [word for word in words_left if word not in function_words()]


@cache
def _patterns() -> dict[Want, re.Pattern[str]]:
    """Patterns by want, in the order of `Want`."""
    with PATTERNS.open("rb") as file:
        patterns = folded_patterns(tomllib.load(file))
    return {want: patterns[want] for want in Want}
