"""Vectors survive a kill and are never computed twice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from retrieval import vector_cache
from retrieval.model import FloatMatrix
from retrieval.vector_cache import VectorCache, key_of

VECTORS = np.array([[0.6, 0.8], [1.0, 0.0], [0.0, 1.0]], np.float32)
KEYS = [key_of(word) for word in ("một", "hai", "ba")]


def test_what_was_added_is_there_after_reopening(tmp_path: Path) -> None:
    VectorCache(tmp_path, "model", 2).add(KEYS, VECTORS)
    reopened = VectorCache(tmp_path, "model", 2)
    np.testing.assert_allclose(reopened.get([KEYS[2], KEYS[0]]), VECTORS[[2, 0]], atol=1e-3)


def test_the_same_words_are_kept_once(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path, "model", 2)
    cache.add(KEYS[:2], VECTORS[:2])
    cache.add(KEYS, VECTORS)
    assert len(cache) == len(VectorCache(tmp_path, "model", 2)) == 3


def test_half_a_record_left_by_a_kill_is_dropped(tmp_path: Path) -> None:
    VectorCache(tmp_path, "model", 2).add(KEYS[:2], VECTORS[:2])
    file = next(tmp_path.iterdir())
    file.write_bytes(file.read_bytes() + b"torn")
    cache = VectorCache(tmp_path, "model", 2)
    cache.add(KEYS[2:], VECTORS[2:])
    np.testing.assert_allclose(VectorCache(tmp_path, "model", 2).get(KEYS), VECTORS, atol=1e-3)


def test_models_do_not_share_vectors(tmp_path: Path) -> None:
    VectorCache(tmp_path, "model", 2).add(KEYS, VECTORS)
    assert KEYS[0] not in VectorCache(tmp_path, "another", 2)
    with pytest.raises(KeyError):
        VectorCache(tmp_path, "another", 2).get(KEYS[:1])


def test_words_that_come_twice_in_one_batch_leave_every_vector_with_its_words(tmp_path: Path) -> None:
    words = ["a", "b", "a", "c", "b", "d"]
    keys = [key_of(word) for word in words]
    vectors = np.eye(4, dtype=np.float32)[[0, 1, 0, 2, 1, 3]]
    cache = VectorCache(tmp_path, "m", 4)
    cache.add(keys, vectors)
    for kept in (cache, VectorCache(tmp_path, "m", 4)):
        assert np.array_equal(kept.get(keys), vectors)
        assert len(kept) == 4


def test_a_file_in_which_a_key_stands_twice_is_read_right(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path, "m", 2)
    cache.add([key_of("a")], np.array([[1, 0]], np.float32))
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes() * 2)  # as versions did that wrote repeated words twice
    cache = VectorCache(tmp_path, "m", 2)
    cache.add([key_of("b")], np.array([[0, 1]], np.float32))
    assert np.array_equal(VectorCache(tmp_path, "m", 2).get([key_of("b"), key_of("a")]), [[0, 1], [1, 0]])


def test_sorted_keys_find_what_a_plain_mapping_would(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vector_cache, "SORTED_FROM", 40)
    random = np.random.default_rng(1)
    writer, reader = VectorCache(tmp_path, "m", 4), VectorCache(tmp_path, "m", 4)
    expected: dict[bytes, FloatMatrix] = {}
    for _ in range(30):
        keys = [key_of(str(n)) for n in random.integers(0, 400, 20)]
        vectors = random.integers(0, 9, (20, 4)).astype(np.float32)
        for key, vector in reversed(list(zip(keys, vectors, strict=True))):
            if key not in writer:
                expected[key] = vector  # of words that come twice in a batch, the first one's
        writer.add(keys, vectors)
    reader.refresh()
    wanted = [list(expected)[n] for n in random.permutation(len(expected))] + list(expected)[:5]
    for cache in (writer, reader, VectorCache(tmp_path, "m", 4)):
        assert len(cache) == len(expected)
        assert np.array_equal(cache.get(wanted), np.stack([expected[key] for key in wanted]))
        assert cache.known([key_of("400"), wanted[0]]).tolist() == [False, True]


def test_a_reader_leaves_a_record_that_is_being_written_alone(tmp_path: Path) -> None:
    VectorCache(tmp_path, "model", 2).add(KEYS[:2], VECTORS[:2])
    file = next(tmp_path.iterdir())
    file.write_bytes(file.read_bytes() + b"half a record")
    assert len(VectorCache(tmp_path, "model", 2)) == 2
    assert file.read_bytes().endswith(b"half a record")
