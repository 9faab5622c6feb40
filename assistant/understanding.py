"""What a question asks: its language, the kind of fact it wants, and the documents, agencies and dates it names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from assistant.model import Question
from assistant.persons import asks_person
from corpus.fold import fold
from corpus.language import detect, function_words
from corpus.mentions import find_mentions
from corpus.model import Language, Mention, MentionKind
from corpus.patterns import folded_pattern

PATTERNS = Path(__file__).parent / "data" / "wants.toml"
CYRILLIC = "cyrillic"  # people mix Russian and Ukrainian in one question
_NO_ASKING = re.compile(r"\bAI\b|\bmáy\b")  # not Vietnamese "ai" (who), not "mấy" (how many)

BY_TONE = 4  # words of a sentence from which on it is no mere name of a thing that is asked about
_SENTENCE = re.compile(r"[^.!?\s][^!?]*?(?:[.!?](?=\s|$)|$)")

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
    DOCUMENT = "document"
    NUMBER = "number"
    LIST = "list"


Patterns = dict[Want, re.Pattern[str]]

# Which mentions satisfy a want; wants that are not here are answered by sentences, not by values.
MENTIONS: dict[Want, MentionKind] = {
    Want.MONEY: MentionKind.MONEY,
    Want.DURATION: MentionKind.DURATION,
    Want.DATE: MentionKind.DATE,
    Want.AGENCY: MentionKind.AGENCY,
    Want.DOCUMENT: MentionKind.DOCUMENT,
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
        wants=wants_of(question.words, language),
        mentions=tuple(find_mentions(question.words, language)),
    )


def wants_of(words: str, language: Language | None = None) -> tuple[Want, ...]:
    """The kinds of fact a question asks for, most telling first; empty when no pattern matches.

    What a question is only about ("the fee") comes first where its own words ask for no value but a number, if any.
    """
    language = language or detect(words)
    asking, topics = _patterns()[_group(language)]
    folded = fold(_NO_ASKING.sub(" ", words))
    asked = [want for want in Want if want in asking and asking[want].search(folded) and not _misread(want, words)]
    named = [want for want in Want if want in topics and topics[want].search(folded)]
    if not asked and not named and _group(language) == CYRILLIC and _asks_by_tone(words):
        return (Want.YESNO,)
    plain = all(want is Want.NUMBER or want not in MENTIONS for want in asked) and not asks_share(words, language)
    return tuple(dict.fromkeys([*named, *asked] if plain else [*asked, *named]))


def _asks_by_tone(words: str) -> bool:
    """Whether a Russian or Ukrainian question asks for yes or no without saying so: "They decide anew?"."""
    last = _SENTENCE.findall(words)[-1:]
    said = last[0] if last else ""
    return said.endswith("?") and len(said.split()) >= BY_TONE and not _asking().search(fold(said))


def _misread(want: Want, words: str) -> bool:
    """Whether words that seem to want a body want a person's name, or a case where they seem to want a day.

    "When need no label be put on?" is answered by a case, "who signed it?" by no body.
    """
    if want is Want.AGENCY:
        return asks_person(words)
    return want is Want.DATE and bool(_cases().search(fold(words)))


def asks_share(words: str, language: Language) -> bool:
    """Whether a question asks for a share of a hundred."""
    return bool(_shares()[_group(language)].search(fold(words)))


def names_nothing(words: str) -> bool:
    """Whether a question says only what kind of fact it wants ("how much does it cost?"), and of nothing."""
    left, language = fold(words), detect(words)
    if not wants_of(words, language):
        return False
    for pattern in (one for group in _patterns()[_group(language)] for one in group.values()):
        near = pattern.pattern.replace(".*", r"\W*")  # "must I ... not?" says nothing, what stands between does
        left = re.sub(rf"\w*(?:{near})\w*", " ", left)
    words_left = re.findall(r"[^\W_]+", left)
    if language is Language.VI and len(words_left) > FEW_LEFT:
        return False
    return not [word for word in words_left if word not in function_words()]


def _group(language: Language) -> str:
    return CYRILLIC if language in (Language.RU, Language.UK) else language.value


@cache
def _patterns() -> dict[str, tuple[Patterns, Patterns]]:
    """By language: patterns of what is asked for, and of what is only spoken of."""
    return {name: (_wants(table), _wants(table["topic"])) for name, table in _tables().items()}


@cache
def _shares() -> dict[str, re.Pattern[str]]:
    return {name: folded_pattern(*table["share"]) for name, table in _tables().items()}


@cache
def _asking() -> re.Pattern[str]:
    return folded_pattern(*_tables()[CYRILLIC]["asking"])


@cache
def _cases() -> re.Pattern[str]:
    return folded_pattern(*(pattern for table in _tables().values() for pattern in table["case"]))


def _wants(table: Mapping[str, Sequence[str]]) -> Patterns:
    known = {want: table[want.value] for want in Want if want.value in table}
    return {want: folded_pattern(*alternatives) for want, alternatives in known.items()}


@cache
def _tables() -> dict[str, Any]:
    with PATTERNS.open("rb") as file:
        return tomllib.load(file)
