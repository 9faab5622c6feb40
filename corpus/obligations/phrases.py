"""The phrases of obligations, per language, compiled from data that people can read and extend."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from corpus.model import Language

_NEVER = re.compile(r"(?!)")


class _Listed(BaseModel):
    model_config = ConfigDict(extra="forbid")

    before: list[str]
    by: list[str]
    within: list[str]
    completion: list[str]
    unless: list[str]
    terms_only: list[str]
    relative: list[str]
    since: list[str]
    request: list[str]
    coordinate: list[str]
    modal: list[str]
    past: list[str]
    never: list[str]
    status: list[str]
    past_form: str
    leading: list[str]
    guiding: list[str]
    telling: list[str]
    attitude: list[str]
    vague: list[str]
    concrete: list[str]
    duty: list[str]
    assigning: list[str]
    entrusting: list[str] = []
    directing: list[str] = []
    verb_ending: str
    verb_form: str
    verbal_noun: str
    topic: list[str]
    finite: list[str]
    adverbs: list[str]
    splitting: list[str]
    checkable: list[str]
    participles: list[str]
    auxiliary: list[str]
    areas: list[str]
    meanwhile: list[str]
    joining: list[str]
    recurring: dict[str, list[str]]


class Phrases:
    """Compiled phrases of one language. All match folded text."""

    def __init__(self, listed: _Listed) -> None:
        self.before = _ends_with(listed.before)
        self.by = _ends_with(listed.by)
        self.within = _ends_with(listed.within)
        self.unless = _ends_with(listed.unless)
        self.completion = _anywhere(listed.completion)
        self.terms_only = _starts_with(listed.terms_only)
        self.relative = _ends_with(listed.relative)
        self.since = _starts_with(listed.since)
        self.since_anywhere = _anywhere(listed.since)
        self.request = _anywhere(listed.request)
        self.coordinate = _anywhere(listed.coordinate)
        self.modal = _anywhere(listed.modal)
        self.past = _anywhere(listed.past)
        self.never = _anywhere(listed.never)
        self.status = _anywhere(listed.status)
        self.past_form = re.compile(listed.past_form) if listed.past_form else _NEVER
        self.leading = _starts_with(listed.leading)
        self.guiding = _anywhere(listed.guiding)
        self.telling = _starts_with(listed.telling)
        self.attitude = _starts_with(listed.attitude, listed.verb_ending)
        self.vague = _starts_with(listed.vague, listed.verb_ending)
        self.concrete = _starts_with(listed.concrete, listed.verb_ending)
        self.duty = _starts_with(listed.duty)
        self.duty_anywhere = _anywhere(listed.duty)
        self.assigning = _anywhere(listed.assigning)
        self.entrusting = _starts_with(listed.entrusting)
        self.directing = _starts_with(listed.directing)
        self.verb_form = re.compile(listed.verb_form) if listed.verb_form else _NEVER
        self.verbal_noun = re.compile(rf"{listed.verbal_noun}(?!\w)") if listed.verbal_noun else _NEVER
        self.topic = _starts_with(listed.topic)
        self.finite = _starts_with(listed.finite)
        self.adverbs = _starts_with(listed.adverbs)
        self.checkable = re.compile(rf"(?:{_any(listed.checkable)})") if listed.checkable else _NEVER
        self.cuts = _cuts(listed)
        self.participles = re.compile(rf"(?:,| i| и| та| and)\s(?=(?:\w+ )?(?:{_any(listed.participles)})\b)")
        self.participle = _starts_with(listed.participles)
        self.chained = bool(listed.participles)
        self.areas = _ends_with(listed.areas)
        self.meanwhile = _starts_with(listed.meanwhile)
        self.joining = re.compile(
            rf"^(?:{_any(listed.joining)})[\s,]+|[\s,]+(?:{_any(listed.joining)})$", re.IGNORECASE
        )
        self.recurring = {often: _anywhere(words) for often, words in listed.recurring.items()}


@cache
def phrases(language: Language) -> Phrases:
    """The phrases of a language."""
    read = tomllib.loads((files("corpus") / "data" / "obligations.toml").read_text(encoding="utf-8"))
    return Phrases(_Listed.model_validate(read[language.value]))


def _anywhere(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any(patterns)})(?!\w)") if patterns else _NEVER


def _starts_with(patterns: list[str], ending: str = "") -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{_any(patterns)}){ending}(?!\w)") if patterns else _NEVER


def _ends_with(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any(patterns)})[\s:(]*(?:the\s+)?$") if patterns else _NEVER


def _cuts(listed: _Listed) -> re.Pattern[str]:
    """Places within a sentence where a new task begins: before the matched group."""
    joined = [rf"\bva\s+(?=(?:{_any(listed.splitting)})\b)"] if listed.splitting else []
    joined += [rf",\s+(?=(?:{_any(listed.auxiliary)})\b)"] if listed.auxiliary else []
    return re.compile("|".join(joined)) if joined else _NEVER


def _any(patterns: list[str]) -> str:
    return "|".join(sorted(patterns, key=len, reverse=True))
