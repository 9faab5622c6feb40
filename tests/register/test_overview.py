"""The overview: bottlenecks, progress and terms in numbers, of public tasks only, as they are now."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.store import Database
from register.model import SYSTEM, Progress, Report, Status, Task
from register.overview import Overview, OverviewReader
from register.progress import report
from register.query import TaskList, TaskQuery
from register.reviews import Correction, Reviewer
from register.sync import take
from tests.register.factories import found

TODAY = date(2026, 1, 15)
PAST, AHEAD = date(2025, 12, 10), date(2026, 2, 20)
HELPER = ("ministry-of-health",)
WORK = (
    "draft the decree on fees", "survey the hospitals", "train village nurses", "open a data centre",
    "count fishing boats", "publish the yearbook",
)  # fmt: skip


def put(database: Database, dues: list[date | None], *, helping: tuple[str, ...] = HELPER) -> list[Task]:
    acts = [
        found(words, clause=f"I.{n}", due=due, coordinating=helping)
        for n, (words, due) in enumerate(zip(WORK, dues, strict=False), 1)
    ]
    take(database, acts)
    tasks = {task.clause: task for task in TaskList(database).find(TaskQuery()).rows}
    return [tasks[f"I.{n}"] for n in range(1, len(dues) + 1)]


def say(database: Database, task: Task, said: Report) -> None:
    report(database, task.id, said, by=SYSTEM, version=TaskList(database).task(task.id).version)


def overview(database: Database) -> Overview:
    return OverviewReader(database, today=TODAY).read()


def test_what_blocks_others_is_named_with_how_many_wait_for_it(database: Database) -> None:
    first, second, third, _ = put(database, [AHEAD] * 4)
    for waiting in (second, third):
        say(database, waiting, Report(Progress.BLOCKED, 10, obstacle="no data", blocked_by=first.id))
    seen = overview(database)
    assert seen.blocked == 2
    assert [(one.task_id, one.count, one.agencies) for one in seen.blockers] == [(first.id, 2, first.agencies)]
    say(database, third, Report(Progress.DONE, 100, done_on=TODAY))
    assert [one.count for one in overview(database).blockers] == [1]


def test_what_slipped_most_often_leads_the_list(database: Database) -> None:
    once, twice = put(database, [PAST, PAST])
    for task, due in ((once, AHEAD), (twice, AHEAD), (twice, date(2026, 3, 1))):
        version = TaskList(database).task(task.id).version
        Reviewer(database, SYSTEM).correct(task.id, Correction(due=due), version=version, why="put off")
    assert [(one.task_id, one.count) for one in overview(database).slipped] == [(twice.id, 2), (once.id, 1)]


def test_the_helper_that_is_always_late_is_told_by_its_share(database: Database) -> None:
    tasks = put(database, [PAST] * 3)
    say(database, tasks[0], Report(Progress.DONE, 100, done_on=PAST))
    (late,) = overview(database).late_coordinating
    assert (late.agency, late.late, late.total) == (HELPER[0], 2, 3)


def test_progress_adds_up_month_by_month_and_terms_stand_in_theirs(database: Database) -> None:
    tasks = put(database, [PAST, PAST, AHEAD, None])
    say(database, tasks[0], Report(Progress.DONE, 100, done_on=date(2025, 11, 3)))
    say(database, tasks[1], Report(Progress.DONE, 100, done_on=date(2026, 1, 5)))
    seen = overview(database)
    assert seen.progress == (("2025-11", 1, 4), ("2026-01", 2, 4))
    assert [(month.key, month.total) for month in seen.terms] == [("2025-12", 2), ("2026-02", 1)]
    assert {status: count for status, count in seen.totals.items() if count} == {
        Status.DONE_IN_TIME: 1,
        Status.DONE_LATE: 1,
        Status.OPEN: 1,
        Status.NO_TERM: 1,
    }


@pytest.mark.parametrize("kind", ["agencies", "acts"])
def test_counts_by_group_agree_with_the_list(database: Database, kind: str) -> None:
    put(database, [PAST, PAST, AHEAD, None])
    (group,) = getattr(overview(database), kind)
    listed = TaskList(database, today=TODAY)
    key = {"agencies": (group.key,)} if kind == "agencies" else {"act": group.key}
    for status in Status:
        assert group.by_status.get(status, 0) == listed.count(TaskQuery(statuses=(status,), **key))  # type: ignore[arg-type]


def test_what_is_not_public_is_not_counted(database: Database) -> None:
    hidden, _ = put(database, [PAST, AHEAD])
    Reviewer(database, SYSTEM).correct(hidden.id, Correction(public=False), version=hidden.version, why="secret")
    seen = overview(database)
    assert seen.total == 1 and seen.agencies[0].total == 1 and [month.key for month in seen.terms] == ["2026-02"]
