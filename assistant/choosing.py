"""Which words, and which value in them, answer a question: pure rules over what was found."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.gathering import Found
from assistant.patterns import folded_pattern
from assistant.understanding import MENTIONS, Understanding
from assistant.unit import Unit, spanning
from corpus.fold import fold
from corpus.model import Language, Mention, MentionKind
from retrieval.concepts import concepts

WHOLE = 700  # characters up to which a passage is quoted whole: a clause or a short answer reads better unbroken
PART = 500  # characters of the part that is quoted of a longer one, around its best sentence
FIRST_WANT = 0.3  # added to the similarity of a sentence with a fact of the wanted kind: more than two sentences differ
# Deviations that a passage gains whose best sentence has such a fact: the right sentence is chosen for .74 of the
# questions on directives, guides and samples, .72 without, .72 at 0.6.
TELLING = 0.4
STEM = 5  # letters compared when looking for the question's words; inflection changes what follows
SHORTEST = 3  # words with fewer letters say little about the topic

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


def telling_first(asked: Understanding, found: Sequence[Found]) -> tuple[Found, ...]:
    """What was found, best first, where to have the kind of fact that is asked for is worth `TELLING`.

    The parts of a text that were only read along keep their place at the end.
    """
    searched = [one for one in found if one.hit.evidence]
    told = [TELLING * has_wanted(asked, best_unit(asked, one.units)) for one in searched]
    order = sorted(range(len(searched)), key=lambda n: -(searched[n].hit.score + told[n]))
    return (*(searched[n] for n in order), *(one for one in found if not one.hit.evidence))


def best_unit(asked: Understanding, units: Sequence[Unit]) -> Unit:
    """The sentence that answers best; heads of guides and mere announcements only where there is nothing else."""
    telling = [unit for unit in units if not unit.asks and not unit.introduces] or list(units)
    stems = stems_of(asked.question.words)
    return max(telling, key=lambda unit: _worth(asked, unit, stems))


def quoted(asked: Understanding, found: Found, best: Unit) -> Unit:
    """The words to quote.

    Where `best` gives the value that is asked for: its line, with the conditions that stand there. Else the passage
    without its question where that is short, or what is around `best`.
    """
    body = [unit for unit in found.units if not unit.asks] or list(found.units)
    if has_wanted(asked, best):
        body = [unit for unit in body if _same_line(unit, best)] or [best]
    while len(body) > 1 and body[0] is not best and body[0].introduces and len(body[0].words.split()) <= 3:
        body = body[1:]
    first = last = body.index(best) if best in body else 0
    limit = WHOLE if body[-1].end - body[0].start <= WHOLE else PART
    while True:
        if last + 1 < len(body) and body[last + 1].end - body[first].start <= limit:
            last += 1
        elif first > 0 and body[last].end - body[first - 1].start <= limit:
            first -= 1
        else:
            return spanning(body[first], body[last])


def _same_line(unit: Unit, other: Unit) -> bool:
    """Whether no line ends between two units of one passage."""
    first, last = sorted((unit, other), key=lambda one: one.start)
    passage = unit.hit.passage
    return "\n" not in passage.content[first.start - passage.start : last.start - passage.start]


def choose_value(asked: Understanding, unit: Unit) -> Mention | None:
    """The mention of the wanted kind that answers, or None when the words have none that the question lacks."""
    for want in asked.wants:
        kind = MENTIONS.get(want)
        if kind is None:
            continue
        candidates = [m for m in unit.mentions if m.kind is kind and m.value not in asked.named(kind)]
        if candidates:
            return max(candidates, key=lambda m: _preference(asked, unit, m))
    return None


def has_wanted(asked: Understanding, unit: Unit) -> bool:
    """Whether the words mention a fact of the first wanted kind that the question does not give."""
    kind = wanted_kind(asked)
    return kind is not None and any(m.kind is kind and m.value not in asked.named(kind) for m in unit.mentions)


def wanted_kind(asked: Understanding) -> MentionKind | None:
    """The kind of fact that the question wants first, if its answer is a value."""
    return next((MENTIONS[want] for want in asked.wants if want in MENTIONS), None)


def coverage(stems: frozenset[str], words: str) -> float:
    """The share, 0..1, of the question's stems in `words`."""
    return len(stems & stems_of(words)) / len(stems) if stems else 0.0


def concept_coverage(wanted: frozenset[str], words: str, language: Language) -> float:
    """The share, 0..1, of the question's concepts that `words` name in their language."""
    return len(wanted & concepts_of(words, language)) / len(wanted) if wanted else 0.0


@lru_cache(maxsize=4000)
def concepts_of(words: str, language: Language) -> frozenset[str]:
    """The concepts of the thesaurus that `words` name."""
    return frozenset(concepts(words, language))


def stems_of(words: str) -> frozenset[str]:
    """First letters of the words that say something, folded."""
    return frozenset(word[:STEM] for word in fold(words).split() if len(word) >= SHORTEST)


def _worth(asked: Understanding, unit: Unit, stems: frozenset[str]) -> float:
    language = unit.hit.passage.language
    if language is asked.language:
        shared = coverage(stems, unit.words)
    else:
        shared = concept_coverage(concepts_of(asked.question.words, asked.language), unit.words, language)
    return unit.similarity + shared / 2 + FIRST_WANT * has_wanted(asked, unit)


def _preference(asked: Understanding, unit: Unit, mention: Mention) -> tuple[float, int]:
    """Terms before dates of cited acts (the reverse when the question names the act only to ask its date)."""
    if mention.kind is not MentionKind.DATE:
        return (0.0, -mention.start)
    before = fold(unit.words[max(0, mention.start - 60) : mention.start])
    cited = bool(_CITED_CUE.search(before))
    asked_of_act = cited and any(m.kind is MentionKind.DOCUMENT and m.value in asked.documents for m in unit.mentions)
    term = bool(_TERM_CUE.search(before))
    return ((1.0 if term else 0.0) - (1.0 if cited and not asked_of_act else 0.0), -mention.start)
