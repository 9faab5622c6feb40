"""The one question that decides between values, with the choices that answer it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.model import Clarification
from assistant.procedures.candidate import Candidate
from assistant.procedures.cases import Asked, open_facet
from assistant.procedures.glossing import glossed_case, glossed_name
from assistant.procedures.phrases import CasePhrases
from assistant.procedures.telling import Told
from corpus.procedures.finding import everyday_words

MOST = 5  # choices that fit under a message
NEAR = 0.93  # of the best score, from which another procedure may be meant as well
LONGEST_NAME = 90  # characters of a procedure's name that a button shows
LONGEST = 60  # characters of a choice in the guide's own words
APART = " · "  # between the choices as the answer shows them


def clarify(told: Sequence[Told], asked: Asked, phrases: CasePhrases) -> Clarification | None:
    """What to ask where a field has several values for what is known of the person; None where nothing is open."""
    open_one = next((one for one in told if one.differs), None)
    if open_one is None:
        return None
    facet = open_facet(open_one.cases, asked)
    choices = _by_words(open_one, phrases) if facet is None else _by_facet(open_one, facet, phrases)
    if not 1 < len(choices) <= MOST:
        return None
    return Clarification(phrases[f"ask_{facet or 'case'}"], choices)


def which(ranked: Sequence[Candidate], asked: Asked, phrases: CasePhrases) -> Clarification | None:
    """Which procedure is meant, where others come as near as the best; None where it is plain.

    Offered is only what words of the question name, at least as well as the best.
    """
    best = ranked[0]
    shared = [asked.services & everyday_words(one.entry.names[0]) for one in ranked]
    near = [
        one
        for one, named in zip(ranked, shared, strict=True)
        if one.entry.record and one.score >= NEAR * best.score and named and named >= shared[0] and not one.another
    ]
    offered = [one.entry.names[0] for one in near]
    names = dict.fromkeys(name for name in offered if len(name) <= LONGEST_NAME and whole_name(name))
    if best.entry.names[0] not in names or not 1 < len(names) <= MOST:
        return None
    return Clarification(phrases["ask_procedure"], tuple(glossed_name(name, phrases) for name in names))


def whole_name(name: str) -> bool:
    """Whether a name can stand on a button: no question, and no bracket or quotation left open."""
    pairs = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"))
    return not name.rstrip().endswith("?") and all(name.count(left) == name.count(right) for left, right in pairs)


def shown(clarification: Clarification) -> str:
    """The question with its choices, as the last line of an answer."""
    return f"{clarification.question} {APART.join(clarification.choices)}"


def _by_facet(told: Told, facet: str, phrases: CasePhrases) -> tuple[str, ...]:
    values = [value for case in told.cases for value in sorted(case.facets.get(facet, ()))]
    spans = [span for case in told.cases for span in case.spans[-1:] if span.unit == facet]
    labels = [*(phrases.facet(facet, value) for value in values), *(phrases.span(span) for span in spans)]
    return tuple(dict.fromkeys(labels))


def _by_words(told: Told, phrases: CasePhrases) -> tuple[str, ...]:
    words = [item.case for item in told.items if item.case and len(item.case) <= LONGEST]
    return tuple(glossed_case(one, phrases) for one in dict.fromkeys(words)) if len(words) == len(told.items) else ()
