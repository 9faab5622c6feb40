"""FAISS agrees with brute force, keeps explicit numbers, and changes without being rebuilt."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from retrieval import vectors
from retrieval.errors import IndexDamaged
from retrieval.model import FloatMatrix
from retrieval.vectors import Selection, VectorIndex, build, load


def unit(count: int, dim: int = 32, seed: int = 0) -> FloatMatrix:
    """Vectors in clusters, as texts are."""
    random = np.random.default_rng(seed)
    centres = random.normal(size=(40, dim))
    drawn = centres[random.integers(0, 40, count)] + 0.7 * random.normal(size=(count, dim))
    return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True), np.float32)


def numbered(count: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.arange(count, dtype=np.int64) * 3 + 7


def best(wanted: FloatMatrix, stored: FloatMatrix, k: int) -> list[set[int]]:
    order = np.argsort(-(wanted @ stored.T), axis=1)[:, :k]
    return [set(numbered(len(stored))[row].tolist()) for row in order]


def recall(index: VectorIndex, stored: FloatMatrix, k: int = 10) -> float:
    wanted = unit(100, seed=1)
    _, found = index.search(wanted, k)
    return float(np.mean([len(set(f.tolist()) & b) / k for f, b in zip(found, best(wanted, stored, k), strict=True)]))


def test_the_exact_index_agrees_with_brute_force() -> None:
    stored = unit(2000)
    index = build(stored, numbered(2000))
    assert index.exact
    assert recall(index, stored) > 0.995  # half precision may swap neighbours that are equal to three digits


def test_the_large_index_finds_nearly_all_that_brute_force_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "EXACT_UP_TO", 1000)
    monkeypatch.setattr(vectors, "LOOKED_AT", 2000)
    stored = unit(8000)
    index = build(stored, numbered(8000))
    assert not index.exact
    assert recall(index, stored) >= 0.95


@pytest.mark.parametrize("exact_up_to", [100_000, 100])
def test_passages_are_added_and_removed_without_rebuilding(monkeypatch: pytest.MonkeyPatch, exact_up_to: int) -> None:
    monkeypatch.setattr(vectors, "EXACT_UP_TO", exact_up_to)
    stored = unit(3000)
    index = build(stored[:2000], numbered(3000)[:2000])
    index.add(stored[2000:], numbered(3000)[2000:])
    _, found = index.search(stored[2500:2501], 1)
    assert found[0, 0] == numbered(3000)[2500]
    index.remove(numbered(3000)[2500:2501])
    _, found = index.search(stored[2500:2501], 5)
    assert numbered(3000)[2500] not in found
    assert len(index.numbers) == 2999


@pytest.mark.parametrize("exact_up_to", [100_000, 100])
def test_a_restriction_is_applied_inside_the_search(
    monkeypatch: pytest.MonkeyPatch, exact_up_to: int, tmp_path: Path
) -> None:
    monkeypatch.setattr(vectors, "EXACT_UP_TO", exact_up_to)
    stored = unit(3000)
    build(stored, numbered(3000)).save(tmp_path)
    allowed = numbered(3000)[::100]
    _, found = load(tmp_path).search(unit(5, seed=2), 10, Selection(allowed))
    assert (found >= 0).sum() >= 40
    assert set(found[found >= 0].tolist()) <= set(allowed.tolist())


@pytest.mark.parametrize("exact_up_to", [100_000, 100])
def test_a_mapped_index_answers_as_the_one_in_memory(
    monkeypatch: pytest.MonkeyPatch, exact_up_to: int, tmp_path: Path
) -> None:
    monkeypatch.setattr(vectors, "EXACT_UP_TO", exact_up_to)
    stored, wanted = unit(3000), unit(20, seed=3)
    index = build(stored, numbered(3000))
    index.save(tmp_path)
    (scores, found), (scores_mapped, found_mapped) = index.search(wanted, 5), load(tmp_path).search(wanted, 5)
    assert (found == found_mapped).all()
    np.testing.assert_allclose(scores, scores_mapped, atol=1e-5)


def test_mapped_cells_are_read_by_the_thread_that_asks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(vectors, "EXACT_UP_TO", 100)
    build(unit(3000), numbered(3000)).save(tmp_path)
    index, wanted = load(tmp_path), unit(1, seed=2)
    vectors.use_one_core()
    own, all_threads = time.thread_time(), time.process_time()
    for _ in range(300):
        index.search(wanted, 10)
    own, all_threads = time.thread_time() - own, time.process_time() - all_threads
    assert all_threads < 1.2 * own + 0.01


def test_single_passages_are_scored_exactly_and_unknown_ones_left_out() -> None:
    stored = unit(50)
    scores = build(stored, numbered(50)).scores_of(stored[3], [int(numbered(50)[3]), 999_999])
    assert scores == {int(numbered(50)[3]): pytest.approx(1.0, abs=2e-3)}


def test_an_empty_index_finds_nothing() -> None:
    _, found = build(np.zeros((0, 8), np.float32), np.zeros(0, np.int64)).search(unit(1, dim=8), 3)
    assert (found == -1).all()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match="cannot be read"):
        load(tmp_path)
