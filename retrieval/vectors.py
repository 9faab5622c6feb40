"""The vector index: FAISS over centred vectors with explicit passage numbers, exact while that is fast enough.

Beside FAISS lie the vectors themselves in half precision, mapped from disk: what other signals propose is scored
against them, and so are the best that an approximate search found.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import faiss as untyped_faiss
import numpy as np
import numpy.typing as npt

from retrieval.errors import IndexDamaged
from retrieval.model import FloatMatrix

Numbers = npt.NDArray[np.int64]
faiss: Any = untyped_faiss
Faiss = Any  # FAISS rewrites its classes at import, so its own type stubs do not know their real signatures
VECTOR_FILES = ("vectors.faiss", "vector_numbers.npy", "vectors.npy")
EXACT_UP_TO = 50_000  # vectors; 16-bit and exact
LISTS_PER_ROOT = 4  # cells of the inverted file: four times the square root of the number of vectors
TRAINING_PER_LIST = 40  # vectors that k-means sees for each cell, as FAISS advises
LOOKED_AT = 60_000  # vectors that a query is compared with: of 284,575, 40,000 find .979 of the nearest, 60,000 .986


class Selection:
    """Passages that a search may find: a bitmap over their numbers, one bit looked up per candidate."""

    def __init__(self, allowed: Numbers) -> None:
        flags = np.zeros(int(allowed.max(initial=0)) + 1, bool)
        flags[allowed] = True
        self.selector = faiss.IDSelectorBitmap(np.packbits(flags, bitorder="little"))


class VectorIndex:
    """Nearest vectors by inner product. Searching is safe from many threads; writing is for one."""

    def __init__(self, index: Faiss, numbers: Numbers, vectors: npt.NDArray[np.float16]) -> None:
        self._index, self._numbers, self._vectors = index, numbers, vectors

    @property
    def numbers(self) -> Numbers:
        """The passages that have a vector, ascending."""
        return self._numbers

    @property
    def vectors(self) -> npt.NDArray[np.float16]:
        """(n, dim) centred vectors, row by row with `numbers`."""
        return self._vectors

    @property
    def exact(self) -> bool:
        return not isinstance(self._index, faiss.IndexIVF)

    def add(self, vectors: FloatMatrix, numbers: Numbers) -> None:
        """Add vectors whose numbers are ascending and above all that are here."""
        self._index.add_with_ids(np.ascontiguousarray(vectors, np.float32), np.ascontiguousarray(numbers, np.int64))
        self._numbers = np.concatenate((self._numbers, numbers))
        self._vectors = np.concatenate((self._vectors, vectors.astype(np.float16)))

    def remove(self, numbers: Numbers) -> None:
        """Remove passages by number; unknown numbers change nothing."""
        if len(numbers):
            self._index.remove_ids(np.ascontiguousarray(numbers, np.int64))
            kept = ~np.isin(self._numbers, numbers)
            self._numbers, self._vectors = self._numbers[kept], self._vectors[kept]

    def search(self, vectors: FloatMatrix, k: int, allowed: Selection | None = None) -> tuple[FloatMatrix, Numbers]:
        """Scores (n, k) float32 and passage numbers (n, k), best first; number -1 fills up what is missing."""
        selector = None if allowed is None else allowed.selector
        if self.exact:
            parameters = faiss.SearchParameters(sel=selector)
        else:
            cells = self._index.nlist
            probed = min(cells, max(1, round(LOOKED_AT * cells / max(1, len(self._numbers)))))
            parameters = faiss.SearchParametersIVF(sel=selector, nprobe=probed)
        scores, numbers = self._index.search(np.ascontiguousarray(vectors, np.float32), k, params=parameters)
        return scores, numbers

    def scores_of(self, vector: FloatMatrix, numbers: Sequence[int]) -> dict[int, float]:
        """Exact scores of given passages against one vector (dim,); passages without a vector are left out."""
        if not numbers or not len(self._numbers):
            return {}
        wanted = np.asarray(numbers, np.int64)
        rows = np.minimum(np.searchsorted(self._numbers, wanted), len(self._numbers) - 1)
        known = self._numbers[rows] == wanted
        scores = self._vectors[rows[known]].astype(np.float32) @ vector
        return dict(zip(wanted[known].tolist(), scores.tolist(), strict=True))

    def save(self, folder: Path) -> None:
        index, numbers, vectors = (folder / name for name in VECTOR_FILES)
        faiss.write_index(self._index, str(index))
        np.save(numbers, self._numbers)
        np.save(vectors, self._vectors)


def build(vectors: FloatMatrix, numbers: Numbers) -> VectorIndex:
    """An index of `vectors` (n, dim), rows L2-normalised, numbers ascending.

    Exact while small, else an inverted file of cells with 8-bit vectors.
    """
    count, dim = vectors.shape
    index = _exact(dim) if count <= EXACT_UP_TO else _trained_cells(vectors)
    built = VectorIndex(index, np.zeros(0, np.int64), np.zeros((0, dim), np.float16))
    if count:
        built.add(vectors, numbers)
    return built


def use_one_core() -> None:
    """Let FAISS use one core for what this thread asks of it; others are at work beside."""
    faiss.omp_set_num_threads(1)


def load(folder: Path, *, shared: bool = True) -> VectorIndex:
    """Open an index; `shared` maps the files so that processes share them, else they are read in to be changed.

    Raises:
        IndexDamaged: a file is missing or cannot be read.
    """
    flags = faiss.IO_FLAG_MMAP | faiss.IO_FLAG_READ_ONLY if shared else 0
    mode: Literal["r"] | None = "r" if shared else None
    try:
        index = _without_prefetching(faiss.read_index(str(folder / VECTOR_FILES[0]), flags))
        numbers, vectors = (np.load(folder / name, mmap_mode=mode) for name in VECTOR_FILES[1:])
    except (RuntimeError, OSError, ValueError) as error:
        raise IndexDamaged(
            f"the vectors in {folder} cannot be read; run `congvu corpus embed` to rebuild it"
        ) from error
    return VectorIndex(index, numbers, vectors)


def _without_prefetching(index: Faiss) -> Faiss:
    """FAISS starts 32 threads for each search of mapped cells, to read what is in memory already: twice the work."""
    if isinstance(index, faiss.IndexIVF):
        cells = faiss.downcast_InvertedLists(index.invlists)
        if isinstance(cells, faiss.OnDiskInvertedLists):
            cells.prefetch_nthread = 0
    return index


def _exact(dim: int) -> Faiss:
    flat = faiss.IndexScalarQuantizer(dim, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
    return _owned(faiss.IndexIDMap2(flat), flat)


def _trained_cells(vectors: FloatMatrix) -> Faiss:
    count, dim = vectors.shape
    cells = int(LISTS_PER_ROOT * count**0.5)
    coarse = faiss.IndexFlatIP(dim)
    bits = faiss.ScalarQuantizer.QT_8bit
    index = faiss.IndexIVFScalarQuantizer(coarse, dim, cells, bits, faiss.METRIC_INNER_PRODUCT)
    index.cp.niter = 8
    sample = np.random.default_rng(0).permutation(count)[: TRAINING_PER_LIST * cells]
    index.train(np.ascontiguousarray(vectors[np.sort(sample)], np.float32))
    return _owned(index, coarse)


def _owned(index: Faiss, part: Faiss) -> Faiss:
    """Hand `part` over to `index`, which frees it; Python must not free it a second time."""
    part.this.disown()
    index.own_fields = True
    return index
