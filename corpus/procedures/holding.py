"""From and until when a guide says that it holds, and the addresses and numbers of sets that it gives."""

from __future__ import annotations

from datetime import date

from corpus.mentions.dates import DateMention, find_dates
from corpus.model import Language
from corpus.procedures.model import Quote, Validity
from corpus.procedures.source import Source
from corpus.procedures.wording import wording

_REACH = 60  # characters behind "có hiệu lực từ" in which its days stand


def read_validity(source: Source, start: int, end: int) -> Validity | None:
    """What a span says of the days from and until which it holds; None where it says nothing."""
    for match in wording().patterns["holds"].finditer(source.folded, start, end):
        stop = min(end, match.end() + _REACH)
        days = find_dates(source.content[match.end() : stop], Language.VI)
        if days:
            since, until = _days(source.folded[match.end() : stop], days)
            last = days[1] if since and until else days[0]
            if match.group().split()[-1] == "den" or " den" in match.group():
                since, until = None, days[0].value
            return Validity(since, until, source.quote(match.start(), match.end() + last.end))
    return None


def read_links(source: Source, start: int, end: int) -> tuple[Quote, ...]:
    """The addresses of portals in a span, each once."""
    found = (source.quote(*match.span()) for match in wording().patterns["link"].finditer(source.content, start, end))
    kept = {quote.words.rstrip("/"): quote for quote in found}
    return tuple(kept.values())


def read_sets(source: Source, start: int, end: int) -> int | None:
    """How many sets of papers a span asks for."""
    match = wording().patterns["sets"].search(source.folded, start, end)
    told = (match["a"] or match["b"]) if match else "0"
    return 1 if told == "mot" else int(told) or None


def _days(folded: str, days: list[DateMention]) -> tuple[date | None, date | None]:
    between = folded[days[0].end : days[1].start].split() if len(days) > 1 else []
    return days[0].first, days[1].value if "den" in between else None
