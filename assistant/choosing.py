"""Which sentences, and which value in them, answer a question: pure rules over scored units."""

from __future__ import annotations

from assistant.composing.composer import Brief
from assistant.patterns import folded_pattern
from assistant.understanding import MENTIONS, Understanding, Want
from assistant.unit import Unit
from corpus.fold import fold
from corpus.model import Mention, MentionKind

QUOTES = 3  # at most so many sentences are quoted
NEAR_BEST = 0.92  # a further sentence is quoted when its score is at least this share of the best one's
NEAR_BEST_LIST = 0.85  # the same for questions that ask for several things

# Words just before a date that make it a term of performance rather than the date of something cited.
_TERM_CUE = folded_pattern(
    r"\b(?:trước|đến|chậm nhất|hạn|xong|thành|trong)(?: \w+){0,2}\s*$",
    r"\b(?:by|before|until|due|no later than|completed|in)(?: \w+){0,2}\s*$",
    r"\b(?:до|к|не позднее|срок|в|к концу)(?: \w+){0,2}\s*$",
    r"\b(?:у|термін|пізніше)(?: \w+){0,2}\s*$",
    r"\b(?:przed|do|termin|najpóźniej|w|na|ukończone|planowane jest na)(?: \w+){0,2}\s*$",
)
# A document's number just before a date: then it is the day of that document.
_CITED_CUE = folded_pattern(
    r"(?:\d/[\w\-/]+|№ ?\S+|\bnr \S+|\b[a-zđ]{2,}[\-/][\w/]+)\s*,?\s*(?:ngày|of|dated|от|від|z dnia|z)\s*$"
)


def choose_units(brief: Brief) -> list[int]:
    """Indices of the units to quote, best first; empty when nothing was found."""
    if not brief.units:
        return []
    several = bool({Want.LIST, Want.PAPERS} & set(brief.asked.wants)) or not brief.asked.wants
    floor = brief.units[0].probability * (NEAR_BEST_LIST if several else NEAR_BEST)
    near = [n for n, unit in enumerate(brief.units[:QUOTES]) if n == 0 or unit.probability >= floor]
    return sorted(near, key=lambda n: (n != 0, n))


def choose_value(asked: Understanding, unit: Unit) -> Mention | None:
    """The mention of the wanted kind that answers, or None when the sentence has none that the question lacks."""
    for want in asked.wants:
        kind = MENTIONS.get(want)
        if kind is None:
            continue
        candidates = [m for m in unit.mentions if m.kind is kind and m.value not in asked.named(kind)]
        if candidates:
            return max(candidates, key=lambda m: _preference(asked, unit, m))
    return None


def _preference(asked: Understanding, unit: Unit, mention: Mention) -> tuple[float, int]:
    """Terms before dates of cited acts (the reverse when the question names the act only to ask its date)."""
    if mention.kind is not MentionKind.DATE:
        return (0.0, -mention.start)
    before = fold(unit.words[max(0, mention.start - 60) : mention.start])
    cited = bool(_CITED_CUE.search(before))
    asked_of_act = cited and any(m.kind is MentionKind.DOCUMENT and m.value in asked.documents for m in unit.mentions)
    term = bool(_TERM_CUE.search(before))
    return ((1.0 if term else 0.0) - (1.0 if cited and not asked_of_act else 0.0), -mention.start)
