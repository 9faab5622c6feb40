"""What a text's attributes tell, and the evidence of every value that is taken from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from corpus.describe.attributes import Attribute
from corpus.describe.dates import find_date
from corpus.describe.found import Found
from corpus.model import Evidence

LEAD = 15  # characters before a date in its attribute; further in, it is the date of something else
LONGEST = 200  # characters of an attribute that are kept, the width of the columns


class Told:
    """The attributes of one text while it is described. Each value that is kept leaves its evidence."""

    def __init__(self, attributes: Sequence[Attribute]) -> None:
        self.attributes = attributes
        self.evidence: list[Evidence] = []

    def all(self, field: str) -> Iterator[Attribute]:
        """The attributes of a field, in reading order."""
        return (attribute for attribute in self.attributes if attribute.field == field)

    def first(self, field: str) -> Attribute | None:
        return next(self.all(field), None)

    def keep(self, field: str, found: Found[str]) -> str:
        """Note where a value was read, and give it back."""
        self.evidence.append(Evidence(field, found.value, found.start, found.end))
        return found.value

    def keep_date(self, field: str, found: Found[str] | None) -> date | None:
        """The same for a day in ISO form, if one was found."""
        return date.fromisoformat(self.keep(field, found)) if found else None

    def text(self, field: str) -> str | None:
        """What the first attribute of a field says."""
        given = self.first(field)
        return self.keep(field, Found(given.value[:LONGEST], given.start, given.end)) if given else None

    def date(self, field: str, name: str | None = None) -> date | None:
        """The first day that an attribute of a field gives; evidence goes to `name`, the field itself when None."""
        for given in self.all(field):
            if (found := find_date(given.value)) and found[1] <= LEAD:
                span = Found(found[0].isoformat(), given.start + found[1], given.start + found[2])
                return self.keep_date(name or field, span)
        return None
