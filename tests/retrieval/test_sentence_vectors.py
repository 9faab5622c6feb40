"""Sentences have their vectors ahead: in portions, resumable, for one process at a time and every reader."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.store import Library, open_database
from retrieval import sentence_vectors
from retrieval.locking import alone
from retrieval.model import FloatMatrix, Progress
from retrieval.sentence_vectors import SentenceVectors, update_sentences
from tests.retrieval.factories import LetterEmbedder, entry, passage

THREE = "Lệ phí là 50.000 đồng. Thời hạn là ba ngày. Nộp tại ủy ban xã."


class CountingEmbedder(LetterEmbedder):
    """Remembers what it was asked to encode, and stops after so many sentences, as a killed process does."""

    def __init__(self, most: int = 10_000) -> None:
        super().__init__()
        self.encoded: list[str] = []
        self._most = most

    def passages(self, words: Sequence[str], *, progress: Progress | None = None) -> FloatMatrix:
        if len(self.encoded) + len(words) > self._most:
            raise KeyboardInterrupt
        self.encoded += words
        return super().passages(words, progress=progress)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(open_database(f"sqlite:///{tmp_path / 'corpus.db'}"))


def put(library: Library, text: str, *contents: str) -> None:
    library.put([entry(text, [passage(content, text=text) for content in contents])])


def test_sentences_embedded_ahead_are_not_encoded_when_they_are_asked_for(tmp_path: Path, library: Library) -> None:
    put(library, "a", THREE)
    assert update_sentences(tmp_path, library, LetterEmbedder()) == 3
    asked = CountingEmbedder()
    found = SentenceVectors(tmp_path, asked).of(["Thời hạn là ba ngày.", "Lệ phí là 50.000 đồng."])
    assert asked.encoded == []
    wanted = LetterEmbedder().passages(["Thời hạn là ba ngày.", "Lệ phí là 50.000 đồng."])
    np.testing.assert_allclose(found, wanted, atol=1e-3)


def test_a_late_sentence_is_encoded_once(tmp_path: Path, library: Library) -> None:
    put(library, "a", THREE)
    update_sentences(tmp_path, library, LetterEmbedder())
    asked = CountingEmbedder()
    vectors = SentenceVectors(tmp_path, asked)
    for _ in range(2):
        vectors.of(["Nộp tại ủy ban xã.", "Một câu mới.", "Một câu mới."])
    assert asked.encoded == ["Một câu mới."]


def test_a_reader_sees_what_another_process_adds(tmp_path: Path, library: Library) -> None:
    asked = CountingEmbedder()
    vectors = SentenceVectors(tmp_path, asked)
    put(library, "a", THREE)
    update_sentences(tmp_path, library, LetterEmbedder())
    vectors.of(["Thời hạn là ba ngày."])
    assert asked.encoded == []


def test_a_new_document_costs_its_own_sentences_only(tmp_path: Path, library: Library) -> None:
    put(library, "a", THREE)
    update_sentences(tmp_path, library, LetterEmbedder())
    put(library, "b", "Thời hạn là ba ngày. Phải nộp ảnh.")
    asked = CountingEmbedder()
    assert update_sentences(tmp_path, library, asked) == 1
    assert asked.encoded == ["Phải nộp ảnh."]
    assert update_sentences(tmp_path, library, asked) == 0


def test_a_killed_run_goes_on_where_it_stopped(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sentence_vectors, "CHUNK", 4)
    put(library, "a", *(f"Điều {n} quy định như sau. Mức {n} là {n * n} đồng." for n in range(10)))
    killed = CountingEmbedder(most=10)
    with pytest.raises(KeyboardInterrupt):
        update_sentences(tmp_path, library, killed)
    resumed = CountingEmbedder()
    told: list[tuple[int, int]] = []
    update_sentences(tmp_path, library, resumed, progress=lambda done, total: told.append((done, total)))
    assert len(killed.encoded) == 8
    assert len(resumed.encoded) == 12
    assert not set(resumed.encoded) & set(killed.encoded)
    assert told[-1] == (12, 12)


def test_another_model_begins_anew(tmp_path: Path, library: Library) -> None:
    put(library, "a", THREE)
    update_sentences(tmp_path, library, LetterEmbedder())
    another = CountingEmbedder()
    another.fingerprint = "another"
    assert update_sentences(tmp_path, library, another) == 3


def test_one_process_embeds_at_a_time(tmp_path: Path, library: Library) -> None:
    put(library, "a", THREE)
    with alone(tmp_path / ".sentences") as mine:
        assert mine
        assert update_sentences(tmp_path, library, LetterEmbedder()) == 0
    assert update_sentences(tmp_path, library, LetterEmbedder()) == 3
