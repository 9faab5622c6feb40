"""Everything a search reads, opened together: vectors, words, places, means. The same in memory and on disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.model import Passage
from retrieval.generations import Generation
from retrieval.lexical import LexicalIndex
from retrieval.model import FloatMatrix
from retrieval.places import Places, load_places
from retrieval.restriction import Restrictions
from retrieval.vectors import VectorIndex, load

ARRAY_FILES = ("means.npy", "background.npy")
HalfMatrix = npt.NDArray[np.float16]
Fetch = Callable[[Sequence[int]], Mapping[int, Passage]]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the index. `means` is (languages, dim); `background` (m, dim) is a sample of centred vectors."""

    places: Places
    lexical: LexicalIndex
    vectors: VectorIndex
    means: FloatMatrix
    background: FloatMatrix
    restrictions: Restrictions


def open_snapshot(generation: Generation) -> Snapshot:
    """Open a generation by memory map.

    Raises:
        IndexDamaged: a part cannot be read.
    """
    folder = generation.folder
    places = load_places(folder)
    return Snapshot(
        places=places,
        lexical=LexicalIndex(folder / "lexical"),
        vectors=load(folder),
        means=np.load(folder / "means.npy"),
        background=np.load(folder / "background.npy"),
        restrictions=Restrictions(places),
    )


def sample_background(vectors: FloatMatrix | HalfMatrix, size: int = 1000) -> FloatMatrix:
    """At most `size` of the centred vectors, evenly spread: the passages at large that a score is compared with."""
    if not len(vectors):
        return np.zeros(vectors.shape, np.float32)
    rows = np.unique(np.linspace(0, len(vectors) - 1, min(size, len(vectors))).astype(int))
    return np.ascontiguousarray(vectors[rows], np.float32)


def write_arrays(folder: Path, means: FloatMatrix, background: FloatMatrix) -> None:
    """Write what `open_snapshot` reads beside the indexes."""
    for name, array in zip(ARRAY_FILES, (means, background), strict=True):
        np.save(folder / name, array)
