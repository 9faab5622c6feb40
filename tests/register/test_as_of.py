"""Tasks as of a day: those of law in force on it, with their acts' validity and their status as of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.ingest import ingest
from corpus.store import Database, Library, open_database
from corpus.validity import Validity
from register.model import Status
from register.overview import OverviewReader
from register.query import TaskList, TaskQuery
from register.sync import sync

DECREE = """Số: {number}
Hà Nội, ngày {issued}
NGHỊ ĐỊNH
Điều 1. Nhiệm vụ
Bộ Tư pháp hoàn thành rà soát thủ tục hành chính trước ngày 15/11/2025.
Điều 2. Hiệu lực thi hành
Nghị định này có hiệu lực thi hành từ ngày {effect}.
"""
OLD, NEW = "10/2024/NĐ-CP", "20/2026/NĐ-CP"


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """A decree with a task that holds until the end of February 2026, and one with another task from March on."""
    folder = tmp_path / "acts"
    folder.mkdir()
    old = DECREE.format(number=OLD, issued="01 tháng 3 năm 2024", effect="01/5/2024 đến hết ngày 28/02/2026")
    new = DECREE.format(number=NEW, issued="15 tháng 01 năm 2026", effect="01/3/2026")
    (folder / "old.txt").write_text(old, encoding="utf-8")
    (folder / "new.txt").write_text(new.replace("15/11/2025", "31/12/2026"), encoding="utf-8")
    database = open_database(f"sqlite:///{tmp_path / 'register.db'}")
    ingest([folder], Library(database), database)
    sync(Library(database), database)
    return database


@pytest.mark.parametrize(
    ("day", "act", "status"),
    [
        (date(2023, 1, 1), None, None),
        (date(2025, 6, 1), OLD, Status.OPEN),
        (date(2026, 2, 28), OLD, Status.OVERDUE),
        (date(2026, 6, 1), NEW, Status.OPEN),
    ],
)
def test_the_overview_counts_what_the_list_lists_on_a_day(
    database: Database, day: date, act: str | None, status: Status | None
) -> None:
    seen = OverviewReader(database, today=date(2026, 11, 22)).read(day)
    assert (seen.today, seen.total) == (day, 1 if act else 0)
    assert [count.name for count in seen.acts] == ([act] if act else [])
    assert [seen.totals[one] for one in Status] == [int(one is status) for one in Status]
    assert [count.total for count in seen.agencies] == ([1] if act else [])
    assert sum(count.total for count in seen.terms) == seen.total


def test_the_overview_of_today_counts_all_acts_with_their_own_titles(database: Database) -> None:
    seen = OverviewReader(database, today=date(2026, 11, 22)).read()
    assert {count.name for count in seen.acts} == {OLD, NEW}
    titles = {act.number: act.title for act in Library(database).acts()}
    assert {count.name: count.title for count in seen.acts} == titles


def numbers(database: Database, day: date | None) -> dict[str | None, tuple[Status, Validity]]:
    rows = TaskList(database, today=date(2026, 11, 22)).find(TaskQuery(as_of=day, strength=None)).rows
    return {act.number: (task.status, act.validity) for task in rows if (act := task.sources[0].act)}


def test_tasks_of_all_acts_are_listed_today_each_with_its_acts_validity(database: Database) -> None:
    assert numbers(database, None) == {
        OLD: (Status.OVERDUE, Validity.NO_LONGER),
        NEW: (Status.OPEN, Validity.IN_FORCE),
    }


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2023, 1, 1), {}),
        (date(2025, 6, 1), {OLD: (Status.OPEN, Validity.IN_FORCE)}),
        (date(2026, 2, 28), {OLD: (Status.OVERDUE, Validity.IN_FORCE)}),
        (date(2026, 3, 1), {NEW: (Status.OPEN, Validity.IN_FORCE)}),
    ],
)
def test_tasks_as_of_a_day_are_those_of_law_in_force_on_it(
    database: Database, day: date, expected: dict[str, tuple[Status, Validity]]
) -> None:
    assert numbers(database, day) == expected
