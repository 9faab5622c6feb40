"""Open data: tasks as rows of a table or of JSON with stable columns, and the dictionary of what they mean."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator

from corpus.agencies import agency_name
from corpus.model import Language
from register.model import Task
from register.wording import wording

COLUMNS = (
    "id",
    "action",
    "agencies",
    "agency_ids",
    "coordinating",
    "due",
    "term_kind",
    "term_text",
    "recurrence",
    "status",
    "progress",
    "percent",
    "done_on",
    "act_number",
    "clause",
    "quote",
    "source",
    "changed",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what spreadsheets would take for a formula


def as_csv(tasks: Iterable[Task], language: Language) -> Iterator[str]:
    """Lines of a CSV file, the header first. Words that a spreadsheet would run as a formula get an apostrophe."""
    yield "\ufeff" + _line(COLUMNS)  # the mark lets spreadsheets read it as UTF-8
    for task in tasks:
        yield _line([safe(value) for value in row(task, language).values()])


def as_json(tasks: Iterable[Task], language: Language) -> bytes:
    """The same rows as one JSON file, with what each column means."""
    found = {"dictionary": dictionary(language), "tasks": [row(task, language) for task in tasks]}
    return json.dumps(found, ensure_ascii=False).encode()


def row(task: Task, language: Language) -> dict[str, str]:
    """One task by the names of `COLUMNS`, agencies named in `language`."""
    source = task.sources[0] if task.sources else None
    return {
        "id": task.id,
        "action": task.action,
        "agencies": "; ".join(agency_name(one, language) for one in task.agencies),
        "agency_ids": "; ".join(task.agencies),
        "coordinating": "; ".join(agency_name(one, language) for one in task.coordinating),
        "due": task.due.isoformat() if task.due else "",
        "term_kind": task.deadline.kind.value,
        "term_text": task.deadline.text or "",
        "recurrence": task.deadline.recurrence or "",
        "status": task.status.value,
        "progress": task.progress.value,
        "percent": str(task.percent),
        "done_on": task.done_on.isoformat() if task.done_on else "",
        "act_number": (task.act.number or task.act.id) if task.act else "",
        "clause": task.clause,
        "quote": source.quote if source else "",
        "source": (source.source_url or source.file) if source else "",
        "changed": task.changed_at.isoformat(timespec="seconds") + "Z",
    }


def dictionary(language: Language) -> dict[str, str]:
    """What each column means, in `language`."""
    words = wording(language)
    return {column: words[f"column_{column}"] for column in COLUMNS}


def _line(values: Iterable[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(values)
    return buffer.getvalue()


def safe(value: str) -> str:
    """A value that no spreadsheet runs as a formula."""
    return f"'{value}" if value.startswith(_FORMULA) else value
