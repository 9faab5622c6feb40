"""Vectors survive a kill and are never computed twice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

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
