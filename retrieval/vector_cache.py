"""Vectors by the digest of their words: nothing is embedded twice, and a killed run goes on where it stopped."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from retrieval.model import FloatMatrix

KEY_BYTES = 16


def key_of(words: str) -> bytes:
    """The digest that words are known by."""
    return hashlib.blake2b(words.encode(), digest_size=KEY_BYTES).digest()


class VectorCache:
    """An append-only file of records (key, half-precision vector) for one model. One writer at a time."""

    def __init__(self, folder: Path, fingerprint: str, dim: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        name = hashlib.blake2b(f"{fingerprint} {dim}".encode(), digest_size=8).hexdigest()
        self._path = folder / f"{name}.vectors"
        self._dtype = np.dtype([("key", f"V{KEY_BYTES}"), ("vector", np.float16, (dim,))])
        self._dim = dim
        self._places: dict[bytes, int] = {}
        self._drop_torn_record()
        self._length = 0  # records; one key may have stood in a batch twice
        for key in self._records()["key"] if self._size() else ():
            self._place(bytes(key))

    def __contains__(self, key: bytes) -> bool:
        return key in self._places

    def __len__(self) -> int:
        return len(self._places)

    def add(self, keys: Sequence[bytes], vectors: FloatMatrix) -> None:
        """Append vectors (n, dim) and wait until the disk has them."""
        first = {key: i for i, key in reversed(list(enumerate(keys)))}
        fresh = sorted(i for key, i in first.items() if key not in self._places)
        records = np.zeros(len(fresh), self._dtype)
        records["key"] = [np.void(keys[i]) for i in fresh]
        records["vector"] = vectors[fresh]
        with self._path.open("ab") as file:
            file.write(records.tobytes())
            file.flush()
            os.fsync(file.fileno())
        for i in fresh:
            self._place(keys[i])

    def get(self, keys: Sequence[bytes]) -> FloatMatrix:
        """Vectors (n, dim) float32 of known keys, in their order.

        Raises:
            KeyError: a key was never added.
        """
        if not keys:
            return np.zeros((0, self._dim), np.float32)
        rows = [self._places[key] for key in keys]
        return np.asarray(self._records()["vector"][rows], np.float32)

    def _place(self, key: bytes) -> None:
        """Note where the next record's key stands."""
        self._places[key] = self._length
        self._length += 1

    def _size(self) -> int:
        return self._path.stat().st_size if self._path.is_file() else 0

    def _records(self) -> np.memmap[tuple[int], np.dtype[np.void]]:
        return np.memmap(self._path, self._dtype, "r")

    def _drop_torn_record(self) -> None:
        """A run that was killed while writing leaves half a record at the end."""
        if torn := self._size() % self._dtype.itemsize:
            os.truncate(self._path, self._size() - torn)
