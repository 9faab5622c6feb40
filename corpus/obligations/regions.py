"""Which parts of a text assign, which only guide, and which merely tell."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from urllib.parse import urlsplit

from corpus.fold import fold
from corpus.gazetteer import agencies
from corpus.model import Section, SectionKind, TextRecord
from corpus.obligations.phrases import phrases
from corpus.obligations.units import Line

LONGEST_HEADING = 160  # characters of a section's first line that can be its heading

_URL = re.compile(r"https?://[^\s)>\]|]+")
_WORDS = re.compile(r"\S")
_PART_NUMBER = re.compile(r"^[\s*_#]*(?:phan\s+)?(?:[ivx]+|\d+)[\s.)–—-]*")
_UNNUMBERED = frozenset({SectionKind.DOCUMENT, SectionKind.HEADING})
_LAW_KINDS = frozenset({SectionKind.ARTICLE})


class Regions:
    """Judges lines by the headings above them. Acts of law assign only in articles on carrying them out."""

    def __init__(self, text: TextRecord, sections: Sequence[Section]) -> None:
        self._known = phrases(text.language)
        self._content = text.content
        self._sections = sections
        self._starts = [section.start for section in sections]
        self._headings = [_heading(section, text.content) for section in sections]
        self.law = sum(section.kind in _LAW_KINDS for section in sections) > 1
        self._numbered = any(s.kind not in _UNNUMBERED for s in sections)
        self._tells = cache(self._tells_in)  # each heading is judged once, not for every line below it
        self._assigns = cache(lambda at: self._known.assigning.search(self._headings[at]) is not None)
        self._guides = cache(lambda at: self._known.guiding.search(self._headings[at]) is not None)

    def silent(self, line: Line) -> bool:
        """Whether a line stands where nothing is assigned."""
        if self._numbered and self._sections[line.section].kind in _UNNUMBERED:
            return True  # what stands before the first number is the preamble, after the last one the signature
        if any(map(self._tells, self._chain(line.section))):
            return True
        return self.law and not self.assigning(line) and not self._names_a_duty(line)

    def assigning(self, line: Line) -> bool:
        """Whether a line stands in an article or clause on carrying the act out."""
        return any(map(self._assigns, self._chain(line.section)))

    def guiding(self, line: Line) -> bool:
        """Whether a line stands in a part that guides rather than assigns."""
        return any(map(self._guides, self._chain(line.section)))

    def _tells_in(self, section: int) -> bool:
        """Whether a section's own heading opens with words of telling."""
        heading, telling = self._headings[section], self._known.telling
        if telling.match(heading.lstrip(" #*_0123456789.-ivx")):
            return True
        return bool(self._sections[section].label) and _telling_part(heading, telling)

    def path(self, line: Line, position: int) -> str:
        """The clause path of the innermost section at a position."""
        index = bisect_right(self._starts, position) - 1
        while index > 0 and self._sections[index].end <= position:
            index = self._sections[index].parent or 0
        return self._sections[max(index, 0)].path

    def headings(self, line: Line) -> list[str]:
        """The headings above a line as written, the nearest first, that of the whole text last."""
        return [self._sections[at].heading for at in (*self._chain(line.section), 0)] if self._sections else []

    def _names_a_duty(self, line: Line) -> bool:
        words = fold(self._content[line.start : line.end])
        return self._known.duty_anywhere.search(words) is not None or self._known.entrusting.match(words) is not None

    def _chain(self, section: int) -> list[int]:
        chain = []
        index: int | None = section
        while index is not None and index > 0:
            chain.append(index)
            index = self._sections[index].parent
        return chain


def owner_of(text: TextRecord) -> str | None:
    """The body on whose own web site a text was published."""
    urls = [text.source_url] if text.source_url else _URL.findall(text.content)
    hosts = [urlsplit(url).hostname or "" for url in urls]
    return next((sites[host.removeprefix("www.")] for sites in (_sites(),) for host in hosts if host in sites), None)


@cache
def _sites() -> dict[str, str]:
    return {known.site: known.id for known in agencies().values() if known.site}


def _heading(section: Section, content: str) -> str:
    first = section.heading or _first_line(section, content)
    return fold(first) if len(first) <= LONGEST_HEADING else ""


def _first_line(section: Section, content: str) -> str:
    words = _WORDS.search(content, section.start, section.end)
    if words is None:
        return ""
    stop = content.find("\n", words.start(), section.end)
    return content[words.start() : section.end if stop < 0 else stop]


def _telling_part(heading: str, telling: re.Pattern[str]) -> bool:
    """Whether a numbered heading, its label aside, opens with words of telling ("I - Results achieved")."""
    return telling.match(_PART_NUMBER.sub("", heading)) is not None
