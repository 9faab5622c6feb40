"""Questions for lists and counts become queries; all others are left to the passages."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from corpus.model import Language
from register.asking import read_query, read_request
from register.model import Status
from register.phrases import phrases
from register.wording import wording

TODAY = date(2025, 11, 20)
JUSTICE, FINANCE, SECURITY = "ministry-of-justice", "ministry-of-finance", "ministry-of-public-security"
OPEN = (Status.OPEN, Status.OVERDUE, Status.NO_TERM)
Days = tuple[str | None, str | None]


@pytest.mark.parametrize(
    ("words", "agencies", "days", "statuses"),
    [
        ("What must the Ministry of Justice finish before the end of 2025?", (JUSTICE,), (None, "2025-12-31"), ()),
        ("Which tasks are due this quarter?", (), ("2025-10-01", "2025-12-31"), ()),
        ("list all tasks due before 2026", (), (None, "2025-12-31"), ()),
        ("overdue tasks of the Ministry of Finance", (FINANCE,), (None, None), (Status.OVERDUE,)),
        ("all tasks of the minstry of justice", (JUSTICE,), (None, None), ()),
        ("tasks due in December", (), ("2025-12-01", "2025-12-31"), ()),
        ("which tasks are due in the next 30 days", (), ("2025-11-20", "2025-12-20"), ()),
        ("tasks of MoJ due between 1 October 2025 and 15 November 2025", (JUSTICE,), ("2025-10-01", "2025-11-15"), ()),
        ("tasks due after 15 November 2025", (), ("2025-11-15", None), ()),
        ("Bộ Tư pháp có những nhiệm vụ nào trong tháng 12", (JUSTICE,), ("2025-12-01", "2025-12-31"), ()),
        ("bo cong an con viec gi phai xong trong quy 1 nam 2026", (SECURITY,), ("2026-01-01", "2026-03-31"), OPEN),
        ("liệt kê các nhiệm vụ quá hạn", (), (None, None), (Status.OVERDUE,)),
        ("những việc nào đến hạn trong quý này", (), ("2025-10-01", "2025-12-31"), ()),
        ("nhiệm vụ nào của BTC chưa hoàn thành", (FINANCE,), (None, None), OPEN),
        ("Какие задачи Министерства юстиции просрочены?", (JUSTICE,), (None, None), (Status.OVERDUE,)),
        ("просроченные задачи", (), (None, None), (Status.OVERDUE,)),
        ("Что должно сделать Министерство финансов до конца 2025 года?", (FINANCE,), (None, "2025-12-31"), ()),
        ("Перечисли задачи на первый квартал 2026 года", (), ("2026-01-01", "2026-03-31"), ()),
        ("Які завдання має Мін'юст у першому кварталі 2026 року?", (JUSTICE,), ("2026-01-01", "2026-03-31"), ()),
        ("Що мають зробити міністерства цього місяця", ("ministries-and-sectors",), ("2025-11-01", "2025-11-30"), ()),
        ("Покажи прострочені завдання Міністерства фінансів", (FINANCE,), (None, None), (Status.OVERDUE,)),
        ("Jakie zadania Ministerstwa Sprawiedliwości są przeterminowane?", (JUSTICE,), (None, None), (Status.OVERDUE,)),
        ("Wymień zadania na grudzień 2025", (), ("2025-12-01", "2025-12-31"), ()),
        ("Co musi zrobić Ministerstwo Finansów do końca 2025 roku?", (FINANCE,), (None, "2025-12-31"), ()),
        ("zadania bez terminu", (), (None, None), (Status.NO_TERM,)),
        ("nhiệm vụ hoàn thành quá hạn", (), (None, None), (Status.DONE_LATE,)),
        ("Ministry of Justice tasks done late", (JUSTICE,), (None, None), (Status.DONE_LATE,)),
        ("задачи, выполненные с опозданием", (), (None, None), (Status.DONE_LATE,)),
        ("завдання, виконані із запізненням", (), (None, None), (Status.DONE_LATE,)),
        ("zadania wykonane po terminie", (), (None, None), (Status.DONE_LATE,)),
    ],
)  # fmt: skip
def test_agency_window_and_status_are_read(
    words: str, agencies: tuple[str, ...], days: Days, statuses: tuple[Status, ...]
) -> None:
    query = read_query(words, TODAY)
    assert query is not None
    assert query.agencies[:1] == agencies[:1]
    assert (str(query.due_from or "") or None, str(query.due_to or "") or None) == days
    assert query.statuses == statuses


@pytest.mark.parametrize(
    ("words", "recurrence"),
    [
        ("Jakie obowiązki mają być wykonywane co miesiąc?", "monthly"),
        ("which tasks recur every quarter", "quarterly"),
        ("nhiệm vụ nào phải làm hằng tháng", "monthly"),
        ("какие задачи выполняются ежемесячно", "monthly"),
        ("які завдання виконують щороку", "yearly"),
    ],
)
def test_recurrence_is_read(words: str, recurrence: str) -> None:
    query = read_query(words, TODAY)
    assert query is not None and (query.recurrence, query.due_from, query.due_to) == (recurrence, None, None)


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("how many tasks are overdue", True),
        ("bao nhiêu nhiệm vụ quá hạn", True),
        ("Сколько задач просрочено?", True),
        ("Скільки завдань прострочено?", True),
        ("Ile zadań jest przeterminowanych?", True),
        ("which tasks are overdue", False),
    ],
)
def test_counts_are_told_from_lists(words: str, counts: bool) -> None:
    request = read_request(words, TODAY)
    assert request is not None and request.counts is counts and request.query.statuses == (Status.OVERDUE,)


@pytest.mark.parametrize(
    ("words", "acts"),
    [
        ("all tasks of Notice 07-TB/CQTTBCD", ("07-TB/CQTTBCĐ",)),
        ("Какие задачи в уведомлении 712/TB-VPCP?", ("712/TB-VPCP",)),
        ("các nhiệm vụ của thông báo 712", ("712/TB-VPCP",)),
    ],
)
def test_acts_are_read_whole_or_in_part(words: str, acts: tuple[str, ...]) -> None:
    query = read_query(words, TODAY, known_acts=["712/TB-VPCP", "07-TB/CQTTBCĐ"])
    assert query is not None and query.acts == acts and query.agencies == ()


def test_a_topic_becomes_words_to_look_for() -> None:
    query = read_query("which tasks of the Ministry of Justice are about population data", TODAY)
    assert query is not None and query.q == "population data"


@pytest.mark.parametrize(
    "words",
    [
        "When must the Ministry of Public Security submit the decree on mandatory data connection?",
        "Bộ Tư pháp phải hoàn thành rà soát thủ tục hành chính trước ngày nào?",
        "Cơ quan nào chủ trì mời chuyên gia Estonia sang Việt Nam?",
        "Какие законопроекты Министерство культуры должно доработать к 10-й сессии?",
        "Jakie dwa projekty atomowe mają trafić do premiera w grudniu 2025?",
        "Which media outlets publish the monthly results?",
        "lam lai the can cuoc bi mat het bao nhieu tien",
        "How many groups of strategic technologies are on the list?",
        "thời hạn đăng ký khai sinh là bao nhiêu ngày",
        "Сколько стоит загранпаспорт?",
        "What is an obligation?",
        "hello",
        "",
        "tasks",
    ],
)
def test_questions_about_one_thing_are_left_to_the_passages(words: str) -> None:
    assert read_query(words, TODAY) is None


@pytest.mark.shared
def test_most_questions_of_the_gold_set_are_not_taken_for_lists(shared: Path) -> None:
    lines = (shared / "evals" / "directives_qa.dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    taken = {row["id"]: row["type"] for row in rows if read_query(row["question"], date(2025, 11, 20)) is not None}
    assert all(row["id"] in taken for row in rows if row["type"] == "aggregate")
    assert len([kind for kind in taken.values() if kind != "aggregate"]) <= 2


@pytest.mark.parametrize("language", Language)
def test_every_language_has_all_patterns_and_words(language: Language) -> None:
    known, english = phrases(language), phrases(Language.EN)
    for group in ("status", "recurrence", "window"):
        assert set(getattr(known, group)) == set(getattr(english, group))
    assert set(wording(language)) == set(wording(Language.EN)) and all(wording(language).values())


@pytest.mark.parametrize(
    "words",
    [
        "Nghị quyết 148/NQ-CP giao Bộ Tài chính làm gì",
        "nghi quyet 148/NQ-CP giao bo tai chinh lam gi",
        "What does resolution 148/NQ-CP require the Ministry of Finance to do?",
        "What does resolution 148/NQ-CP assign to the Ministry of Finance?",
        "Что постановление 148/NQ-CP поручает Министерству финансов?",
        "Що постанова 148/NQ-CP доручає Міністерству фінансів?",
        "Co uchwała 148/NQ-CP nakazuje Ministerstwu Finansów?",
    ],
)
def test_what_an_act_gives_an_agency_to_do_is_asked_of_the_register(words: str) -> None:
    query = read_query(words, date(2026, 11, 22), known_acts=["148/NQ-CP"])
    assert query is not None and (query.acts, query.agencies) == (("148/NQ-CP",), ("ministry-of-finance",))


@pytest.mark.parametrize(
    "words",
    [
        "số nhiệm vụ có hạn trong tháng 10 năm 2025",
        "so nhiem vu co han trong thang 10 nam 2025",
        "number of tasks due in October 2025",
        "число задач со сроком в октябре 2025 года",
        "кількість завдань зі строком у жовтні 2025 року",
        "liczba zadań z terminem w październiku 2025 roku",
    ],
)
def test_a_number_of_tasks_with_a_term_in_a_month_is_counted(words: str) -> None:
    request = read_request(words, date(2026, 11, 22))
    assert request is not None and request.counts
    assert (request.query.due_from, request.query.due_to) == (date(2025, 10, 1), date(2025, 10, 31))


@pytest.mark.parametrize(
    "words",
    [
        "bộ nào phải báo cáo trước ngày 30/6/2026",
        "bo nao phai bao cao truoc ngay 30/6/2026",
        "which ministries must report by 30 June 2026?",
        "какие министерства должны отчитаться до 30 июня 2026 года?",
        "які міністерства мають звітувати до 30 червня 2026 року?",
        "które ministerstwa muszą złożyć sprawozdanie do 30 czerwca 2026 roku?",
    ],
)
def test_who_must_report_by_a_day_names_no_agency(words: str) -> None:
    request = read_request(words, date(2026, 11, 22))
    assert request is not None and request.deed == "report"
    assert (request.query.agencies, request.query.due_to) == ((), date(2026, 6, 30))


def test_who_must_do_something_particular_by_a_day_is_left_to_the_passages() -> None:
    for words in (
        "Who must report on the digital signature by 15 November 2025?",
        "bộ nào phải công bố cơ sở dữ liệu đất đai trước 30/6/2026",
    ):
        assert read_request(words, date(2026, 11, 22)) is None
