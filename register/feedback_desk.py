"""Those who handle feedback: an official for his own agency, editors for all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, select, update

from corpus.gazetteer import agencies
from corpus.store import Database
from register.errors import BadReport, NotAllowed, RegisterError
from register.feedback import note, plain, read_row
from register.feedback_model import MAX_WORDS, OPEN, OUTCOMES, Feedback, FeedbackStatus
from register.model import Person, Role
from register.people import may_edit
from register.storing import now
from register.tables import feedback


class NoSuchFeedback(RegisterError):
    """There is no report of this number that the person may see."""

    def __init__(self, number: int) -> None:
        super().__init__(f"There is no report {number} for you. List them with `congvu feedback list`.")
        self.number = number


class FeedbackChanged(RegisterError):
    """The report changed since the person read it. Nothing was written."""


class FeedbackDesk:
    """What one person may do with reports. Changes need the version that was read."""

    def __init__(self, database: Database, person: Person) -> None:
        """Raises NotAllowed when the person neither acts for an agency nor edits."""
        if person.role is Role.READER:
            raise NotAllowed(f"{person.name} may not handle reports: that takes an official or an editor.")
        self._engine = database.engine
        self._person = person

    def inbox(
        self, *, statuses: Sequence[FeedbackStatus] = OPEN, limit: int = 50, offset: int = 0
    ) -> tuple[list[Feedback], int]:
        """The person's reports with these statuses, oldest first, without histories; and how many there are."""
        mine: list[ColumnElement[bool]] = [feedback.c.status.in_([status.value for status in statuses])]
        if not may_edit(self._person):
            mine.append(feedback.c.agency == self._person.agency)
        query = select(feedback).where(*mine).order_by(feedback.c.number)
        with self._engine.connect() as connection:
            rows = list(connection.execute(query))
        return [read_row(row) for row in rows[offset : offset + limit]], len(rows)

    def take_up(self, number: int, *, version: int) -> None:
        """Say that it is being looked into."""
        self._change(number, version, "taken_up", {"status": FeedbackStatus.IN_PROGRESS.value})

    def answer(self, number: int, words: str, *, outcome: FeedbackStatus, version: int) -> None:
        """Answer, and say whether it is accepted or declined. Answering again replaces the answer.

        Raises:
            BadReport: the answer says nothing or too much, or the outcome is none.
        """
        told = plain(words)
        if not told or len(told) > MAX_WORDS or outcome not in OUTCOMES:
            raise BadReport(f"An answer has 1 to {MAX_WORDS} characters and ends in accepted or declined.")
        values = {"status": outcome.value, "answer": told, "answered_by": self._person.id, "answered_at": now()}
        self._change(number, version, "answered", values)

    def pass_on(self, number: int, agency: str, *, version: int) -> None:
        """Send it to the agency that it is for; its term starts anew there.

        Raises:
            BadReport: the agency is not known.
        """
        if agency not in agencies():
            raise BadReport(f"There is no agency '{agency}'. Give a canonical id such as commune-police.")
        self._change(number, version, "passed_on", {"agency": agency, "status": FeedbackStatus.RECEIVED.value})

    def _change(self, number: int, version: int, event: str, values: dict[str, Any]) -> None:
        with self._engine.begin() as connection:
            row = self._mine(connection, number)
            if row.status == FeedbackStatus.ERASED.value:
                raise BadReport(f"Report {number} was taken back by the person who sent it.")
            which = (feedback.c.number == number, feedback.c.version == version)
            changed = connection.execute(update(feedback).where(*which).values(**values, version=version + 1)).rowcount
            if not changed:
                raise FeedbackChanged(
                    f"Report {number} is at version {row.version}, you read version {version}. Read it again."
                )
            status = FeedbackStatus(values["status"])
            agency = values.get("agency", row.agency)
            note(connection, number, by=self._person.id, event=event, status=status, agency=agency)

    def _mine(self, connection: Connection, number: int) -> Any:
        row = connection.execute(select(feedback).where(feedback.c.number == number)).first()
        if row is None or not (may_edit(self._person) or row.agency == self._person.agency):
            raise NoSuchFeedback(number)
        return row
