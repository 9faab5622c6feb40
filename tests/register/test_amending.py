"""When another act amends, replaces or repeals an act, tasks, feeds and reminders follow, and the history says why."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from corpus.ingest import ingest
from corpus.model import Language
from corpus.store import Database, Library
from register.feeds import as_calendar
from register.history import history_of
from register.model import Life, Task
from register.outbox import Sent, counts, plan
from register.query import TaskList, TaskQuery
from register.subscriptions import Channel, Subscription, Topic, subscribe
from register.sync import SyncReport, sync

HEAD = "CHÍNH PHỦ\n\nSố: {number}\n\nHà Nội, ngày {day} tháng {month} năm 2026\n\nNGHỊ ĐỊNH\n\n{title}\n\n"
FIRST = HEAD.format(number="10/2026/NĐ-CP", day="02", month="3", title="Về phòng bệnh") + (
    "Điều 1. Phạm vi\n\n1. Nghị định này quy định việc phòng bệnh.\n\n"
    "Điều 2. Trách nhiệm thi hành\n\n1. Bộ Y tế ban hành hướng dẫn trước ngày 30/6/2026.\n\n"
    "2. Bộ Tài chính bố trí kinh phí trước ngày 30/9/2026.\n"
)
LAST_DAY = date(2026, 5, 31)  # the later act takes effect on the day after
LATER = HEAD.format(number="20/2026/NĐ-CP", day="05", month="5", title="{title}") + (
    "Điều 1. {what}\n\nĐiều 2. Hiệu lực\n\nNghị định này có hiệu lực từ ngày 01 tháng 6 năm 2026.\n"
)


def read(
    database: Database, folder: Path, *, later: str | None = None, title: str = "Sửa đổi", today: date | None = None
) -> SyncReport:
    folder.mkdir(exist_ok=True)
    (folder / "10.txt").write_text(FIRST, encoding="utf-8")
    if later:
        (folder / "20.txt").write_text(LATER.format(title=title, what=later), encoding="utf-8")
    library = Library(database)
    ingest([folder], library, database)
    return sync(library, database, today=today)


def tasks(database: Database) -> dict[str, Task]:
    found = TaskList(database, today=date(2026, 5, 10)).find(TaskQuery(lives=tuple(Life))).rows
    return {task.clause: task for task in found if task.act and task.act.number == "10/2026/NĐ-CP"}


def calendar(database: Database) -> str:
    shown = list(tasks(database).values())
    made = as_calendar(shown, language=shown[0].language, title="x", site="https://x", today=date(2026, 5, 10))
    return made.decode().replace("\r\n ", "")


def test_a_clause_that_is_taken_away_ends_its_task_alone(database: Database, tmp_path: Path) -> None:
    read(database, tmp_path / "in")
    assert {clause: task.life for clause, task in tasks(database).items()} == {
        "Điều 2.1": Life.LIVE,
        "Điều 2.2": Life.LIVE,
    }
    read(database, tmp_path / "in", later="Bãi bỏ khoản 2 Điều 2 Nghị định số 10/2026/NĐ-CP.")
    ended = tasks(database)["Điều 2.2"]
    assert (ended.life, tasks(database)["Điều 2.1"].life) == (Life.WITHDRAWN, Life.LIVE)
    assert "20/2026/NĐ-CP" in history_of(database, ended.id)[-1].why
    assert "STATUS:CANCELLED" in calendar(database)
    assert f"SEQUENCE:{ended.sequence}" in calendar(database) and ended.sequence == 1
    assert read(database, tmp_path / "in").changed == 0


def test_an_amended_clause_is_told_once_and_its_task_goes_on(database: Database, tmp_path: Path) -> None:
    read(database, tmp_path / "in")
    before = tasks(database)["Điều 2.1"]
    read(database, tmp_path / "in", later="Sửa đổi khoản 1 Điều 2 Nghị định số 10/2026/NĐ-CP.")
    after = tasks(database)["Điều 2.1"]
    assert after.life is Life.LIVE and after.version == before.version + 1
    assert history_of(database, after.id)[-1].why == "Điều 2.1 was amended by 20/2026/NĐ-CP."
    assert read(database, tmp_path / "in").changed == 0
    assert tasks(database)["Điều 2.2"].version == 1


def lives(database: Database) -> set[Life]:
    return {task.life for task in tasks(database).values()}


def reasons(database: Database) -> set[str]:
    return {history_of(database, task.id)[-1].why for task in tasks(database).values()}


@pytest.mark.parametrize(
    ("says", "why"),
    [
        ("Nghị định này thay thế Nghị định số 10/2026/NĐ-CP.", "The act was replaced by 20/2026/NĐ-CP."),
        ("Bãi bỏ Nghị định số 10/2026/NĐ-CP.", "The act was repealed by 20/2026/NĐ-CP."),
    ],
)
def test_an_act_that_others_end_keeps_its_tasks_until_they_take_effect_and_then_says_by_what(
    database: Database, tmp_path: Path, says: str, why: str
) -> None:
    read(database, tmp_path / "in")
    read(database, tmp_path / "in", later=says, title="Về phòng bệnh", today=LAST_DAY)
    assert lives(database) == {Life.LIVE}
    read(database, tmp_path / "in", today=LAST_DAY + timedelta(days=1))
    assert (lives(database), reasons(database)) == ({Life.WITHDRAWN}, {why})
    assert read(database, tmp_path / "in").withdrawn == 0


def test_a_task_whose_act_has_ended_since_it_was_read_ends_before_anybody_is_reminded_of_it(
    database: Database, tmp_path: Path
) -> None:
    says = "Nghị định này thay thế Nghị định số 10/2026/NĐ-CP."
    read(database, tmp_path / "in", later=says, title="Về phòng bệnh", today=LAST_DAY)
    subscribe(database, Subscription(Channel.EMAIL, "a@b.c", Topic.ACT, "10/2026/NĐ-CP", Language.VI))
    plan(database, today=LAST_DAY)
    assert lives(database) == {Life.LIVE} and counts(database)[Sent.WAITING] == 1  # due on 30 June, 30 days ahead
    plan(database, today=LAST_DAY + timedelta(days=1))
    assert reasons(database) == {"The act was replaced by 20/2026/NĐ-CP."}
    assert plan(database, today=date(2026, 6, 23)) == 0  # seven days ahead
