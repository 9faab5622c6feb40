"""What reviewers decided, as gold data: lines of JSON in the form that obligations are measured with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePosixPath

from corpus.agencies import agency_name
from corpus.model import Language
from corpus.obligations.model import DeadlineKind
from corpus.store import Database, Library
from register.model import Life, Review, Source, Task
from register.query import EVERYTHING, TaskList, TaskQuery

_GRANULARITY = {DeadlineKind.MONTH: "month", DeadlineKind.QUARTER: "quarter", DeadlineKind.YEAR: "year"}


def gold_lines(database: Database, library: Library) -> Iterator[str]:
    """One line for each place that states a task which a reviewer confirmed, corrected, merged or split."""
    listed = TaskList(database).find(TaskQuery(limit=EVERYTHING, strength=None, lives=(Life.LIVE,)))
    for task in listed.rows:
        if task.review is not Review.NONE:
            for n, source in enumerate(task.sources, 1):
                yield json.dumps(_row(task, n, source, library), ensure_ascii=False)


def _row(task: Task, n: int, source: Source, library: Library) -> dict[str, object]:
    text = library.text(source.text_id)
    lines = _lines(text.content, source) if text else [source.line]
    term = task.deadline
    dated = task.due is not None
    return {
        "id": f"{task.id}-{n}",
        "doc": PurePosixPath(source.file).name.split("_")[0],
        "file": source.file,
        "clause": source.section,
        "line": lines[0],
        "agencies": [agency_name(one, Language.EN) for one in task.agencies],
        "coordinating": [agency_name(one, Language.EN) for one in task.coordinating],
        "action_en": task.action if task.language is Language.EN else "",
        "deadline": {
            "date": task.due.isoformat() if task.due else None,
            "text": term.text,
            "kind": term.kind.value,
            "recurrence": term.recurrence,
            "granularity": _GRANULARITY.get(term.kind, "day") if dated else None,
        },
        "quote": source.quote,
        "canonical": task.id,
        "strength": task.strength.value,
        "support_lines": lines,
    }


def _lines(content: str, source: Source) -> list[int]:
    """The lines, from 1, that a quote touches."""
    first = content.count("\n", 0, source.start) + 1
    return list(range(first, first + content.count("\n", source.start, source.end) + 1))
