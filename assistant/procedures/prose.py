"""An entry's own sentences, for what no field holds: quoted for the case of the one who asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.checking import Statement
from assistant.choosing import quoted
from assistant.gathering import Found
from assistant.phrases import Phrases
from assistant.polarity import opens_with
from assistant.procedures.candidate import Candidate
from assistant.procedures.cases import Asked, case_of, contradicts
from assistant.procedures.entries import Entry
from assistant.procedures.telling import line_of
from assistant.procedures.wanting import wanted_fields
from assistant.qualifying import narrowed
from assistant.understanding import Understanding, Want
from assistant.unit import Unit
from assistant.verdict import Alone, Verdict, judged
from assistant.wording import concept_coverage, concepts_of, coverage, stems_of
from corpus.fold import fold
from corpus.model import Language, Passage
from corpus.procedures.finding import everyday_words, fields_asked, speaks_of
from corpus.procedures.wording import topic_of

SELDOM_MEANT = frozenset({"basis", "result", "field", "level"})  # parts that answer only who asks for them


def prose(asked: Understanding, best: Candidate, case: Asked) -> Iterator[Statement]:
    """The sentences that answer best; yes or no in front where the question wants it and they are plain."""
    asked = replace(asked, wants=tuple(want for want in asked.wants if want is Want.YESNO))
    told = [unit for one in best.found for unit in one.units if not _heads(best.entry, unit)]
    told = [unit for unit in told if not _labels(unit) & SELDOM_MEANT - fields_asked(asked.question.words)] or told
    told = _parts_on(wanted_fields(asked.question.words), best, told) or told
    units = [unit for unit in told if not contradicts(case_of(unit.words), case)]
    units = units or [unit for one in best.found for unit in one.units]
    if not units:
        return
    verdict = _verdict(asked, best, units)
    chosen = verdict.unit if verdict else _best(asked, best.entry, units)
    found = next(Found(one.hit, one.units) for one in best.found if one.hit is chosen.hit)
    quote = _line(best.entry, chosen) or quoted(asked, found, chosen)
    phrases = Phrases(asked.reader)
    said = verdict.yes if verdict else opens_with(chosen.words) if Want.YESNO in asked.wants else None
    if said is not None:
        lead = phrases["lead_yes" if said else "lead_no"]
        yield Statement(phrases.narrowed(lead) if narrowed(chosen.words) else lead, (quote,), lead=True)
    yield Statement(phrases.quote(quote.words), (quote,), verbatim=True, focus=chosen)


def _verdict(asked: Understanding, best: Candidate, units: Sequence[Unit]) -> Verdict | None:
    """Yes or no where the question wants it and sentences of the entry that fit its case tell."""
    if Want.YESNO not in asked.wants:
        return None
    fitting = (Found(one.hit, tuple(unit for unit in units if unit.hit is one.hit)) for one in best.found)
    return judged(asked, [one for one in fitting if one.units], Alone())


def _parts_on(fields: frozenset[str], best: Candidate, told: Sequence[Unit]) -> list[Unit]:
    """Sentences of the parts of a guide that are headed by what is asked for, where no record holds it."""
    own = {one.hit.passage.id: _topic(one.hit.passage) for one in best.found}
    return [unit for unit in told if own[unit.hit.passage.id] in fields]


def _labels(unit: Unit) -> frozenset[str]:
    """The fields that label a sentence: its own line, or the heading of its passage."""
    named = topic_of(fold(unit.words).strip("#*| 0123456789.)-"))
    return frozenset(one for one in (named[0].value if named else None, _topic(unit.hit.passage)) if one)


def _topic(passage: Passage) -> str | None:
    """The field that a passage's own heading names."""
    named = topic_of(fold(passage.headings[-1]).strip("#* 0123456789.)")) if passage.headings else None
    return named[0].value if named else None


def _line(entry: Entry, unit: Unit) -> Unit | None:
    """The line of a sentence in a guide of labelled parts, whose lines each say their own; None in running words."""
    if entry.record is None or entry.record.section is not None:
        return None
    passage = unit.hit.passage
    marked = len(unit.words) - len(unit.words.lstrip("-*+• \t"))
    start, end = line_of(passage.content, unit.start + marked - passage.start, unit.end - passage.start)
    return replace(unit, words=passage.content[start:end], start=passage.start + start, end=passage.start + end)


def _heads(entry: Entry, unit: Unit) -> bool:
    """Whether a sentence is part of a record's head, where it only names the procedure and its field."""
    if entry.record is None or entry.record.section is not None:
        return False
    heads = [entry.record.name, *entry.record.aliases, *([entry.record.field] if entry.record.field else [])]
    return any(unit.start < quote.end and quote.start < unit.end for quote in heads)


def _best(asked: Understanding, entry: Entry, units: Sequence[Unit]) -> Unit:
    """The sentence nearest in meaning that speaks of most of what the question names besides the entry's own name."""
    telling = [unit for unit in units if not unit.asks and not unit.introduces] or list(units)
    name = " ".join(entry.names) if entry.record and entry.record.section is None else ""
    meant = everyday_words(asked.question.words) - everyday_words(name)
    stems = stems_of(asked.question.words) - stems_of(name)
    named = concepts_of(asked.question.words, asked.language) - concepts_of(name, Language.VI)

    def worth(unit: Unit) -> float:
        folded = fold(unit.words)
        told = sum(speaks_of(one, folded) for one in meant) / len(meant) if meant else 0.0
        language = unit.hit.passage.language
        own = language is asked.language
        shared = coverage(stems, unit.words) if own else concept_coverage(named, unit.words, language)
        return unit.similarity + (shared + told) / 2

    return max(telling, key=worth)
