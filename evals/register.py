"""Evaluates the register: questions for lists of tasks, asked in words, answered by query, compared as whole sets.

A question is right when the tasks found reach every place of some support set and nothing outside any of them: each
task must have a source that touches a place of a support set or an optional line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.ingest import ingest
from corpus.store import Library, open_database
from evals.datasets import Case, load
from evals.places import Ground, Span, sufficient_rank
from register.asking import read_query
from register.model import Task
from register.query import TaskList
from register.sync import sync

AGGREGATE = "aggregate"


@dataclass(frozen=True, slots=True)
class ListScore:
    """One question: whether it was read as one for the register, whether all was found, and what was too much."""

    case: Case
    read: bool
    complete: bool
    surplus: tuple[Task, ...]
    found: int

    @property
    def exact(self) -> bool:
        return self.read and self.complete and not self.surplus


@dataclass(frozen=True, slots=True)
class RegisterReport:
    """Scores of the questions for lists, and the others that were taken for such by mistake."""

    scores: tuple[ListScore, ...]
    mistaken: tuple[Case, ...]

    @property
    def exact(self) -> float:
        """The share of questions whose set of tasks is exactly right, in 0..1."""
        return sum(score.exact for score in self.scores) / max(1, len(self.scores))


def run(dataset: Path, corpus: Sequence[Path], *, today: date) -> RegisterReport:
    """Read the corpus into a register of its own and ask it the dataset's questions.

    Args:
        dataset: a gold set whose questions for lists have the type "aggregate".
        corpus: files and folders that the questions are about.
        today: the day that words like "this quarter" are counted from.
    """
    cases = load(dataset).cases
    with TemporaryDirectory(prefix="congvu-register-") as folder:
        database = open_database(f"sqlite:///{Path(folder) / 'register.db'}")
        try:
            library = Library(database)
            ingest(corpus, library, database)
            sync(library, database)
            return measure(cases, library, TaskList(database, today=today))
        finally:
            database.close()


def measure(cases: Sequence[Case], library: Library, listed: TaskList) -> RegisterReport:
    """Ask every question for a list, and see that no other question is taken for one."""
    ground = Ground(library)
    numbers = library.act_numbers()
    scores, mistaken = [], []
    for case in cases:
        query = read_query(case.question, listed.today, known_acts=numbers)
        if case.kind == AGGREGATE:
            tasks = listed.find(query).rows if query else ()
            scores.append(_score(case, tasks, ground, read=query is not None))
        elif query is not None:
            mistaken.append(case)
    return RegisterReport(tuple(scores), tuple(mistaken))


def _score(case: Case, tasks: Sequence[Task], ground: Ground, *, read: bool) -> ListScore:
    sets = ground.sets(case.support_sets)
    allowed = [span for chosen in sets for spans in chosen for span in spans]
    allowed += [span for place in case.optional for span in ground.spans(place)]
    reached = [span for task in tasks for span in _spans(task)]
    surplus = tuple(t for t in tasks if not any(s.touches(gold) for s in _spans(t) for gold in allowed))
    return ListScore(case, read, sufficient_rank(sets, reached) is not None, surplus, len(tasks))


def _spans(task: Task) -> list[Span]:
    return [Span(source.text_id, source.start, source.end) for source in task.sources]
