"""What is on record of an act: each value with the words of the text that it was read from."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from assistant.model import ActRef, Citation, Fact, TextRef
from assistant.unit import Unit
from corpus.agencies import agency_name
from corpus.format import format_date
from corpus.mentions import find_mentions, supported
from corpus.model import Act, Evidence, Language, Mention, MentionKind, Passage, Reference, Section, TextRecord
from corpus.store import Library
from corpus.structure import section_at
from corpus.validity import in_force
from retrieval.model import Hit

FIRST = 3  # passages in which the opening is looked for
_PARAGRAPH = re.compile(r"^[^\W\d_][^\n]{79,}", re.MULTILINE)  # no heading, no note in italics, no list
LONGEST = 600  # characters of a quoted line; a paragraph that is longer is cut around what was read in it
KINDS = {"issued": MentionKind.DATE, "effective_from": MentionKind.DATE, "effective_until": MentionKind.DATE}
DATES = frozenset(KINDS)
TAKING_EFFECT = DATES - {"issued"}


@dataclass(frozen=True, slots=True)
class OnRecord:
    """A value of one field, normalised, and where it was read.

    `dated_by` is the line that dates the act, where the words only refer to it: "from the day of signing".
    """

    field: str
    value: str
    text: TextRecord
    quote: str
    start: int
    section: str
    dated_by: OnRecord | None = None

    def shown(self, reader: Language) -> str:
        """The value in local form."""
        if self.field in DATES:
            return format_date(self.value, reader)
        return agency_name(self.value, reader) if self.field == "issuer" else self.value

    @property
    def places(self) -> tuple[OnRecord, ...]:
        """All that tells the value together."""
        return (self, self.dated_by) if self.dated_by else (self,)

    @property
    def says_its_day(self) -> bool:
        """Whether the words tell a day themselves."""
        day = Mention(MentionKind.DATE, self.value, "", 0, 0)
        return supported(day, find_mentions(self.quote, self.text.language))


class Records:
    """Reads the records of acts, the reader's own language first, then Vietnamese, then any."""

    def __init__(self, library: Library, reader: Language) -> None:
        self._library = library
        self._reader = reader
        self._read: dict[str, tuple[str, list[Section]]] = {}

    def texts(self, act: Act) -> list[TextRecord]:
        """The texts of an act, the one to read first."""
        order = (self._reader, Language.VI)
        texts = self._library.texts_of(act.id)
        return sorted(texts, key=lambda t: (order.index(t.language) if t.language in order else len(order), t.id))

    def values(self, act: Act, field: str) -> list[OnRecord]:
        """Every different value that the act's texts give for a field; more than one is a conflict between them."""
        found: dict[str, OnRecord] = {}
        for text in self.texts(act):
            for evidence in self._library.evidence(text.id):
                if evidence.field == field and evidence.value not in found:
                    found[evidence.value] = self._on_record(text, evidence)
        return [self._dated(act, one) if field in TAKING_EFFECT else one for one in found.values()]

    def _dated(self, act: Act, one: OnRecord) -> OnRecord:
        """The same with the line that dates the act, where the words tell no day themselves."""
        if one.says_its_day:
            return one
        return replace(one, dated_by=next((on for on in self.values(act, "issued") if on.value == one.value), None))

    def opening(self, act: Act) -> OnRecord | None:
        """The first paragraph of the act's text that is long enough to tell what it is about."""
        for text in self.texts(act)[:1]:
            for passage in self._library.passages_of(text.id)[:FIRST]:
                for match in _PARAGRAPH.finditer(passage.content):
                    words = match.group().rstrip()
                    cut = words if len(words) <= LONGEST else words[: words.rfind(" ", 0, LONGEST)]
                    return OnRecord("opening", "", text, cut, passage.start + match.start(), passage.section)
        return None

    def place(self, text_id: str, reference: Reference) -> OnRecord:
        """The words that mention another act."""
        text = self._library.text_summary(text_id)
        return self._on_record(text, Evidence("reference", reference.number, reference.start, reference.end))

    def _on_record(self, text: TextRecord, evidence: Evidence) -> OnRecord:
        content, sections = self._content(text.id)
        start, end = _line(content, evidence.start, evidence.end)
        path = section_at(sections, evidence.start).path if sections else ""
        return OnRecord(evidence.field, evidence.value, text, content[start:end], start, path)

    def _content(self, text_id: str) -> tuple[str, list[Section]]:
        """The content and the structure of a text, read once."""
        if text_id not in self._read:
            full = self._library.text(text_id)
            self._read[text_id] = full.content if full else "", self._library.sections(text_id)
        return self._read[text_id]


class Cited:
    """Numbers what is shown, in the order in which it is shown; the same words keep their number."""

    def __init__(self, library: Library, day: date) -> None:
        """`day` is the one on which acts are told to be in force or not."""
        self._library, self._day = library, day
        self._found: list[Citation] = []
        self.facts: list[Fact] = []

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(self._found)

    def mark(self, one: OnRecord) -> str:
        """ "[1]" for the words that a value was read from, "[1][2]" where it takes two places to tell it."""
        return "".join(f"[{self.number(place)}]" for place in one.places)

    def number(self, one: OnRecord) -> int:
        known = next(
            (c for c in self._found if (c.text.id, c.start, c.quote) == (one.text.id, one.start, one.quote)), None
        )
        if known:
            return known.n
        act = self._library.act(one.text.act_id) if one.text.act_id else None
        self._found.append(_citation(len(self._found) + 1, one, act, self._day))
        return len(self._found)

    def fact(self, one: OnRecord, reader: Language) -> str:
        """The value in local form with its mark; kept as a fact of the answer."""
        kind = MentionKind.AGENCY if one.field == "issuer" else KINDS.get(one.field)
        marks = self.mark(one)
        if kind:
            self.facts.append(Fact(kind, one.value, one.shown(reader), self.number(one.places[-1])))
        return f"{one.shown(reader)} {marks}"


def unit_at(library: Library, place: OnRecord) -> Unit:
    """The same words as a unit of the passage that they stand in, or of one of their own: a text's head is in none."""
    end = place.start + len(place.quote)
    holding = (p for p in library.passages_of(place.text.id) if p.start <= place.start and end <= p.end)
    own = Passage("", place.text.id, place.text.language, place.section, (), place.quote, place.start, end)
    return Unit(Hit(0, 0.0, next(holding, own)), place.quote, place.start, end)


def _line(content: str, start: int, end: int) -> tuple[int, int]:
    """The line around a span, without white space; the part of a long one that holds the span."""
    first = content.rfind("\n", 0, start) + 1
    last = content.find("\n", end)
    last = len(content) if last < 0 else last
    if last - first > LONGEST:
        first, last = max(first, start - LONGEST // 2), min(last, max(end, start + LONGEST // 2))
    while first < start and content[first].isspace():
        first += 1
    while last > end and content[last - 1].isspace():
        last -= 1
    return first, last


def _citation(n: int, one: OnRecord, act: Act | None, day: date) -> Citation:
    text = one.text
    return Citation(
        n=n,
        act=ActRef(act.id, act.number, act.title, in_force(act, day)) if act else None,
        text=TextRef(text.id, text.language, text.publisher, text.source_url, text.file),
        section=one.section,
        quote=one.quote,
        start=one.start,
        end=one.start + len(one.quote),
    )
