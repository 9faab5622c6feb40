"""The day by which a result is due, from the day on which a person hands in."""

from __future__ import annotations

from datetime import date

from assistant.procedures.phrases import CasePhrases
from assistant.procedures.telling import Told
from assistant.understanding import Understanding
from corpus.calendar import is_known
from corpus.format import format_date
from corpus.model import MentionKind
from corpus.procedures.due import due_day


def due_words(told: Told, asked: Understanding, phrases: CasePhrases) -> str:
    """ "Handed in on 10 February 2026, 7 working days: due by 25 February 2026."; empty where no day is given."""
    start = _start(asked)
    terms = [item for item in told.items if item.mention] if told.field == "term" else []
    if start is None or not terms:
        return ""
    lines = []
    for item in {item.value: item for item in terms}.values():
        day = due_day(item.value, start)
        if day is None or item.mention is None:
            continue
        words = {"start": format_date(start, asked.reader), "due": format_date(day, asked.reader)}
        lines.append(phrases["due"].format(limit=phrases.value(item.mention), **words))
        if not is_known(day.year):
            lines.append(phrases["due_provisional"])
    return "\n".join(dict.fromkeys(lines))


def _start(asked: Understanding) -> date | None:
    """The only full day that a question names."""
    days = [m.value for m in asked.mentions if m.kind is MentionKind.DATE]
    return date.fromisoformat(days[0]) if len(days) == 1 else None
