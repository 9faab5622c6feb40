"""The search itself, the same for the index on disk and for a list in memory."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

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
from retrieval.vectors import Numbers, use_one_core

NONE = -1  # FAISS's number for "nothing more"
FETCHED = 4  # passages read for each hit wanted: room for those that share a place
NAMED_ACT = 0.3  # as much as covering a good part of the question's marks: most clauses do not repeat the number
POOL = 100  # candidates that each signal proposes: recall@100 of the signals together no longer grows with more


# Encodes the question and compares vectors while the asking thread searches by words; both sides leave Python.
_BESIDE = ThreadPoolExecutor(thread_name_prefix="nearest", initializer=use_one_core)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: its words as typed and with their diacritics, and among what so many candidates are looked for."""

    words: str
    spelt: str
    language: Language
    allowed: Restriction
    pool: int


@dataclass(frozen=True, slots=True)
class Named:
    """What passages a question finds by words, marks and concepts."""

    lexical: Scored
    marks: Scored
    concepts: Scored


def search(snapshot: Snapshot, embedder: Embedder, fetch: Fetch, query: Query, recipe: Recipe = FULL) -> list[Hit]:
    """Hits for `query`, best first, one for each clause of an act."""
    if not query.words.strip() or query.k < 1:
        return []
    language = query.language or detect(query.words)
    allowed = snapshot.restrictions.of(query.filters)
    if allowed.nothing:
        return []
    words = restore(query.words) if recipe.restored and language is Language.VI else query.words
    asked = Asked(query.words, words, language, allowed, max(POOL, 4 * query.k))
    nearest = _BESIDE.submit(_nearest, snapshot, embedder, asked)
    named = _named(snapshot, asked)
    vector, near = nearest.result()
    candidates = _candidates(snapshot, asked, vector, near, named)
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
    head = ranked[: FETCHED * k]
    few = [item for n, item in enumerate(head) if n < k or snapshot.places.may_share(item.number)]
    for wanted in {len(items): items for items in (few, head, ranked)}.values():
        passages = fetch([item.number for item in wanted])
        kept = one_place_per_clause(wanted, passages, snapshot.places, reader, k)
        if len(kept) == k:
            break
    return kept, passages


def _nearest(snapshot: Snapshot, embedder: Embedder, asked: Asked) -> tuple[FloatMatrix, Numbers]:
    """The question's vector (1, dim), and the numbers of the passages nearest to it."""
    vector = centred(embedder.queries([asked.spelt]), [code_of(asked.language)], snapshot.means)
    _, near = snapshot.vectors.search(vector, asked.pool, asked.allowed.numbers)
    return vector, near[0]


def _named(snapshot: Snapshot, asked: Asked) -> Named:
    words, texts = snapshot.lexical, asked.allowed.texts
    return Named(
        words.search(asked.spelt, asked.language, asked.pool, texts),
        words.search_marks(asked.words, asked.pool, texts),
        words.search_concepts(asked.spelt, asked.language, asked.pool, texts),
    )


def _candidates(snapshot: Snapshot, asked: Asked, vector: FloatMatrix, near: Numbers, named: Named) -> Candidates:
    found = (*named.lexical, *named.marks, *named.concepts)
    rows = snapshot.places.rows(sorted({*near.tolist(), *(n for n, _ in found)} - {NONE}))
    numbers = np.asarray(snapshot.places.numbers[rows], np.int64)
    named = _completed(snapshot, asked, named, numbers)
    dense = snapshot.vectors.scores_of(vector[0], numbers.tolist())  # exact, whatever the index approximates
    return Candidates(
        numbers=numbers,
        languages=snapshot.places.language_codes[rows],
        dense=np.array([dense.get(int(n), np.nan) for n in numbers], np.float32),
        lexical=_aligned(numbers, named.lexical),
        marks=_aligned(numbers, named.marks) + NAMED_ACT * _of_named_acts(snapshot, asked.words, rows),
        concepts=_aligned(numbers, named.concepts),
    )


def _completed(snapshot: Snapshot, asked: Asked, named: Named, numbers: Numbers) -> Named:
    """`named` with what words and concepts are worth in passages that other signals proposed.

    A list shorter than was asked for is complete. The threads share the work, which takes longest in large corpora.
    """
    words, language = snapshot.lexical, asked.language
    unlisted = [_unlisted(numbers, scored, asked.pool) for scored in (named.lexical, named.concepts)]
    beside = _BESIDE.submit(words.concept_scores, asked.spelt, language, unlisted[1]) if unlisted[1] else None
    lexical = words.scores(asked.spelt, language, unlisted[0]) if unlisted[0] else []
    concepts = beside.result() if beside else []
    return Named([*named.lexical, *lexical], named.marks, [*named.concepts, *concepts])


def _unlisted(numbers: Numbers, scored: Scored, pool: int) -> list[int]:
    if len(scored) < pool:
        return []
    listed = {number for number, _ in scored}
    return [number for number in numbers.tolist() if number not in listed]


def _of_named_acts(snapshot: Snapshot, words: str, rows: Numbers) -> npt.NDArray[np.bool_]:
    """(rows,) which of these passages belong to an act that the question names by its number."""
    keys = {number_key(mention.value) for mention in find_numbers(words)}
    if not keys:
        return np.zeros(len(rows), bool)
    return snapshot.places.texts_numbered(keys)[snapshot.places.text_of[rows]]


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
