"""Questions for lists and counts are answered from the register: complete, each row cited, counts equal to lists."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.model import Answer, AnswerStatus, Question, Route
from assistant.register_route import RegisterRoute
from corpus.model import Language
from corpus.store import Library
from register.query import TaskList
from register.sync import take
from tests.api.shelves import small_library
from tests.register.factories import found

TODAY = date(2025, 11, 20)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = small_library(tmp_path)
    take(
        library.database,
        [
            found(text_id="notice-1-en"),
            found("publish the results", clause="III.9", due=date(2025, 12, 31), text_id="notice-1-en"),
            found("submit the decree", clause="III.10", agencies=("ministry-of-finance",), text_id="notice-1-en"),
        ],
    )
    return library


def ask(library: Library, words: str, reader: Language = Language.EN) -> Answer | None:
    return RegisterRoute(library, TaskList(library.database, today=TODAY)).answer(Question(words), reader=reader)


def test_a_list_is_complete_and_each_row_cites_its_quote(library: Library) -> None:
    answer = ask(library, "What must the Ministry of Justice finish before the end of 2025?")
    assert answer is not None and (answer.status, answer.route) == (AnswerStatus.ANSWERED, Route.REGISTER)
    actions = [getattr(task, "action", None) for task in answer.tasks]
    assert actions == ["review administrative procedures", "publish the results"]
    assert [citation.n for citation in answer.citations] == [1, 2]
    assert answer.citations[0].quote == "The ministry shall review administrative procedures."
    assert answer.answer.startswith("2 tasks:")
    assert "15 November 2025" in answer.answer and "[2]" in answer.answer
    assert {fact.value for fact in answer.facts} == {"2025-11-15", "2025-12-31", "ministry-of-justice"}


def test_a_count_equals_its_list(library: Library) -> None:
    answer = ask(library, "how many tasks are overdue")
    assert answer is not None and answer.answer.startswith("Number of tasks: 2.") and len(answer.tasks) == 2


def test_the_answer_is_in_the_readers_language(library: Library) -> None:
    answer = ask(library, "скільки завдань прострочено?", Language.UK)
    assert answer is not None and "Міністерство фінансів" in answer.answer and "15 листопада 2025" in answer.answer


def test_an_empty_result_says_what_was_searched(library: Library) -> None:
    answer = ask(library, "overdue tasks of the Ministry of Health")
    assert answer is not None and answer.status is AnswerStatus.NOT_IN_DOCUMENTS and answer.citations == ()
    assert "Ministry of Health" in answer.answer and "overdue" in answer.answer


def test_what_the_register_cannot_tell_is_left_to_the_passages(library: Library, tmp_path: Path) -> None:
    assert ask(library, "When must the Ministry of Justice publish the results?") is None
    assert ask(library, "What must the Ministry of Health do before the end of 2025?") is None
    (tmp_path / "other").mkdir()
    assert ask(small_library(tmp_path / "other"), "which tasks are overdue") is None
