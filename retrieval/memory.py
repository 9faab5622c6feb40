"""The retriever over a list in memory, for benchmarks and small sets; the search is the very same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from corpus.model import Passage
from retrieval import engine
from retrieval.centring import Means, centred, code_of, measure, no_means
from retrieval.fusion import FULL, Recipe
from retrieval.lexical import LexicalIndex
from retrieval.means import shipped_means
from retrieval.model import Embedder, FloatMatrix, Hit, Query
from retrieval.places import Places, TextPlace
from retrieval.restriction import Restrictions
from retrieval.snapshot import Snapshot, sample_background
from retrieval.vectors import build


class MemoryRetriever:
    """Finds passages of a fixed list. Passages are numbered by their place in it."""

    def __init__(
        self,
        passages: Sequence[Passage],
        embedder: Embedder,
        *,
        acts: Mapping[str, str] | None = None,
        vectors: FloatMatrix | None = None,
        recipe: Recipe = FULL,
    ) -> None:
        """`acts` gives the act of each text id; `vectors` (n, dim) are raw passage vectors, embedded here if None."""
        self._embedder, self._recipe = embedder, recipe
        self._passages = dict(enumerate(passages))
        if vectors is None:
            vectors = embedder.passages([passage.content for passage in passages])
        means = _means(passages, vectors, embedder) if recipe.centred else no_means(embedder.dim)
        self._snapshot = _snapshot(passages, vectors, means.vectors, acts or {})

    def search(self, query: Query) -> list[Hit]:
        """Hits, best first."""
        return engine.search(self._snapshot, self._embedder, engine.fetch_from(self._passages), query, self._recipe)


def _means(passages: Sequence[Passage], vectors: FloatMatrix, embedder: Embedder) -> Means:
    return shipped_means(embedder).blended(measure(vectors, [code_of(passage.language) for passage in passages]))


def _snapshot(
    passages: Sequence[Passage], vectors: FloatMatrix, means: FloatMatrix, acts: Mapping[str, str]
) -> Snapshot:
    numbers = np.arange(len(passages), dtype=np.int64)
    places = _places(passages, acts)
    codes = [code_of(passage.language) for passage in passages]
    moved = centred(vectors, codes, means)
    lexical = LexicalIndex()
    lexical.write(enumerate(passages))
    return Snapshot(places, lexical, build(moved, numbers), means, sample_background(moved), Restrictions(places))


def _places(passages: Sequence[Passage], acts: Mapping[str, str]) -> Places:
    texts: dict[str, TextPlace] = {}
    for passage in passages:
        texts.setdefault(passage.text_id, TextPlace(passage.text_id, passage.language, acts.get(passage.text_id)))
    order = {text_id: n for n, text_id in enumerate(texts)}
    text_of = np.array([order[passage.text_id] for passage in passages], np.int32)
    return Places(tuple(texts.values()), np.arange(len(passages), dtype=np.int64), text_of)
