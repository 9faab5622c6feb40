"""Vectors by the digest of their words: nothing is embedded twice, and a killed run goes on where it stopped."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

import numpy as np
import numpy.typing as npt

from retrieval.model import FloatMatrix

KEY_BYTES = 16
HEAD_BYTES = 8  # of a key that are compared: among a million words two agree in them once in thirty million corpora
SORTED_FROM = 20_000  # keys that lie unsorted, and in memory, before they are sorted in with the others
RUN = 4096  # vectors read at once where they lie one behind the other
UNKNOWN = -1

Heads = npt.NDArray[np.uint64]
Rows = npt.NDArray[np.int64]


def key_of(words: str) -> bytes:
    """The digest that words are known by."""
    return hashlib.blake2b(words.encode(), digest_size=KEY_BYTES).digest()


@dataclass(frozen=True, slots=True)
class Known:
    """Where the vectors of keys stand in the file. One state of it, so that a thread reads what belongs together.

    `heads` ascend and `rows` go with them, both (n,) and mapped from disk; `tail` holds those that came later. Of a key
    that stands there twice the first record counts.
    """

    heads: Heads = field(default_factory=lambda: np.zeros(0, np.uint64))
    rows: Heads = field(default_factory=lambda: np.zeros(0, np.uint64))
    tail: dict[int, int] = field(default_factory=dict)
    records: int = 0

    def places(self, heads: Heads) -> Rows:
        """(n,) the record of each head; `UNKNOWN` where there is none."""
        found = np.full(len(heads), UNKNOWN, np.int64)
        if len(self.heads):
            at = np.minimum(np.searchsorted(self.heads, heads), len(self.heads) - 1)
            found = np.where(self.heads[at] == heads, self.rows[at].astype(np.int64), found)
        if self.tail:
            for n in np.flatnonzero(found == UNKNOWN).tolist():
                found[n] = self.tail.get(int(heads[n]), UNKNOWN)
        return found

    def followed_by(self, heads: Heads) -> Known:
        """With the records that come next in the file."""
        tail = dict(self.tail)
        for row, (head, place) in enumerate(zip(heads.tolist(), self.places(heads).tolist(), strict=True)):
            if place == UNKNOWN:
                tail.setdefault(head, self.records + row)
        return Known(self.heads, self.rows, tail, self.records + len(heads))


class VectorCache:
    """An append-only file of records (key, half-precision vector) for one model: one writer at a time, many readers.

    Beside it the keys lie sorted in a file that processes share by memory map; only the latest are held in memory.
    Vectors are read where they stand: mapped, all that was ever asked for would count as memory of this process.
    Safe to share between threads that read.
    """

    def __init__(self, folder: Path, fingerprint: str, dim: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        name = hashlib.blake2b(f"{fingerprint} {dim}".encode(), digest_size=8).hexdigest()
        self._path, self._sorted = folder / f"{name}.vectors", folder / f"{name}.keys.npy"
        self._dtype = np.dtype([("key", f"V{KEY_BYTES}"), ("vector", np.float16, (dim,))])
        self._dim = dim
        self._known = Known()
        self.refresh()

    def __contains__(self, key: bytes) -> bool:
        return bool(self.known([key])[0])

    def __len__(self) -> int:
        ordered = self._known.heads
        return int(np.count_nonzero(ordered[1:] != ordered[:-1])) + min(1, len(ordered)) + len(self._known.tail)

    def known(self, keys: Sequence[bytes]) -> npt.NDArray[np.bool_]:
        """(n,) which keys have a vector."""
        return np.asarray(self._known.places(_heads(keys)) != UNKNOWN)

    def refresh(self) -> None:
        """See what another process has added; next to nothing is done where nothing was."""
        if self._written() == self._known.records:
            return
        known = self._known
        if (ordered := self._ordered()).records > len(known.heads):
            known = ordered
        for heads in self._heads_from(known.records):
            known = known.followed_by(heads)
        self._known = known

    def add(self, keys: Sequence[bytes], vectors: FloatMatrix) -> None:
        """Append vectors (n, dim) and wait until the disk has them."""
        self._drop_torn_record()
        first = {key: n for n, key in reversed(list(enumerate(keys)))}
        fresh = sorted(n for (_, n), known in zip(first.items(), self.known(list(first)), strict=True) if not known)
        records = np.zeros(len(fresh), self._dtype)
        records["key"] = [np.void(keys[n]) for n in fresh]
        records["vector"] = vectors[fresh]
        with self._path.open("ab") as file:
            file.write(records.tobytes())
            file.flush()
            os.fsync(file.fileno())
        self.refresh()
        if len(self._known.tail) >= SORTED_FROM:
            self._sort()

    def get(self, keys: Sequence[bytes]) -> FloatMatrix:
        """Vectors (n, dim) float32 of known keys, in their order.

        Raises:
            KeyError: a key was never added.
        """
        places = self._known.places(_heads(keys))
        if UNKNOWN in places:
            raise KeyError(keys[int(np.argmin(places))])
        found = np.zeros((len(keys), self._dim), np.float32)
        if len(keys):
            with self._path.open("rb", buffering=0) as file:
                for wanted, records in self._read(file.fileno(), places):
                    found[wanted] = records["vector"]
        return found

    def _read(self, file: int, places: Rows) -> Iterator[tuple[Rows, npt.NDArray[np.void]]]:
        """The positions in `places` and their records, those that lie one behind the other at once."""
        order = np.argsort(places, kind="stable")
        steps = places[order] - np.arange(len(order))  # the same for neighbours
        for _, run in groupby(range(len(order)), key=lambda n: (steps[n], n // RUN)):
            wanted = order[list(run)]
            size = self._dtype.itemsize
            read = os.pread(file, size * len(wanted), int(places[wanted[0]]) * size)
            yield wanted, np.frombuffer(read, self._dtype)

    def _heads_from(self, record: int) -> Iterator[Heads]:
        """The heads of the keys of all records from this one on, a portion at a time."""
        size = self._dtype.itemsize
        for at in range(record, self._written(), SORTED_FROM):
            count = min(SORTED_FROM, self._written() - at)
            keys = np.fromfile(self._path, self._dtype, count, offset=at * size)["key"]
            yield _heads([key.tobytes() for key in keys])

    def _sort(self) -> None:
        """Write the sorted keys anew, in one step; of the records only those are read that were not sorted yet."""
        known = self._ordered()
        heads = np.concatenate([known.heads, *self._heads_from(known.records)])
        later = np.arange(known.records, len(heads), dtype=np.uint64)
        order = np.argsort(heads, kind="stable")  # of equal heads the first record stays first
        aside = self._sorted.with_suffix(".new")
        with aside.open("wb") as file:
            np.save(file, np.stack((heads[order], np.concatenate([known.rows, later])[order])))
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, self._sorted)
        self._known = self._ordered()

    def _ordered(self) -> Known:
        """The keys that lie sorted."""
        try:
            heads, rows = np.asarray(np.load(self._sorted, mmap_mode="r"))
        except FileNotFoundError:
            return Known()
        return Known(heads, rows, {}, len(heads))

    def _written(self) -> int:
        """Records in the file; what a writer has not finished is none."""
        return self._size() // self._dtype.itemsize

    def _size(self) -> int:
        try:
            return self._path.stat().st_size
        except FileNotFoundError:
            return 0

    def _drop_torn_record(self) -> None:
        """A run that was killed while writing leaves half a record at the end; only the next writer may cut it off."""
        if torn := self._size() % self._dtype.itemsize:
            os.truncate(self._path, self._size() - torn)


def _heads(keys: Sequence[bytes]) -> Heads:
    """The first bytes of keys, as numbers."""
    joined = b"".join(key[:HEAD_BYTES] for key in keys)
    return np.frombuffer(joined, ">u8").astype(np.uint64)
