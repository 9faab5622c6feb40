"""An answer without a language model: the value asked for, in the reader's language, then the words it was read in."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.bodies import is_single
from assistant.checking import Statement
from assistant.choosing import LISTED, asks_list, best_unit, quoted
from assistant.composing.composer import Brief
from assistant.dating import recurs
from assistant.duties import Addressed, Duties
from assistant.gathering import Found
from assistant.periods import years_of
from assistant.phrases import Phrases
from assistant.polarity import opens_with
from assistant.qualifying import narrowed
from assistant.understanding import Understanding, Want
from assistant.unit import Unit, known_mentions
from assistant.values import choose_value, tells_wanted, wanted_kind
from assistant.verdict import Alone, Verdict, judged
from corpus.model import MentionKind

# Kinds of fact that stand in words as such, or not at all; a date may hide in "every year", a body in a person's name.
MEASURES = frozenset({MentionKind.MONEY, MentionKind.DURATION, MentionKind.NUMBER, MentionKind.DOCUMENT})
TIMES = frozenset({MentionKind.DATE, MentionKind.DURATION})
CLOSE = 0.8  # of the best passage's score, that a passage of another text must reach to take its place


class ExtractiveComposer:
    """Leads with the direct answer where the question wants one, then quotes the words that support it."""

    def __init__(self, duties: Duties | None = None) -> None:
        """`duties` tells who must do what a passage says; without it an answer names whom the passage names."""
        self._duties = duties

    def compose(self, brief: Brief) -> Iterator[Statement]:
        if not brief.found:
            return
        verdict = self._verdict(brief)
        chosen = next((one for one in brief.found if verdict and one.hit is verdict.unit.hit), None) or choose_passage(
            brief
        )
        best = verdict.unit if verdict else best_unit(brief.asked, chosen.units)
        quote = quoted(brief.asked, chosen, best)
        phrases = Phrases(brief.asked.reader)
        addressed = self._addressed(brief.asked, best)
        wants_body = wanted_kind(brief.asked) is MentionKind.AGENCY
        said = verdict.yes if verdict else None
        lead = "" if addressed and wants_body else _lead(brief.asked, best, quote, phrases, said)
        if not lead and (_asks_how_much(brief.asked) or _timeless(brief.asked, quote)):
            return
        if addressed and _of_others(brief.asked, best, addressed):
            return
        if lead:
            yield Statement(lead, (quote,), lead=True)
        if addressed:
            sources = tuple(quote if source is best else source for source in addressed.sources)
            yield Statement(phrases.bodies(addressed.agencies), sources, lead=True)
        yield Statement(phrases.quote(quote.words), (quote,), verbatim=True, focus=best)
        if self._duties and asks_list(brief.asked):
            for point in self._duties.rest_of_list(chosen.hit.passage, LISTED):
                yield Statement(phrases.quote(point.words), (point,), verbatim=True, focus=point)

    def _verdict(self, brief: Brief) -> Verdict | None:
        """Yes or no where the question wants it and what was found tells."""
        if Want.YESNO not in brief.asked.wants:
            return None
        return judged(brief.asked, brief.found, self._duties or Alone())

    def _addressed(self, asked: Understanding, best: Unit) -> Addressed | None:
        """Who must do what the sentence says, where the question wants to know that or by when."""
        if self._duties is None or wanted_kind(asked) not in (MentionKind.AGENCY, MentionKind.DATE):
            return None
        addressed = self._duties.addressed(best)
        named = asked.named(MentionKind.AGENCY)
        if addressed and wanted_kind(asked) is MentionKind.AGENCY and named.issuperset(addressed.agencies):
            return None  # who is named in the question is no answer to it
        return addressed


def choose_passage(brief: Brief) -> Found:
    """The best passage; where it lacks the kind of fact that is wanted, the next one that has it.

    That is one of the same text first, whose parts share a topic (the fee of a guide stands apart from its name),
    else one of another text that was found nearly as good.
    """
    first = brief.found[0]
    if wanted_kind(brief.asked) is None or _has(brief.asked, first):
        return first
    telling = [one for one in brief.found[1:] if _has(brief.asked, one)]
    own = (one for one in telling if one.hit.passage.text_id == first.hit.passage.text_id)
    close = (one for one in telling if one.hit.score >= CLOSE * first.hit.score)
    return next(own, next(close, first))


def _asks_how_much(asked: Understanding) -> bool:
    """Whether nothing but an amount, a term or a number answers, so that words without one are no answer."""
    return wanted_kind(asked) in MEASURES and Want.YESNO not in asked.wants


def _timeless(asked: Understanding, quote: Unit) -> bool:
    """Whether a question asks when, and the words to quote speak of no time at all."""
    if wanted_kind(asked) is not MentionKind.DATE or Want.YESNO in asked.wants:
        return False
    timed = any(one.kind in TIMES for one in quote.mentions) or years_of(quote.words) or recurs(quote.words)
    return not timed


def _of_others(asked: Understanding, best: Unit, addressed: Addressed) -> bool:
    """Whether a question asks by when one body must do something, and what was found is for another one to do."""
    named = {one for one in asked.named(MentionKind.AGENCY) if is_single(one)}
    if not named or wanted_kind(asked) is not MentionKind.DATE or not all(map(is_single, addressed.agencies)):
        return False
    told = {mention.value for mention in known_mentions(best.hit.passage) if mention.kind is MentionKind.AGENCY}
    return named.isdisjoint((*addressed.agencies, *told))


def _has(asked: Understanding, found: Found) -> bool:
    return any(tells_wanted(asked, unit) for unit in found.units)


def _lead(asked: Understanding, best: Unit, quote: Unit, phrases: Phrases, said: bool | None) -> str:
    """The direct answer in the reader's language: yes or no, the value asked for, or both; empty where not plain."""
    if said is None and Want.YESNO in asked.wants:
        said = opens_with(best.words)
    own = choose_value(asked, best)
    value = own or choose_value(asked, quote)
    parts = [phrases["lead_yes" if said else "lead_no"]] if said is not None else []
    bearing = best if own or value is None else quote
    lead = " ".join([*parts, phrases.lead(value, bearing.words)] if value is not None else parts)
    return phrases.narrowed(lead) if lead and narrowed(bearing.words) else lead
