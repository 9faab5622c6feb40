"""From words to a query: questions that ask for a list or a count of tasks, in any of the five languages.

Careful rather than clever: a question that asks about one thing ("when must the decree be submitted?") is none of the
register's, and gives None; so does one with words left over that no filter accounts for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.fold import fold
from corpus.identifiers import find_numbers, find_partial_numbers, resolve_numbers
from corpus.language import detect
from corpus.model import Language
from register.bodies import addressed, exactly_named, is_of_name, named_bodies, words_of_names
from register.model import Status, Task
from register.phrases import STATUSES, Phrases, phrases
from register.query import EVERYTHING, TaskQuery
from register.windows import Window, read_window

MOST_LEFT = 0  # words that no filter accounts for: one more and the question is about something particular

_WORD = re.compile(r"[^\W\d_][\w']*")


@dataclass(frozen=True, slots=True)
class Request:
    """A question to the register; `counts` when a number is asked for rather than a list, `compares` who has more.

    `deed` is the kind of task that is asked for: who must "report" by a day.

    `plain` ones speak of tasks or their status; of the others ("what must Da Nang do?") an empty list answers nothing.
    """

    query: TaskQuery
    counts: bool
    plain: bool
    compares: bool = False
    deed: str | None = None

    def fits(self, task: Task) -> bool:
        """Whether a task that the query finds is of the kind asked for, as its words tell in any language."""
        if self.deed is None:
            return True
        said = fold(" ".join((task.action, *(source.quote for source in task.sources))))
        return any(phrases(language).deed[self.deed].search(said) for language in Language)


def read_query(words: str, today: date, *, known_acts: Iterable[str] = ()) -> TaskQuery | None:
    """The query that a question means, or None when the register cannot answer it. See `read_request`."""
    request = read_request(words, today, known_acts=known_acts)
    return request.query if request else None


def read_request(words: str, today: date, *, known_acts: Iterable[str] = ()) -> Request | None:
    """The query that a question means, or None when the register cannot answer it.

    Args:
        words: the question.
        today: the day that "this quarter" is counted from.
        known_acts: document numbers of the register's acts, to complete "notice 712".
    """
    language = detect(words)
    found = _Reading(words, language, today, list(known_acts))
    rest = found.rest()
    topic = found.topic(rest)
    if not found.asks() or not (found.filters() or topic):
        return None
    if len(rest) > MOST_LEFT and topic is None:
        return None
    return Request(found.query(topic or ""), found.counts, found.plain, found.compares, found.deed)


def refined(previous: str, words: str, today: date, *, known_acts: Iterable[str] = ()) -> str | None:
    """An earlier question with the filters that a follow-up gives in place of its own: "only in 2026".

    None where the follow-up says more than filters, or none.
    """
    known = list(known_acts)
    new = next(
        (one for lang in (detect(words), detect(previous)) if not (one := _Reading(words, lang, today, known)).rest()),
        None,
    )
    if new is None or not new.filters():
        return None
    kept = _Reading(previous, detect(previous), today, known).without(new)
    return f"{' '.join(kept.split())} {words}"


class _Reading:
    """One question being read: its filters, and the words that they account for."""

    def __init__(self, words: str, language: Language, today: date, known_acts: Sequence[str]) -> None:
        self._language = language
        self._known: Phrases = phrases(language)
        self._words = words
        self._acts, unnumbered = _acts(words, known_acts)
        self._window: Window | None = read_window(unnumbered, language, today)
        asked = fold(_without(unnumbered, self._window.spans if self._window else ()))
        self.compares = self._known.compares.search(asked) is not None
        self._folded = self._known.compares.sub(lambda match: " " * len(match.group()), asked)
        self._asks_who = (self._window is not None or bool(self._acts)) and self._known.bodies.search(asked) is not None
        if self._asks_who:  # "which ministries" names none
            self._folded = self._known.bodies.sub(lambda match: " " * len(match.group()), self._folded)
        deeds = (name for name, pattern in self._known.deed.items() if pattern.search(asked))
        self.deed = next(deeds, None) if self._asks_who else None
        exact = exactly_named(self._folded, language)
        self._agencies = named_bodies(self._folded, [mention.value for mention in exact])
        self._spans = {
            "agencies": [(mention.start, mention.end) for mention in exact],
            "acts": [(at, at + 1) for at in range(len(words)) if words[at] != unnumbered[at]],
        }
        self._unnamed = _without(self._folded, self._spans["agencies"])
        self._status = self._said()
        self._recurrence = next((r for r, p in self._known.recurrence.items() if p.search(self._folded)), None)
        self._dated = self._known.dated.search(self._folded) is not None
        self.plain = bool(self._status) or self._known.tasks.search(self._folded) is not None
        self.counts = self._known.counts.search(self._folded) is not None

    def without(self, other: _Reading) -> str:
        """The question without the filters for which another gives its own."""
        spans = list(self._spans["acts"] if other._acts else ())
        spans += self._window.spans if other._window and self._window else ()
        spans += self._spans["agencies"] if other._agencies else ()
        for pattern in self._known.status.values() if other._status else ():
            spans += [match.span() for match in pattern.finditer(self._folded)]
        return _without(self._words, spans)

    def asks(self) -> bool:
        """Whether a list or a count of tasks is asked for."""
        named = self._known.tasks.search(self._folded) is not None
        listed = self.counts or self._known.lists.search(self._folded) is not None
        demanded = self._known.demands.search(self._folded) is not None
        opening = _WORD.search(self._folded)
        headed = opening is not None and self._known.tasks.match(self._folded, opening.start()) is not None
        said = listed or headed or bool(self._status or self._agencies or self._recurrence) or self.compares
        given = bool(self._acts and self._agencies) and listed and self._known.verbs.search(self._folded) is not None
        return (named and said) or demanded or given or self._asks_who or bool(self._status)

    def filters(self) -> bool:
        """Whether anything narrows the list: all tasks there are is no answer to anybody."""
        return bool(
            self._acts or self._window or self._agencies or self._status or self._recurrence or self._dated
        ) or ((self.counts or self.compares) and self._known.tasks.search(self._folded) is not None)

    def rest(self) -> list[str]:
        """Words that neither a filter nor the way of asking accounts for."""
        left = self._unnamed
        patterns = [*self._known.status.values(), *self._known.recurrence.values(), *self._known.window.values()]
        patterns += self._known.deed.values() if self.deed else ()
        for pattern in (
            self._known.dated,
            self._known.counts,
            *patterns,
            self._known.tasks,
            self._known.lists,
            self._known.verbs,
            self._known.coordinating,
            self._known.topic,
        ):
            left = pattern.sub(" ", left)
        names = words_of_names(tuple(self._agencies))
        left = self._known.function.sub(" ", left)
        return [word for word in _WORD.findall(left) if not is_of_name(word, names)]

    def topic(self, rest: Sequence[str]) -> str | None:
        """What the tasks are about, where the question says so and names tasks: the words that are left."""
        if not rest or self._known.tasks.search(self._folded) is None:
            return None
        match = next((m for m in self._known.topic.finditer(self._folded) if rest[0] in self._folded[m.end() :]), None)
        if match is None or any(word not in self._folded[match.end() :] for word in rest):
            return None
        return " ".join(rest)

    def query(self, topic: str) -> TaskQuery:
        return TaskQuery(
            agencies=addressed(self._agencies),
            due_from=self._window.since if self._window else None,
            due_to=self._window.until if self._window else None,
            statuses=self._status,
            acts=self._acts,
            q=topic,
            lang=self._language,
            limit=EVERYTHING,
            recurrence=self._recurrence,
            coordinating=self._known.coordinating.search(self._folded) is not None,
            dated=self._dated,
        )

    def _said(self) -> tuple[Status, ...]:
        """The status that is said in most letters: "done late" holds "late", which alone means overdue."""
        said = {
            name: max((len(found.group()) for found in self._known.status[name].finditer(self._folded)), default=0)
            for name in STATUSES
        }
        longest = max(STATUSES, key=lambda name: said[name])
        return STATUSES[longest] if said[longest] else ()


def _acts(words: str, known: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """Numbers of the acts that are named, and the words without them."""
    numbers = find_numbers(words)
    spans = [(mention.start, mention.end) for mention in numbers]
    named = resolve_numbers(words, known)
    partial = [p for p in find_partial_numbers(words) if resolve_numbers(words[p.start : p.end], known)]
    spans += [(p.start, p.end) for p in partial]
    if not named:
        named = [mention.value for mention in numbers]
    return tuple(named), _without(words, spans)


def _without(words: str, spans: Iterable[tuple[int, int]]) -> str:
    """The words with some characters blanked, so that offsets stay."""
    for start, end in spans:
        words = words[:start] + " " * (end - start) + words[end:]
    return words
