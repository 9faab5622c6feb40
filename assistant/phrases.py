"""The assistant's own sentences, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from assistant.counting import bound, is_share
from assistant.values import AMOUNTS
from corpus.agencies import agency_name
from corpus.catalogue import catalogue
from corpus.format import format_date, format_duration, format_money, format_number, format_share
from corpus.model import Language, Mention, MentionKind
from corpus.straightening import visible

WORDS = Path(__file__).parent / "words"
LABELLED = 2  # cells of a row that gives a label and its value

_EMPHASIS = re.compile(r"(?:\*\*|__)(.+?)(?:\*\*|__)|\*\*")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+")
_TABLE_ROW = re.compile(r"\s*\|.+\|\s*")
_RULE = re.compile(r"\s*\|[\s:|-]+\|\s*")


class Phrases:
    """Formats values and canned sentences for one reader."""

    def __init__(self, reader: Language) -> None:
        self._reader = reader
        self._words = catalogue(WORDS, reader)

    def __getitem__(self, key: str) -> str:
        return self._words[key]

    @property
    def reader(self) -> Language:
        """The language of the one who reads."""
        return self._reader

    def value(self, mention: Mention) -> str:
        """A normalised value in local form: "15 листопада 2025 р.", "70.000 đồng", "7 робочих днів"."""
        match mention.kind:
            case MentionKind.DATE:
                return format_date(date.fromisoformat(mention.value), self._reader)
            case MentionKind.MONEY:
                return format_money(mention.value, self._reader)
            case MentionKind.DURATION:
                return format_duration(mention.value, self._reader)
            case MentionKind.NUMBER:
                return format_number(mention.value, self._reader)
            case MentionKind.AGENCY:
                return agency_name(mention.value, self._reader)
            case MentionKind.DOCUMENT:
                return mention.value

    def lead(self, mention: Mention, words: str = "") -> str:
        """The direct answer, such as "Термін: 1 березня 2026 р.".

        `words` are those that mention it; they tell that a number is a share, and that a value is a bound.
        """
        share = mention.kind is MentionKind.NUMBER and is_share(words, mention)
        value = format_share(mention.value, self._reader) if share else self.value(mention)
        limit = bound(words, mention) if mention.kind in AMOUNTS else None
        value = self._words[limit].format(value=value) if limit else value
        # "2025 r." brings a full stop, and so does the sentence
        return self._words[f"lead_{mention.kind}"].format(value=value.removesuffix("."))

    def narrowed(self, lead: str) -> str:
        """A direct answer that holds only under conditions, marked so: "Amount: 70,000 VND (with conditions ...)."."""
        return f"{lead.removesuffix('.')} ({self._words['with_conditions']})."

    def bodies(self, agencies: Sequence[str]) -> str:
        """Who it is, such as "Who: Ministry of Justice, Ministry of Finance."."""
        return self._words["lead_agency"].format(value=", ".join(agency_name(one, self._reader) for one in agencies))

    def quote(self, words: str) -> str:
        """Verbatim words in the quotation marks of the reader's language.

        The marks of their typesetting are left out, and what nobody sees: a program that reads the answer would.
        """
        return f"{self._words['quote_open']}{unmarked(visible(words))}{self._words['quote_close']}"


def unmarked(words: str) -> str:
    """Words without the marks of markdown: emphasis, headings, and the bars of a table's row."""
    lines = [_row(line) for line in words.split("\n") if not _RULE.fullmatch(line)]
    return "\n".join(_EMPHASIS.sub(r"\1", _HEADING.sub("", line)) for line in lines).strip()


def _row(line: str) -> str:
    if not _TABLE_ROW.fullmatch(line):
        return line
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    return ": ".join(cells) if len(cells) == LABELLED else " · ".join(cells)
