"""Questions on what a term means: answered in the words of the text that defines it, or refused.

A guide in which the term only occurs tells fees and papers, not what the term is; so it is not asked.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.checking import Statement, check
from assistant.citing import Citer
from assistant.documents.naming import number_spans
from assistant.draft import Draft
from assistant.gathering import Found, SentenceScorer, read
from assistant.model import Answer, AnswerStatus
from assistant.orders import without_orders
from assistant.phrases import Phrases
from assistant.understanding import Understanding, wants_of
from assistant.unit import Unit
from assistant.wording import concepts_of
from corpus.fold import fold
from corpus.model import Language
from corpus.patterns import plain, plain_pattern
from corpus.store import Library
from corpus.store.kept import Kept
from corpus.store.procedures import known_procedures
from retrieval.in_force import InForceRetriever
from retrieval.model import Filters, Query, Retriever

DATA = Path(__file__).parent / "data" / "definitions.toml"
SURE = 0.9  # that a sentence "X is ..." tells what X is
READ = 20  # passages read for the definition of a term
LONGEST_TERM = 12  # words; longer questions ask for something else
LONGEST_SUBJECT = 12  # words before "is" that may be a term with its abbreviation
_ARTICLE = re.compile(r"^(?:the|an|a|mot|cac|cai|khai niem|thuat ngu)\s+")
_EDGES = re.compile(r"^[\W\d_]*(?:[a-zđ]\)\s*)?[\W_]*|[\W_]+$", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")
_ABBREVIATION = re.compile(r"[A-ZĐ][\w-]*[A-ZĐ][\w-]*")


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    asks: list[str]
    attributes: list[str]
    says: dict[Language, str]


class Definitions:
    """Answers "what is X?" where X is a term; leaves alone what has another route."""

    def __init__(self, library: Library, retriever: Retriever, scorer: SentenceScorer) -> None:
        self._library = library
        self._retriever = InForceRetriever(retriever)
        self._scorer = scorer
        self._services = Kept(library.database, self._read_services)

    def answer(self, asked: Understanding, found: Sequence[Found]) -> Answer | None:
        """The definition, or that the documents give none; None where no term is asked about.

        "What is the aim of X?" asks for no term, unless some sentence defines just that. `found` are the passages that
        the search found, best first.
        """
        term = asked_term(asked.question.words)
        if term is None or any(name.startswith(fold(term)) for name in self._services()):
            return None
        draft = Draft(asked, tuple(found), Citer(self._library, asked.question.as_of), Phrases(asked.reader))
        unit = next(_defining(term, asked.language, (*found, *self._search(term, asked))), None)
        if unit is None and _attributes().search(plain(term)):
            return None
        if unit is None:
            draft.offer_nearest()
        else:
            statement = Statement(draft.phrases.quote(unit.words), (unit,), verbatim=True, focus=unit)
            draft.add(statement, check(statement, asked.reader))
            draft.status = AnswerStatus.ANSWERED
        return draft.finished(confidence=SURE, conversation_id="", timings_ms={})

    def _search(self, term: str, asked: Understanding) -> tuple[Found, ...]:
        """Passages on the term alone, without the words of asking."""
        filters = Filters(as_of=asked.question.as_of)
        query = Query(words=term, k=READ, language=asked.language, reader=asked.reader, filters=filters)
        named = replace(asked, question=replace(asked.question, words=term))
        return without_orders(read(named, self._retriever.search(query), self._scorer))

    def _read_services(self) -> frozenset[str]:
        return frozenset(fold(one.procedure.name.words) for one in known_procedures(self._library.database))


def asked_term(words: str) -> str | None:
    """The term whose meaning is asked for, as typed; None where something else is asked."""
    typed = " ".join(words.split())
    folded = plain(typed)
    match = next((found for pattern in _asks() if (found := pattern.search(folded))), None)
    if match is None or wants_of(words) or number_spans(words):
        return None
    term = _ARTICLE.sub("", match["term"].strip())
    if not term or len(term.split()) > LONGEST_TERM:
        return None
    at = folded.find(term)
    return _EDGES.sub("", typed[at : at + len(term)]) if len(typed) == len(folded) else term


def _defining(term: str, language: Language, found: Sequence[Found]) -> Iterator[Unit]:
    """Sentences that say what a term is; the answer to a guide's own question after those, abbreviations last."""
    units = [(one, unit) for one in found for unit in one.units]
    yield from (unit for _, unit in units if not unit.asks and _defines(unit, term, language))
    for one, unit in units:
        if unit.asks and (own := asked_term(unit.words.strip("#*_ "))) and _same(own, term, unit, language):
            yield from (after for after in one.units if after.start >= unit.end and not after.asks)
    if _ABBREVIATION.fullmatch(term):
        spelt = re.compile(rf"\w[^()\n]*\((?:[^()]*\W)?{re.escape(term)}\)")
        yield from (unit for _, unit in units if not unit.asks and spelt.search(unit.words))


def _defines(unit: Unit, term: str, language: Language) -> bool:
    """Whether a sentence begins with the term, and says what it is."""
    match = _says(unit.hit.passage.language).search(unit.words)
    if match is None or unit.words.rstrip().endswith("?"):
        return False
    subject = unit.words[: match.start()]
    if len(subject.split()) > LONGEST_SUBJECT:
        return False
    return any(_same(_EDGES.sub("", name), term, unit, language) for name in _names(subject))


def _names(subject: str) -> Iterator[str]:
    """A subject without what stands in brackets, and what stands there: "cơ sở dữ liệu (CSDL)" is both."""
    yield _BRACKETS.sub(" ", subject)
    yield from (inner.strip("()") for inner in _BRACKETS.findall(subject))


def _same(name: str, term: str, unit: Unit, language: Language) -> bool:
    """Whether two names are one: the same words, or across languages and abbreviations the same concepts."""
    one, other = (_ARTICLE.sub("", " ".join(fold(words).split())) for words in (name, term))
    if one == other:
        return True
    if _ABBREVIATION.fullmatch(term) or (unit.hit.passage.language is language and not _ABBREVIATION.search(term)):
        return False
    meant, told = concepts_of(term, language), concepts_of(name, unit.hit.passage.language)
    return bool(meant) and meant <= told and len(told - meant) <= len(meant) and bool(one)


@cache
def _data() -> _File:
    with DATA.open("rb") as file:
        return _File.model_validate(tomllib.load(file))


@cache
def _asks() -> tuple[re.Pattern[str], ...]:
    return tuple(plain_pattern([pattern]) for pattern in _data().asks)


@cache
def _attributes() -> re.Pattern[str]:
    return plain_pattern(_data().attributes)


@cache
def _says(language: Language) -> re.Pattern[str]:
    return re.compile(_data().says[language], re.IGNORECASE)
