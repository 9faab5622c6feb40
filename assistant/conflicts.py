"""Conflict between sources: where another text gives another value for the same thing, both are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checking import Statement
from assistant.choosing import best_unit, quoted
from assistant.composing.composer import Brief
from assistant.composing.extractive import choose_passage
from assistant.gathering import PASSAGES_READ, Found
from assistant.phrases import Phrases
from assistant.qualifying import narrowed
from assistant.unit import Unit
from assistant.values import choose_value, wanted_kind
from assistant.wording import stems_of
from corpus.model import MentionKind
from corpus.store import Library

VALUES = frozenset({MentionKind.DATE, MentionKind.MONEY, MentionKind.DURATION, MentionKind.NUMBER})
SAME_WORDS = 0.6  # share of the stems of both sentences: templates of different services share about half
FEWEST = 4  # stems; shorter sentences ("Lệ phí: 70.000 đồng") are alike whatever they are about
NEAR = 0.6  # of the best passage's score: what was hardly found is about something else
MOST = 2  # other values shown


def conflicts(brief: Brief, library: Library) -> Iterator[Statement]:
    """Other values that other texts give for what was asked, each with the words that give it; best found first.

    It is the same thing where two texts render the same clause of one act, or say the same sentence but for the value.
    """
    if wanted_kind(brief.asked) not in VALUES or not brief.found:
        return
    chosen = choose_passage(brief)
    first = best_unit(brief.asked, chosen.units)
    value = choose_value(brief.asked, first)
    if value is None:
        return
    phrases = Phrases(brief.asked.reader)
    shown = {(value.kind, value.value)}
    for other in brief.found[:PASSAGES_READ]:
        unit = best_unit(brief.asked, other.units)
        found = choose_value(brief.asked, unit)
        if found is None or found.kind is not value.kind or (found.kind, found.value) in shown:
            continue
        if _of_other_text(other, chosen) and _same_thing(other, unit, chosen, first, library) and len(shown) <= MOST:
            shown.add((found.kind, found.value))
            quote = quoted(brief.asked, other, unit)
            lead = phrases.lead(found, unit.words)
            lead = phrases.narrowed(lead) if narrowed(unit.words) else lead
            yield Statement(f"{phrases['sources_conflict']} {lead}", (quote,), lead=True)
            yield Statement(phrases.quote(quote.words), (quote,), verbatim=True, focus=unit)


def _of_other_text(other: Found, chosen: Found) -> bool:
    near = other.hit.score >= NEAR * chosen.hit.score
    return near and other.hit.passage.text_id != chosen.hit.passage.text_id


def _same_thing(other: Found, unit: Unit, chosen: Found, first: Unit, library: Library) -> bool:
    one, two = chosen.hit.passage, other.hit.passage
    acts = [library.text_summary(passage.text_id).act_id for passage in (one, two)]
    if acts[0] is not None and acts[0] == acts[1] and one.section == two.section:
        return True
    return one.language is two.language and same_sentence(first.words, unit.words)


def same_sentence(one: str, two: str) -> bool:
    """Whether two sentences say the same but for their figures."""
    stems = [stems_of(re.sub(r"\S*\d\S*", " ", words)) for words in (one, two)]
    if min(map(len, stems)) < FEWEST:
        return False
    return len(stems[0] & stems[1]) >= SAME_WORDS * len(stems[0] | stems[1])
