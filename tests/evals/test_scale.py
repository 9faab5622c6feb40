"""Measuring at scale, at a small size: real articles padded with copies, served by processes of their own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.settings import Settings
from corpus.store import Library
from evals.padding import copy_texts, mixtures
from evals.scale import ScaleReport, brute_force, run
from retrieval.vectors import build
from tests.conftest import REPOSITORY

PASSAGES = 700


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> ScaleReport:
    home = tmp_path_factory.mktemp("scale")
    questions = REPOSITORY / "evals" / "data" / "samples_qa.jsonl"
    settings = Settings(_env_file=None, home=REPOSITORY / "build", llm=None)
    return run([samples / "procedures"], [questions], settings, home=home / "home", passages=PASSAGES, real=40)


def test_the_corpus_is_padded_and_every_passage_has_a_vector(report: ScaleReport) -> None:
    assert report.passages == PASSAGES
    assert report.really_embedded == 40


def test_a_small_index_agrees_with_brute_force_and_costs_what_its_vectors_need(report: ScaleReport) -> None:
    assert report.exact
    assert report.recall_at_10 >= 0.95
    assert report.costs is not None
    assert report.costs.vectors_mb > PASSAGES * 384 * 4 / 2**20  # half precision, twice: index and exact scores


def test_every_question_is_timed_with_and_without_its_encoding(report: ScaleReport) -> None:
    assert report.searching.n == report.without_encoding.n > 20
    assert 0 < report.without_encoding.mean < report.searching.mean


def test_memory_is_told_of_one_process_and_of_two(report: ScaleReport) -> None:
    assert len(report.memory) == 3
    assert all(0 < held.private <= held.resident for held in report.memory)


def test_copies_have_words_and_ids_of_their_own(library: Library) -> None:
    before = library.count_passages()
    copy_texts(library, 3 * before)
    found = [numbered.passage for numbered in library.numbered_passages()]
    assert len(found) == 3 * before
    assert len({passage.id for passage in found}) == len({passage.content for passage in found}) == 3 * before


def test_mixtures_are_spread_as_what_they_are_mixed_from() -> None:
    random = np.random.default_rng(1)
    real = random.normal(size=(50, 16)) + 3
    real = np.asarray(real / np.linalg.norm(real, axis=1, keepdims=True), np.float32)
    mixed = mixtures(real, 2000, random)
    assert np.linalg.norm(mixed, axis=1) == pytest.approx(1, abs=1e-5)
    assert mixed.mean(0) @ real.mean(0) > 0.9 * float(real.mean(0) @ real.mean(0))
    spread = [float(np.linalg.norm(some - some.mean(0), axis=1).mean()) for some in (real, mixed)]
    assert spread[1] == pytest.approx(spread[0], rel=0.2)


def test_brute_force_gives_the_same_by_portions_as_at_once() -> None:
    random = np.random.default_rng(2)
    stored = random.normal(size=(300, 8)).astype(np.float32)
    index, asked = build(stored, np.arange(300, dtype=np.int64) * 2), stored[:5]
    by_portions, at_once = brute_force(index, asked, 3, portion=70), brute_force(index, asked, 3)
    assert (np.sort(by_portions) == np.sort(at_once)).all()
    assert (at_once[:, 0] == np.argmax(asked @ stored.T, axis=1) * 2).all()
