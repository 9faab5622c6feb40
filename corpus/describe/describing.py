"""Describing a text: from its attributes, its head and its words to the act it renders."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from corpus.agencies import find_agencies
from corpus.describe import body, header
from corpus.describe.attributes import Attribute, read_attributes
from corpus.describe.codified import code_of
from corpus.describe.completeness import completeness_of
from corpus.describe.found import Found
from corpus.describe.origin import Origin, read_origin
from corpus.describe.references import read_references
from corpus.describe.slug import act_id, number_of_name
from corpus.describe.title import names_the_text, read_title
from corpus.describe.told import LONGEST, Told
from corpus.describe.vocabulary import issuer_of_number, kind_of_number, kind_of_words
from corpus.fold import fold
from corpus.identifiers import find_numbers
from corpus.model import Act, Completeness, Evidence, Language, LineKind, Reference, Section, SectionKind

_READ = frozenset({LineKind.CONTENT, LineKind.HEADING})


@dataclass(frozen=True, slots=True)
class Description:
    """What a text is. `grouping` says in plain words why the text belongs to `act`."""

    act: Act | None
    title: str | None
    publisher: str | None
    source_url: str | None
    published: date | None
    completeness: Completeness
    references: tuple[Reference, ...]
    evidence: tuple[Evidence, ...]
    grouping: str | None


def describe(
    content: str, *, file: str, language: Language, kinds: Sequence[LineKind], sections: Sequence[Section]
) -> Description:
    """Describe a text. What cannot be told is None; a guide or an article about no single act has no act.

    Args:
        content: the text, NFC.
        file: its name and folder; its last part may tell the number.
        language: of the text.
        kinds: what each line is.
        sections: its structure.
    """
    reading = _Reading(content, file, language, kinds, sections)
    act, completeness = reading.act()
    return Description(
        act,
        reading.title,
        reading.origin.publisher,
        reading.origin.url,
        reading.origin.published,
        completeness,
        read_references(
            content, sections, own=act.number if act else None, implemented=reading.implements(act), title=reading.title
        ),
        reading.evidence,
        reading.reason if act else None,
    )


class _Reading:
    """One text while it is described; each value that is found leaves its evidence."""

    def __init__(
        self, content: str, file: str, language: Language, kinds: Sequence[LineKind], sections: Sequence[Section]
    ) -> None:
        self._content = content
        self._file = file
        self._language = language
        self._sections = sections
        self._told = Told(read_attributes(content))
        self.reason: str | None = None
        self._words_start = _first_words(content, kinds)
        self._guide = any(section.kind is SectionKind.QUESTION for section in sections)
        self.origin: Origin = read_origin(content, self._told.attributes)
        self._told.evidence.extend(self.origin.evidence)
        self.implemented = body.read_implemented(content, self._words_start)
        title = read_title(content, self._told.attributes, kinds, sections)
        self.title = self._told.keep("title", title) if title else None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Where each value was read."""
        return tuple(self._told.evidence)

    def implements(self, act: Act | None) -> str | None:
        """The number of the act that this text, a plan, carries out."""
        other = self.implemented
        return other.value if other and (act is None or act.number != other.value) else None

    # -- the act ---------------------------------------------------------------------------------------------

    def act(self) -> tuple[Act | None, Completeness]:
        """The act with how much of it the text renders."""
        if code := code_of(self._sections):
            return self._codification(code), Completeness.FULL
        number, reported = self._number()
        if number is None or (self._guide and reported):
            return None, Completeness.REPORT if self._guide or self.origin.url else Completeness.UNKNOWN
        issued = self._issued(number, reported=reported)
        term = body.read_term(self._content)
        act = Act(
            act_id(number.value, issued),
            number.value,
            self._kind(number.value),
            self._issuer(number.value),
            self._own_title(number.value, reported=reported),
            self._signer(),
            issued,
            self._effective_from(issued, term),
            self._told.date("effective_until") or self._told.keep_date("effective_until", term.end),
            self._told.text("field") or self._rubric(),
        )
        status = " ".join(attribute.value for attribute in self._told.all("status"))
        completeness = completeness_of(
            self._content, self._sections, status=status, words_start=self._words_start, reported=reported
        )
        return act, completeness

    def _own_title(self, number: str, *, reported: bool) -> str | None:
        """The act's title, where the text's title is not that of a report or of a text as such."""
        other = reported or self.title is None or names_the_text(self.title, number)
        return None if other else self.title

    def _codification(self, code: str) -> Act:
        """A topic of codified law or a subject of one: many acts in one order, with a code and no number of its own."""
        name = self.title or PurePosixPath(self._file).stem
        self.reason = f"its articles are of {code} of codified law"
        return Act(act_id(f"codified {code}"), None, "codification", None, name)

    def _number(self) -> tuple[Found[str] | None, bool]:
        """The act's number and whether the text only reports the act."""
        sources = (
            ("the attributes give the number", _number_attribute(self._told.attributes), False),
            (
                "the head of the text gives the number",
                None if self._guide else header.read_number(self._content),
                False,
            ),
            ("the title names the number", self._number_in_title(), False),
            ("the name of the file gives the number", number_of_name(self._file), False),
            ("the first words report the act", self._reported(), True),
        )
        for reason, number, reported in sources:
            if number is not None:
                self.reason = reason
                self._told.keep("number", number)
                return number, reported
        return None, False

    def _reported(self) -> Found[str] | None:
        """The act that an article reports; a plan does not report the act that it carries out."""
        return None if self.implemented else body.read_report(self._content, self._words_start)

    def _number_in_title(self) -> Found[str] | None:
        title = next((e for e in self.evidence if e.field == "title"), None)
        numbers = find_numbers(title.value) if title and not self._guide else []
        if not title or not numbers or numbers[0].start > 30:  # further in, the title names another act
            return None
        return Found(numbers[0].value, title.start, title.end)

    def _kind(self, number: str) -> str | None:
        by_number = kind_of_number(number)
        given = self._told.first("kind")
        if by_number is None and given and (kind := kind_of_words(given.value)):
            return self._told.keep("kind", Found(kind, given.start, given.end))
        if by_number:
            return by_number
        found = header.read_kind(self._content)
        return self._told.keep("kind", found) if found else None

    def _issuer(self, number: str) -> str | None:
        given = self._told.first("issuer")
        if given:
            named = find_agencies(given.value, Language.VI) or find_agencies(given.value, self._language)
            return self._told.keep(
                "issuer", Found(named[0].value if named else given.value[:LONGEST], given.start, given.end)
            )
        return issuer_of_number(number)

    def _signer(self) -> str | None:
        for given in self._told.all("signer"):
            if name := header.name_of_person(given.value):
                return self._told.keep("signer", Found(name, given.start, given.end))
        found = header.read_signer(self._content)
        return self._told.keep("signer", found) if found else None

    # -- dates -----------------------------------------------------------------------------------------------

    def _issued(self, number: Found[str], *, reported: bool) -> date | None:
        if given := self._told.date("issued"):
            return given
        if reported:
            return self._told.keep_date("issued", body.read_date_after(self._content, number.end))
        head = header.read_issue_date(self._content)
        beside = body.read_date_beside(self._content, number.value)
        passed = header.read_adoption_date(self._content)
        return self._told.keep_date("issued", passed or head or beside) or self._told.date("dated", "issued")

    def _effective_from(self, issued: date | None, term: body.Term) -> date | None:
        told = date.fromisoformat(term.start.value) if term.start else None
        given = self._told.date("effective_from")
        if given and not (told and issued and given < issued <= told):  # a slip of the editor's: acts do not go back
            return given
        if term.start:
            return self._told.keep_date("effective_from", term.start)
        if term.from_issue and issued:
            self._told.evidence.append(
                Evidence("effective_from", issued.isoformat(), term.from_issue.start, term.from_issue.end)
            )
            return issued
        return None

    # -- the rest --------------------------------------------------------------------------------------------

    def _rubric(self) -> str | None:
        """Under what an editor filed the text, where nothing tells its field of law."""
        for given in self._told.all("rubric"):
            for entry in _ENTRY.finditer(given.value):
                if fold(entry[0]) not in _EVERY_RUBRIC:
                    return self._told.keep(
                        "field", Found(entry[0], given.start + entry.start(), given.start + entry.end())
                    )
        return None


_ENTRY = re.compile(r"[^\[\],;\"'\s][^\[\],;\"']*")
_EVERY_RUBRIC = frozenset({"van-ban", "van ban", "vanban"})  # "documents"


def _number_attribute(attributes: Sequence[Attribute]) -> Found[str] | None:
    for attribute in attributes:
        if attribute.field == "number" and (numbers := find_numbers(attribute.value)):
            at = attribute.start
            return Found(numbers[0].value, at + numbers[0].start, at + numbers[0].end)
    return None


def _first_words(content: str, kinds: Sequence[LineKind]) -> int:
    at = 0
    for line, kind in zip(content.split("\n"), kinds, strict=True):
        if kind in _READ and line.strip():
            return at
        at += len(line) + 1
    return 0
