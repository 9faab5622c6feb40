"""Whether a cited act still holds, by its own dates and by what later acts in the library say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.documents.record import OnRecord, Records
from assistant.phrases import Phrases
from corpus.format import format_date
from corpus.identifiers import number_key
from corpus.model import Act, Language, Relation
from corpus.store import Library
from corpus.store.referring import references_to
from corpus.validity import Validity, in_force

ENDING = (Relation.REPLACES, Relation.REPEALS)
MOST = 3  # notices about one act; a law amended ten times is looked up, not read out


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader of an act must know. `name` is "expired", "not_yet", "replaces", "repeals" or "amends".

    `by` is the number of the act that does it, `places` the words that say so; a `day` only where they tell it.
    """

    name: str
    number: str
    day: date | None = None
    places: tuple[OnRecord, ...] = ()
    by: str | None = None


def notices_on(act: Act, library: Library, *, reader: Language, day: date) -> list[Notice]:
    """What to know about an act on a day: expired, not yet in force, replaced, repealed or amended by another."""
    number = act.number or act.id
    found, others = [], _by_others(act, library, reader=reader, day=day)
    validity = in_force(act, day)
    ended_elsewhere = act.last_day != act.effective_until and any(one.name in ENDING for one in others)
    if validity is Validity.NO_LONGER and not ended_elsewhere:  # else what ended it is told, and where
        found.append(_dated("expired", number, act.last_day, Records(library, reader).values(act, "effective_until")))
    elif validity is Validity.NOT_YET:
        told = Records(library, reader).values(act, "effective_from")
        found.append(_dated("not_yet", number, act.effective_from, told))
    return [*found, *others][:MOST]


def _dated(name: str, number: str, day: date | None, told: Sequence[OnRecord]) -> Notice:
    """A notice with its day and the words that tell it, both left out where no words do."""
    alike = (one for one in told if day and one.value == day.isoformat())
    telling = next((one for one in alike if one.places[-1].says_its_day), None)
    return Notice(name, number, day, telling.places) if telling else Notice(name, number)


def _by_others(act: Act, library: Library, *, reader: Language, day: date) -> list[Notice]:
    if act.number is None:
        return []
    found: dict[tuple[str, str], Notice] = {}
    records = Records(library, reader)
    for one in references_to(library.database, act.number, (*ENDING, Relation.AMENDS)):
        text = library.text_summary(one.text_id)
        other = library.act(text.act_id) if text.act_id else None
        if other is None or other.number is None or number_key(other.number) == number_key(act.number):
            continue
        if _later(other, act) and in_force(other, day) is not Validity.NOT_YET:
            place = records.place(one.text_id, one.reference)
            notice = Notice(one.reference.relation.value, act.number, by=other.number, places=(place,))
            found.setdefault((notice.name, other.number), notice)
    return sorted(found.values(), key=lambda notice: notice.name == Relation.AMENDS.value)


def _later(other: Act, act: Act) -> bool:
    """An act can end only what was there before it; where a day is unknown it is not held against it."""
    return other.issued is None or act.issued is None or other.issued >= act.issued


def notice_line(notice: Notice, reader: Language) -> str:
    """What to know about an act, in the reader's language, marked so that nobody overlooks it."""
    if notice.by is None and notice.day is None:
        return Phrases(reader)[f"notice_{notice.name}_undated"].format(number=notice.number)
    day = format_date(notice.day, reader) if notice.day else ""
    return Phrases(reader)[f"notice_{notice.name}"].format(
        number=notice.number, by=notice.by, day=day.removesuffix(".")
    )
