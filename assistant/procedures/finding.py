"""Which entry a question means: the words of its name, and the passages that the search found, both vote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.gathering import Found, SentenceScorer
from assistant.procedures.candidate import Candidate
from assistant.procedures.entries import Entries, Entry
from assistant.procedures.speaking import concepts_named, covered, unspoken
from assistant.procedures.wanting import wanted_fields
from assistant.understanding import Understanding, Want
from assistant.unit import Unit, units_of
from corpus.model import Language
from corpus.procedures.finding import (
    another_service,
    everyday_words,
    fields_told,
    joins_services,
    unasked_change,
)
from corpus.procedures.ranking import rank_named
from retrieval.model import Hit

FOUND_READ = 10  # passages that vote: more are noise
NAMED_READ = 8  # entries that are found by their names alone
PARTS = 2  # services that one question may join
UNITS_READ = 40  # sentences of one entry that are weighed


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
        named = concepts_named(asked)
        alien = unspoken(named - self._entries.concepts(entry), words)
        return Candidate(
            entry=entry,
            found=_by_passage(weighed),
            name=max((u.similarity for u in weighed if entry.names_it(u.start, u.end)), default=0.0),
            unit=max((unit.similarity for unit in weighed if not unit.asks), default=0.0),
            vote=votes[0],
            lexical=min(votes[1], 1.5),
            covered=covered(asked, words, units[0].hit.passage.language if units else Language.VI),
            fields=len(wanted & told_by(entry)) / len(wanted) if wanted else 0.0,
            named=len(named),
            held=1 - len(alien) / len(named) if named else 1.0,
            alien=alien,
            another=self._another(asked, entry),
            event=another_service(asked.question.words, entry.names[0]),
            change=unasked_change(asked.question.words, entry.names[0]),
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


def told_by(entry: Entry) -> frozenset[str]:
    """The fields that an entry tells."""
    return fields_told(entry.record) if entry.record else frozenset()


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
