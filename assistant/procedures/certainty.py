"""How sure it is that the best entry answers: a logistic model over a few readable features, and plain refusals."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.gathering import Found
from assistant.procedures.candidate import Candidate
from assistant.procedures.cases import without_case
from assistant.understanding import Understanding, Want
from corpus.fold import fold
from corpus.model import Language, MentionKind
from corpus.procedures.finding import content_words, fields_asked, mentions_field
from retrieval.concepts import concepts

WEIGHTS = Path(__file__).parent.parent / "data" / "certainty.toml"
SELDOM_TOLD = ("penalty", "hours", "phone")  # fields that no record has: only a sentence of the guide can tell them
VOTING = 3  # best passages; where none of them is of a guide, the question is for acts

FEATURES = (
    "name",  # similarity of the nearest name of the best entry to the question
    "unit",  # similarity of its nearest sentence
    "vote",  # its best passage's share of the best score found
    "dense",  # of its best passage, in deviations from the background; 0 where it was not found
    "lexical",  # agreement of its names with the question's words, everyday words of five languages among them
    "covered",  # share of what the question names that it tells of
    "held",  # share of its concepts that the entry names, in any language; 1 where it names none
    "alien",  # share of its concepts that no entry that was looked at names
    "unheard",  # a content word of a question in another language is in no thesaurus
    "unknown",  # share of a Vietnamese question's content words that no passage and no name found has
    "strange",  # the same for the words that the entry itself lacks
)


@dataclass(frozen=True, slots=True)
class Certainty:
    """How far the best entry can be trusted.

    `value` is the probability, 0..1, that the best entry answers; `guides` whether the question is for guides.
    """

    value: float
    guides: bool
    holds: bool


def certainty(asked: Understanding, ranked: Sequence[Candidate], found: Sequence[Found]) -> Certainty:
    """How sure the best entry is, and whether it is to be answered from."""
    if not ranked:
        return Certainty(0.0, guides=False, holds=False)
    fitted = weights()
    told = features_of(asked, ranked, found)
    total = fitted["bias"] + sum(fitted[n] * v for n, v in zip(FEATURES, told, strict=True))
    value = 1 / (1 + math.exp(-total))
    value = max(value, fitted["threshold"]) if ranked[0].kept else value  # told of before, so known to be meant
    another = ranked[0].another or _told_elsewhere(asked, ranked, found)
    holds = value >= fitted["threshold"] and not another and not _seldom_told(asked, ranked[0])
    return Certainty(value if holds else min(value, fitted["threshold"]), _for_guides(ranked, found) or holds, holds)


def features_of(asked: Understanding, ranked: Sequence[Candidate], found: Sequence[Found]) -> list[float]:
    """The features of the best entry, in the order of `FEATURES`."""
    best = ranked[0]
    own = [one for one in found if best.entry.holds(one.hit.passage)]
    dense = max((dict(one.hit.evidence).get("dense", 0.0) for one in own), default=0.0)
    here = "\n".join([*best.entry.names, *(one.hit.passage.content for one in best.found)])
    everywhere = "\n".join([here, *(one.hit.passage.content for one in found)])
    return [
        best.name,
        best.unit,
        best.vote,
        dense,
        best.lexical,
        best.covered,
        best.held,
        len(frozenset.intersection(*(one.alien for one in ranked))) / max(best.named, 1),
        _unheard(asked, here),
        _lacking(asked, everywhere),
        _lacking(asked, here),
    ]


def _lacking(asked: Understanding, words: str) -> float:
    """The share of a Vietnamese question's content words that `words` lack; 0 in other languages.

    One that is known by its marks ("chó") is a matter of its own, and no slip: where it is lacking, all is.
    """
    own = _content(asked) if asked.language is Language.VI else frozenset()
    lacking = own - _words_of(words)
    return 1.0 if any(map(_marked, lacking)) else len(lacking) / len(own) if own else 0.0


def _unheard(asked: Understanding, known: str) -> float:
    """Where another language than Vietnamese is asked: 1 when a content word names no concept of the thesaurus.

    A word that `known` words of the entry hold is heard as it stands: a Vietnamese name in brackets.
    """
    if asked.language is Language.VI:
        return 0.0
    words = asked.question.words
    named = concepts(fold(words), asked.language)
    left = _content(asked) - frozenset(re.findall(r"\w+", fold(known)))
    return float(any(concepts(_without(word, words), asked.language) == named for word in left))


def _content(asked: Understanding) -> frozenset[str]:
    """What a question names besides its case; words that keep their marks are no words of a case."""
    words, language = asked.question.words, asked.language
    own = content_words(without_case(words), language)
    return own | {word for word in content_words(words, language) if _marked(word) and language is Language.VI}


def _marked(word: str) -> bool:
    """Whether a word kept its marks, because without them it would be a word of another meaning."""
    return fold(word) != word


def _without(word: str, words: str) -> str:
    return re.sub(rf"\b{re.escape(word)}\b", " ", fold(words))


def _seldom_told(asked: Understanding, best: Candidate) -> bool:
    """Whether a fine, opening hours or a telephone number is asked for that no sentence of the entry tells."""
    wanted = fields_asked(asked.question.words) & frozenset(SELDOM_TOLD)
    return any(not _tells(field, asked, best) for field in wanted)


def _tells(field: str, asked: Understanding, best: Candidate) -> bool:
    amount = field == "penalty" and Want.MONEY in asked.wants
    units = [unit for one in best.found for unit in one.units if mentions_field(field, unit.words)]
    return any(not amount or any(m.kind is MentionKind.MONEY for m in unit.mentions) for unit in units)


def _told_elsewhere(asked: Understanding, ranked: Sequence[Candidate], found: Sequence[Found]) -> bool:
    """Whether the best passage is of no guide and has all that a question names, half of which the best entry lacks.

    Only where all three are in one language: across languages the same words are never there.
    """
    own = _content(asked)
    first = found[0].hit.passage if found else None
    spoken = {one.hit.passage.language for one in ranked[0].found}
    if first is None or not own or spoken | {first.language} != {asked.language} or _for_guides(ranked, found):
        return False
    here = "\n".join([*ranked[0].entry.names, *(one.hit.passage.content for one in ranked[0].found)])
    lacking = own - _words_of(here)
    return not ranked[0].kept and 2 * len(lacking) >= len(own) and not own - _words_of(first.content)


def _words_of(words: str) -> frozenset[str]:
    """Words folded, and as they stand: some of a question's keep their marks ("chó")."""
    return frozenset(re.findall(r"\w+", f"{fold(words)}\n{words.lower()}"))


def _for_guides(ranked: Sequence[Candidate], found: Sequence[Found]) -> bool:
    """Whether the best passages found are parts of guides."""
    guides = {one.entry.text_id for one in ranked}
    best = found[:VOTING]
    return bool(best) and best[0].hit.passage.text_id in guides


@cache
def weights() -> dict[str, float]:
    """The weights in use by feature, with their bias and the threshold from which an entry is trusted."""
    with WEIGHTS.open("rb") as file:
        data: dict[str, float] = tomllib.load(file)
    return data
