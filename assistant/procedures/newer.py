"""What acts newer than a guide say otherwise: the guide's answer is told, and with it the act that contradicts it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from assistant.checking import Statement
from assistant.gathering import Found
from assistant.procedures.entries import Entries, Entry
from assistant.procedures.fields import Item, items_of
from assistant.procedures.phrases import CasePhrases
from assistant.procedures.telling import line_of
from assistant.unit import Unit, units_of
from corpus.fold import fold
from corpus.format import format_date
from corpus.identifiers import number_key
from corpus.model import Act, Language, MentionKind, Passage, Relation
from corpus.procedures.free import says_free
from corpus.procedures.model import Procedure
from corpus.procedures.wording import wording
from corpus.store import Library
from corpus.store.referring import references_to
from retrieval.model import Hit

MOST = 2  # newer acts told with one answer
READ = 30  # passages found that are looked through
AMENDING = 5  # acts that change one act which the guide rests on
HEAD = 6  # first passages of an act, in which it states its number and day
NAMED = 0.6  # share of the pairs of words of a service's name that a sentence and its headings must have
LEAST_PAIRS = 2
KINDS = {"fee": MentionKind.MONEY, "term": MentionKind.DURATION, "within": MentionKind.DURATION}
CHANGING = (Relation.AMENDS, Relation.REPLACES, Relation.REPEALS)
_FORM = re.compile(r"[Mm]ẫu (?:số )?(\w+)")
_YEAR = re.compile(r"/(?P<year>(?:19|20)\d\d)/")


@dataclass(frozen=True, slots=True)
class Newer:
    """Words of an act that is newer than the guide, and what they say otherwise."""

    act: Act
    unit: Unit


class NewerActs:
    """Finds what newer acts of the library say otherwise than a guide."""

    def __init__(self, library: Library, entries: Entries) -> None:
        self._library = library
        self._entries = entries

    def on(
        self, field: str, told: Sequence[Item], entry: Entry, found: Sequence[Found], day: date | None
    ) -> list[Newer]:
        """At most `MOST` contradictions of one field, each from another act, articles on the same service first.

        Args:
            field: the field told.
            told: its values as the guide gives them.
            entry: the entry of the guide.
            found: passages that the search found for the question.
            day: on which the answer holds; None is today.
        """
        since = self._day_of(entry)
        if since is None or entry.record is None:
            return []
        kept: dict[str, Newer] = {}
        for newer in self._all(field, told, entry, found):
            last = newer.act.last_day
            later = (newer.act.effective_from or newer.act.issued or date.min) > since
            holds = last is None or last >= (day or date.today())
            if later and holds and number_key(newer.act.number or "") not in _rests_on(entry.record):
                kept.setdefault(newer.act.id, newer)
        return list(kept.values())[:MOST]

    def statements(self, newer: Sequence[Newer], phrases: CasePhrases, reader: Language) -> Iterator[Statement]:
        """ "A newer act, 12/2026/NĐ-CP of 1 March 2026, says otherwise: “...”", with the place where its day stands."""
        for one in newer:
            told = (("newer_act_dated", one.act.issued), ("newer_act_holds", one.act.effective_from))
            places = [(key, day, unit) for key, day in told if day and (unit := self._dated(one, day))]
            key, day, unit = places[0] if places else ("newer_act", None, one.unit)
            lead = phrases[key].format(act=one.act.number, date=format_date(day, reader) if day else "")
            sources = tuple(dict.fromkeys((one.unit, unit)))
            yield Statement(f"{lead} {phrases.quote(one.unit.words)}", sources, verbatim=True, focus=one.unit)

    def _all(self, field: str, told: Sequence[Item], entry: Entry, found: Sequence[Found]) -> Iterator[Newer]:
        yield from self._articles(field, told, entry)
        record = entry.record
        if record is None:
            return
        known = frozenset(item.value for item in items_of(record, field))
        for passage in self._passages(entry, found):
            act = self._act(passage.text_id)
            if act is None:
                continue
            for unit in units_of(Hit(0, 0.0, passage)):
                if _names(record, unit, field) and _otherwise(field, unit, known, told):
                    yield Newer(act, unit)

    def _articles(self, field: str, told: Sequence[Item], entry: Entry) -> Iterator[Newer]:
        """Articles of acts that lay down the same service with none of the values told."""
        for text_id, record in self._entries.articles():
            if entry.record is None or not _alike(entry.record, record.name.words):
                continue
            act, other = self._act(text_id), _contrary(field, told, items_of(record, field))
            if act and other:
                yield Newer(act, self._line(text_id, other))

    def _passages(self, entry: Entry, found: Sequence[Found]) -> Iterator[Passage]:
        """Passages that may contradict: those found, then those of acts that change what the guide rests on."""
        seen = {entry.text_id}
        yield from (one.hit.passage for one in found[:READ] if one.hit.passage.text_id != entry.text_id)
        for basis in entry.record.basis if entry.record else ():
            for one in references_to(self._library.database, basis.number, CHANGING, most=AMENDING):
                if one.text_id not in seen:
                    seen.add(one.text_id)
                    yield from self._library.passages_of(one.text_id)

    def _line(self, text_id: str, item: Item) -> Unit:
        passages = self._library.passages_of(text_id)
        passage = next(one for one in passages if one.start <= item.quote.start < one.end)
        start, end = line_of(passage.content, item.quote.start - passage.start, item.quote.end - passage.start)
        return Unit(Hit(0, 0.0, passage), passage.content[start:end], passage.start + start, passage.start + end)

    def _act(self, text_id: str) -> Act | None:
        act_id = self._library.text_summary(text_id).act_id
        act = self._library.act(act_id) if act_id else None
        return act if act and act.number else None

    def _day_of(self, entry: Entry) -> date | None:
        """The day that a guide tells its state of: of its own text, or the latest of the acts that it rests on."""
        text = self._library.text_summary(entry.text_id)
        record = entry.record
        days = [text.published, record.validity.since if record and record.validity else None]
        numbers = _rests_on(record) if record else frozenset()
        acts = [act for act in self._library.acts() if act.number and number_key(act.number) in numbers]
        days += [act.issued for act in acts]
        told = [basis.number for basis in record.basis] if record else []
        days += [date(int(found["year"]), 1, 1) for number in told if (found := _YEAR.search(number))]
        return max((day for day in days if day is not None), default=None)

    def _dated(self, newer: Newer, day: date) -> Unit | None:
        """The words at the head or the end of an act in which a day stands."""
        passages = self._library.passages_of(newer.unit.hit.passage.text_id)
        for passage in (*passages[:HEAD], *passages[-HEAD:]):
            for unit in units_of(Hit(0, 0.0, passage)):
                if (MentionKind.DATE, day.isoformat()) in unit.facts:
                    return unit
        return None


def _rests_on(record: Procedure) -> frozenset[str]:
    return frozenset(number_key(basis.number) for basis in record.basis)


def _contrary(field: str, told: Sequence[Item], others: Sequence[Item]) -> Item | None:
    """The item of an article that cannot be true together with those told; None where they agree or do not compare."""
    if not told or not others:
        return None
    if field in KINDS:
        return None if {item.value for item in told} & {item.value for item in others} else others[0]
    near = [(one, other) for one in told for other in others if _near(one, other)]
    if field == "papers":  # the same paper on another form
        return next((other for one, other in near if _figures(one) != _figures(other)), None)
    return None if near or field != "authority" else others[0]


def _near(one: Item, other: Item) -> bool:
    """Whether one item's words hold most of the other's."""
    first, second = _pairs(one.quote.words), _pairs(other.quote.words)
    return len(first & second) >= NAMED * max(1, min(len(first), len(second)))


def _figures(item: Item) -> frozenset[str]:
    return frozenset(_FORM.findall(item.quote.words))


def _alike(record: Procedure, name: str) -> bool:
    other = _pairs(name)
    return any(_shared(_pairs(quote.words), other) for quote in (record.name, *record.aliases))


def _names(record: Procedure, unit: Unit, field: str) -> bool:
    """Whether a sentence with its headings is about the service: it names it before it gives a value of the field.

    What is named after a term is often the event that it counts from ("60 days from the registration of the birth").
    """
    values = [mention.start for mention in unit.mentions if mention.kind is KINDS.get(field)]
    subject = unit.words[: min(values, default=len(unit.words))]
    around = _pairs(" ".join((*unit.hit.passage.headings, subject)))
    return any(_shared(_pairs(quote.words), around, whole=False) for quote in (record.name, *record.aliases))


def _shared(wanted: frozenset[tuple[str, str]], held: frozenset[tuple[str, str]], *, whole: bool = True) -> bool:
    both = len(wanted & held)
    least = max(len(wanted), len(held)) if whole else len(wanted)
    return both >= LEAST_PAIRS and both >= NAMED * least


def _pairs(words: str) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(re.findall(r"\w+", fold(words))))


def _otherwise(field: str, unit: Unit, known: frozenset[str], told: Sequence[Item]) -> bool:
    """Whether a sentence about the service gives the field another value, or takes what is told away."""
    patterns, folded = wording().patterns, fold(unit.words)
    kind = KINDS.get(field)
    if kind is None:
        spared = patterns["taken_away"].search(folded)
        return bool(spared) and any(_pairs(item.quote.words) & _pairs(unit.words) for item in told)
    if patterns["about_" + ("fee" if field == "fee" else "term")].search(folded) is None:
        return False
    values = {mention.value for mention in unit.mentions if mention.kind is kind}
    if values:
        return bool(known) and not values & known
    return field == "fee" and says_free(folded) is not None and "free" not in known
