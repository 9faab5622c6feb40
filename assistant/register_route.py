"""The register's route: questions for lists and counts of tasks, answered by query, complete, each row cited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.model import ActRef, Answer, AnswerStatus, Citation, Fact, Question, Route, TextRef
from assistant.register_grounds import Grounds, Key, states
from corpus.agencies import agency_name
from corpus.format import format_date
from corpus.model import Language, MentionKind
from corpus.store import Library
from register.asking import Request, read_request
from register.describing import describe
from register.model import Source, Task
from register.query import TaskList, TaskQuery
from register.wording import wording

MOST_COMPARED = 10  # agencies of a comparison; the overview has them all
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
        day = question.as_of or self._listed.today
        request = read_request(words or question.words, day, known_acts=self._library.act_numbers())
        if request is None:
            return None
        listed = self._listed.find(replace(request.query, lang=reader, public_only=True, as_of=question.as_of)).rows
        tasks = [task for task in listed if request.fits(task)]
        if not tasks:
            return _nothing(question, request, reader) if request.plain and self._holds_any() else None
        return _answer(question, request, reader, tasks, self._library)

    def _holds_any(self) -> bool:
        """Whether the register holds any task: one that was never filled knows of nothing, not even that."""
        return self._listed.count(TaskQuery(strength=None)) > 0


def _answer(question: Question, request: Request, reader: Language, tasks: Sequence[Task], library: Library) -> Answer:
    words = wording(reader)
    grounds = Grounds(library, [_citation(n, task.sources[0]) for n, task in enumerate(tasks, 1)])
    stated = [grounds.of(task, n) for n, task in enumerate(tasks, 1)]
    head = words["answer_count" if request.counts else "answer_list"].format(n=len(tasks))
    if request.compares:
        head = f"{words['answer_compare'].format(counts=_compared(request, tasks, reader))}\n{head}"
    shown = enumerate(zip(tasks[:SHOWN], stated, strict=False), 1)
    lines = [_line(n, task, where, reader) for n, (task, where) in shown]
    if len(tasks) > SHOWN:
        lines.append(words["answer_more"].format(n=len(tasks) - SHOWN))
    return Answer(
        question=question.words,
        language=reader,
        status=AnswerStatus.ANSWERED,
        answer=f"{head}\n\n" + "\n".join(lines),
        route=Route.REGISTER,
        confidence=SURE,
        facts=_facts(tasks, stated, reader),
        citations=tuple(grounds.citations),
        tasks=tuple(_listed(task, reader) for task in tasks),
    )


def _compared(request: Request, tasks: Sequence[Task], reader: Language) -> str:
    """Who leads how many of the tasks, most first: the agencies asked for, else all that lead any."""
    led = Counter(one for task in tasks for one in task.agencies)
    named = request.query.agencies or tuple(led)
    ranked = sorted(named, key=lambda one: (-led[one], agency_name(one, reader)))[:MOST_COMPARED]
    return "; ".join(f"{agency_name(one, reader)} — {led[one]}" for one in ranked)


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


def _line(n: int, task: Task, where: Mapping[Key, int], reader: Language) -> str:
    """ "1. Ministry of Justice: review the procedures — 15 November 2025 [1][4]": only what a cited line states."""
    who = ", ".join(agency_name(one, reader) for one in task.agencies if (MentionKind.AGENCY, one) in where)
    action = task.action if len(task.action) <= LONGEST_ACTION else f"{task.action[: LONGEST_ACTION - 1].rstrip()}…"
    term = _term(task, where, reader)
    said = f"{who}: {action}" if who else action
    marks = "".join(f"[{number}]" for number in dict.fromkeys((n, *where.values())))
    return f"{n}. {said}{f' — {term}' if term else ''} {marks}"


def _term(task: Task, where: Mapping[Key, int], reader: Language) -> str:
    words = wording(reader)
    often = words.get(f"recurrence_{task.deadline.recurrence}", "") if task.deadline.recurrence else ""
    stated = task.due is not None and (MentionKind.DATE, task.due.isoformat()) in where and not _says_when(task)
    day = format_date(task.due, reader) if task.due and stated else ""
    return ", ".join(part for part in (often, day) if part)


def _says_when(task: Task) -> bool:
    """Whether the words of the action that are shown give the day themselves."""
    shown = task.action[: LONGEST_ACTION - 1]
    return task.due is not None and states(shown, task.language, MentionKind.DATE, task.due.isoformat())


def _facts(tasks: Sequence[Task], stated: Sequence[Mapping[Key, int]], reader: Language) -> tuple[Fact, ...]:
    """The days and the agencies of the tasks, each once, with the first citation that states it."""
    found: dict[Key, Fact] = {}
    for task, where in zip(tasks, stated, strict=True):
        for (kind, value), n in where.items():
            if kind is MentionKind.DATE and task.due:
                found.setdefault((kind, value), Fact(kind, value, format_date(task.due, reader), n))
            elif kind is MentionKind.AGENCY:
                found.setdefault((kind, value), Fact(kind, value, agency_name(value, reader), n))
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
        act=ActRef(source.act.id, source.act.number, source.act.title, source.act.validity) if source.act else None,
        text=TextRef(source.text_id, source.language, source.publisher, source.source_url, source.file),
        section=source.section,
        quote=source.quote,
        start=source.start,
        end=source.end,
    )
