"""The search itself, the same for the index on disk and for a list in memory."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from corpus.identifiers import find_numbers, number_key
from corpus.language import detect
from corpus.model import Language, Passage
from retrieval.centring import centred, code_of
from retrieval.diacritics import restore
from retrieval.fusion import FULL, Background, Candidates, Fused, Recipe, fuse
from retrieval.grouping import Ranked, one_place_per_clause
from retrieval.lexical import Scored
from retrieval.model import Embedder, FloatMatrix, Hit, Query
from retrieval.restriction import Restriction
from retrieval.snapshot import Fetch, Snapshot
from retrieval.vectors import Numbers

NONE = -1  # FAISS's number for "nothing more"
FETCHED = 4  # passages read for each hit wanted: room for those that share a place
NAMED_ACT = 0.3  # as much as covering a good part of the question's marks: most clauses do not repeat the number
POOL = 100  # candidates that each signal proposes: recall@100 of the signals together no longer grows with more


def search(snapshot: Snapshot, embedder: Embedder, fetch: Fetch, query: Query, recipe: Recipe = FULL) -> list[Hit]:
    """Hits for `query`, best first, one for each clause of an act."""
    if not query.words.strip() or query.k < 1:
        return []
    language = query.language or detect(query.words)
    allowed = snapshot.restrictions.of(query.filters)
    if allowed.nothing:
        return []
    words = restore(query.words) if recipe.restored and language is Language.VI else query.words
    vector = centred(embedder.queries([words]), [code_of(language)], snapshot.means)
    pool = max(POOL, 4 * query.k)
    candidates = _candidates(snapshot, query.words, words, language, vector, allowed, pool)
    fused = fuse(candidates, _background(snapshot, vector), recipe)
    order = np.argsort(-fused.score, kind="stable")
    ranked = [Ranked(int(candidates.numbers[i]), float(fused.score[i]), int(i)) for i in order]
    kept, passages = _shown(ranked, fetch, snapshot, query.reader or language, query.k)
    return [
        Hit(rank, item.score, passages[item.number], _evidence(fused, item.row))
        for rank, item in enumerate(kept, start=1)
    ]


def _shown(
    ranked: list[Ranked], fetch: Fetch, snapshot: Snapshot, reader: Language, k: int
) -> tuple[list[Ranked], Mapping[int, Passage]]:
    """The hits to show and their passages; few passages are fetched at first, all when those do not fill the list."""
    for size in (FETCHED * k, len(ranked)):
        head = ranked[:size]
        passages = fetch([item.number for item in head])
        kept = one_place_per_clause(head, passages, snapshot.places, reader, k)
        if len(kept) == k or size >= len(ranked):
            break
    return kept, passages


def _candidates(
    snapshot: Snapshot, words: str, spelt: str, language: Language, vector: FloatMatrix, allowed: Restriction, pool: int
) -> Candidates:
    _, near = snapshot.vectors.search(vector, pool, allowed.numbers)
    lexical = snapshot.lexical.search(words, language, pool, allowed.texts)
    marks = snapshot.lexical.search_marks(words, pool, allowed.texts)
    concepts = snapshot.lexical.search_concepts(spelt, language, pool, allowed.texts)
    proposed = {*near[0].tolist(), *(n for n, _ in (*lexical, *marks, *concepts))} - {NONE}
    rows = snapshot.places.rows(sorted(proposed))
    numbers = np.asarray(snapshot.places.numbers[rows], np.int64)
    dense = snapshot.vectors.scores_of(vector[0], numbers.tolist())  # exact, whatever the index approximates
    return Candidates(
        numbers=numbers,
        languages=snapshot.places.language_codes[rows],
        dense=np.array([dense.get(int(n), np.nan) for n in numbers], np.float32),
        lexical=_aligned(numbers, lexical),
        marks=_aligned(numbers, marks) + NAMED_ACT * _of_named_acts(snapshot, words)[rows],
        concepts=_aligned(numbers, concepts),
    )


def _of_named_acts(snapshot: Snapshot, words: str) -> npt.NDArray[np.bool_]:
    """(passages,) which passages belong to an act that the question names by its number."""
    keys = {number_key(mention.value) for mention in find_numbers(words)}
    if not keys:
        return np.zeros(len(snapshot.places.numbers), bool)
    return snapshot.places.texts_numbered(keys)[snapshot.places.text_of]


def _aligned(numbers: Numbers, scored: Scored) -> FloatMatrix:
    by_number = dict(scored)
    return np.array([by_number.get(int(n), 0.0) for n in numbers], np.float32)


def _background(snapshot: Snapshot, vector: FloatMatrix) -> Background:
    if len(snapshot.background) < 2:
        return Background(0.0, 0.1)
    scores = snapshot.background @ vector[0]
    return Background(float(scores.mean()), float(scores.std()))


def _evidence(fused: Fused, row: int) -> tuple[tuple[str, float], ...]:
    parts = {
        "dense": fused.dense,
        "lexical": fused.lexical,
        "marks": fused.marks,
        "concepts": fused.concepts,
    }
    return tuple((name, round(float(values[row]), 4)) for name, values in parts.items() if values[row])


def fetch_from(passages: Mapping[int, Passage]) -> Fetch:
    """Fetching from a mapping in memory."""
    return lambda numbers: {n: passages[n] for n in numbers if n in passages}
