"""One space for the vectors of all languages: each one's are centred, then turned to where the others' meanings lie.

The turns are learned from the thesaurus, whose concepts are named in every language: of all rotations of a language's
vectors, the one that brings its terms nearest to the mean of the same concepts in all languages (orthogonal Procrustes,
Schönemann 1966). A rotation leaves every cosine within a language as it was.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from corpus.model import Language
from corpus.thesaurus import Concept, read_thesaurus
from retrieval.centring import LANGUAGES, Means, centred
from retrieval.means import shipped_means
from retrieval.model import Embedder, FloatMatrix

SHIPPED = {"multilingual-e5-small@": "turns_multilingual_e5_small.npy"}
TERMS = 3  # terms of a concept that are read, as one text and each for the groups
GROUPS = 2500  # groups of several concepts: passages speak of more than one thing
GROUPED = (2, 5)  # concepts in a group


@dataclass(frozen=True, slots=True)
class Frame:
    """How raw vectors of each language come into the common space, rows in the order of `LANGUAGES`.

    `means` is (languages, dim); `turns` is (languages, dim, dim), None where nothing is turned.
    """

    means: FloatMatrix
    turns: FloatMatrix | None = None

    def place(self, vectors: FloatMatrix, languages: Sequence[int]) -> FloatMatrix:
        """`vectors` (n, dim) centred and turned by the language of each, rows L2-normalised."""
        moved = centred(vectors, languages, self.means)
        if self.turns is None:
            return moved
        codes = np.asarray(languages, dtype=np.int64)
        for code in np.unique(codes):
            moved[codes == code] = moved[codes == code] @ self.turns[code]
        return moved


def frame_for(embedder: Embedder, measured: Means, *, aligned: bool = True) -> Frame:
    """The shipped means blended with those `measured` over a corpus, and the shipped turns if there are any."""
    return Frame(shipped_means(embedder).blended(measured).vectors, shipped_turns(embedder) if aligned else None)


def shipped_turns(embedder: Embedder) -> FloatMatrix | None:
    """The turns that ship with this embedder's model, (languages, dim, dim); None for a model we do not know."""
    name = next((name for prefix, name in SHIPPED.items() if embedder.fingerprint.startswith(prefix)), None)
    return _read(name) if name else None


def learn_turns(embedder: Embedder) -> FloatMatrix:
    """(languages, dim, dim) rotations learned from the terms of the thesaurus and groups of them: minutes of work."""
    known = [one for one in read_thesaurus() if all(one.terms[language] for language in LANGUAGES)]
    chosen = random.Random(0)
    groups = [chosen.choices(known, k=chosen.randint(*GROUPED)) for _ in range(GROUPS)]
    terms = {language: _own_terms(known, groups, language) for language in LANGUAGES}
    named = {language: _standardised(embedder, terms[language], len(known)) for language in LANGUAGES}
    common = sum(named.values()) / len(LANGUAGES)
    return np.stack([_rotation(named[language], np.asarray(common)) for language in LANGUAGES])


def _own_terms(known: Sequence[Concept], groups: Sequence[Sequence[Concept]], language: Language) -> list[str]:
    chosen = random.Random(language.value)
    alone = [", ".join(one.terms[language][:TERMS]) for one in known]
    return alone + [" ".join(chosen.choice(one.terms[language][:TERMS]) for one in group) for group in groups]


def _standardised(embedder: Embedder, texts: Sequence[str], alone: int) -> FloatMatrix:
    """Their vectors less the mean of their kind, the first `alone` of one kind and the others of another."""
    raw = embedder.passages(texts)
    kinds = np.repeat([0, 1], [alone, len(texts) - alone])
    return centred(raw, kinds.tolist(), np.stack([raw[kinds == kind].mean(0) for kind in (0, 1)]))


def _rotation(vectors: FloatMatrix, target: FloatMatrix) -> FloatMatrix:
    """The orthogonal (dim, dim) matrix that brings `vectors` nearest to `target`, both (n, dim)."""
    left, _, right = np.linalg.svd(vectors.T.astype(np.float64) @ target)
    return np.asarray(left @ right, np.float32)


@cache
def _read(name: str) -> FloatMatrix:
    with (files("retrieval") / "data" / name).open("rb") as file:
        return np.asarray(np.load(file), np.float32)
