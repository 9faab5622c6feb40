"""Reports: who may file them, what they change, and that nobody overwrites what he has not seen."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from corpus.calendar import today_in_vietnam
from corpus.store import Database
from register.errors import BadReport, Conflict, NotAllowed
from register.history import history_of
from register.model import SYSTEM, Evidence, Person, Progress, Report, Role, Status, Task
from register.people import BadPerson, add_person, person_of, shut_out
from register.progress import file_of, keep_file, report, reports_of
from register.query import TaskList, TaskQuery
from register.sync import take
from tests.register.factories import TERM, found
from tests.register.officials import JUSTICE, all_report

FINANCE = Person("minh", "Minh", Role.OFFICIAL, "ministry-of-finance")
OFFICIALS = 50


def the_task(database: Database, today: date | None = None) -> Task:
    (task,) = TaskList(database, today=today).find(TaskQuery()).rows
    return task


@pytest.fixture
def task(database: Database) -> Task:
    take(database, [found()])
    return the_task(database)


def test_a_report_shows_at_once_and_says_who_and_why(database: Database, task: Task) -> None:
    said = Report(Progress.BLOCKED, 40, note="Waiting for data", obstacle="The registry is offline")
    report(database, task.id, said, by=JUSTICE, version=task.version)

    after = the_task(database)
    assert (after.percent, after.progress, after.obstacle) == (40, Progress.BLOCKED, "The registry is offline")
    entry = history_of(database, task.id)[-1]
    assert (entry.by, entry.why, entry.fields["percent"]) == ("lan", "Waiting for data", (0, 40))


@pytest.mark.parametrize(
    ("done_on", "today", "status"),
    [
        (TERM, date(2025, 12, 1), Status.DONE_IN_TIME),
        (date(2025, 11, 16), date(2025, 12, 1), Status.DONE_LATE),
        (None, TERM, Status.OPEN),
        (None, date(2025, 11, 16), Status.OVERDUE),
    ],
)
def test_statuses_follow_from_terms_and_reports(
    database: Database, task: Task, done_on: date | None, today: date, status: Status
) -> None:
    if done_on:
        report(database, task.id, Report(Progress.DONE, 100, done_on=done_on), by=JUSTICE, version=task.version)
    assert the_task(database, today).status is status
    assert TaskList(database, today=today).count(TaskQuery(statuses=(status,))) == 1
    others = tuple(set(Status) - {status})
    assert TaskList(database, today=today).count(TaskQuery(statuses=others)) == 0


def test_a_turn_of_a_recurring_task_leaves_it_open(database: Database) -> None:
    take(database, [found(due=None, recurrence="monthly")])
    task = the_task(database)
    report(database, task.id, Report(Progress.DONE, 100, done_on=TERM), by=SYSTEM, version=task.version)
    assert the_task(database).status is Status.OPEN


def test_officials_report_only_for_their_own_agency(database: Database, task: Task) -> None:
    with pytest.raises(NotAllowed, match="own agency"):
        report(database, task.id, Report(Progress.IN_PROGRESS, 10), by=FINANCE, version=task.version)
    reader = Person("r", "Reader", Role.READER)
    with pytest.raises(NotAllowed):
        report(database, task.id, Report(Progress.IN_PROGRESS, 10), by=reader, version=task.version)
    assert reports_of(database, task.id) == [] and the_task(database) == task


@pytest.mark.parametrize(
    "said",
    [
        Report(Progress.DONE, 100),
        Report(Progress.IN_PROGRESS, 101),
        Report(Progress.IN_PROGRESS, 50, done_on=TERM),
        Report(Progress.DONE, 100, done_on=today_in_vietnam() + timedelta(days=1)),
        Report(Progress.BLOCKED, 50),
    ],
)
def test_reports_that_make_no_sense_are_refused(database: Database, task: Task, said: Report) -> None:
    with pytest.raises(BadReport):
        report(database, task.id, said, by=JUSTICE, version=task.version)


def test_a_report_on_what_was_not_seen_is_a_conflict_and_writes_nothing(database: Database, task: Task) -> None:
    report(database, task.id, Report(Progress.IN_PROGRESS, 10), by=JUSTICE, version=task.version)
    with pytest.raises(Conflict, match="version 2, you read version 1"):
        report(database, task.id, Report(Progress.IN_PROGRESS, 90), by=JUSTICE, version=task.version)
    assert the_task(database).percent == 10 and len(reports_of(database, task.id)) == 1


def test_fifty_officials_at_once_lose_nothing(database: Database, task: Task) -> None:
    """Each reads, reports and, when told of a conflict, reads again: fifty reports, each on a version of its own."""
    conflicts = all_report(database, task.id, OFFICIALS)
    notes = {filed.report.note for filed in reports_of(database, task.id)}
    assert notes == {f"official {n}" for n in range(OFFICIALS)}
    assert the_task(database).version == task.version + OFFICIALS
    assert len(history_of(database, task.id)) == 1 + OFFICIALS
    assert conflicts > 0, "the officials never met; the test proves nothing"


def test_fifty_officials_on_one_version_are_one_report_and_forty_nine_conflicts(database: Database, task: Task) -> None:
    def once(n: int) -> bool:
        try:
            report(database, task.id, Report(Progress.IN_PROGRESS, n), by=JUSTICE, version=task.version)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(OFFICIALS) as pool:
        assert sum(pool.map(once, range(OFFICIALS))) == 1
    assert len(reports_of(database, task.id)) == 1


def test_evidence_is_kept_once_and_found_again(database: Database, task: Task) -> None:
    kept = keep_file(database, b"%PDF-1.7", name="decree.pdf", media_type="application/pdf", by=JUSTICE)
    assert kept == keep_file(database, b"%PDF-1.7", name="decree.pdf", media_type="application/pdf", by=JUSTICE)
    link = Evidence("Gazette", url="https://example.org/decree")
    said = Report(Progress.DONE, 100, done_on=TERM, evidence=(kept, link))
    report(database, task.id, said, by=JUSTICE, version=task.version)

    assert reports_of(database, task.id)[0].report.evidence == (kept, link)
    assert file_of(database, kept.file_sha256 or "") == ("decree.pdf", "application/pdf", b"%PDF-1.7")


# -- people ---------------------------------------------------------------------------------------------------


def test_a_token_names_its_person_until_shut_out_and_is_not_kept(database: Database) -> None:
    person, token = add_person(database, "Lan Nguyễn", Role.OFFICIAL, agency="ministry-of-justice")
    assert person.id == "lan-nguyen" and person_of(database, token) == person
    assert person_of(database, token + "x") is None
    with database.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM people").all()
    assert not any(token in str(value) for row in rows for value in row)
    assert shut_out(database, person.id) and person_of(database, token) is None


def test_people_who_could_do_nothing_are_not_added(database: Database) -> None:
    with pytest.raises(BadPerson, match="--agency"):
        add_person(database, "Lan", Role.OFFICIAL)
    with pytest.raises(BadPerson, match="no agency 'ministry-of-magic'"):
        add_person(database, "Lan", Role.OFFICIAL, agency="ministry-of-magic")
