"""From rows of the register to tasks with their agencies and sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, select

from corpus.model import Act, Language
from corpus.obligations.model import Deadline, DeadlineKind, Strength
from corpus.store.tables import acts, texts
from corpus.validity import in_force
from register.model import ActInfo, Life, Progress, Review, Source, Task
from register.tables import task_agencies, task_sources, tasks
from register.terms import status_of

BATCH = 500  # numbers per IN clause: under SQLite's limit of 999 variables on old builds


def load_tasks(connection: Connection, numbers: Sequence[int], lang: Language | None, today: date) -> list[Task]:
    """The tasks of these numbers, in their order; first sources and actions in `lang` where there are such."""
    rows = {row.number: row for row in _rows(connection, select(tasks), tasks.c.number, numbers)}
    bodies = _bodies(connection, numbers)
    sources = _sources(connection, numbers, lang, today)
    return [_task(rows[n], bodies[n], sources[n], today) for n in numbers if n in rows]


def _rows(
    connection: Connection, query: Select[Any], column: ColumnElement[int], numbers: Sequence[int]
) -> list[Row[*tuple[Any, ...]]]:
    """Rows of a query whose column is among the numbers, batch by batch."""
    wanted = query.where(column.in_(bindparam("numbers", expanding=True)))
    found: list[Row[*tuple[Any, ...]]] = []
    for at in range(0, len(numbers), BATCH):
        found.extend(connection.execute(wanted, {"numbers": list(numbers[at : at + BATCH])}))
    return found


Bodies = tuple[list[str], list[str]]


def _bodies(connection: Connection, numbers: Sequence[int]) -> Mapping[int, Bodies]:
    """Leading and coordinating agencies by task, in order."""
    found: dict[int, Bodies] = defaultdict(lambda: ([], []))
    query = select(task_agencies).order_by(task_agencies.c.ordinal)
    for row in _rows(connection, query, task_agencies.c.task, numbers):
        found[row.task][0 if row.leads else 1].append(row.agency)
    return found


def _sources(
    connection: Connection, numbers: Sequence[int], lang: Language | None, today: date
) -> Mapping[int, list[_Stated]]:
    """Sources by task, those in the wanted language first, with their texts and acts."""
    query = (
        select(
            task_sources,
            texts.c.file,
            texts.c.publisher,
            texts.c.source_url,
            acts.c.id.label("act_id"),
            acts.c.number.label("act_number"),
            acts.c.title.label("act_title"),
            acts.c.issued,
            acts.c.effective_from,
            acts.c.effective_until,
            acts.c.ended_on,
        )
        .outerjoin(texts, texts.c.id == task_sources.c.text_id)
        .outerjoin(acts, acts.c.id == texts.c.act_id)
        .order_by(task_sources.c.ordinal)
    )
    found: dict[int, list[_Stated]] = defaultdict(list)
    for row in _rows(connection, query, task_sources.c.task, numbers):
        found[row.task].append(_Stated(row.action, _source(row, today)))
    for stated in found.values():
        stated.sort(key=lambda one: lang is not None and one.source.language is not lang)
    return found


@dataclass(frozen=True, slots=True)
class _Stated:
    """A source with the action as it words it."""

    action: str
    source: Source


def _source(row: Row[*tuple[Any, ...]], today: date) -> Source:
    return Source(
        text_id=row.text_id,
        language=Language(row.language),
        section=row.section,
        quote=row.quote,
        start=row.start,
        end=row.end,
        line=row.line,
        file=row.file or "",
        publisher=row.publisher,
        source_url=row.source_url,
        act=_act(row, today) if row.act_id else None,
    )


def _act(row: Row[*tuple[Any, ...]], today: date) -> ActInfo:
    """A source's act with its validity on the day."""
    act = Act(
        row.act_id,
        issued=row.issued,
        effective_from=row.effective_from,
        effective_until=row.effective_until,
        ended_on=row.ended_on,
    )
    return ActInfo(row.act_id, row.act_number, row.act_title, in_force(act, today))


def _task(row: Row[*tuple[Any, ...]], bodies: Bodies, stated: Sequence[_Stated], today: date) -> Task:
    term = Deadline(
        kind=DeadlineKind(row.term_kind),
        date=row.term_date,
        text=row.term_text,
        recurrence=row.recurrence,
        anchor=row.anchor,
        duration=row.duration,
    )
    worded = "action" not in row.fixed and stated and stated[0].source.language != row.language
    return Task(
        id=row.id,
        act=ActInfo(row.act_id, row.act_number, row.act_title) if row.act_id else None,
        clause=row.clause,
        action=stated[0].action if worded else row.action,
        language=stated[0].source.language if worded else Language(row.language),
        agencies=tuple(bodies[0]),
        coordinating=tuple(bodies[1]),
        deadline=term,
        due=row.due,
        strength=Strength(row.strength),
        status=status_of(due=row.due, done_on=row.done_on, recurring=row.recurrence is not None, today=today),
        life=Life(row.life),
        review=Review(row.review),
        progress=Progress(row.progress),
        percent=row.percent,
        done_on=row.done_on,
        obstacle=row.obstacle,
        confidence=row.confidence,
        reasons=tuple(row.reasons),
        public=row.public,
        version=row.version,
        sequence=row.sequence,
        created_at=row.created_at,
        changed_at=row.changed_at,
        sources=tuple(one.source for one in stated),
    )
