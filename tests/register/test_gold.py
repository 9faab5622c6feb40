"""What reviewers decide becomes gold data that obligations are measured with."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from register.gold import gold_lines
from register.model import SYSTEM
from register.query import TaskList, TaskQuery
from register.reviews import Correction, Reviewer
from register.sync import take
from tests.api.shelves import ENGLISH, small_library
from tests.register.factories import found


def test_only_reviewed_tasks_are_exported_as_they_were_corrected(tmp_path: Path) -> None:
    library = small_library(tmp_path)
    database = library.database
    take(database, [found(text_id="notice-1-en"), found("issue the decree", clause="IV.1", text_id="notice-1-en")])
    task = TaskList(database).find(TaskQuery(q="administrative")).rows[0]
    assert list(gold_lines(database, library)) == []

    right = Correction(due=date(2026, 3, 1), term_text="before 1 March 2026")
    Reviewer(database, SYSTEM).correct(task.id, right, version=task.version, why="The text says March.")

    (line,) = gold_lines(database, library)
    row = json.loads(line)
    assert row["deadline"] == {
        "date": "2026-03-01", "text": "before 1 March 2026", "kind": "by", "recurrence": None, "granularity": "day",
    }  # fmt: skip
    assert (row["agencies"], row["clause"], row["canonical"]) == (["Ministry of Justice"], "III.8", task.id)
    assert row["file"] == "samples/notice-1-en.md" and row["support_lines"][0] == ENGLISH.count("\n") + 1
    assert row["quote"] == "The ministry shall review administrative procedures."
