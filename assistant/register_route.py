"""The register's route: questions for lists and counts of tasks, answered by query, complete, each row cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.model import ActRef, Answer, AnswerStatus, Citation, Fact, Question, Route, TextRef
from corpus.agencies import agency_name
from corpus.format import format_date
from corpus.model import Language, MentionKind
from corpus.store import Library
from register.asking import Request, read_request
from register.describing import describe
from register.model import Source, Task
from register.query import TaskList, TaskQuery
from register.wording import wording

SHOWN = 60  # tasks written out in words; `tasks` of the answer always holds all
SURE = 0.95  # a query returns what was read out of the acts; what reading missed is not in it
LONGEST_ACTION = 280  # characters of an action in the list; its citation quotes the whole


@dataclass(frozen=True, slots=True)
class NamedAgency:
    """An agency as the contract prints it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class StatedTerm:
    """A deadline as the contract prints it."""

    date: date | None
    kind: str
    text: str
    recurrence: str | None


@dataclass(frozen=True, slots=True)
class ListedTask:
    """A task as the contract prints it."""

    id: str
    action: str
    agencies: tuple[NamedAgency, ...]
    coordinating: tuple[NamedAgency, ...]
    deadline: StatedTerm
    status: str
    sources: tuple[Citation, ...]


class RegisterRoute:
    """Answers from the register what asks for a list or a count of tasks, and leaves all else alone."""

    def __init__(self, library: Library, listed: TaskList | None = None) -> None:
        self._library = library
        self._listed = listed or TaskList(library.database)

    def answer(self, question: Question, *, reader: Language, words: str | None = None) -> Answer | None:
        """The answer, or None when the question is not for the register.

        Args:
            question: as asked.
            reader: the language of the answer.
            words: the question with what it left unsaid filled in; its own words when None.
        """
        known = [act.number for act in self._library.acts() if act.number]
        request = read_request(words or question.words, self._listed.today, known_acts=known)
        if request is None:
            return None
        tasks = self._listed.find(replace(request.query, lang=reader, public_only=True)).rows
        if not tasks:
            return _nothing(question, request, reader) if request.plain and self._holds_any() else None
        return _answer(question, request, reader, tasks)

    def _holds_any(self) -> bool:
        """Whether the register holds any task: one that was never filled knows of nothing, not even that."""
        return self._listed.count(TaskQuery(strength=None)) > 0


def _answer(question: Question, request: Request, reader: Language, tasks: Sequence[Task]) -> Answer:
    words = wording(reader)
    citations = tuple(_citation(n, task.sources[0]) for n, task in enumerate(tasks, 1) if task.sources)
    head = words["answer_count" if request.counts else "answer_list"].format(n=len(tasks))
    lines = [_line(n, task, reader) for n, task in enumerate(tasks[:SHOWN], 1)]
    if len(tasks) > SHOWN:
        lines.append(words["answer_more"].format(n=len(tasks) - SHOWN))
    return Answer(
        question=question.words,
        language=reader,
        status=AnswerStatus.ANSWERED,
        answer=f"{head}\n\n" + "\n".join(lines),
        route=Route.REGISTER,
        confidence=SURE,
        facts=_facts(tasks, reader),
        citations=citations,
        tasks=tuple(_listed(task, reader) for task in tasks),
    )


def _nothing(question: Question, request: Request, reader: Language) -> Answer:
    """Nothing matches: say what was looked for. To a count that is an answer, to a list it is that there is none."""
    words = wording(reader)
    searched = words["answer_searched"].format(what=describe(request.query, reader))
    return Answer(
        question=question.words,
        language=reader,
        status=AnswerStatus.NOT_IN_DOCUMENTS,
        answer=f"{words['answer_none']} {searched}",
        route=Route.REGISTER,
        confidence=SURE,
    )


def _line(n: int, task: Task, reader: Language) -> str:
    """ "1. Ministry of Justice: review the procedures — 15 November 2025 [1]"."""
    who = ", ".join(agency_name(one, reader) for one in task.agencies)
    action = task.action if len(task.action) <= LONGEST_ACTION else f"{task.action[: LONGEST_ACTION - 1].rstrip()}…"
    term = _term(task, reader)
    said = f"{who}: {action}" if who else action
    return f"{n}. {said}{f' — {term}' if term else ''} [{n}]"


def _term(task: Task, reader: Language) -> str:
    words = wording(reader)
    often = words.get(f"recurrence_{task.deadline.recurrence}", "") if task.deadline.recurrence else ""
    day = format_date(task.due, reader) if task.due else ""
    return ", ".join(part for part in (often, day) if part)


def _facts(tasks: Sequence[Task], reader: Language) -> tuple[Fact, ...]:
    """The days and the agencies of the tasks, each once, with the citation of the first task that has it."""
    found: dict[tuple[MentionKind, str], Fact] = {}
    for n, task in enumerate(tasks, 1):
        if task.due:
            value = task.due.isoformat()
            day = Fact(MentionKind.DATE, value, format_date(task.due, reader), n)
            found.setdefault((MentionKind.DATE, value), day)
        for one in task.agencies:
            found.setdefault((MentionKind.AGENCY, one), Fact(MentionKind.AGENCY, one, agency_name(one, reader), n))
    return tuple(found.values())


def _listed(task: Task, reader: Language) -> ListedTask:
    return ListedTask(
        id=task.id,
        action=task.action,
        agencies=_named(task.agencies, reader),
        coordinating=_named(task.coordinating, reader),
        deadline=StatedTerm(task.due, task.deadline.kind.value, task.deadline.text or "", task.deadline.recurrence),
        status=task.status.value,
        sources=tuple(_citation(n, source) for n, source in enumerate(task.sources, 1)),
    )


def _named(identities: Sequence[str], reader: Language) -> tuple[NamedAgency, ...]:
    return tuple(NamedAgency(one, agency_name(one, reader)) for one in identities)


def _citation(n: int, source: Source) -> Citation:
    return Citation(
        n=n,
        act=ActRef(source.act.id, source.act.number, source.act.title) if source.act else None,
        text=TextRef(source.text_id, source.language, source.publisher, source.source_url, source.file),
        section=source.section,
        quote=source.quote,
        start=source.start,
        end=source.end,
    )
