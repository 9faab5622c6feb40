"""Keeping the register in step with the acts: new obligations become tasks, changed ones say why, vanished ones end.

Tasks are written a batch at a time, each batch wholly or not at all. A run that was killed is made good by the next
one, since what is already right is not touched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from corpus.calendar import today_in_vietnam
from corpus.obligations import CandidateSource
from corpus.obligations.repeats import Closeness
from corpus.store import Database, Library
from register.amending import Amendment, Amendments
from register.ending import ended_acts
from register.found import FoundTask, action_key, task_id
from register.matching import Known, match
from register.model import SYSTEM, Cause, Life
from register.reading import amendments, read_tasks
from register.reasons import Reason
from register.storing import add_task, change_task, put_sources, refresh_words, source_rows, touch, values_of
from register.tables import task_agencies, task_sources, tasks
from register.written import Values, current, current_all, is_as, reasons_of, sources_of, sources_of_all

BATCH = 100  # tasks per transaction: what a kill can undo, and how long another writer waits

REREAD = Reason("reread")
VANISHED = Reason("vanished")
RETURNED = Reason("returned")
MORE_SOURCES = Reason("more_sources")

Entry = tuple[Known | None, FoundTask]  # what was read, and the task under watch that it is


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a run did, in tasks."""

    found: int = 0
    added: int = 0
    changed: int = 0
    withdrawn: int = 0
    restored: int = 0


def sync(
    library: Library,
    database: Database,
    *,
    more: CandidateSource | None = None,
    closeness: Closeness | None = None,
    today: date | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> SyncReport:
    """Read the obligations of all acts and bring the register up to them. Safe to stop and to run again.

    Args:
        library: the acts and their texts.
        database: where the register is.
        more: may propose obligations beyond those that the rules read.
        closeness: helps to see what plans repeat.
        today: the day on which acts that others replaced have ended or not yet; this day when None.
        progress: told how many pages are read that were not read before, and of how many.
    """
    found = list(read_tasks(library, more=more, closeness=closeness, progress=progress))
    ended = ended_acts(library, today or today_in_vietnam())
    return take(database, found, ended=ended, amended=amendments(library))


def take(
    database: Database,
    found: Sequence[FoundTask],
    *,
    ended: Mapping[str, Reason] | None = None,
    amended: Sequence[Amendment] = (),
) -> SyncReport:
    """Bring the register up to what was found in all acts.

    Args:
        database: where the register is.
        found: every task that the acts state now; those under watch that are not among them are withdrawn.
        ended: acts that no longer bind anyone, by id, with the reason in plain words.
        amended: clauses that other acts amend, whose tasks are told so, or take away, whose tasks end.
    """
    return _Run(database, found, ended or {}, amended).go()


class _Run:
    """One call of `take`."""

    def __init__(
        self,
        database: Database,
        found: Sequence[FoundTask],
        ended: Mapping[str, Reason],
        amended: Sequence[Amendment],
    ) -> None:
        self._engine = database.engine
        self._ended = ended
        self._amended = Amendments(amended)
        self._found = [task for task in found if not task.act or self._end(task.act.id, task.clause) is None]
        self._merged: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._counts = {"added": 0, "changed": 0, "withdrawn": 0, "restored": 0}

    def go(self) -> SyncReport:
        with self._engine.connect() as connection:
            known = list(_known(connection))
            targets = _merged(connection)
        pairs = match(self._found, known)
        ids = {task.id for task in known}
        for at, task in pairs.items():
            if target := targets.get(task.number):
                self._merged[target].extend(source_rows(self._found[at]))
        entries = [(pairs.get(at), task) for at, task in enumerate(self._found)]
        self._write([(old, new) for old, new in entries if old is None or old.number not in targets], ids)
        seen = {task.number for task in pairs.values()}
        self._withdraw([task for task in known if task.number not in seen])
        self._tell([task for task in known if task.number in seen])
        return SyncReport(found=len(self._found), **self._counts)

    def _end(self, act_id: str | None, clause: str) -> Reason | None:
        """Why a task of an act ends, by another act; None when none ends it."""
        amendment = self._amended.meeting(act_id, clause)
        return self._ended.get(act_id or "") or (amendment.why if amendment and amendment.ends else None)

    def _write(self, entries: list[Entry], ids: set[str]) -> None:
        for batch in _batches(entries):
            with self._engine.begin() as connection:
                for known, task in self._differing(connection, batch):
                    if known is None:
                        self._add(connection, task, ids)
                    else:
                        self._update(connection, known, task)

    def _differing(self, connection: Connection, entries: Sequence[Entry]) -> list[Entry]:
        """The tasks that are new, or that stand otherwise in the register than they were read: few, as a rule."""
        numbers = [known.number for known, _ in entries if known is not None]
        rows, sources = current_all(connection, numbers), sources_of_all(connection, numbers)
        return [
            (known, task)
            for known, task in entries
            if known is None
            or not is_as(rows[known.number], _said(rows[known.number], task))
            or sources[known.number] != self._sources(known, task)
        ]

    def _sources(self, known: Known, task: FoundTask) -> list[Values]:
        """Where a task is stated, also by what reviewers merged into it."""
        return [*source_rows(task), *self._merged.get(known.id, ())]

    def _add(self, connection: Connection, task: FoundTask, ids: set[str]) -> None:
        identity = free_id(task_id(task), ids)
        ids.add(identity)
        act = {"act": task.act.number or task.act.id} if task.act else {}
        why = Reason("read" if act else "read_without_act", {**act, "clause": task.clause})
        add_task(connection, identity, values_of(task), source_rows(task), by=SYSTEM.id, cause=Cause.READ, why=why)
        self._counts["added"] += 1

    def _update(self, connection: Connection, known: Known, task: FoundTask) -> None:
        row = current(connection, known.id)
        returned = row["life"] == Life.WITHDRAWN.value
        cause, why = (Cause.RESTORED, RETURNED) if returned else (Cause.REREAD, REREAD)
        version = change_task(connection, known.id, _said(row, task), by=SYSTEM.id, cause=cause, why=why)
        self._counts["restored" if returned else "changed"] += version != row["version"]
        sources = self._sources(known, task)
        if sources_of(connection, known.number) != sources:
            put_sources(connection, known.number, sources)
            refresh_words(connection, known.id)
            if version == row["version"]:
                touch(connection, row, by=SYSTEM.id, cause=Cause.REREAD, why=MORE_SOURCES)
                self._counts["changed"] += 1

    def _withdraw(self, gone: Iterable[Known]) -> None:
        for batch in _batches(list(gone)):
            with self._engine.begin() as connection:
                for known, _ in _live(connection, batch):
                    why = self._end(known.act_id, known.clause) or VANISHED
                    life = {"life": Life.WITHDRAWN.value}
                    change_task(connection, known.id, life, by=SYSTEM.id, cause=Cause.WITHDRAWN, why=why)
                    self._counts["withdrawn"] += 1

    def _tell(self, known: Sequence[Known]) -> None:
        """Let the history, and whoever follows a task, know that its clause was amended; once for each amendment."""
        amended = {one.number: met for one in known if (met := self._amended.meeting(one.act_id, one.clause))}
        for batch in _batches([one for one in known if one.number in amended]):
            with self._engine.begin() as connection:
                told = reasons_of(connection, [one.id for one in batch])
                for one, row in _live(connection, batch):
                    why = amended[one.number].why
                    if (one.id, why.words()) not in told:
                        touch(connection, row, by=SYSTEM.id, cause=Cause.REREAD, why=why)
                        self._counts["changed"] += 1


def _said(row: Values, task: FoundTask) -> Values:
    """The columns that reading decides: all but what reviewers fixed; a task that was withdrawn lives again."""
    fixed = set(row["fixed"])
    said = {name: value for name, value in values_of(task).items() if name not in fixed}
    return said | {"life": Life.LIVE.value} if row["life"] == Life.WITHDRAWN.value else said


def _live(connection: Connection, known: Sequence[Known]) -> list[tuple[Known, Values]]:
    """Those tasks that are under watch and live, with their rows."""
    rows = current_all(connection, [one.number for one in known])
    return [(one, rows[one.number]) for one in known if rows[one.number]["life"] == Life.LIVE.value]


def _merged(connection: Connection) -> dict[int, str]:
    """The tasks that reviewers merged into others, with those others' ids."""
    query = select(tasks.c.number, tasks.c.merged_into).where(tasks.c.merged_into.is_not(None))
    return {row.number: str(row.merged_into) for row in connection.execute(query)}


def free_id(wanted: str, taken: set[str]) -> str:
    """`wanted`, or with a number behind it when another task has it: a clause may say one thing twice."""
    identity, count = wanted, 1
    while identity in taken:
        count += 1
        identity = f"{wanted}-{count}"
    return identity


def _known(connection: Connection) -> Iterator[Known]:
    """All tasks under watch, as matching needs them; those that a reviewer split off are not read out of any act."""
    leads: dict[int, set[str]] = defaultdict(set)
    query = select(task_agencies.c.task, task_agencies.c.agency).where(task_agencies.c.leads)
    for number, agency in connection.execute(query):
        leads[number].add(agency)
    quotes: dict[int, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for number, text_id, quote in connection.execute(
        select(task_sources.c.task, task_sources.c.text_id, task_sources.c.quote)
    ):
        quotes[number][text_id] = (*quotes[number].get(text_id, ()), action_key(quote))
    listed = select(tasks.c.number, tasks.c.id, tasks.c.act_id, tasks.c.clause, tasks.c.action)
    for row in connection.execute(listed.where(tasks.c.origin.is_(None))):
        yield _as_known(row, leads, quotes)


def _as_known(
    row: Row[*tuple[Any, ...]], leads: Mapping[int, set[str]], quotes: Mapping[int, dict[str, tuple[str, ...]]]
) -> Known:
    return Known(
        number=row.number,
        id=row.id,
        act_id=row.act_id,
        clause=row.clause,
        agencies=frozenset(leads.get(row.number, ())),
        action=row.action,
        quotes=quotes.get(row.number, {}),
    )


def _batches(entries: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for at in range(0, len(entries), BATCH):
        yield entries[at : at + BATCH]
