"""Describing a text: from its attributes, its head and its words to the act it renders."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from corpus.agencies import find_agencies
from corpus.describe import body, header
from corpus.describe.attributes import Attribute, read_attributes
from corpus.describe.dates import find_date
from corpus.describe.found import Found
from corpus.describe.origin import Origin, read_origin
from corpus.describe.references import read_references
from corpus.describe.slug import act_id, number_of_name
from corpus.describe.title import read_title
from corpus.describe.vocabulary import issuer_of_number, kind_of_number, kind_of_words
from corpus.fold import fold
from corpus.identifiers import find_numbers
from corpus.model import Act, Completeness, Evidence, Language, LineKind, Reference, Section, SectionKind

_INCOMPLETE = re.compile(r"chưa hoàn thiện|trích|thiếu|excerpt|incomplete", re.IGNORECASE)
_DIGEST = re.compile(
    r"ban tom luoc|tom tat noi dung|digest|omowienie|пересказ|переказ|конспект|summary by|streszczenie"
)
DIGEST_REACH = 700  # characters in which a digest says that it is one
_CODIFIED = re.compile(r"^(\d+\.\d+)\.(?P<kind>[A-ZĐ]{2})\.")
STRAY_CODES = 0.02  # share of a file's articles whose codes are misprinted at most
FEW_SUBJECTS = 3  # a file with more holds a topic
CODIFIED_ARTICLES = 5  # so many articles with codes make a text a topic of codified law
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
        tuple(reading.evidence),
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
        self._attributes = read_attributes(content)
        self.evidence: list[Evidence] = []
        self.reason: str | None = None
        self._words_start = _first_words(content, kinds)
        self._guide = any(section.kind is SectionKind.QUESTION for section in sections)
        articles = (s.label[5:] for s in sections if s.kind is SectionKind.ARTICLE)
        self._codified = [code for label in articles if (code := _CODIFIED.match(label))]
        self.origin: Origin = read_origin(content, self._attributes)
        self.evidence.extend(self.origin.evidence)
        self.implemented = body.read_implemented(content, self._words_start)
        title = read_title(content, self._attributes, kinds, sections)
        self.title = self._keep("title", title) if title else None

    def implements(self, act: Act | None) -> str | None:
        """The number of the act that this text, a plan, carries out."""
        other = self.implemented
        return other.value if other and (act is None or act.number != other.value) else None

    # -- the act ---------------------------------------------------------------------------------------------

    def act(self) -> tuple[Act | None, Completeness]:
        """The act with how much of it the text renders."""
        if len(self._codified) >= CODIFIED_ARTICLES:
            return self._codification(), Completeness.FULL
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
            None if reported else self.title,
            self._signer(),
            issued,
            self._effective_from(issued, term),
            self._date("effective_until") or self._kept_date("effective_until", term.end),
            self._text("field") or self._rubric(),
        )
        return act, self._completeness(reported=reported)

    def _codification(self) -> Act:
        """A topic of codified law or a subject of one: many acts in one order, with a code and no number of its own.

        Articles carry the numbers of their topic and subject (Điều 20.2.NĐ.1.3): these tell acts apart whatever a file
        is called, for topics and their subjects often share a name.
        """
        name = self.title or PurePosixPath(self._file).stem
        code = _code_of(self._codified)
        self.reason = f"its articles are of {code} of codified law"
        return Act(act_id(f"codified {code}"), None, "codification", None, name)

    def _number(self) -> tuple[Found[str] | None, bool]:
        """The act's number and whether the text only reports the act."""
        sources = (
            ("the attributes give the number", _number_attribute(self._attributes), False),
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
                self._keep("number", number)
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
        given = self._attribute("kind")
        if by_number is None and given and (kind := kind_of_words(given.value)):
            return self._keep("kind", Found(kind, given.start, given.end))
        if by_number:
            return by_number
        found = header.read_kind(self._content)
        return self._keep("kind", found) if found else None

    def _issuer(self, number: str) -> str | None:
        given = self._attribute("issuer")
        if given:
            named = find_agencies(given.value, Language.VI) or find_agencies(given.value, self._language)
            return self._keep("issuer", Found(named[0].value if named else given.value[:200], given.start, given.end))
        return issuer_of_number(number)

    def _signer(self) -> str | None:
        for given in self._all("signer"):
            if name := header.name_of_person(given.value):
                return self._keep("signer", Found(name, given.start, given.end))
        found = header.read_signer(self._content)
        return self._keep("signer", found) if found else None

    # -- dates -----------------------------------------------------------------------------------------------

    def _issued(self, number: Found[str], *, reported: bool) -> date | None:
        if given := self._date("issued"):
            return given
        if reported:
            return self._kept_date("issued", body.read_date_after(self._content, number.end))
        head = header.read_issue_date(self._content)
        beside = body.read_date_beside(self._content, number.value)
        passed = header.read_adoption_date(self._content)
        return self._kept_date("issued", passed or head or beside) or self._date("dated", "issued")

    def _effective_from(self, issued: date | None, term: body.Term) -> date | None:
        told = date.fromisoformat(term.start.value) if term.start else None
        given = self._date("effective_from")
        if given and not (told and issued and given < issued <= told):  # a slip of the editor's: acts do not go back
            return given
        if term.start:
            return self._kept_date("effective_from", term.start)
        if term.from_issue and issued:
            self.evidence.append(
                Evidence("effective_from", issued.isoformat(), term.from_issue.start, term.from_issue.end)
            )
            return issued
        return None

    def _date(self, field: str, name: str | None = None) -> date | None:
        for given in self._all(field):
            if (found := find_date(given.value)) and found[1] <= LEAD:
                span = Found(found[0].isoformat(), given.start + found[1], given.start + found[2])
                return self._kept_date(name or field, span)
        return None

    def _kept_date(self, field: str, found: Found[str] | None) -> date | None:
        return date.fromisoformat(self._keep(field, found)) if found else None

    # -- the rest --------------------------------------------------------------------------------------------

    def _completeness(self, *, reported: bool) -> Completeness:
        status = " ".join(a.value for a in self._all("status"))
        numbered = sum(1 for s in self._sections if s.kind in _NUMBERED)
        if _INCOMPLETE.search(status):
            return Completeness.EXCERPT
        if reported and numbered < MIN_NUMBERED:
            return Completeness.REPORT
        has_articles = any(s.kind is SectionKind.ARTICLE for s in self._sections)
        official = header.read_number(self._content) is not None
        whole = reported or has_articles or official or numbered >= MIN_NUMBERED
        return Completeness.FULL if whole and not self._is_digest() else Completeness.EXCERPT

    def _is_digest(self) -> bool:
        return bool(_DIGEST.search(fold(self._content[self._words_start : self._words_start + DIGEST_REACH])))

    def _text(self, field: str) -> str | None:
        given = self._attribute(field)
        return self._keep(field, Found(given.value[:200], given.start, given.end)) if given else None

    def _rubric(self) -> str | None:
        """Under what an editor filed the text, where nothing tells its field of law."""
        for given in self._all("rubric"):
            for entry in _ENTRY.finditer(given.value):
                if fold(entry[0]) not in _EVERY_RUBRIC:
                    return self._keep("field", Found(entry[0], given.start + entry.start(), given.start + entry.end()))
        return None

    def _all(self, field: str) -> Iterable[Attribute]:
        return (a for a in self._attributes if a.field == field)

    def _attribute(self, field: str) -> Attribute | None:
        return next(iter(self._all(field)), None)

    def _keep(self, field: str, found: Found[str]) -> str:
        self.evidence.append(Evidence(field, found.value, found.start, found.end))
        return found.value


_ENTRY = re.compile(r"[^\[\],;\"'\s][^\[\],;\"']*")
_EVERY_RUBRIC = frozenset({"van-ban", "van ban", "vanban"})  # "documents"


def _code_of(articles: Sequence[re.Match[str]]) -> str:
    """What a file of codified law holds: one subject with the kind of act it begins with, a few subjects, or a topic.

    The kind tells apart subjects to which the codification gave one number at different times.
    """
    counts = Counter(code[1] for code in articles)
    subjects = sorted(subject for subject, n in counts.items() if n >= STRAY_CODES * len(articles))
    if len(subjects) == 1:
        return f"{subjects[0]}.{articles[0]['kind']}"
    return " ".join(subjects) if len(subjects) <= FEW_SUBJECTS else subjects[0].partition(".")[0]


LEAD = 15  # characters before a date in its attribute; further in, it is the date of something else
MIN_NUMBERED = 5  # numbered clauses that tell a published text from an article that reports it
_NUMBERED = frozenset(
    {SectionKind.DIVISION, SectionKind.ARTICLE, SectionKind.POINT, SectionKind.ANNEX, SectionKind.CHAPTER}
)


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
