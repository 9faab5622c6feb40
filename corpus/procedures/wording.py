"""The words by which procedures are read, from `corpus/data/procedures.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from corpus.procedures.model import Channel, Level


class Topic(StrEnum):
    """What a part of a guide tells."""

    NAME = "name"
    ALIASES = "aliases"
    FIELD = "field"
    LEVEL = "level"
    AUTHORITY = "authority"
    APPLICANTS = "applicants"
    STEPS = "steps"
    CHANNELS = "channels"
    PAPERS = "papers"
    TERM = "term"
    APPLY = "apply"
    FEE = "fee"
    RESULT = "result"
    BASIS = "basis"
    CONDITIONS = "conditions"
    OTHER = "other"


FIELDS_ASKED = {  # the names under which questions ask for them, the most telling first
    "papers": Topic.PAPERS,
    "fee": Topic.FEE,
    "within": Topic.APPLY,
    "term": Topic.TERM,
    "authority": Topic.AUTHORITY,
    "applicants": Topic.APPLICANTS,
    "result": Topic.RESULT,
    "basis": Topic.BASIS,
    "steps": Topic.STEPS,
}
MOST_ADDED = 2  # words behind a name of a field that is made of two
LABEL_START = 2  # letters: no label is shorter
ASIDE = frozenset((Topic.CONDITIONS, Topic.OTHER))  # told beside the fields that a reader looks for


@dataclass(frozen=True, slots=True)
class Wording:
    """Labels, cues and patterns, over folded words."""

    labels: dict[str, Topic]
    whole: dict[str, Topic]
    made: frozenset[str]
    hint: re.Pattern[str]
    questions: dict[Topic, tuple[str, ...]]
    nouns: re.Pattern[str]
    spared: tuple[str, ...]
    supplied: tuple[str, ...]
    no_papers: tuple[str, ...]
    later: tuple[str, ...]
    sorts: frozenset[str]
    channels: dict[Channel, tuple[str, ...]]
    levels: dict[Level, tuple[str, ...]]
    name: re.Pattern[str]
    name_end: re.Pattern[str]
    complete: frozenset[str]
    patterns: dict[str, re.Pattern[str]]


@cache
def wording() -> Wording:
    """The words, read once."""
    told = tomllib.loads((files("corpus") / "data" / "procedures.toml").read_text(encoding="utf-8"))
    labels = {label: Topic(topic) for topic, known in told["labels"].items() for label in known}
    for topic, known in told["labels_abroad"].items():
        labels |= dict.fromkeys(known, Topic(topic))
    made = {
        f"{one} {two}": Topic(topic)
        for topic, pairs in told["labels_made"].items()
        for ones, twos in pairs
        for one in ones
        for two in twos
    }
    made = {label: topic for label, topic in made.items() if label not in labels}
    labels |= made
    whole = {label: Topic(topic) for topic, known in told["labels_whole"].items() for label in known}
    opens, alone = _any(list(labels)), _any(list(whole))
    return Wording(
        whole=whole,
        made=frozenset(made),
        hint=re.compile(
            rf"(?:(?<=^)|(?<=\|)|(?<=\n))\W{{0,4}}[\s#*\d.)a-i-]{{0,12}}"
            rf"(?:(?:{opens})(?!\w)|(?:{alone})(?=\**[:?|]|\s*$|\s{{2,}}))|\?\**\s*$",
            re.MULTILINE,
        ),
        labels={label: labels[label] for label in sorted(labels, key=len, reverse=True)},
        questions={Topic(topic): tuple(cues) for topic, cues in told["questions"].items()},
        nouns=re.compile(rf"(?:cac )?(?:{_any(told['papers']['nouns'])})(?!\w)(?! nay)"),
        spared=tuple(told["papers"]["spared"]),
        supplied=tuple(told["papers"]["supplied"]),
        no_papers=tuple(told["papers"]["none"]),
        later=tuple(told["papers"]["later"]),
        sorts=frozenset(told["papers"]["sorts"]),
        channels={Channel(one): tuple(cues) for one, cues in told["channels"].items()},
        levels={Level(one): tuple(cues) for one, cues in told["levels"].items()},
        name=re.compile(rf"(?<!\w)(?:{_any(told['names']['opens'])})(?!\w)"),
        name_end=re.compile(rf"\s+(?:{_any(told['names']['ends'])})(?!\w)|\s*[,?(\n:;.]|\s+[-–]\s"),
        complete=frozenset(told["names"]["complete"]),
        patterns={name: re.compile(pattern, re.MULTILINE) for name, pattern in told["patterns"].items()},
    )


@dataclass(frozen=True, slots=True)
class CutWording:
    """How acts say what they take away, over folded words; `verbs` by kind of cut."""

    business: re.Pattern[str]
    ends: re.Pattern[str]
    general: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    verbs: dict[str, re.Pattern[str]]


@cache
def cut_wording() -> CutWording:
    """The words of acts that cut procedures, from `corpus/data/cuts.toml`, read once."""
    told = tomllib.loads((files("corpus") / "data" / "cuts.toml").read_text(encoding="utf-8"))
    verbs = {kind: re.compile(pattern) for kind, pattern in told.pop("verbs").items()}
    return CutWording(verbs=verbs, **{name: re.compile(pattern) for name, pattern in told.items()})


def topic_of(label: str) -> tuple[Topic, int] | None:
    """The field that a folded label names, and how many of its characters name it; None where it names none."""
    whole = label.strip(" *:?.")
    if whole in wording().whole:
        return wording().whole[whole], len(label)
    for known, topic in _labels_by_start().get(label[:LABEL_START], ()):
        tail = label[len(known) :]
        if label.startswith(known) and not tail[:1].isalnum() and not (known in wording().made and _goes_on(tail)):
            return topic, len(known)
    return None


def _goes_on(tail: str) -> bool:
    """Whether words behind the name of a field are so many that they make a sentence of it."""
    return "," in tail or len(tail.split()) > MOST_ADDED


@cache
def _labels_by_start() -> dict[str, list[tuple[str, Topic]]]:
    """Labels by their first letters, the longest first: hundreds are known, and few begin alike."""
    found: dict[str, list[tuple[str, Topic]]] = {}
    for known, topic in wording().labels.items():
        found.setdefault(known[:LABEL_START], []).append((known, topic))
    return found


def _any(words: list[str]) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))
