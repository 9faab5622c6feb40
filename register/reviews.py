"""Reviews: people confirm, correct, merge, split and reject what was read out of acts. Reading again keeps to that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, update

from corpus.obligations.model import DeadlineKind, Strength
from corpus.store import Database
from register.errors import BadReport, Conflict
from register.model import Cause, Life, Person, Review
from register.people import must_edit
from register.reasons import Reason, Why, plainly
from register.storing import add_task, change_task, put_sources, refresh_words, touch
from register.tables import tasks
from register.terms import NEVER
from register.written import Values, current, sources_of

CONFIRMED = Reason("confirmed")
TERM = ("due", "term_kind", "term_date", "term_text", "recurrence", "anchor", "duration")


@dataclass(frozen=True, slots=True)
class Correction:
    """What a reviewer says a task should be; None leaves a field as it is. `no_term` says that it has no term.

    A new `due` sets the term; `term_text` are the words that it stands in.
    """

    action: str | None = None
    agencies: tuple[str, ...] | None = None
    coordinating: tuple[str, ...] | None = None
    due: date | None = None
    term_kind: DeadlineKind | None = None
    term_text: str | None = None
    recurrence: str | None = None
    no_term: bool = False
    strength: Strength | None = None
    clause: str | None = None
    public: bool | None = None


class Reviewer:
    """What one editor does to tasks. Every call needs the version that was read and a reason.

    Each raises NoSuchTask, Conflict, and BadReport where the change makes no sense.
    """

    def __init__(self, database: Database, person: Person) -> None:
        """Raises NotAllowed when the person is no editor."""
        must_edit(person)
        self._engine = database.engine
        self._by = person.id

    def confirm(self, task_id: str, *, version: int, why: Why = CONFIRMED) -> int:
        """Say that a task is as its act states it."""
        with self._engine.begin() as connection:
            return self._change(connection, task_id, {"review": Review.CONFIRMED.value}, version, why)

    def correct(self, task_id: str, correction: Correction, *, version: int, why: str) -> int:
        """Set fields; reading again leaves them as they are set here."""
        with self._engine.begin() as connection:
            row = current(connection, task_id)
            values = _corrected(correction)
            if not values:
                raise BadReport("The correction says nothing.")
            fixed = sorted({*row["fixed"], *values})
            values |= {"fixed": fixed, "review": Review.CORRECTED.value}
            return self._change(connection, task_id, values, version, why)

    def reject(self, task_id: str, *, version: int, why: str) -> int:
        """Say that this is no task; it is not listed any more."""
        with self._engine.begin() as connection:
            return self._change(connection, task_id, {"life": Life.REJECTED.value}, version, why)

    def restore(self, task_id: str, *, version: int, why: str) -> int:
        """Take a rejection, a merging or a splitting back."""
        with self._engine.begin() as connection:
            values = {"life": Life.LIVE.value, "merged_into": None}
            return self._change(connection, task_id, values, version, why)

    def merge(self, task_id: str, into: str, *, version: int, into_version: int, why: str) -> int:
        """Say that a task is another one; its sources go to that one, whose new version is returned."""
        if task_id == into:
            raise BadReport("A task cannot be merged into itself.")
        with self._engine.begin() as connection:
            row, target = current(connection, task_id), current(connection, into)
            if target["life"] != Life.LIVE.value:
                raise BadReport(f"Task '{into}' is {target['life']}; merge into a live one.")
            if target["version"] != into_version:
                raise Conflict(into, read=into_version, current=target["version"])
            gone = {"life": Life.MERGED.value, "merged_into": into}
            self._change(connection, task_id, gone, version, why)
            known = sources_of(connection, target["number"])
            more = [one for one in sources_of(connection, row["number"]) if not _stated(one, known)]
            put_sources(connection, target["number"], [*known, *more])
            refresh_words(connection, into)
            return touch(
                connection, target, by=self._by, cause=Cause.REVIEW, why=Reason("merged", {"task": task_id, "why": why})
            )

    def split(self, task_id: str, parts: Sequence[Correction], *, version: int, why: str) -> list[str]:
        """Say that a task is several; returns the ids of the parts, which keep all that a part does not set."""
        if len(parts) < 2:
            raise BadReport("A task is split into two or more.")
        with self._engine.begin() as connection:
            row = current(connection, task_id)
            self._change(connection, task_id, {"life": Life.SPLIT.value}, version, why)
            sources = sources_of(connection, row["number"])
            return [self._add_part(connection, row, sources, n, part, why) for n, part in enumerate(parts, 1)]

    def _add_part(
        self, connection: Connection, row: Values, sources: Sequence[Values], n: int, part: Correction, why: str
    ) -> str:
        kept = ("act_id", "act_number", "act_title", "clause", "action", "language", "strength", "confidence")
        values = {name: row[name] for name in (*kept, *TERM, "reasons", "agencies", "coordinating")}
        values |= _corrected(part)
        identity = f"{row['id']}-s{n}v{row['version']}"
        number = add_task(
            connection,
            identity,
            values,
            sources,
            by=self._by,
            cause=Cause.REVIEW,
            why=Reason("split", {"task": row["id"], "why": why}),
            origin=row["id"],
        )
        connection.execute(update(tasks).where(tasks.c.number == number).values(review=Review.CORRECTED.value))
        return identity

    def _change(self, connection: Connection, task_id: str, values: Values, version: int, why: Why) -> int:
        if not plainly(why).strip():
            raise BadReport("A review needs its reason.")
        return change_task(connection, task_id, values, by=self._by, cause=Cause.REVIEW, why=why, read_version=version)


def _corrected(correction: Correction) -> Values:
    """The columns that a correction sets."""
    plain: dict[str, Any] = {
        "action": correction.action,
        "agencies": correction.agencies,
        "coordinating": correction.coordinating,
        "strength": correction.strength.value if correction.strength else None,
        "clause": correction.clause,
        "public": correction.public,
    }
    values = {name: value for name, value in plain.items() if value is not None}
    return values | _term(correction)


def _term(correction: Correction) -> Values:
    if correction.no_term:
        nothing = dict.fromkeys(TERM)
        return nothing | {"term_kind": DeadlineKind.NONE.value}
    if correction.due is None and correction.recurrence is None:
        return {"term_text": correction.term_text} if correction.term_text else {}
    recurring = DeadlineKind.RECURRING if correction.recurrence else DeadlineKind.BY
    if correction.due is not None and correction.due >= NEVER:
        raise BadReport(f"{correction.due} is no day that a task can be due.")
    return {
        "due": correction.due,
        "term_kind": (correction.term_kind or recurring).value,
        "term_date": correction.due,
        "term_text": correction.term_text,
        "recurrence": correction.recurrence,
        "anchor": None,
        "duration": None,
    }


def _stated(source: Values, known: Sequence[Values]) -> bool:
    place = ("text_id", "start", "end")
    return any(all(source[key] == other[key] for key in place) for other in known)
