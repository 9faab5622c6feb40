"""A question about nothing in particular is asked back, once, with services to pick from."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.model import AnswerStatus, Question
from assistant.understanding import names_nothing
from assistant.unspecific import Unspecific
from corpus.ingest import ingest
from corpus.model import Language
from corpus.store import Library, open_database


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Library:
    database = open_database(f"sqlite:///{tmp_path_factory.mktemp('unspecific')}/c.db")
    found = Library(database)
    ingest(
        [samples / "procedures" / "ho-chieu-pho-thong.md", samples / "procedures" / "dang-ky-ket-hon.md"],
        found,
        database,
    )
    return found


@pytest.mark.parametrize(
    "words",
    [
        "how much does it cost?",
        "bao nhiêu tiền?",
        "mất bao lâu",
        "сколько стоит?",
        "скільки коштує?",
        "ile to kosztuje?",
    ],
)
def test_it_is_asked_back_with_choices(library: Library, words: str) -> None:
    answer = Unspecific(library).answer(Question(words), reader=Language.EN, words=words)
    assert answer is not None and answer.status is AnswerStatus.CLARIFICATION
    assert answer.clarification is not None and len(answer.clarification.choices) == 2
    assert all(choice in answer.answer for choice in answer.clarification.choices)


@pytest.mark.parametrize(
    "words",
    ["how much does a passport cost?", "lệ phí hộ chiếu bao nhiêu", "when is the review due?", "ile kosztuje paszport?",
     "Bộ Tư pháp phải làm gì khi nào?", "скільки коштує паспорт?", "hello",
     "Cơ quan nào phải làm bản sao số?"],
)  # fmt: skip
def test_what_names_its_subject_is_not(words: str) -> None:
    assert not names_nothing(words)


def test_a_follow_up_is_not(library: Library) -> None:
    asked = Question("how much does it cost?")
    assert Unspecific(library).answer(asked, reader=Language.EN, words="passport how much does it cost?") is None
