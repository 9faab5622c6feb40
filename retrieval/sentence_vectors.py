"""Vectors of single sentences, made after those of passages, so that choosing among them costs no encoding.

They are made in portions, spread over the corpus, by whichever process finds nobody else at it; a server sees each
portion as it comes. Passages are numbered in the order in which they came and never anew, so one number tells up to
where everything is done, and a document added to a large corpus costs what its own sentences cost.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock

import numpy as np

from corpus.model import Passage
from corpus.sentences import sentences
from corpus.store import Library
from retrieval.changes import read_passages
from retrieval.locking import alone
from retrieval.model import Embedder, FloatMatrix, Progress
from retrieval.vector_cache import VectorCache, key_of
from retrieval.vectors import Numbers

CHUNK = 1024  # sentences embedded between two writes: what a kill may lose
STRIDE = 500  # passages read at once, taken from all over the corpus
KEPT_LATE = 50_000  # vectors of late sentences that one process remembers
THROUGH = "through.json"  # up to which passage a model has seen all sentences


class SentenceVectors:
    """Looks vectors up by the words of a sentence; what is not there is encoded and remembered. Thread-safe."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        """`folder` is that of the index; the vectors are raw, as the encoder gives them."""
        self._embedder = embedder
        self._cache = _cache(folder, embedder)
        self._late: dict[bytes, FloatMatrix] = {}
        self._lock = Lock()

    def of(self, words: Sequence[str]) -> FloatMatrix:
        """Vectors (n, dim) float32 of sentences."""
        self._cache.refresh()
        keys = [key_of(sentence) for sentence in words]
        stored = self._cache.known(keys)
        late = {key: w for key, w, known in zip(keys, words, stored, strict=True) if not known}
        encoded = self._encoded(late)
        found = np.zeros((len(keys), self._embedder.dim), np.float32)
        found[stored] = self._cache.get([key for key in keys if key not in late])
        for row in np.flatnonzero(~stored):
            found[row] = encoded[keys[row]]
        return found

    def _encoded(self, late: dict[bytes, str]) -> dict[bytes, FloatMatrix]:
        """Vectors of sentences that were not embedded ahead."""
        kept = self._late
        missing = [key for key in late if key not in kept]
        if not missing:
            return kept
        vectors = dict(zip(missing, self._embedder.passages([late[key] for key in missing]), strict=True))
        with self._lock:
            kept = (self._late if len(self._late) < KEPT_LATE else {}) | {k: kept[k] for k in late if k in kept}
            self._late = kept | vectors
            return self._late


def update_sentences(folder: Path, library: Library, embedder: Embedder, *, progress: Progress | None = None) -> int:
    """Embed the sentences of all passages that have no vector yet; resumable. Returns how many were embedded.

    Nothing is done while another process does it, which takes up what was added meanwhile.
    """
    embedded = 0
    with alone(folder / ".sentences") as mine:
        while mine:
            through = _through(folder, embedder)
            numbers = np.array(sorted(n for n in library.numbers() if n > through), np.int64)
            if not len(numbers):
                break
            embedded += _embed(library, _cache(folder, embedder), embedder, numbers, progress)
            _note(folder, embedder, int(numbers[-1]))
    return embedded


def _embed(
    library: Library, cache: VectorCache, embedder: Embedder, numbers: Numbers, progress: Progress | None
) -> int:
    waiting, total = _waiting(library, cache, numbers)
    done = 0
    for chunk in _chunks(library, cache, waiting):
        cache.add(list(chunk), embedder.passages(list(chunk.values())))
        done += len(chunk)
        if progress:
            progress(done, total)
    return done


def _waiting(library: Library, cache: VectorCache, numbers: Numbers) -> tuple[Numbers, int]:
    """Passages with sentences that have no vector, spread over the corpus, and how many such sentences there are."""
    passages, seen = list[int](), set[bytes]()
    for at in range(0, len(numbers), STRIDE):
        for number, passage in read_passages(library, numbers[at : at + STRIDE]):
            keys = [key for key in _sentences(passage) if key not in seen]
            missing = [key for key, known in zip(keys, cache.known(keys), strict=True) if not known]
            if missing:
                passages.append(number)
                seen.update(missing)
    strides = max(1, -(-len(passages) // STRIDE))
    return np.array([n for first in range(strides) for n in passages[first::strides]], np.int64), len(seen)


def _chunks(library: Library, cache: VectorCache, waiting: Numbers) -> Iterator[dict[bytes, str]]:
    """Sentences without a vector by their keys, `CHUNK` at a time."""
    chunk: dict[bytes, str] = {}
    for _, passage in read_passages(library, waiting):
        found = _sentences(passage)
        for key, known in zip(found, cache.known(list(found)), strict=True):
            if not known:
                chunk[key] = found[key]
        if len(chunk) >= CHUNK:
            yield chunk
            chunk = {}
    if chunk:
        yield chunk


def _sentences(passage: Passage) -> dict[bytes, str]:
    words = (passage.content[start:end] for start, end in sentences(passage.content))
    return {key_of(sentence): sentence for sentence in words}


def _cache(folder: Path, embedder: Embedder) -> VectorCache:
    return VectorCache(folder / "sentences", embedder.fingerprint, embedder.dim)


def _through(folder: Path, embedder: Embedder) -> int:
    """The passage up to which all sentences have their vectors; 0 where that is not known of this model."""
    try:
        told = json.loads((folder / "sentences" / THROUGH).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return 0
    return int(told["through"]) if told.get("fingerprint") == embedder.fingerprint else 0


def _note(folder: Path, embedder: Embedder, through: int) -> None:
    aside = folder / "sentences" / f".{THROUGH}"
    aside.write_text(json.dumps({"fingerprint": embedder.fingerprint, "through": through}), encoding="utf-8")
    aside.replace(folder / "sentences" / THROUGH)
