"""An answer without a language model: the value asked for, in the reader's language, then the words it was read in."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checking import Statement
from assistant.choosing import choose_units, choose_value
from assistant.composing.composer import Brief
from assistant.phrases import Phrases
from assistant.polarity import polarity
from assistant.understanding import Want


class ExtractiveComposer:
    """Leads with the direct answer where the question wants one, then quotes the sentences that support it."""

    def compose(self, brief: Brief) -> Iterator[Statement]:
        chosen = choose_units(brief)
        if not chosen:
            return
        phrases = Phrases(brief.asked.reader)
        if lead := _lead(brief, chosen[0], phrases):
            yield Statement(lead, (chosen[0],))
        for n in chosen:
            yield Statement(phrases.quote(brief.units[n].words), (n,), verbatim=True)


def _lead(brief: Brief, best: int, phrases: Phrases) -> str:
    """The direct answer in the reader's language: yes or no, the value asked for, or both; empty where not plain."""
    unit = brief.units[best]
    said = polarity(unit.words) if Want.YESNO in brief.asked.wants else None
    value = choose_value(brief.asked, unit)
    parts = [phrases["lead_yes" if said else "lead_no"]] if said is not None else []
    return " ".join([*parts, phrases.lead(value)] if value is not None else parts)
