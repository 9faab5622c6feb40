"""Corpora of any size for measuring at scale: real articles, copied where there are too few, and vectors to match.

Encoding a million passages takes half a day on two cores, so only some get their real vector. The others get mixtures
of two real ones with noise: as dense in places and as empty in others as real ones, but nothing can be said of their
meaning. So what is measured over them is time and space, and how well the approximate index agrees with the exact one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count, islice

import numpy as np

from corpus.model import Passage, TextRecord
from corpus.store import Library
from corpus.store.library import TextEntry
from retrieval.model import Embedder, FloatMatrix, Progress
from retrieval.vector_cache import VectorCache, key_of

PORTION = 20_000  # passages whose vectors are made at once
COPY = "+"  # between the id of an original and the number of its copy
NOISE = 0.5  # length of the noise beside a mixture of length 1: neighbours are then no nearer than real ones


class PaddedEmbedder:
    """Real vectors of questions under a name of their own: an index with synthetic vectors must not serve others."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.fingerprint = f"{embedder.fingerprint} padded"
        self.dim = embedder.dim

    def queries(self, words: Sequence[str]) -> FloatMatrix:
        return self._embedder.queries(words)

    def passages(self, words: Sequence[str], *, progress: Progress | None = None) -> FloatMatrix:
        return self._embedder.passages(words, progress=progress)


def copy_texts(library: Library, passages: int) -> None:
    """Copy texts with their acts, again and again, until the library holds so many passages.

    A copy's passages end in its number, so that no two passages have the same words.
    """
    missing = passages - library.count_passages()
    originals = [text for text in library.texts() if COPY not in text.id]
    if not originals:
        return
    taken = {text.id for text in library.texts()}
    for n in count(1):
        for text in originals:
            if missing <= 0:
                return
            if f"{text.id}{COPY}{n}" not in taken:
                entry = _copy(library, text, n, missing)
                library.put([entry])
                missing -= len(entry.passages)


def _copy(library: Library, text: TextRecord, n: int, most: int) -> TextEntry:
    act = library.act(text.act_id) if text.act_id else None
    act = replace(act, id=f"{act.id}{COPY}{n}") if act else None
    record = replace(text, id=f"{text.id}{COPY}{n}", act_id=act.id if act else None)
    found = library.passages_of(text.id)[:most]
    return TextEntry(record, act, [], [_copied(passage, n) for passage in found])


def _copied(passage: Passage, n: int) -> Passage:
    content = f"{passage.content}\n{n}"
    return replace(passage, id=f"{passage.id}{COPY}{n}", text_id=f"{passage.text_id}{COPY}{n}", content=content)


def fill(cache: VectorCache, library: Library, real: FloatMatrix, *, seed: int = 0) -> None:
    """Give every passage that has none a synthetic vector, mixed from the `real` ones (m, dim)."""
    random = np.random.default_rng(seed)
    passages = library.numbered_passages()
    while portion := list(islice(passages, PORTION)):
        keys = list(dict.fromkeys(key_of(p.passage.content) for p in portion))
        keys = [key for key, known in zip(keys, cache.known(keys), strict=True) if not known]
        cache.add(keys, mixtures(real, len(keys), random))


def mixtures(real: FloatMatrix, number: int, random: np.random.Generator) -> FloatMatrix:
    """(number, dim) mixtures of pairs of `real` vectors about their mean, with noise, rows L2-normalised."""
    mean = real.mean(0)
    around = real - mean
    first, second = (around[random.integers(0, len(real), number)] for _ in range(2))
    share = random.uniform(0.3, 0.9, (number, 1)).astype(np.float32)
    mixed = _unit(share * first + (1 - share) * second)
    noise = _unit(random.normal(size=mixed.shape).astype(np.float32))
    moved = mean + np.linalg.norm(first, axis=1, keepdims=True) * _unit(mixed + NOISE * noise)
    return np.asarray(_unit(moved), np.float32)


def chosen(library: Library, number: int, seed: int = 0) -> Iterator[Passage]:
    """So many passages drawn from the whole library, copies left out, in index order."""
    numbers = np.array([n for n, text in library.texts_by_number().items() if COPY not in text], np.int64)
    drawn = np.random.default_rng(seed).choice(numbers, min(number, len(numbers)), replace=False)
    yield from library.passages_by_number(sorted(drawn.tolist())).values()


def _unit(vectors: FloatMatrix) -> FloatMatrix:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9), np.float32)
