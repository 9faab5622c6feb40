"""Telling the fields of an entry: what applies to the one who asks, each value with the words it was read from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.checking import Statement
from assistant.counting import bound
from assistant.procedures.cases import Asked, Case, agreement, best_of, case_of, contradicts
from assistant.procedures.fields import Item
from assistant.procedures.phrases import CasePhrases
from assistant.qualifying import dropped
from assistant.unit import Unit
from corpus.model import Language, Mention, Passage
from corpus.procedures.model import Quote
from retrieval.model import Hit

LISTED = ("papers", "steps", "basis", "channels", "result", "applicants")  # told as a list of the guide's own words
DECIDED = ("fee", "term")  # one value is right for one person
SHOWN = 8  # values of one field; a longer list is for the page of the procedure
SPOKEN = {"0.5 working-day": "limit_half_day", "same-day": "limit_same_day", "immediate": "limit_immediate"}
FEW = 3  # words
FOLLOWING = 300  # characters that are quoted behind a line of few words
LONGEST_CASE = 90  # characters of a case told in the guide's own words
_DEBRIS = re.compile(r"[\s,.;|]+$")
_MARK = re.compile(r"[ \t|]*(?:(?:[-*+•]|\d{1,2}[.)]|[a-zđ][.)])[ \t]+)?")


@dataclass(frozen=True, slots=True)
class Told:
    """What one field comes to: the values that apply with their cases, and exemptions.

    `narrowed` is true where the question's case left values out.
    """

    field: str
    items: tuple[Item, ...]
    exempt: tuple[Item, ...]
    cases: tuple[Case, ...]
    narrowed: bool

    @property
    def differs(self) -> bool:
        """Whether the values that apply are more than one, so that the person's case must decide."""
        return self.field in DECIDED and len({item.value for item in self.items}) > 1

    @property
    def elsewhere(self) -> bool:
        """Whether the guide only names another document that sets the fee."""
        return self.field == "fee" and not any(item.free or item.mention for item in self.items)


def choose(
    field: str,
    items: Sequence[Item],
    asked: Asked,
    line: Callable[[Item], str],
    named: frozenset[str] = frozenset(),
) -> Told:
    """The items of a field that apply to the case of a question; `line` gives the guide's line of an item.

    What is asked for and the entry is `named` after tells none of its items from another; nor does what neither is.
    """
    telling = (named | asked.services) - (named & asked.services)
    cases = {item: _case(item, line(item), telling if named else None) for item in items}
    asked = Asked(asked.facets, asked.amounts, asked.services - named)
    paid = [item for item in items if not item.free]
    exempt = [item for item in items if item.free and item.case and paid] if field == "fee" else []
    rest = [item for item in items if item not in exempt]
    if field in LISTED:
        kept = [item for item in rest if not contradicts(cases[item], asked)]
    else:
        kept = best_of(rest, asked, lambda item: cases[item])
    left = tuple(cases[item] for item in kept)
    confirmed = tuple(item for item in exempt if agreement(cases[item], asked))
    return Told(field, tuple(kept), confirmed or tuple(exempt), left, narrowed=len(kept) < len(rest))


def _case(item: Item, line: str, telling: frozenset[str] | None) -> Case:
    """The case of an item: its own case words, of services those that are `telling`, and what its line alone tells."""
    own, around = case_of(item.case or ""), case_of(line)
    single = {facet: values for facet, values in around.facets.items() if len(values) == 1}
    services = own.services if telling is None else own.services & telling
    return Case({**single, **own.facets}, own.spans or around.spans, services)


def line_of(content: str, start: int, end: int) -> tuple[int, int]:
    """The line or lines around `[start, end)`, without a list mark before and debris behind."""
    first = content.rfind("\n", 0, start) + 1
    last = content.find("\n", end)
    last = len(content) if last < 0 else last
    mark = _MARK.match(content, first)
    first = mark.end() if mark and mark.end() <= start else first
    last -= len(content[first:last]) - len(_DEBRIS.sub("", content[first:last]))
    return first, max(last, end)


class Teller:
    """Says what a field comes to, in the reader's language, with the guide's words behind it."""

    def __init__(self, passages: Sequence[Passage], phrases: CasePhrases, reader: Language) -> None:
        """`passages` are those of the entry, in reading order."""
        self._passages = passages
        self.phrases = phrases
        self._reader = reader

    def say(self, told: Told, *, yes_no: bool = False) -> Iterator[Statement]:
        """A lead with the value, or a line per case; then the lines that they were read from.

        `yes_no` is true where a yes or no is wanted: whether something must be paid.
        """
        if told.field in LISTED:
            yield from self._listed(told)
        else:
            yield from self._valued(told, yes_no=yes_no)

    def _listed(self, told: Told) -> Iterator[Statement]:
        units = _distinct([self.line(item) for item in told.items])[:SHOWN]
        box = "☐ " if told.field == "papers" else ""
        for n, unit in enumerate(units):
            head = f"{self.phrases[f'field_{told.field}']}\n" if n == 0 else ""
            words = f"{head}{box}{self.phrases.quote(unit.words)}"
            yield Statement(words, (unit,), verbatim=True, focus=unit)

    def _valued(self, told: Told, *, yes_no: bool) -> Iterator[Statement]:
        items = told.items[:SHOWN] if told.differs else told.items[:1]
        lines = [self.line(item) for item in items]
        for item, unit in zip(items, lines, strict=True):
            case = self._case(item) if told.differs or told.narrowed else ""
            said = self._said(told) if yes_no and item is items[0] else ""
            yield Statement(f"{said}{self._value(item, case)}", (unit,))
        units = _distinct([*lines, *(self.line(item) for item in told.exempt)])
        for unit in units[:SHOWN]:
            yield Statement(self.phrases.quote(unit.words), (unit,), verbatim=True, focus=unit)

    def _value(self, item: Item, case: str) -> str:
        """ "Fee: 70.000 đồng (online)." in the reader's language."""
        if item.free:
            value = self.phrases["free"]
        elif item.mention is not None:
            value = self._amount(item, item.mention)
        elif item.limit in SPOKEN:
            value = self.phrases[SPOKEN[item.limit]]
        elif item.field == "fee":
            value = self.phrases["fee_elsewhere"]
        else:
            value = self._named(item)
        return self.phrases[f"field_{item.field}_value"].format(value=f"{value.removesuffix('.')}{case}")

    def _amount(self, item: Item, mention: Mention) -> str:
        """ "5 working days", or "at most 5 working days" where the guide's line makes it a bound."""
        value = self.phrases.value(mention)
        unit = self.line(item)
        stated = next((one for one in unit.mentions if (one.kind, one.value) == (mention.kind, mention.value)), None)
        limit = bound(unit.words, stated) if stated else None
        return self.phrases[limit].format(value=value) if limit else value

    def _said(self, told: Told) -> str:
        """ "No. " where nothing is to be paid, "Yes. " where every value is an amount."""
        if told.field != "fee" or not all(item.free or item.mention for item in told.items):
            return ""
        free = {item.free for item in told.items}
        return f"{self.phrases['lead_no' if True in free else 'lead_yes']} " if len(free) == 1 else ""

    def _named(self, item: Item) -> str:
        """An authority, by its name in the reader's language where it is known, else in the guide's words."""
        unit = self._unit(item.quote.start, item.quote.end)
        known = [m for m in unit.mentions if m.kind == "agency"]
        if self._reader is Language.VI or not known:
            return item.quote.words
        return self.phrases.value(known[0])

    def _case(self, item: Item) -> str:
        """ " (online)": by the words of the catalogue where it has them, else by the guide's."""
        labels = self.phrases.case(case_of(item.case or ""))
        words = item.case or ""
        if not labels and len(words) > LONGEST_CASE:
            words = f"{words[:LONGEST_CASE].rsplit(' ', 1)[0]}…"
        if dropped(words, ", ".join(labels)):  # what narrows the guide's own words is not lost in a label
            labels = []
        spoken = words if self._reader is Language.VI or not words else self.phrases.quote(words)
        return f" ({', '.join(labels) or spoken})" if labels or words else ""

    def quoted(self, quote: Quote) -> Unit:
        """Words of the guide as they stand."""
        return self._unit(quote.start, quote.end)

    def line(self, item: Item) -> Unit:
        """The line or lines that an item stands in."""
        passage = self._passage(item.quote.start)
        start, end = line_of(passage.content, item.quote.start - passage.start, item.quote.end - passage.start)
        if len(passage.content[start:end].split()) < FEW:  # "Không." says nothing without what follows
            end = line_of(passage.content, end, min(len(passage.content), end + FOLLOWING))[1]
        return self._unit(passage.start + start, passage.start + end)

    def _unit(self, start: int, end: int) -> Unit:
        passage = self._passage(start)
        words = passage.content[start - passage.start : end - passage.start]
        return Unit(Hit(0, 0.0, passage), words, start, start + len(words))

    def _passage(self, at: int) -> Passage:
        return next((one for one in self._passages if one.start <= at < one.end), self._passages[-1])


def _distinct(units: Sequence[Unit]) -> list[Unit]:
    """Units in reading order, without those that others hold."""
    kept: list[Unit] = []
    for unit in sorted(units, key=lambda one: (one.start, -one.end)):
        if not kept or unit.start >= kept[-1].end:
            kept.append(unit)
    return kept
