"""Tasks keep their ids, reports and reviews while their acts are read again and again."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DatabaseError

from corpus.model import Act, Language
from corpus.store import Database, open_database
from register.found import FoundTask
from register.history import history_of
from register.model import SYSTEM, Cause, Life, Progress, Report, Review, Task
from register.progress import report
from register.query import TaskList, TaskQuery
from register.reviews import Correction, Reviewer
from register.sync import SyncReport, take
from tests.register.factories import NOTICE, PLAN, TERM, found, source


def all_tasks(database: Database, *lives: Life) -> list[Task]:
    return list(TaskList(database).find(TaskQuery(lives=lives or tuple(Life), strength=None)).rows)


def only(database: Database) -> Task:
    (task,) = all_tasks(database, Life.LIVE)
    return task


def test_a_new_obligation_becomes_a_task_with_everything_that_was_read(database: Database) -> None:
    assert take(database, [found(coordinating=("government-office",))]).added == 1

    task = only(database)
    assert task.action == "review administrative procedures"
    assert (task.agencies, task.coordinating) == (("ministry-of-justice",), ("government-office",))
    assert task.due == TERM and task.act and task.act.number == "07-TB/CQTTBCĐ"
    assert task.sources[0].quote == "The ministry shall review administrative procedures."
    assert [change.cause for change in history_of(database, task.id)] == [Cause.READ]


def test_reading_the_same_again_changes_nothing(database: Database) -> None:
    tasks = [found(), found("publish the results", clause="III.9")]
    take(database, tasks)
    before = all_tasks(database)

    assert take(database, tasks) == SyncReport(found=2)
    assert all_tasks(database) == before


def test_what_is_equal_is_not_looked_at_one_by_one(database: Database) -> None:
    tasks = [found(f"review the procedures of field {n}", clause=f"III.{n}") for n in range(300)]
    take(database, tasks)
    asked: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda _c, _cu, statement, *_: asked.append(statement))

    moved = [found(f"review the procedures of field {n}", clause=f"III.{n}", due=None) for n in (7, 150)]
    assert take(database, [*tasks[:7], moved[0], *tasks[8:150], moved[1], *tasks[151:]]).changed == 2
    assert len(asked) < 60


def test_two_obligations_of_equal_words_in_one_clause_stay_two(database: Database) -> None:
    take(database, [found(), found()])
    assert len({task.id for task in all_tasks(database)}) == 2
    assert take(database, [found(), found()]) == SyncReport(found=2)


def test_a_moved_term_keeps_the_id_and_says_why(database: Database) -> None:
    take(database, [found()])
    before = only(database)

    assert take(database, [found(due=date(2025, 12, 1))]).changed == 1

    after = only(database)
    assert (after.id, after.due, after.sequence) == (before.id, date(2025, 12, 1), before.sequence + 1)
    moved = history_of(database, after.id)[-1]
    assert moved.fields["due"] == ("2025-11-15", "2025-12-01") and "read again" in moved.why


def test_a_corrected_wording_or_a_renumbered_clause_is_the_same_task(database: Database) -> None:
    take(database, [found("review and reassess administrative procedures of provinces")])
    identity = only(database).id

    take(database, [found("review and re-assess the administrative procedures of provinces")])
    assert only(database).id == identity

    take(database, [found("review and re-assess the administrative procedures of provinces", clause="III.9")])
    assert (only(database).id, only(database).clause) == (identity, "III.9")


def test_neighbours_of_one_clause_do_not_swap_places(database: Database) -> None:
    first, second = found("issue the decree on data"), found("open the national data centre")
    take(database, [first, second])
    ids = {task.action: task.id for task in all_tasks(database)}

    take(database, [second, first])
    assert {task.action: task.id for task in all_tasks(database)} == ids


def test_reports_survive_reading_again(database: Database) -> None:
    take(database, [found()])
    task = only(database)
    report(database, task.id, Report(Progress.IN_PROGRESS, 60), by=SYSTEM, version=task.version)

    take(database, [found("review all administrative procedures")])

    assert (only(database).id, only(database).percent) == (task.id, 60)


def test_a_vanished_obligation_is_withdrawn_and_returns_with_its_clause(database: Database) -> None:
    take(database, [found()])
    identity = only(database).id

    assert take(database, []).withdrawn == 1
    assert [task.life for task in all_tasks(database)] == [Life.WITHDRAWN]

    assert take(database, [found()]).restored == 1
    assert only(database).id == identity
    assert [c.cause for c in history_of(database, identity)] == [Cause.READ, Cause.WITHDRAWN, Cause.RESTORED]


def test_tasks_of_a_replaced_act_end_and_the_history_names_the_new_one(database: Database) -> None:
    take(database, [found()])
    take(database, [found()], ended={NOTICE.id: "The act was replaced by 9-TB/CQTTBCĐ."})

    (task,) = all_tasks(database)
    assert task.life is Life.WITHDRAWN
    assert "9-TB/CQTTBCĐ" in history_of(database, task.id)[-1].why


def test_another_text_adds_a_source_and_no_task(database: Database) -> None:
    take(database, [found()])
    polish = source("ocenia procedury", text_id="notice-7-pl", language=Language.PL)
    take(database, [found(more=(polish,))])

    task = only(database)
    assert [one.language for one in task.sources] == [Language.EN, Language.PL]
    assert TaskList(database).task(task.id, Language.PL).action == "ocenia procedury"


def test_equal_words_in_two_acts_are_two_tasks(database: Database) -> None:
    take(database, [found(), found(act=PLAN, text_id="plan-1-en")])
    assert len(all_tasks(database, Life.LIVE)) == 2


def test_an_act_without_a_number_keeps_its_tasks_by_its_id(database: Database) -> None:
    unnumbered = Act(id="plan-x")
    take(database, [found(act=unnumbered)])
    assert take(database, [found(act=replace(unnumbered, title="Plan"))]).added == 0


# -- reviews --------------------------------------------------------------------------------------------------


def test_corrections_stand_when_the_act_is_read_again(database: Database) -> None:
    take(database, [found()])
    task = only(database)
    right = Correction(due=date(2025, 12, 31), agencies=("ministry-of-finance",))
    Reviewer(database, SYSTEM).correct(task.id, right, version=task.version, why="The annex says so.")

    take(database, [found("review the administrative procedures")])

    after = only(database)
    assert (after.id, after.due, after.agencies) == (task.id, date(2025, 12, 31), ("ministry-of-finance",))
    assert after.action == "review the administrative procedures" and after.review is Review.CORRECTED


def test_a_rejected_task_does_not_come_back(database: Database) -> None:
    take(database, [found()])
    task = only(database)
    Reviewer(database, SYSTEM).reject(task.id, version=task.version, why="A past achievement.")

    take(database, [found()])
    assert [one.life for one in all_tasks(database)] == [Life.REJECTED]


def test_a_merged_task_stays_merged_and_its_sources_stay_with_the_other(database: Database) -> None:
    polish = found("ocenia procedury", text_id="notice-7-pl", language=Language.PL, clause="III.8")
    take(database, [found(), polish])
    first, second = sorted(all_tasks(database), key=lambda task: task.language)
    Reviewer(database, SYSTEM).merge(
        second.id, first.id, version=second.version, into_version=first.version, why="One task in two languages."
    )
    assert [s.language for s in only(database).sources] == [Language.EN, Language.PL]

    assert take(database, [found(), polish]) == SyncReport(found=2)
    assert [s.language for s in only(database).sources] == [Language.EN, Language.PL]


def test_the_parts_of_a_split_task_stay_and_the_whole_does_not_return(database: Database) -> None:
    take(database, [found("issue the decree and open the data centre")])
    task = only(database)
    parts = [Correction(action="issue the decree"), Correction(action="open the data centre", due=date(2026, 1, 31))]
    ids = Reviewer(database, SYSTEM).split(task.id, parts, version=task.version, why="Two results, two terms.")

    take(database, [found("issue the decree and open the data centre")])
    assert {one.id: one.due for one in all_tasks(database, Life.LIVE)} == {ids[0]: TERM, ids[1]: date(2026, 1, 31)}


# -- what cannot be undone ------------------------------------------------------------------------------------


@pytest.mark.parametrize("statement", ["DELETE FROM task_history", "UPDATE task_history SET why = 'nothing'"])
def test_the_history_cannot_be_rewritten(database: Database, statement: str) -> None:
    take(database, [found()])
    with pytest.raises(DatabaseError, match="append-only"), database.engine.begin() as connection:
        connection.execute(text(statement))


def test_a_killed_run_leaves_whole_tasks_and_the_next_one_finishes(database: Database) -> None:
    many = [found(f"draw up plan number {n} of the region {n * 7919}", clause=f"I.{n}") for n in range(400)]
    url = database.engine.url.render_as_string(hide_password=False)
    victim = multiprocessing.get_context("spawn").Process(target=_take_all, args=(url, many))
    victim.start()
    _wait_for_tasks(database)
    os.kill(victim.pid or 0, signal.SIGKILL)
    victim.join()

    with database.engine.connect() as connection:
        written = connection.execute(text("SELECT count(*) FROM tasks")).scalar_one()
        sources = connection.execute(text("SELECT count(DISTINCT task) FROM task_sources")).scalar_one()
        entries = connection.execute(text("SELECT count(DISTINCT task_id) FROM task_history")).scalar_one()
    assert 0 < written < len(many) and written == sources == entries

    assert take(database, many).added == len(many) - written
    assert take(database, many) == SyncReport(found=len(many))


def _take_all(url: str, tasks: list[FoundTask]) -> None:
    take(open_database(url), tasks)


def _wait_for_tasks(database: Database) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with database.engine.connect() as connection:
            if connection.execute(text("SELECT count(*) FROM tasks")).scalar_one():
                return
        time.sleep(0.005)
    raise AssertionError("the other process wrote nothing")
