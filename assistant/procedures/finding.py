"""Which entry a question means: the words of its name, and the passages that the search found, both vote."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.gathering import Found, SentenceScorer
from assistant.procedures.entries import Entries, Entry
from assistant.understanding import Understanding, Want
from assistant.unit import Unit, units_of
from assistant.wording import coverage, stems_of
from corpus.fold import fold
from corpus.model import Language
from corpus.procedures.finding import (
    another_service,
    asks_firmly,
    common_concepts,
    everyday_words,
    fields_asked,
    fields_told,
    joins_services,
    rank_named,
    speaks_of,
    tells_span,
    without_fields,
)
from corpus.thesaurus import read_thesaurus
from retrieval.concepts import outer_concepts
from retrieval.model import Hit

VALUES = frozenset({"fee", "term", "within", "papers", "authority"})  # fields that a word about channels qualifies
FOUND_READ = 10  # passages that vote: more are noise
NAMED_READ = 8  # entries that are found by their names alone
PARTS = 2  # services that one question may join
UNITS_READ = 40  # sentences of one entry that are weighed

# What an entry is worth: similarities are centred cosines (0 unrelated, 0.6 a paraphrase), the others shares 0..1.
# Chosen from a grid of 486 by the ranks of the right entry for 110 questions over the samples and over guides in
# questions and answers (Vietnamese with and without diacritics): first for 107, and the figures are flat around.
NAME, UNIT, VOTE, LEXICAL, COVERED, FIELD, CONCEPT = 0.75, 0.5, 0.5, 1.5, 1.0, 0.6, 1.0
EVENT = 0.25  # what an entry loses whose own name is another service than the one that is named


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry with what speaks for it. `found` are its passages with weighed sentences, in reading order."""

    entry: Entry
    found: tuple[Found, ...]
    name: float  # similarity of its nearest name to the question
    unit: float  # similarity of its nearest sentence
    vote: float  # its best passage's score among those found, as a share of the best, 0..1
    lexical: float  # agreement of names in words, 0..1.5
    covered: float  # share of the question's words that it holds; 0 across languages
    fields: float  # share of the fields asked for that it tells; 0 where none is asked for
    named: int  # concepts that the question names
    held: float  # share of the question's concepts that it names; 1 where the question names none
    alien: frozenset[str]  # the question's concepts that it does not name
    another: bool = False  # the question names services, and this entry is of none of them
    event: bool = False  # what the question names is only what this entry's term counts from: its name is another
    kept: bool = False  # the conversation is about it, and the question names no other

    @property
    def score(self) -> float:
        return (
            NAME * self.name
            + UNIT * self.unit
            + VOTE * self.vote
            + LEXICAL * self.lexical
            + COVERED * self.covered
            + FIELD * self.fields
            + CONCEPT * self.held
            - EVENT * self.event
        )


class Finder:
    """Ranks the entries that a question may mean."""

    def __init__(self, entries: Entries, scorer: SentenceScorer) -> None:
        self._entries = entries
        self._scorer = scorer

    def ranked(self, asked: Understanding, found: Sequence[Found]) -> list[Candidate]:
        """Candidates, best first: what the conversation is about, then the entries found and those named alike."""
        self._entries.refresh()
        votes = self._votes(found)
        named = self._named(asked.question.words)
        about = self._entries.called(asked.question.about)
        chosen = {entry.id: entry for entry, _ in (*votes.values(), *named.values())} | (
            {about.id: about} if about else {}
        )
        if not chosen:
            return []
        units = {key: self._units(entry) for key, entry in chosen.items()}
        near = self._similar(asked, units)
        weighed = [
            self._weigh(asked, entry, near, units[key], (_value(votes, key), _value(named, key)))
            for key, entry in chosen.items()
        ]
        weighed = [replace(one, kept=about is not None and one.entry.id == about.id) for one in weighed]
        return sorted(weighed, key=lambda one: (not one.kept, one.another, -one.score))

    def telling(self, field: str, asked: Understanding, best: Entry) -> Entry | None:
        """The entry that tells a field for `best`: itself, or another of its guide on the same service."""
        if field in told_by(best):
            return best
        if field == "within":  # by when to apply is told for one service only
            return None
        wanted = everyday_words(asked.question.words)
        services = wanted | everyday_words(" ".join(best.names))
        others = [
            (one, everyday_words(" ".join(one.names))) for one in self._entries.beside(best) if field in told_by(one)
        ]
        same = (one for one, own in others if own <= services)
        wider = (
            one
            for one, own in others
            if wanted and (own & services or not own) and wanted <= everyday_words(self._words(one))
        )
        return next(same, next(wider, None))

    def _words(self, entry: Entry) -> str:
        return "\n".join([*entry.names, *(passage.content for passage in self._entries.passages(entry))])

    def _votes(self, found: Sequence[Found]) -> dict[str, tuple[Entry, float]]:
        """Entries of the passages found, each with its best passage's share of the best score."""
        votes: dict[str, tuple[Entry, float]] = {}
        best = max((one.hit.score for one in found[:FOUND_READ]), default=0.0)
        for one in found[:FOUND_READ]:
            for entry in self._entries.of(one.hit.passage) if best > 0 else ():
                share = max(one.hit.score / best, _value(votes, entry.id))
                votes[entry.id] = (entry, share)
        return votes

    def _named(self, question: str) -> dict[str, tuple[Entry, float]]:
        known = self._entries.all()
        ranked = rank_named(question, [one.names for one in known], [told_by(one) for one in known])
        return {known[at].id: (known[at], score) for at, score in ranked[:NAMED_READ]}

    def _units(self, entry: Entry) -> list[Unit]:
        passages = self._entries.passages(entry)
        units = [unit for passage in passages for unit in units_of(Hit(0, 0.0, passage))]
        own = [unit for unit in units if entry.tells(unit.start, unit.end)]
        return (own or units)[:UNITS_READ]

    def _weigh(
        self,
        asked: Understanding,
        entry: Entry,
        near: Mapping[str, float],
        units: Sequence[Unit],
        votes: tuple[float, float],
    ) -> Candidate:
        weighed = [replace(unit, similarity=near[unit.words]) for unit in units]
        words = self._words(entry)
        wanted = wanted_fields(asked.question.words)
        named = _concepts_named(asked)
        alien = _unspoken(named - self._entries.concepts(entry), words)
        return Candidate(
            entry=entry,
            found=_by_passage(weighed),
            name=max((u.similarity for u in weighed if entry.names_it(u.start, u.end)), default=0.0),
            unit=max((unit.similarity for unit in weighed if not unit.asks), default=0.0),
            vote=votes[0],
            lexical=min(votes[1], 1.5),
            covered=_covered(asked, words, units[0].hit.passage.language if units else Language.VI),
            fields=len(wanted & told_by(entry)) / len(wanted) if wanted else 0.0,
            named=len(named),
            held=1 - len(alien) / len(named) if named else 1.0,
            alien=alien,
            another=self._another(asked, entry),
            event=another_service(asked.question.words, entry.names[0]),
        )

    def _another(self, asked: Understanding, entry: Entry) -> bool:
        """Whether a question names services, none of which an entry is about by its names and the line of its head."""
        return another_service(asked.question.words, "\n".join([*entry.names, self._head(entry)]))

    def _head(self, entry: Entry) -> str:
        """The line that an entry's name stands in, and the headings above it."""
        at = min((start for start, _ in entry.named), default=entry.start)
        passage = next((one for one in self._entries.passages(entry) if one.start <= at < one.end), None)
        if passage is None:
            return ""
        start = passage.content.rfind("\n", 0, at - passage.start) + 1
        return "\n".join([*passage.headings, passage.content[start:].split("\n", 1)[0]])

    def _similar(self, asked: Understanding, units: Mapping[str, Sequence[Unit]]) -> dict[str, float]:
        """Similarity to the question of all sentences at once; their vectors were made at indexing."""
        words = list(dict.fromkeys(unit.words for own in units.values() for unit in own))
        spoken = {unit.words: unit.hit.passage.language for own in units.values() for unit in own}
        pairs = [(one, spoken[one]) for one in words]
        near = self._scorer.similarities(asked.question.words, asked.language, pairs)
        return {one: float(value) for one, value in zip(words, near, strict=True)}


def wanted_fields(question: str) -> frozenset[str]:
    """The fields a question asks for.

    Where it asks by when to apply it asks for no term; a fine is no fee; and beside a value, "online" is a condition.
    """
    asked = fields_asked(question)
    handled = tells_span("handling", question) and not tells_span("duty", question)
    if "within" in asked and handled:  # "within how many days is it ready?"
        asked = asked - {"within"} | {"term"}
    less = {"term"} if "within" in asked else set()
    others = asked & VALUES - {"fee"}
    less |= {"fee"} if "penalty" in asked or (others and not asks_firmly("fee", question)) else set()
    less |= {"channels", "steps", "result", "basis"} if asked & VALUES else set()
    return asked - less


def told_by(entry: Entry) -> frozenset[str]:
    """The fields that an entry tells."""
    return fields_told(entry.record) if entry.record else frozenset()


def _covered(asked: Understanding, words: str, language: Language) -> float:
    """The share of what the question names that an entry's words hold; in its own language, of all its words too."""
    folded = fold(words)
    meant = everyday_words(asked.question.words)
    told = frozenset(name for name in meant if speaks_of(name, folded)) | (meant & everyday_words(words))
    held = len(told) / len(meant) if meant else 0.0
    if asked.language is not language:
        return held
    return (
        (held + coverage(stems_of(asked.question.words), words)) / 2
        if meant
        else coverage(stems_of(asked.question.words), words)
    )


def _concepts_named(asked: Understanding) -> frozenset[str]:
    """The concepts of a question that tell services apart, none of which needs the words that ask for a field.

    Without diacritics "công an tỉnh bao lâu" would name a service of intelligence ("tình báo").
    """
    words, language = asked.question.words, asked.language
    named = outer_concepts(words, language) & outer_concepts(without_fields(words), language)
    return named - common_concepts()


def _unspoken(concepts_lacking: frozenset[str], words: str) -> frozenset[str]:
    """Those of concepts that no line of Vietnamese words speaks of, though it may say a term in another order.

    Diacritics count: without them a line about a child ("cho con") would speak of a dog ("con chó").
    """
    lines = [frozenset(_spelt(line)) for line in words.split("\n")] if concepts_lacking else []
    return frozenset(
        one for one in concepts_lacking if not any(term <= line for term in vietnamese_terms()[one] for line in lines)
    )


def _spelt(words: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", words).lower())


@cache
def vietnamese_terms() -> Mapping[str, Sequence[frozenset[str]]]:
    """The words of each Vietnamese term of two words and more, as they are spelt, by concept."""
    read = {one.id: [frozenset(_spelt(term)) for term in one.terms[Language.VI]] for one in read_thesaurus()}
    return {concept: [term for term in terms if len(term) > 1] for concept, terms in read.items()}


def by_services(asked: Understanding, ranked: Sequence[Candidate]) -> list[Candidate]:
    """The candidates to answer from: the best, and another where the question joins two services by "and"."""
    best, words = ranked[0], asked.question.words
    joined = joins_services(words) if Want.YESNO not in asked.wants else ()
    if len(joined) < PARTS or best.kept:
        return [best]
    chosen = []
    for part in joined:
        named = [one for one in ranked if not one.another and not another_service(part, " ".join(one.entry.names))]
        chosen.append(max(named, key=lambda one: (len(_shared(part, one)), one.score), default=best))
    distinct = list({one.entry.id: one for one in chosen}.values())
    return distinct if len(distinct) == len(joined) else [best]


def _shared(part: str, one: Candidate) -> frozenset[str]:
    return everyday_words(part) & everyday_words(" ".join(one.entry.names))


def _by_passage(units: Sequence[Unit]) -> tuple[Found, ...]:
    hits = {unit.hit.passage.id: unit.hit for unit in units}
    return tuple(Found(hit, tuple(u for u in units if u.hit is hit)) for hit in hits.values())


def _value(scored: dict[str, tuple[Entry, float]], key: str) -> float:
    return scored[key][1] if key in scored else 0.0
