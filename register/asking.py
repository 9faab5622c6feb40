"""From words to a query: questions that ask for a list or a count of tasks, in any of the five languages.

Careful rather than clever: a question that asks about one thing ("when must the decree be submitted?") is none of the
register's, and gives None; so does one with words left over that no filter accounts for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from corpus.agencies import find_agencies, match_agency
from corpus.fold import fold
from corpus.gazetteer import agencies, aliases
from corpus.identifiers import find_numbers, find_partial_numbers, resolve_numbers
from corpus.language import detect
from corpus.model import Language, Mention
from register.model import Status, Task
from register.phrases import STATUSES, Phrases, phrases
from register.query import EVERYTHING, TaskQuery
from register.windows import Window, read_window

LIKE_A_NAME = 80.0  # rapidfuzz ratio of a word with one of an agency's: "minstry" is 93 like "ministry"
TYPO_LENGTH = 4  # letters; shorter words are within a letter of too many others
FEWEST_OF_NAME = 3  # words of a name that is looked for with typos in all of them
MOST_LEFT = 0  # words that no filter accounts for: one more and the question is about something particular

_WORD = re.compile(r"[^\W\d_][\w']*")
_GROUPS = (
    ("ministries", "ministers", "ministry"),
    ("localities", "provinces", "provincial"),
    ("universities",),
    ("enterprises",),
    ("party",),
    ("sectors",),
)  # whom collective addressees stand for, by words of their ids; the first that fits decides


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
        exact = _exact(self._folded, language)
        self._agencies = _named(self._folded, [mention.value for mention in exact])
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
        names = _words_of_names(tuple(self._agencies))
        left = self._known.function.sub(" ", left)
        return [word for word in _WORD.findall(left) if not _is_of_name(word, names)]

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
            agencies=_addressed(self._agencies),
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


def _exact(words: str, language: Language) -> list[Mention]:
    """Agencies named in the question's language or in Vietnamese, else in any: short questions mislead about theirs."""
    near = [find_agencies(words, spoken) for spoken in (language, Language.VI)]
    return next((found for found in near if found), None) or next(
        (found for spoken in Language if (found := find_agencies(words, spoken))), []
    )


def _named(folded: str, exact: Sequence[str]) -> list[str]:
    """The agencies that are named, else those whose name stands in the words but for typos.

    A name that is known only as a collective may be a single body's with a typo: "ministries" in any but English.
    """
    if exact and not all(map(_collective, exact)):
        return list(dict.fromkeys(exact))
    said = tuple(_WORD.findall(folded))
    guessed = [one for one in match_agency(folded) if one not in exact and any(_stands(n, said) for n in _names(one))]
    return guessed or _misspelt(said) or list(dict.fromkeys(exact))


def _misspelt(said: Sequence[str]) -> list[str]:
    """The single body with the longest name whose words all stand among those said, but for typos."""
    distinct = tuple(dict.fromkeys(said))
    stands = {word: any(_like(word, other) for other in distinct) for word in _words_of_long_names()}
    standing = [
        (sum(map(len, name)), identity)
        for identity in agencies()
        if not _collective(identity)
        for name in _names(identity)
        if len(name) >= FEWEST_OF_NAME and all(stands[word] for word in name)
    ]
    return [max(standing)[1]] if standing else []


def _collective(identity: str) -> bool:
    known = agencies().get(identity)
    return known is not None and known.collective


def _stands(name: tuple[str, ...], said: Sequence[str]) -> bool:
    return all(any(_like(one, word) for one in said) for word in name)


def _like(one: str, other: str) -> bool:
    """Whether two words are one but for a typo; two letters that changed places are one typo."""
    if one == other:
        return True
    return fuzz.ratio(one, other, score_cutoff=LIKE_A_NAME) >= LIKE_A_NAME or (
        min(len(one), len(other)) >= TYPO_LENGTH and OSA.distance(one, other, score_cutoff=1) <= 1
    )


def _names(identity: str) -> Sequence[tuple[str, ...]]:
    """The names of an agency as folded words."""
    return _all_names().get(identity, ())


@cache
def _all_names() -> dict[str, list[tuple[str, ...]]]:
    names: dict[str, list[tuple[str, ...]]] = {}
    for alias in aliases():
        names.setdefault(alias.agency, []).append(tuple(_WORD.findall(fold(alias.words))))
    return names


@cache
def _words_of_long_names() -> frozenset[str]:
    """The words of all names in which typos are looked for; names share most of them."""
    return frozenset(
        word for names in _all_names().values() for name in names if len(name) >= FEWEST_OF_NAME for word in name
    )


def _addressed(identities: Sequence[str]) -> tuple[str, ...]:
    """The agencies asked for; a collective brings along all that address the same kind of bodies."""
    return tuple(dict.fromkeys(other for identity in identities for other in _alike(identity)))


def _alike(identity: str) -> Iterator[str]:
    yield identity
    own = agencies().get(identity)
    group = next((g for g in _GROUPS if not set(g).isdisjoint(identity.split("-"))), None)
    if own is None or not own.collective or group is None:
        return
    for other, body in agencies().items():
        if body.collective and not set(group).isdisjoint(other.split("-")):
            yield other


@cache
def _words_of_names(identities: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for identity in identities for name in _names(identity) for word in name)


def _is_of_name(word: str, names: frozenset[str]) -> bool:
    return word in names or any(_like(word, name) for name in names)
