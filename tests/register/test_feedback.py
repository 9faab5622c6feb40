"""Feedback that goes somewhere: filed, routed, followed, answered, counted, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from corpus.agencies import agency_name
from corpus.ingest import ingest
from corpus.model import Language
from corpus.store import Database, Library
from corpus.store.procedures import known_procedures
from register.addressee import subject_of
from register.errors import BadReport, NotAllowed
from register.feedback import erase, feedback_of, file_feedback, followed, forget_closed
from register.feedback_desk import FeedbackChanged, FeedbackDesk, NoSuchFeedback
from register.feedback_model import (
    MAX_WORDS,
    FeedbackKind,
    FeedbackPart,
    FeedbackStatus,
    Filing,
    Subject,
)
from register.limits import WINDOW, Limiter
from register.model import Person, Role
from register.satisfaction import rate, satisfaction, satisfaction_csv
from register.tables import feedback

SUBJECT = Subject("guide-1", "cap-the-thu-vien", "Cấp thẻ thư viện", "commune-police")
FILING = Filing(
    SUBJECT, FeedbackKind.WRONG, FeedbackPart.FEE, "The fee is <b>30.000</b> now.", Language.EN, "a@example.org"
)
OFFICIAL = Person("lan", "Lan", Role.OFFICIAL, "commune-police")
STRANGER = Person("minh", "Minh", Role.OFFICIAL, "ministry-of-justice")
EDITOR = Person("ed", "Ed", Role.EDITOR, None)


def test_a_report_is_followed_by_its_code_alone(database: Database) -> None:
    number, code = file_feedback(database, FILING)
    found = followed(database, code)
    assert found and (found.number, found.status, found.words) == (number, FeedbackStatus.RECEIVED, FILING.words)
    assert followed(database, code[:-1] + "x") is None
    assert followed(database, str(number)) is None


def test_only_the_digest_of_a_code_is_kept(database: Database) -> None:
    _, code = file_feedback(database, FILING)
    with database.engine.connect() as connection:
        row = connection.execute(select(feedback)).one()
    assert code not in map(str, row)


def test_the_official_of_the_addressee_answers_and_the_person_sees_it(database: Database) -> None:
    number, code = file_feedback(database, FILING)
    desk = FeedbackDesk(database, OFFICIAL)
    desk.take_up(number, version=1)
    desk.answer(number, "You are right, thank you.", outcome=FeedbackStatus.ACCEPTED, version=2)
    found = followed(database, code)
    assert found and (found.status, found.answer) == (FeedbackStatus.ACCEPTED, "You are right, thank you.")
    assert [(one.event, one.status, one.by) for one in found.history] == [
        ("filed", FeedbackStatus.RECEIVED, ""),
        ("taken_up", FeedbackStatus.IN_PROGRESS, "lan"),
        ("answered", FeedbackStatus.ACCEPTED, "lan"),
    ]


def test_another_agency_neither_sees_nor_answers(database: Database) -> None:
    number, _ = file_feedback(database, FILING)
    desk = FeedbackDesk(database, STRANGER)
    assert desk.inbox() == ([], 0)
    with pytest.raises(NoSuchFeedback):
        desk.answer(number, "No.", outcome=FeedbackStatus.DECLINED, version=1)


def test_a_reader_has_no_desk(database: Database) -> None:
    with pytest.raises(NotAllowed):
        FeedbackDesk(database, Person("r", "R", Role.READER, None))


def test_what_has_no_addressee_waits_for_an_editor_who_passes_it_on(database: Database) -> None:
    number, _ = file_feedback(database, replace(FILING, subject=replace(SUBJECT, agency=None)))
    assert FeedbackDesk(database, OFFICIAL).inbox() == ([], 0)
    FeedbackDesk(database, EDITOR).pass_on(number, "commune-police", version=1)
    (found,), total = FeedbackDesk(database, OFFICIAL).inbox()
    assert (found.number, total) == (number, 1)


def test_of_two_who_change_at_once_the_second_is_told(database: Database) -> None:
    number, _ = file_feedback(database, FILING)
    desk = FeedbackDesk(database, OFFICIAL)
    desk.take_up(number, version=1)
    with pytest.raises(FeedbackChanged):
        desk.answer(number, "Late.", outcome=FeedbackStatus.DECLINED, version=1)


def test_a_person_can_take_everything_personal_back(database: Database) -> None:
    number, code = file_feedback(database, FILING)
    assert erase(database, code)
    found = feedback_of(database, number)
    assert found and (found.words, found.contact, found.status) == ("", None, FeedbackStatus.ERASED)
    assert followed(database, code) is None
    assert not erase(database, code)
    with pytest.raises(BadReport):
        FeedbackDesk(database, OFFICIAL).take_up(number, version=found.version)


def test_answered_reports_are_emptied_after_their_time(database: Database) -> None:
    number, _ = file_feedback(database, FILING)
    open_number, _ = file_feedback(database, FILING)
    FeedbackDesk(database, OFFICIAL).answer(number, "Done.", outcome=FeedbackStatus.ACCEPTED, version=1)
    assert forget_closed(database, days=30) == 0
    assert forget_closed(database, days=-1) == 1
    done, waiting = feedback_of(database, number), feedback_of(database, open_number)
    assert done and waiting
    assert (done.words, done.status, waiting.words) == ("", FeedbackStatus.ACCEPTED, FILING.words)


@pytest.mark.parametrize("words", ["", " \n ", "\u200b\u202e", "x" * (MAX_WORDS + 1)])
def test_nothing_and_too_much_are_refused(database: Database, words: str) -> None:
    with pytest.raises(BadReport):
        file_feedback(database, replace(FILING, words=words))


@pytest.mark.parametrize("statement", ["DELETE FROM feedback_history", "UPDATE feedback_history SET \"by\" = 'x'"])
def test_no_statement_changes_the_history(database: Database, statement: str) -> None:
    file_feedback(database, FILING)
    with pytest.raises(DatabaseError, match="append-only"), database.engine.begin() as connection:
        connection.execute(text(statement))


def test_figures_are_counted_by_month_procedure_and_agency(database: Database) -> None:
    for stars, helpful, day in (
        (5, True, date(2026, 10, 31)),
        (2, False, date(2026, 11, 1)),
        (4, None, date(2026, 11, 9)),
    ):
        rate(database, SUBJECT, stars=stars, helpful=helpful, today=day)
    newest, oldest = satisfaction(database)
    assert (newest.month, newest.ratings, newest.mean_stars, newest.not_helpful) == ("2026-11", 2, 3.0, 1)
    assert (oldest.month, oldest.helpful, oldest.procedure) == ("2026-10", 1, "guide-1.cap-the-thu-vien")
    assert [(one.agency, one.procedure) for one in satisfaction(database, by_agency=True)] == [
        ("commune-police", "")
    ] * 2


def test_reports_and_their_answers_are_in_the_figures(database: Database) -> None:
    number, _ = file_feedback(database, FILING)
    file_feedback(database, FILING)
    FeedbackDesk(database, OFFICIAL).answer(number, "Done.", outcome=FeedbackStatus.ACCEPTED, version=1)
    (one,) = satisfaction(database)
    assert (one.reports, one.answered, one.median_days, one.mean_stars) == (2, 1, 0.0, None)


def test_the_table_is_safe_to_open_in_a_spreadsheet(database: Database) -> None:
    rate(database, replace(SUBJECT, name="=1+1"), stars=1)
    table = satisfaction_csv(satisfaction(database), Language.PL)
    assert "'=1+1" in table
    assert agency_name("commune-police", Language.PL) in table


@pytest.mark.parametrize(("stars", "helpful"), [(0, None), (6, None), (None, None)])
def test_a_rating_out_of_bounds_is_refused(database: Database, stars: int | None, helpful: bool | None) -> None:
    with pytest.raises(BadReport):
        rate(database, SUBJECT, stars=stars, helpful=helpful)


def test_a_sender_is_let_through_so_many_times_an_hour() -> None:
    moment = [0.0]
    limiter = Limiter(2, clock=lambda: moment[0])
    assert [limiter.passes("a"), limiter.passes("a"), limiter.passes("a"), limiter.passes("b")] == [
        True,
        True,
        False,
        True,
    ]
    moment[0] = WINDOW
    assert limiter.passes("a")


def test_the_addressee_is_the_authority_of_the_guide(database: Database, samples: Path) -> None:
    ingest([samples / "procedures/cap-lai-the-can-cuoc.md"], Library(database), database)
    (known,) = known_procedures(database)
    assert subject_of(known).agency == "commune-police"
