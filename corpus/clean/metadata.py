"""Front matter, tables and lists of attributes, and the formal head of an act."""

from __future__ import annotations

import re

from corpus.clean.page import Page
from corpus.clean.words import words
from corpus.model import LineKind

FRONT_MATTER_LINES = 120  # a longer block between two rules is no front matter
HEAD_LINES = 60  # filled lines within which the formal head of an act stands
TABLE_SAMPLE = 12  # rows that decide whether a table tells of the document or is part of it
_SHARE = 0.4  # of its first cells that must be names of attributes

_KEY = re.compile(r"[\w][\w .-]*\s*:(?:\s|$)|\s*- |\s+\S|#|\Z")
_HEADING = re.compile(r"#{1,6}\s|\*\*[^*]+\*\*$")
_LIST_ATTRIBUTE = re.compile(r"[-*•+]\s+\**([^:*|]{2,40})\**\s*:\**")
_ARTICLE_CODE = re.compile(r"#{0,6}\s*\d{20,}")  # keys of the codified law's articles in its database
_CODE_STARTS = "#0123456789"
_HEAD_CHARACTERS = 120
_GAZETTE = re.compile(
    r"(?:\d+\s+)?CÔNG BÁO/Số [\d +]+/Ngày [\d-]+(?:\s+\d+)?|\(?(?:Xem tiếp|Tiếp theo) Công báo số [\d +]+\)?",
    re.IGNORECASE,
)
_STATE = re.compile(r"(?:\S.{0,60}\s)?cộng h(?:òa|oà) xã hội chủ nghĩa việt nam", re.IGNORECASE)
_MOTTO = re.compile(r"(?:\S.{0,60}\s)?độc lập\s*[-–—]+\s*tự do\s*[-–—]+\s*hạnh phúc", re.IGNORECASE)
_NUMBER_AND_PLACE = re.compile(
    r"(?:luật\s+)?số(?:\s+hiệu)?\s*:.{1,60}|"
    r"(?:số:.{1,40}\s)?[^\W\d_][\w .\-]{1,30},\s*ngày\s.{1,4}\stháng\s.{1,3}\snăm\s*\d{0,4}",
    re.IGNORECASE,
)


def mark_metadata(page: Page) -> None:
    """Mark what tells of the document rather than being its text."""
    _mark_front_matter(page)
    _mark_tables(page)
    _mark_lists(page)
    _mark_head(page)


def _mark_front_matter(page: Page) -> None:
    opening = next((at for at, line in enumerate(page.lines) if line), None)
    if opening is None or page.lines[opening] != "---":
        return
    for at in range(opening + 1, min(len(page.lines), opening + FRONT_MATTER_LINES)):
        if page.lines[at] in ("---", "..."):
            page.mark_from(opening, at + 1, LineKind.METADATA)
            return
        if not _KEY.match(page.raw[at]):
            return


def _mark_tables(page: Page) -> None:
    at = 0
    while at < len(page.lines):
        if not page.lines[at].startswith("|"):
            at += 1
            continue
        end = at
        while end < len(page.lines) and page.lines[end].startswith("|"):
            end += 1
        if _tells_attributes(page.lines[at : min(end, at + TABLE_SAMPLE)]):
            page.mark_from(at, end, LineKind.METADATA)
            _mark_title_above(page, at)
        at = end


def _tells_attributes(rows: list[str]) -> bool:
    names = [row.split("|")[1].strip() for row in rows if row.count("|") >= 2]
    names = [name for name in names if any(map(str.isalnum, name))]
    known = sum(bool(words().attribute.fullmatch(name)) for name in names)
    return known >= 2 and known >= _SHARE * len(names)


def _mark_title_above(page: Page, at: int) -> None:
    above = page.previous_words(at)
    if above is not None and words().attributes_heading.fullmatch(page.lines[above]):
        page.mark(above, LineKind.METADATA)


def _mark_lists(page: Page) -> None:
    """A list of attributes under its own heading, up to the next heading."""
    for at in page.short_words():
        if len(page.lines[at]) > 60 or not words().attributes_heading.fullmatch(page.lines[at]):
            continue
        end = at + 1
        while end < len(page.lines) and _goes_on(page, end):
            end += 1
        named = [m.group(1).strip() for line in page.lines[at + 1 : end] if (m := _LIST_ATTRIBUTE.match(line))]
        if sum(bool(words().attribute.fullmatch(name)) for name in named) >= 2:
            page.mark_from(at, end, LineKind.METADATA)


def _goes_on(page: Page, at: int) -> bool:
    """Whether a list does: with an item, a blank line, or what is set in below an item."""
    line = page.lines[at]
    listed = not line or page.raw[at][:1].isspace() or line.startswith(("- ", "* ", "• ", "+ ", "|"))
    return listed and line != "---" and not _HEADING.match(line)


def _mark_head(page: Page) -> None:
    """The state's name, the motto, number, place and date above an act; and the database keys of its articles."""
    seen = 0
    official = False
    for at, line in enumerate(page.lines):
        if page.kinds[at] is LineKind.CONTENT:
            seen += 1
            bare = _bare(line)
            if _is_state(bare):
                official = official or _STATE.fullmatch(bare) is not None
                page.kinds[at] = (
                    LineKind.METADATA if official else LineKind.BOILERPLATE
                )  # portals print the motto alone
            elif (seen <= HEAD_LINES and _is_head(bare)) or _is_printed_by_others(line):
                page.kinds[at] = LineKind.METADATA


def heads_text(line: str) -> bool:
    """Whether a line is of an act's formal head: the state's name or motto, number, place and date."""
    return _is_state(_bare(line)) or _is_head(_bare(line))


def _bare(line: str) -> str:
    return line.strip("#*_ ") if line[:1] in "#*_" else line


def _is_printed_by_others(line: str) -> bool:
    """Keys of a database of laws, and the gazette's running heads."""
    if line[0] in _CODE_STARTS and _ARTICLE_CODE.fullmatch(line):
        return True
    return ("ÔNG BÁO" in line or "ông báo" in line) and _GAZETTE.fullmatch(line) is not None


def _is_state(line: str) -> bool:
    """The state's name or motto, alone or beside the issuer's name; forms in annexes print them again."""
    line = line.rstrip("-–—_* ")  # rules are drawn below it
    if len(line) > _HEAD_CHARACTERS or line[-3:].casefold() not in ("nam", "húc"):
        return False
    return bool(_STATE.fullmatch(line) or _MOTTO.fullmatch(line))


def _is_head(line: str) -> bool:
    return len(line) <= _HEAD_CHARACTERS and bool(_NUMBER_AND_PLACE.fullmatch(line))
