"""Bringing kinds of evidence together: pure functions over scores of the same candidates.

All contributions are in one unit: standard deviations of the dense score over passages at large. What was measured
for each choice stands in docs/retrieval.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Row = npt.NDArray[np.float32]

# Deviations per unit of BM25 as it would be among at most a thousand passages, within a language: one weight serves 53
# passages of guides and 284,603 of law.
LEXICAL_WEIGHT = 0.1
# The same for concepts of the thesaurus, in every language: without them recall@10 over law across languages is .59.
CONCEPTS_WEIGHT = 0.25
# Deviations gained by a passage that covers all of the question's document numbers, clauses, numbers and names.
MARKS_WEIGHT = 3.0
# How sharply a language's best passages stand out, per deviation, when languages are compared.
SHARPNESS = 2.2
# Deviations by which a language may be lifted towards the one that is surest. Without a limit each language counts
# as if it held an answer, which XQuAD-R, where each does, rewards (mAP .680 without lifting, .709 at 1.5, .719 at 3);
# on the directives, where most answers stand in one language only, a lift of 2 pushes answers out of the first five.
LIFT = 1.5
COMPETITION = 0.0  # share of the lift that is withheld; 1 ranks the passages of all languages as they are
LANGUAGE_TOP = 50  # a language's certainty is counted over so many of its best candidates, so that size is no merit


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages under consideration, row by row: (n,) arrays."""

    numbers: npt.NDArray[np.int64]
    languages: npt.NDArray[np.int8]  # codes of `retrieval.centring.LANGUAGES`
    dense: Row  # centred cosine, nan where the passage is not embedded yet
    lexical: Row  # BM25 of the question's words; 0 outside its language
    marks: Row  # share of the question's marks covered, 0..1 or a little above, in every language
    concepts: Row  # BM25 of the question's concepts, in every language


@dataclass(frozen=True, slots=True)
class Recipe:
    """What the search brings together; evaluations switch parts off to see what each is worth.

    A weight of 0 silences its signal. `centred` and `restored` tell whether language means are subtracted from the
    question's vector and those of a list in memory, and whether missing Vietnamese diacritics are restored.
    """

    lexical: float = LEXICAL_WEIGHT
    marks: float = MARKS_WEIGHT
    concepts: float = CONCEPTS_WEIGHT
    competition: float = COMPETITION
    centred: bool = True
    restored: bool = True


FULL = Recipe()


@dataclass(frozen=True, slots=True)
class Background:
    """How the dense score of this question spreads over passages at large."""

    mean: float
    spread: float


@dataclass(frozen=True, slots=True)
class Fused:
    """Contributions by signal and the score they make, (n,) each."""

    dense: Row
    lexical: Row
    marks: Row
    concepts: Row
    score: Row


def fuse(candidates: Candidates, background: Background, recipe: Recipe = FULL) -> Fused:
    """Score candidates by all signals together.

    Within a language the signals add up. Between languages scores are not quite comparable. Lexical evidence exists
    in one language only: it decides which of that language's passages come first, not that they all come before
    those of another (XQuAD-R mAP .709; .673 if it is simply added). And the encoder is at home in some languages more
    than in others: one whose best passages stay behind those of the surest is lifted, by a limited amount.
    """
    dense = (candidates.dense - background.mean) / max(background.spread, 1e-6)
    dense = np.where(np.isnan(dense), 0.0, dense)  # what is not embedded yet is as near as the average passage
    lexical, marks = recipe.lexical * candidates.lexical, recipe.marks * candidates.marks
    concepts = recipe.concepts * candidates.concepts
    shared = dense + marks + concepts
    balance = _balance(shared, shared + lexical, candidates.languages, (1 - recipe.competition) * LIFT)
    score = shared + lexical + balance
    return Fused(*(np.asarray(row, np.float32) for row in (dense, lexical, marks, concepts, score)))


def _balance(shared: Row, own: Row, languages: npt.NDArray[np.int8], lift: float) -> Row:
    """What each candidate gains or loses for its language, (n,).

    It loses what lexical evidence (in `own`, not in `shared`) made its language surer by, and gains what its language
    stays behind the surest one by, at most `lift`.
    """
    present = {int(language): languages == language for language in np.unique(languages)}
    certainty = {language: _certainty(shared[rows]) for language, rows in present.items()}
    surest = max(certainty.values(), default=0.0)
    gains = np.zeros_like(shared)
    for language, rows in present.items():
        inflation = _certainty(own[rows]) - certainty[language]
        gains[rows] = min(surest - certainty[language], lift) - inflation
    return gains


def _certainty(scores: Row) -> float:
    """The soft maximum of the scores of one language."""
    best = np.sort(scores)[-LANGUAGE_TOP:]
    return float(best[-1] + np.log(np.exp(SHARPNESS * (best - best[-1])).sum()) / SHARPNESS)
