"""The card of an act, which databases of laws and gazettes print above it: rows of names and values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.clean.extent import act_starts
from corpus.clean.page import Page
from corpus.clean.words import words
from corpus.describe.dates import find_date
from corpus.model import LineKind

ROWS = 3  # of a card, of which one has a known name and one tells a day
NAME = 40  # characters of the longest name
_ROW = re.compile(rf"\|\s*(?P<name>[^|]{{2,{NAME}}}?):?\s*\|(?P<value>[^|]*)\|?")
_LINE = re.compile(rf"(?P<name>[^|:]{{2,{NAME}}}):(?P<value>(?:\s.*)?)")


def mark_card(page: Page) -> None:
    """Mark rows of names and values above an act as telling of it, known names or not."""
    start = act_starts(page)
    if start is None:
        return
    for run in _runs(page, [at for at in page.filled if at < start and page.is_words(at)]):
        rows = [(at, found["name"].strip("*- "), found["value"]) for at in run if (found := _row(page.lines[at]))]
        known = [at for at, name, _ in rows if words().attribute.fullmatch(name)]
        sure = [at for at in known if page.lines[at][0].isalpha()]  # an item may sum up what the act says
        card = len(rows) >= ROWS and known and any(find_date(value) for _, _, value in rows)
        for at in run if card else sure:
            page.mark(at, LineKind.METADATA)


def _row(line: str) -> re.Match[str] | None:
    return (_ROW if line.startswith("|") else _LINE).fullmatch(line)


def _runs(page: Page, lines: Sequence[int]) -> Iterator[list[int]]:
    """The lines that have a name and a value, as uninterrupted runs."""
    run: list[int] = []
    for at in lines:
        if run and not _follows(page, run[-1], at):
            yield run
            run = []
        if _row(page.lines[at]):
            run.append(at)
    if run:
        yield run


def _follows(page: Page, above: int, at: int) -> bool:
    """Whether a line is the next row of a table, or the next named value."""
    table = page.lines[above].startswith("|")
    return _row(page.lines[at]) is not None and table == page.lines[at].startswith("|") and page.next_words(above) == at
