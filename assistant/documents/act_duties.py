"""What an act gives to do, in short: how many tasks, to whom, and those with the nearest terms, out of the register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.documents.record import Cited, OnRecord
from assistant.phrases import Phrases
from assistant.register_grounds import states
from corpus.agencies import agency_name
from corpus.format import format_date
from corpus.model import Act, Language, MentionKind
from corpus.store import Library
from register.model import Task
from register.query import EVERYTHING, TaskList, TaskQuery

MOST_TASKS = 4  # with the nearest terms; a comparison shows what kind of work it is, the register lists all
MOST_AGENCIES = 4
LONGEST = 160  # characters of an action


class ActDuties:
    """Tells the tasks of acts for a reader."""

    def __init__(self, library: Library, reader: Language) -> None:
        self._library = library
        self._listed = TaskList(library.database)
        self._reader = reader
        self._phrases = Phrases(reader)

    def lines(self, act: Act, cited: Cited) -> Iterator[str]:
        """The tasks of an act in a few lines, each value cited where it stands; nothing where it states none."""
        query = TaskQuery(acts=(act.id,), lang=self._reader, limit=EVERYTHING, public_only=True)
        tasks = self._listed.find(query).rows
        if not tasks:
            return
        yield self._phrases["record_tasks"].format(number=act.number or act.id, n=len(tasks))
        if leading := self._leading(tasks, cited):
            yield f"{self._phrases['record_leading']}: {leading}."
        dated = [task for task in tasks if _states(task, MentionKind.DATE, task.due.isoformat() if task.due else "")]
        for task in (dated or tasks)[:MOST_TASKS]:
            yield self._line(task, cited)

    def _leading(self, tasks: Sequence[Task], cited: Cited) -> str:
        """Who leads most, with how many: those whose name a clause of theirs states, cited from it."""
        led = Counter(one for task in tasks for one in task.agencies)
        named = {
            one: next((t for t in tasks if one in t.agencies and _states(t, MentionKind.AGENCY, one)), None)
            for one, _ in led.most_common()
        }
        known = [(one, task) for one, task in named.items() if task is not None][:MOST_AGENCIES]
        return ", ".join(
            f"{agency_name(one, self._reader)} ({led[one]}) {self._mark(task, cited)}" for one, task in known
        )

    def _line(self, task: Task, cited: Cited) -> str:
        action = task.action if len(task.action) <= LONGEST else f"{task.action[: LONGEST - 1].rstrip()}…"
        day = task.due.isoformat() if task.due else ""
        told = states(action, task.language, MentionKind.DATE, day) or not _states(task, MentionKind.DATE, day)
        term = f" — {format_date(task.due, self._reader)}" if task.due and not told else ""
        return f"• {action}{term} {self._mark(task, cited)}"

    def _mark(self, task: Task, cited: Cited) -> str:
        source = task.sources[0]
        text = self._library.text_summary(source.text_id)
        return cited.mark(OnRecord("task", task.id, text, source.quote, source.start, source.section))


def _states(task: Task, kind: MentionKind, value: str) -> bool:
    """Whether the clause of a task states a value itself."""
    return states(task.sources[0].quote, task.sources[0].language, kind, value)
