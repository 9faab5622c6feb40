"""Feedback on procedures: filed by anybody, followed and erased by whoever holds its code.

A person is known by nothing but the code; only its digest is kept. The history holds nobody's words and is
append-only, so that erasing a report takes the words away and leaves what was done.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from corpus.model import Language
from corpus.store import Database
from register.errors import BadReport
from register.feedback_model import (
    MAX_CONTACT,
    MAX_WORDS,
    OPEN,
    Feedback,
    FeedbackEvent,
    FeedbackKind,
    FeedbackPart,
    FeedbackStatus,
    Filing,
    Subject,
)
from register.storing import now
from register.tables import feedback, feedback_history

CODE_BYTES = 18  # random: 144 bits cannot be guessed
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")  # control and direction


def file_feedback(database: Database, filing: Filing) -> tuple[int, str]:
    """Keep a report; returns its number and the code to follow it by, which is shown once and not kept.

    Raises:
        BadReport: it says nothing, or too much.
    """
    words, contact = _told(filing.words, MAX_WORDS), _told(filing.contact or "", MAX_CONTACT)
    if not words:
        raise BadReport("The report says nothing. Say what is wrong or what could be better.")
    code, subject = secrets.token_urlsafe(CODE_BYTES), filing.subject
    row = {
        "secret_sha256": _digest(code),
        "text_id": subject.text_id,
        "procedure_key": subject.key,
        "procedure_name": subject.name,
        "agency": subject.agency,
        "kind": filing.kind.value,
        "part": filing.part.value,
        "words": words,
        "contact": contact or None,
        "language": filing.language.value,
        "status": FeedbackStatus.RECEIVED.value,
        "created_at": now(),
        "version": 1,
    }
    with database.engine.begin() as connection:
        number = connection.execute(insert(feedback).values(row).returning(feedback.c.number)).scalar_one()
        note(connection, number, by="", event="filed", status=FeedbackStatus.RECEIVED, agency=subject.agency)
    return int(number), code


def followed(database: Database, code: str) -> Feedback | None:
    """The report that a code belongs to; None where there is none (any more)."""
    return _one(database, feedback.c.secret_sha256 == _digest(code))


def erase(database: Database, code: str) -> bool:
    """Take a report back: its words, contact and answer go, its number and history stay. False: no such code."""
    with database.engine.begin() as connection:
        number = connection.execute(select(feedback.c.number).where(feedback.c.secret_sha256 == _digest(code))).scalar()
        if number is None:
            return False
        _empty(connection, number, by="")
    return True


def forget_closed(database: Database, *, days: int) -> int:
    """Empty the reports that were answered more than so many days ago; returns how many."""
    before = now() - timedelta(days=days)
    stale = select(feedback.c.number).where(feedback.c.answered_at < before, feedback.c.erased_at.is_(None))
    with database.engine.begin() as connection:
        numbers = list(connection.execute(stale).scalars())
        for number in numbers:
            _empty(connection, number, by="congvu")
    return len(numbers)


def feedback_of(database: Database, number: int) -> Feedback | None:
    """The report of a number, for those who handle it."""
    return _one(database, feedback.c.number == number)


def note(
    connection: Connection, number: int, *, by: str, event: str, status: FeedbackStatus, agency: str | None
) -> None:
    """Add to a report's history."""
    row = {"feedback": number, "at": now(), "by": by, "event": event, "status": status.value, "agency": agency}
    connection.execute(insert(feedback_history).values(row))


def read_row(row: Row[Any], history: tuple[FeedbackEvent, ...] = ()) -> Feedback:
    """A report from its row."""
    return Feedback(
        number=row.number,
        subject=Subject(row.text_id, row.procedure_key, row.procedure_name, row.agency),
        kind=FeedbackKind(row.kind),
        part=FeedbackPart(row.part),
        words=row.words,
        contact=row.contact,
        language=Language(row.language),
        status=FeedbackStatus(row.status),
        answer=row.answer,
        answered_at=row.answered_at,
        created_at=row.created_at,
        version=row.version,
        history=history,
    )


def plain(words: str) -> str:
    """Words without control characters and marks that turn the direction of writing."""
    return _UNSEEN.sub("", words).strip()


def _told(words: str, most: int) -> str:
    told = plain(words)
    if len(told) > most:
        raise BadReport(f"The text has {len(told)} characters; at most {most} are kept. Shorten it.")
    return told


def _one(database: Database, which: ColumnElement[bool]) -> Feedback | None:
    with database.engine.connect() as connection:
        row = connection.execute(select(feedback).where(which)).first()
        return None if row is None else read_row(row, _history(connection, row.number))


def _history(connection: Connection, number: int) -> tuple[FeedbackEvent, ...]:
    query = select(feedback_history).where(feedback_history.c.feedback == number).order_by(feedback_history.c.id)
    return tuple(
        FeedbackEvent(row.at, row.by, row.event, FeedbackStatus(row.status), row.agency)
        for row in connection.execute(query)
    )


def _empty(connection: Connection, number: int, *, by: str) -> None:
    row = connection.execute(select(feedback.c.agency, feedback.c.status).where(feedback.c.number == number)).one()
    taken_back = FeedbackStatus(row.status) in OPEN
    status = FeedbackStatus.ERASED if taken_back else FeedbackStatus(row.status)
    gone: dict[str, str | datetime | None] = {"words": "", "contact": None, "answer": None, "secret_sha256": None}
    values = gone | {"erased_at": now(), "status": status.value}
    bump = feedback.c.version + 1
    connection.execute(update(feedback).where(feedback.c.number == number).values(**values, version=bump))
    note(connection, number, by=by, event="erased", status=status, agency=row.agency)


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
