"""The fields of a record as items that an answer can state, each with the words it was read from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.model import Mention, MentionKind
from corpus.procedures.model import Fee, Paper, Procedure, Quote, Step, TimeLimit

# In which order a message tells the fields that a question asks for.
ORDER = ("fee", "term", "within", "papers", "authority", "channels", "applicants", "steps", "result", "basis")
OVERVIEW = ("papers", "authority", "term", "fee")  # what is told of a procedure where only its name is asked about


@dataclass(frozen=True, slots=True)
class Item:
    """One value of a field. `mention` holds it normalised where it has a normal form; `case` is where it applies."""

    field: str
    quote: Quote
    case: str | None = None
    mention: Mention | None = None
    free: bool = False
    limit: str | None = None

    @property
    def value(self) -> str:
        """What tells two items apart."""
        if self.free:
            return "free"
        return self.limit or (self.mention.value if self.mention else self.quote.words)


def items_of(record: Procedure, field: str) -> tuple[Item, ...]:
    """The values of a field, in reading order; none where the guide does not tell it."""
    return tuple(_items(record, field))


def _items(record: Procedure, field: str) -> Iterator[Item]:
    single = {"applicants": record.applicants, "result": record.result}
    quoted = {
        "authority": record.authorities,
        "channels": [one.quote for one in record.channels],
        "basis": [one.quote for one in record.basis],
        **{name: [quote] for name, quote in single.items() if quote},
    }
    cased: dict[str, Sequence[Paper | Step]] = {"papers": record.papers, "steps": record.steps}
    yield from (Item(field, quote) for quote in quoted.get(field, ()))
    yield from (Item(field, one.quote, one.case) for one in cased.get(field, ()))
    if field == "fee":
        yield from map(_fee, record.fees)
    if field == "term":
        yield from (_term(field, limit) for limit in record.time_limits)
    if field == "within" and record.apply_within:
        yield _term(field, record.apply_within)


def _fee(fee: Fee) -> Item:
    mention = _mention(MentionKind.MONEY, fee.amount, fee.quote) if fee.amount else None
    return Item("fee", fee.quote, fee.case, mention, free=fee.free)


def _term(field: str, limit: TimeLimit) -> Item:
    counted = limit.limit[:1].isdigit() and not limit.limit.startswith("0.")
    mention = _mention(MentionKind.DURATION, limit.limit, limit.quote) if counted else None
    return Item(field, limit.quote, limit.case, mention, limit=limit.limit)


def _mention(kind: MentionKind, value: str, quote: Quote) -> Mention:
    return Mention(kind, value, quote.words, 0, len(quote.words))
