"""An answer without a language model: the value asked for, in the reader's language, then the words it was read in."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checking import Statement
from assistant.choosing import choose_units, choose_value
from assistant.composing.composer import Brief
from assistant.phrases import Phrases


class ExtractiveComposer:
    """Leads with the direct answer where the question wants a value, then quotes the sentences that support it."""

    def compose(self, brief: Brief) -> Iterator[Statement]:
        chosen = choose_units(brief)
        if not chosen:
            return
        phrases = Phrases(brief.asked.reader)
        value = choose_value(brief.asked, brief.units[chosen[0]])
        if value is not None:
            yield Statement(phrases.lead(value), (chosen[0],))
        for n in chosen:
            yield Statement(phrases.quote(brief.units[n].words), (n,), verbatim=True)
