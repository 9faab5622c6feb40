"""How sure an answer is: a logistic model over a few readable features, one threshold for all languages."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from assistant.choosing import best_unit
from assistant.gathering import Found
from assistant.persons import asks_person, tells_person
from assistant.polarity import polarity
from assistant.understanding import Understanding
from assistant.unit import passage_mentions
from assistant.values import has_wanted, wanted_kind
from assistant.wording import concept_coverage, concepts_of, coverage, stems_of
from corpus.model import MentionKind

WEIGHTS = Path(__file__).parent / "data" / "confidence.toml"
# Facts that tie a question to a passage in any language; plain numbers meet by chance too often.
TIES = frozenset({MentionKind.AGENCY, MentionKind.DOCUMENT, MentionKind.DATE, MentionKind.MONEY, MentionKind.DURATION})

AS_GOOD = 0.9  # share of the best passage's score from which another may answer as well

FEATURES = (
    "dense",  # of the best passage, in standard deviations from the background
    "lexical",  # of the best passage, within the question's language
    "marks",  # of the best passage: document numbers, clauses, names
    "concepts",  # of the best passage: concepts of the thesaurus
    "similarity",  # centred cosine of its nearest sentence
    "coverage",  # share of the question's words in the passage and its headings; 0 across languages
    "meant",  # share of the question's concepts in the passage and its headings
    "unmet",  # share of the question's concepts in no passage found
    "strange",  # share of the question's words in no passage found in its language; 0 where there is none
    "gap",  # how far the second passage falls behind, as a share of the best score
    "same",  # the passage is in the question's language
    "wanted",  # its best sentence has a fact of the wanted kind
    "unwanted",  # a kind of fact is wanted and the passage has none
    "tied",  # share of the question's own facts in the passage
    "untied",  # the question gives facts and the passage has none of them
)


@cache
def weights() -> dict[str, float]:
    """Weights, bias and threshold, fitted by `congvu evals calibrate`."""
    with WEIGHTS.open("rb") as file:
        data: dict[str, float] = tomllib.load(file)
    return data


def confidence(asked: Understanding, found: Sequence[Found]) -> float:
    """Probability, 0..1, that the best passage answers the question.

    0 when nothing was found, and where an amount of money or a person's name is asked for and no passage that may
    answer tells any.
    """
    if not found or _amount_untold(asked, found) or _person_untold(asked, found):
        return 0.0
    fitted = weights()
    total = fitted["bias"] + sum(fitted[n] * v for n, v in zip(FEATURES, features_of(asked, found), strict=True))
    return 1 / (1 + math.exp(-total))


def features_of(asked: Understanding, found: Sequence[Found]) -> list[float]:
    """The features of what was found, best passage first; zeros when nothing was."""
    if not found:
        return [0.0] * len(FEATURES)
    first = found[0]
    passage = first.hit.passage
    evidence = dict(first.hit.evidence)
    facts = {(m.kind, m.value) for m in passage_mentions(passage)}
    own = {(m.kind, m.value) for m in asked.mentions if m.kind in TIES}
    meant = concepts_of(asked.question.words, asked.language)
    kind = wanted_kind(asked)
    same = passage.language is asked.language
    second = found[1].hit.score if len(found) > 1 else 0.0
    return [
        evidence.get("dense", 0.0),
        evidence.get("lexical", 0.0),
        evidence.get("marks", 0.0),
        evidence.get("concepts", 0.0),
        max(unit.similarity for unit in first.units),
        coverage(stems_of(asked.question.words), passage.embedded) if same else 0.0,
        concept_coverage(meant, passage.embedded, passage.language),
        1 - len(meant & _met(found)) / len(meant) if meant else 0.0,
        _strangeness(asked, found),
        1 - second / first.hit.score if first.hit.score > 0 else 0.0,
        float(same),
        float(has_wanted(asked, best_unit(asked, first.units))),
        float(kind is not None and not any(has_wanted(asked, unit) for unit in first.units)),
        len(own & facts) / len(own) if own else 0.0,
        float(bool(own) and not own & facts),
    ]


def _amount_untold(asked: Understanding, found: Sequence[Found]) -> bool:
    """Whether money is wanted, and what may answer neither gives an amount nor says that nothing is taken."""
    if wanted_kind(asked) is not MentionKind.MONEY:
        return False
    first = found[0].hit
    near = [
        one for one in found if one.hit.passage.text_id == first.passage.text_id or one.hit.score >= first.score / 2
    ]
    return not any(has_wanted(asked, unit) or polarity(unit.words) is False for one in near for unit in one.units)


def _person_untold(asked: Understanding, found: Sequence[Found]) -> bool:
    """Whether only a person's name would answer, and none of the passages about as good as the best tells one."""
    if not asks_person(asked.question.words):
        return False
    best = found[0].hit.score
    return not any(tells_person(one.hit.passage.content) for one in found if one.hit.score >= AS_GOOD * best)


def _met(found: Sequence[Found]) -> frozenset[str]:
    passages = (one.hit.passage for one in found)
    return frozenset().union(*(concepts_of(passage.embedded, passage.language) for passage in passages))


def _strangeness(asked: Understanding, found: Sequence[Found]) -> float:
    own = [one.hit.passage.embedded for one in found if one.hit.passage.language is asked.language]
    stems = stems_of(asked.question.words)
    return 1 - coverage(stems, " ".join(own)) if own and stems else 0.0
