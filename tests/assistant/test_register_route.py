"""Questions for lists and counts are answered from the register: complete, each row cited, counts equal to lists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.model import Answer, AnswerStatus, Question, Route
from assistant.register_route import RegisterRoute
from corpus.ingest import ingest
from corpus.language import detect
from corpus.model import Language
from corpus.store import Library, open_database
from corpus.structure import section_at
from evals.verifying import unsupported
from register.found import FoundTask
from register.query import TaskList
from register.sync import sync, take
from tests.api.shelves import small_library
from tests.register.factories import found

TODAY = date(2025, 11, 20)


def stated(task: FoundTask, who: str, term: str) -> FoundTask:
    """The task with a clause that itself says who does it and by when."""
    quote = f"{who} shall {task.action} by {term}."
    return replace(task, sources=(replace(task.sources[0], quote=quote),))


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = small_library(tmp_path)
    take(
        library.database,
        [
            stated(found(text_id="notice-1-en"), "The Ministry of Justice", "15 November 2025"),
            stated(
                found("publish the results", clause="III.9", due=date(2025, 12, 31), text_id="notice-1-en"),
                "The Ministry of Justice",
                "31 December 2025",
            ),
            stated(
                found("submit the decree", clause="III.10", agencies=("ministry-of-finance",), text_id="notice-1-en"),
                "The Ministry of Finance",
                "15 November 2025",
            ),
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
    assert (
        answer.citations[0].quote
        == "The Ministry of Justice shall review administrative procedures by 15 November 2025."
    )
    assert answer.answer.startswith("Tasks found: 2.")
    assert "15 November 2025" in answer.answer and "[2]" in answer.answer
    assert {fact.value for fact in answer.facts} == {"2025-11-15", "2025-12-31", "ministry-of-justice"}


def test_a_count_equals_its_list(library: Library) -> None:
    answer = ask(library, "how many tasks are overdue")
    assert answer is not None and answer.answer.startswith("Number of tasks: 2.") and len(answer.tasks) == 2


@pytest.mark.parametrize("reader", Language)
def test_the_head_of_a_list_of_one_is_no_plural(library: Library, reader: Language) -> None:
    answer = ask(library, "What must the Ministry of Finance do?", reader)
    assert answer is not None and len(answer.tasks) == 1
    assert (
        answer.answer.split("\n")[0]
        == {
            Language.VI: "Có 1 nhiệm vụ:",
            Language.EN: "Tasks found: 1.",
            Language.RU: "Найдено задач: 1.",
            Language.UK: "Знайдено завдань: 1.",
            Language.PL: "Liczba zadań: 1.",
        }[reader]
    )


def test_a_day_that_the_action_gives_itself_is_not_told_twice(library: Library) -> None:
    dated = found(
        "publish the list before 18 October 2025", clause="IV.1", due=date(2025, 10, 18), text_id="notice-1-en"
    )
    take(library.database, [stated(dated, "The Ministry of Justice", "18 October 2025")])
    answer = ask(library, "What must the Ministry of Justice do before 20 October 2025?")
    assert answer is not None and answer.answer.count("18 October 2025") == 1


def test_who_must_report_by_a_day_is_answered_with_reports_alone(library: Library) -> None:
    reports = found("report on the results", clause="IV.2", due=date(2025, 11, 10), text_id="notice-1-en")
    take(library.database, [stated(reports, "The Ministry of Justice", "10 November 2025")])
    for words in ("which ministries must report by 30 November 2025?", "who has to report before 30 November 2025?"):
        answer = ask(library, words)
        assert answer is not None and [getattr(task, "action", None) for task in answer.tasks] == [
            "report on the results"
        ]


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


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Which ministry has more tasks, the Ministry of Finance or the Ministry of Justice?", "Ministry of Justice"),
        ("Which ministry has the most tasks?", "Ministry of Justice"),
        ("Bộ nào có nhiều nhiệm vụ hơn, Bộ Tài chính hay Bộ Tư pháp?", "Bộ Tư pháp"),
        ("У кого больше задач, у Министерства финансов или у Министерства юстиции?", "Министерство юстиции"),
        ("У кого більше завдань, у Міністерства фінансів чи у Міністерства юстиції?", "Міністерство юстиції"),
        (
            "Kto ma więcej zadań: Ministerstwo Finansów czy Ministerstwo Sprawiedliwości?",
            "Ministerstwo Sprawiedliwości",
        ),
    ],
)
def test_a_comparison_says_who_leads_how_many_and_lists_them_all(library: Library, words: str, first: str) -> None:
    answer = ask(library, words, detect(words))
    assert answer is not None
    compared, count, *_ = answer.answer.split("\n")
    assert first in compared and compared.index(first) < compared.index("— 1")
    assert "— 2" in compared and str(len(answer.tasks)) in count
    assert len(answer.tasks) == 3


def test_what_a_line_above_states_is_cited_there_and_a_term_with_its_clause(tmp_path: Path, samples: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/c.db")
    library = Library(database)
    ingest([samples / "directives" / "07-tb-cqttbcd.pl.txt"], library, database)
    sync(library, database)
    words = "Jakie zadania ma Ministerstwo Bezpieczeństwa Publicznego do 31 grudnia 2025 r.?"
    answer = ask(library, words, Language.PL)
    assert answer is not None
    own = [c for c in answer.citations if c.n <= len(answer.tasks)]
    above = [c for c in answer.citations if c.n > len(answer.tasks)]
    assert any("października 2025" in c.quote for c in own)  # the rest of the clause's own line, not a line of its own
    assert "đ) Ministerstwo Bezpieczeństwa Publicznego" in [c.quote for c in above]
    assert unsupported(answer) == ()
    for citation in answer.citations:
        assert citation.section == section_at(library.sections(citation.text.id), citation.start).path
        text = library.text(citation.text.id)
        assert text is not None and text.content[citation.start : citation.end] == citation.quote


def test_what_no_line_states_is_not_claimed(tmp_path: Path) -> None:
    library = small_library(tmp_path)
    take(library.database, [found(text_id="notice-1-en")])
    answer = ask(library, "how many tasks are overdue")
    assert answer is not None and len(answer.tasks) == 1
    assert answer.facts == () and "2025" not in answer.answer


def test_terms_in_words_count_from_the_day_that_is_asked_about(library: Library) -> None:
    question = Question("What must the Ministry of Justice finish this month?", as_of=date(2025, 12, 3))
    route = RegisterRoute(library, TaskList(library.database, today=TODAY))
    answer = route.answer(question, reader=Language.EN)
    assert answer is not None and {fact.value for fact in answer.facts} >= {"2025-12-31"}
    assert "2025-11-15" not in {fact.value for fact in answer.facts}


SESSION = """---
title: Nghị quyết 990/NQ-CP về phiên họp tháng 5
date: 2031-06-07
---

# Nghị quyết 990/NQ-CP

### 15. Chương trình dài hạn

Các bộ, cơ quan khẩn trương:

- Gửi Bộ Tư pháp trước ngày 08/6/2031
"""


def test_words_that_an_action_has_from_a_heading_are_cited_from_there(tmp_path: Path) -> None:
    (tmp_path / "session.md").write_text(SESSION, encoding="utf-8")
    database = open_database(f"sqlite:///{tmp_path}/c.db")
    library = Library(database)
    ingest([tmp_path / "session.md"], library, database)
    sync(library, database)
    answer = ask(library, "Which tasks are due in June 2031?", Language.EN)
    assert answer is not None and "(15. Chương trình dài hạn)" in answer.answer
    assert "### 15. Chương trình dài hạn" in [citation.quote for citation in answer.citations]
    assert unsupported(answer) == ()
