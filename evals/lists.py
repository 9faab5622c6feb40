"""Evaluates questions for lists of tasks in words: the set of tasks must be exactly the one that a person labelled.

A task is named by act, clause and term ("07-TB/CQTTBCĐ | III.8 | 2025-11-15", "-" where there is none), so that gold
does not depend on ids. A question that is not read as one for the register is wrong, also when nothing is expected.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.ingest import ingest
from corpus.model import Language
from corpus.obligations.repeats import Closeness
from corpus.store import Library, open_database
from evals.datasets.jsonl import StrictRow, rows
from register.asking import read_request
from register.model import Task
from register.query import TaskList
from register.sync import sync


class ListQuestion(StrictRow):
    """A question, the day on which it is asked, and the tasks that are its whole answer."""

    id: str
    language: Language
    question: str
    today: date
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListAnswer:
    """What came of one question: tasks that are missing, and tasks too many, by name."""

    question: ListQuestion
    read: bool
    missing: tuple[str, ...]
    surplus: tuple[str, ...]

    @property
    def exact(self) -> bool:
        return self.read and not self.missing and not self.surplus


def run(dataset: Path, corpus: Sequence[Path], *, closeness: Closeness | None = None) -> list[ListAnswer]:
    """Read a corpus into a register of its own and ask it the questions.

    Raises:
        DatasetError: the questions cannot be read.
    """
    questions = list(rows(dataset, ListQuestion))
    with TemporaryDirectory(prefix="congvu-lists-") as folder:
        database = open_database(f"sqlite:///{Path(folder) / 'register.db'}")
        try:
            library = Library(database)
            ingest(corpus, library, database)
            sync(library, database, closeness=closeness)
            acts = library.act_numbers()
            return [_ask(question, TaskList(database, today=question.today), acts) for question in questions]
        finally:
            database.close()


def name_of(task: Task) -> str:
    """A task as gold names it."""
    act = task.act.number if task.act else None
    return f"{act or '-'} | {task.clause} | {task.due or '-'}"


def as_lines(answers: Sequence[ListAnswer]) -> list[str]:
    """How many sets are exactly right, and what is wrong with the others."""
    wrong = [answer for answer in answers if not answer.exact]
    lines = [f"exactly right: {len(answers) - len(wrong)} of {len(answers)}"]
    for answer in wrong:
        lines.append(
            f"{answer.question.id}  {answer.question.question}{'' if answer.read else '  (not for the register)'}"
        )
        lines += [f"  missing  {name}" for name in answer.missing] + [f"  too many {name}" for name in answer.surplus]
    return lines


def as_json(answers: Sequence[ListAnswer]) -> str:
    """The same for other programs."""
    rows = [
        {"id": a.question.id, "exact": a.exact, "read": a.read, "missing": a.missing, "surplus": a.surplus}
        for a in answers
    ]
    right = sum(answer.exact for answer in answers)
    return json.dumps({"exact": right, "questions": len(answers), "answers": rows}, ensure_ascii=False, indent=2)


def _ask(question: ListQuestion, listed: TaskList, acts: Sequence[str]) -> ListAnswer:
    request = read_request(question.question, question.today, known_acts=acts)
    found = Counter(name_of(task) for task in listed.find(request.query).rows) if request else Counter[str]()
    wanted = Counter(question.tasks)
    missing, surplus = (wanted - found).elements(), (found - wanted).elements()
    return ListAnswer(question, request is not None, tuple(missing), tuple(surplus))
