"""What everyday words of five languages name, with or without diacritics: services, cases and fields."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import pairwise

from corpus.fold import fold, fold_with_offsets
from corpus.model import Language
from corpus.procedures.model import Procedure


def meant_words(words: str) -> frozenset[str]:
    """The Vietnamese words of guides for the everyday words in a question."""
    folded = _plainly(words)
    return frozenset(
        word for guide, pattern in _everyday("words") if pattern.search(folded) for word in tokens_of(guide)
    )


def _plainly(words: str) -> str:
    """The fold of words, but with the marks of those that would fold to a word of another meaning: "chó", not "cho"."""
    kept = _data()["kept"]["words"]
    parts = re.split(r"(\w+)", unicodedata.normalize("NFC", words).lower())
    return "".join(part if part in kept else fold(part) for part in parts)


def fields_asked(question: str) -> frozenset[str]:
    """The fields that a question asks for, by their names in `corpus/data/everyday.toml`."""
    folded = _plainly(question)
    return frozenset(name for name, pattern in _everyday("asks") if pattern.search(folded))


def places_asked(folded: str) -> dict[str, int]:
    """The fields that folded words ask for, with the offset at which each is first asked for."""
    found = {name: pattern.search(folded) for name, pattern in _everyday("asks")}
    return {name: match.start() for name, match in found.items() if match}


def fields_told(known: Procedure) -> frozenset[str]:
    """The fields that a record tells, by the same names."""
    told: dict[str, object] = {
        "fee": known.fees,
        "term": known.time_limits,
        "within": known.apply_within,
        "papers": known.papers,
        "authority": known.authorities,
        "channels": known.channels,
        "applicants": known.applicants,
        "steps": known.steps,
        "result": known.result,
        "basis": known.basis,
    }
    return frozenset(name for name, items in told.items() if items)


def everyday_words(question: str) -> frozenset[str]:
    """The Vietnamese names that guides use for what a question calls by everyday words, in any of five languages."""
    folded = _plainly(question)
    return frozenset(name for name, pattern in _everyday("words") if pattern.search(folded) or speaks_of(name, folded))


def speaks_of(name: str, folded: str) -> bool:
    """Whether folded Vietnamese words hold a name of `everyday_words`, or one of those that a comma divides."""
    return bool(_parts(name).search(folded))


@cache
def _parts(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, name.split(', ')))})(?!\w)")


def mentions_field(field: str, words: str) -> bool:
    """Whether words speak of a field, in the words by which questions ask for it."""
    pattern = dict(_everyday("asks"))[field]
    return bool(pattern.search(fold(words)))


def tells_span(span: str, question: str) -> bool:
    """Whether a question tells what a time is for: `handling` by an office, a `duty`, or `before` something ends."""
    return bool(dict(_everyday("spans"))[span].search(_plainly(question)))


def another_service(question: str, names: str) -> bool:
    """Whether a question names services, and what is called `names` is of none that it names."""
    asked, services = everyday_words(question), _data()["services"]
    if not asked & frozenset(services["names"]):
        return False
    return not (asked - frozenset(services["general"])) & everyday_words(names)


def unasked_change(question: str, name: str) -> bool:
    """Whether a name is only of a change to what one has, as a renewal is, and a question speaks of none."""
    services = _data()["services"]
    changing = frozenset(services["changing"])
    first = speaks_of(", ".join(services["first"]), fold(name))
    told = everyday_words(question) & changing or speaks_of(", ".join(services["worn"]), fold(question))
    return bool(everyday_words(name) & changing) and not (first or told)


def names_service(words: str) -> bool:
    """Whether words name something that people apply for, and do not only tell for whom or how."""
    return bool(_services().search(_plainly(words)))


@cache
def _services() -> re.Pattern[str]:
    """Any everyday or guides' word for something that people apply for: one look at each heading of a corpus."""
    told = {name: words for name, words in _data()["words"].items() if name not in _data()["services"]["general"]}
    called = [pattern_of(word) for words in told.values() for word in words]
    named = [re.escape(part) for name in told for part in name.split(", ")]
    return re.compile(rf"(?<!\w)(?:{'|'.join([*called, *named])})(?!\w)")


def asks_firmly(field: str, question: str) -> bool:
    """Whether a question asks for a field by more than a word that may name what is applied for: "xin tiền"."""
    weak = _data()["weak"].get(field)
    return weak is None or field in fields_asked(re.sub("|".join(weak), " ", _plainly(question)))


def joins_services(question: str) -> tuple[str, ...]:
    """The parts of a question that each name a service of their own, joined by "and"; none where not two do."""
    joining = "|".join(joining_words())
    services = frozenset(_data()["services"]["names"])
    general = frozenset(_data()["services"]["general"])
    parts = re.split(rf"(?<!\w)(?:{joining})(?!\w)", question, flags=re.IGNORECASE)
    named = [(part, own) for part in parts if (own := everyday_words(part) - general)]
    if len(named) != 2 or named[0][1] & named[1][1] or any(len(own & services) > 1 for _, own in named):
        return ()
    return tuple(part for part, _ in named)


def joining_words() -> tuple[str, ...]:
    """Words that join what is asked for: "and"."""
    return tuple(_data()["joining"]["words"])


@cache
def common_concepts() -> frozenset[str]:
    """Concepts of the thesaurus that tell no service from another."""
    return frozenset(_data()["common"]["concepts"])


def content_words(question: str, language: Language) -> frozenset[str]:
    """What a question names: its folded words without the plain ones, those of fields and everyday names.

    Words that folded would be words of another meaning keep their marks: "chó".
    """
    folded = _plainly(question)
    plain = dict(_everyday("plain"))[language.value]
    for pattern in (*(one for _, one in (*_everyday("words"), *_everyday("asks"))), plain):
        folded = pattern.sub(" ", folded)
    return frozenset(word for word in re.findall(r"[^\W\d_]{2,}", folded))


def without_fields(question: str) -> str:
    """A question without the words that ask for a field: what is left names a service and a case."""
    patterns = [pattern for _, pattern in _everyday("asks")]
    while (left := _without(question, patterns)) != question:  # what is left may ask again: "cần (giấy tờ) gì"
        question = left
    return question


def without_services(question: str) -> str:
    """A question without the names of services: what is left asks for a field."""
    guides = [re.compile(rf"\b{re.escape(part)}\b") for name, _ in _everyday("words") for part in name.split(", ")]
    return _without(question, [*(pattern for _, pattern in _everyday("words")), *guides])


def _without(words: str, patterns: Iterable[re.Pattern[str]]) -> str:
    folded, offsets = fold_with_offsets(words)
    left = list(words)
    for match in (match for pattern in patterns for match in pattern.finditer(folded)):
        for at in range(offsets[match.start()], offsets[match.end()]):
            left[at] = " "
    return " ".join("".join(left).split())


def tokens_of(folded: str) -> frozenset[str]:
    """Words and pairs of words: Vietnamese words mostly are pairs of syllables."""
    words = re.findall(r"\w+", folded)
    return frozenset(words) | frozenset(f"{one} {two}" for one, two in pairwise(words))


@cache
def _everyday(table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Keys of a table with the pattern of their words."""
    told = _data()[table].items()
    return tuple((key, re.compile(rf"(?<!\w)(?:{'|'.join(map(pattern_of, words))})(?!\w)")) for key, words in told)


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    data: dict[str, dict[str, list[str]]] = tomllib.loads(
        (files("corpus") / "data" / "everyday.toml").read_text(encoding="utf-8")
    )
    return data


def pattern_of(words: str) -> str:
    """A pattern of folded words: "*" is any ending, " .. " up to four words between."""
    escaped = re.escape(fold(words)).replace(r"\*", r"\w*")
    return escaped.replace(r"\ \.\.\ ", r"(?:\W+\w+){0,4}\W+")
