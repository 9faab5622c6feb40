"""Questions made from the corpus itself, in five languages: its tasks, guides, values and documents, and what it lacks.

They need no gold: what is measured is whether any shown fact cannot be found again, and whether numbers of documents
that only look like known ones are refused.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from corpus.agencies import agency_name
from corpus.fold import fold
from corpus.format import format_date
from corpus.identifiers import number_key
from corpus.mentions import find_mentions
from corpus.model import Language, MentionKind, Passage
from corpus.store import Library
from corpus.store.procedures import known_procedures
from corpus.store.referring import mentioned_numbers
from evals.datasets.model import Case
from evals.narrowing import narrowed
from register.model import Task
from register.query import EVERYTHING, TaskList, TaskQuery

DATA = Path(__file__).parent / "data" / "generated.toml"
SAMPLED = 400  # passages with values that topics are drawn from
TOPIC_WORDS = 9  # of a sentence that make its topic
ACTION_WORDS = 14  # of a task's action; a whole one would be the answer itself
CHATTY = 0.2  # share of Vietnamese questions typed without diacritics
VALUES = frozenset({MentionKind.MONEY, MentionKind.DURATION, MentionKind.DATE})
UNANSWERABLE = frozenset({"look_alike", "absent"})
AMOUNTS = ("1.234", "77.777", "123.456", "9.876.543")  # that no fee has: a question that states one has a false premise
DAYS = (date(1999, 5, 1), date(2020, 1, 1), date(2025, 11, 1), date(2026, 7, 1), date(2035, 1, 1))
FIRST = {"follow_up": "task_when", "follow_up_fee": "fee"}  # the kind of question that a follow-up goes on from
_ABBREVIATION = re.compile(r"(?<![\w/-])[A-ZĐ][\w]*[A-ZĐ]{1,}\w*(?![\w/-])")


@dataclass(frozen=True, slots=True)
class Material:
    """What questions are made of."""

    tasks: tuple[Task, ...]
    names: tuple[str, ...]
    topics: tuple[str, ...]
    narrowed: tuple[str, ...]
    terms: tuple[str, ...]
    numbers: tuple[str, ...]
    look_alikes: tuple[str, ...]


def generate(library: Library, count: int, seed: int) -> tuple[Case, ...]:
    """So many different questions, the same for the same corpus and seed; fewer where the corpus gives no more.

    Each is a case whose `kind` is its template's; look-alike numbers and absent details are not answerable.
    """
    chance = random.Random(seed)
    material = gather(library, chance)
    templates = _templates()
    kinds = [kind for kind in templates if _can(kind, material)]
    found: dict[str, Case] = {}
    for _ in range(count * 20):
        if len(found) >= count or not kinds:
            break
        kind, language = chance.choice(kinds), chance.choice(list(Language))
        words = _filled(chance.choice(templates[kind][language]), kind, language, material, chance)
        first = FIRST.get(kind)
        before = first and _filled(chance.choice(templates[first][language]), first, language, material, chance)
        if (asked := f"{before or ''} {words}") not in found:
            found[asked] = Case(
                f"g{len(found) + 1}",
                language,
                words,
                answerable=kind not in UNANSWERABLE,
                kind=kind,
                before=before,
                as_of=chance.choice(DAYS) if kind == "as_of" else None,
            )
    return tuple(found.values())


def gather(library: Library, chance: random.Random) -> Material:
    """The corpus' own tasks, names of procedures, topics with values, numbers, and numbers that look like them."""
    tasks = TaskList(library.database).find(TaskQuery(limit=EVERYTHING, public_only=True)).rows
    names = [one.procedure.name.words for one in known_procedures(library.database)]
    numbers = library.act_numbers()
    known = {number_key(number) for number in (*numbers, *mentioned_numbers(library.database))}
    alike = [other for number in numbers for other in _look_alikes(number) if number_key(other) not in known]
    stating = tuple(_stating(library, chance))
    return Material(
        tasks=tuple(tasks),
        names=tuple(dict.fromkeys(" ".join(name.split()) for name in names)),
        topics=tuple(filter(None, map(_topic, stating))),
        narrowed=tuple(filter(None, (_topic(one, only=narrowed) for one in stating))),
        terms=tuple(dict.fromkeys(term for one in stating for term in _ABBREVIATION.findall(one.content))),
        numbers=tuple(numbers),
        look_alikes=tuple(alike),
    )


def _can(kind: str, material: Material) -> bool:
    needs: dict[str, Sequence[object]] = {
        "task_when": material.tasks, "task_who": material.tasks, "task_list": material.tasks,
        "fee": material.names, "term": material.names, "papers": material.names, "absent": material.names,
        "value": material.topics, "narrowed": material.narrowed, "as_of": material.names,
        "false_fee": material.names, "false_date": material.tasks, "follow_up": material.tasks,
        "follow_up_fee": material.names, "definition": material.terms, "record": material.numbers,
        "look_alike": material.look_alikes,
    }  # fmt: skip
    return bool(needs[kind])


def _filled(template: str, kind: str, language: Language, material: Material, chance: random.Random) -> str:
    task = chance.choice(material.tasks) if material.tasks else None
    agency = chance.choice(task.agencies) if task and task.agencies else "ministry-of-justice"
    fields: dict[str, Callable[[], str]] = {
        "agency": lambda: agency_name(agency, language),
        "action": lambda: " ".join(task.action.split()[:ACTION_WORDS]).rstrip(".,;:") if task else "",
        "date": lambda: format_date(task.due.isoformat() if task and task.due else "2025-12-31", language),
        "number": lambda: chance.choice(material.look_alikes if kind == "look_alike" else material.numbers),
        "name": lambda: chance.choice(material.names),
        "topic": lambda: chance.choice(material.narrowed if kind == "narrowed" else material.topics),
        "term": lambda: chance.choice(material.terms),
        "amount": lambda: chance.choice(AMOUNTS),
        "wrong": lambda: format_date(_another_day(task, chance).isoformat(), language),
    }
    words = template.format(**{name: make() for name, make in fields.items() if f"{{{name}}}" in template})
    if language is Language.VI and chance.random() < CHATTY:
        words = fold(words)
    return words


def _another_day(task: Task | None, chance: random.Random) -> date:
    """A day on which a task is not due."""
    due = task.due if task and task.due else date(2025, 12, 31)
    return date(due.year + chance.choice((-1, 1, 2)), due.month, min(due.day, 28)) - timedelta(chance.randrange(9))


def _stating(library: Library, chance: random.Random) -> Iterator[Passage]:
    """Passages that are drawn for what they state."""
    passages = [passage for text in library.texts() for passage in library.passages_of(text.id)]
    yield from chance.sample(passages, min(SAMPLED, len(passages)))


def _topic(passage: Passage, *, only: Callable[[str], bool] = bool) -> str | None:
    """The opening of a sentence that states an amount, a term or a day, without the figures."""
    for mention in find_mentions(passage.content, passage.language):
        if mention.kind in VALUES and only(_line_at(passage.content, mention.start)):
            line = passage.content[: mention.start].rsplit("\n", 1)[-1]
            words = [word for word in re.findall(r"[^\W_]+", line) if not any(c.isdigit() for c in word)]
            if len(words) >= 3:
                return " ".join(words[-TOPIC_WORDS:])
    return None


def _line_at(content: str, at: int) -> str:
    return content[content.rfind("\n", 0, at) + 1 :].split("\n", 1)[0]


def _look_alikes(number: str) -> Iterator[str]:
    """Numbers one slip away: a digit up or down, two digits swapped, the next year."""
    match = re.match(r"(\d+)(.*)", number)
    if match is None:
        return
    digits, rest = match.groups()
    width = len(digits)
    for other in (int(digits) + 1, int(digits) - 1, int(digits[::-1]), int(digits) + 10):
        if other > 0 and other != int(digits):
            yield f"{other:0{width}d}{rest}"
    if year := re.match(r"/(20\d\d)/", rest):
        yield f"{digits}/{int(year[1]) - 1}/{rest[len(year[0]) :]}"


def _templates() -> dict[str, dict[Language, list[str]]]:
    read = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return {kind: {Language(code): listed for code, listed in languages.items()} for kind, languages in read.items()}
