"""Whether a point of a list is what a question asks for: "is X on the list?" is answered by the point that names X."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.unit import BULLET
from assistant.verdict.clauses import Clause
from assistant.verdict.terms import Term, named, names, share, terms_of

ITEM = 0.5  # share of what a point names that the question must name, too: "export of rice" is no export of coffee
SOUGHT = 0.6  # share of what is asked for, beside the list itself, that a point must name
LONGEST = 30  # words of a point; longer ones are paragraphs
_NUMERAL = re.compile(r"[ivxl]+|\d+|phu luc")
_CELLS = re.compile(r"\|")


def holds(terms: Sequence[Term], clause: Clause) -> bool:
    """Whether a clause is a point of a list that names what is asked for.

    What opens the list and the headings above name the list itself; the point must name most of what they do not, and
    little else.
    """
    unit = clause.unit
    passage = unit.hit.passage
    if (not BULLET.match(unit.words) and not clause.opening) or len(clause.words.split()) > LONGEST or clause.said:
        return False
    item = named(unit.words, passage.language)
    around = [named(one, passage.language) for one in (clause.opening, *passage.headings)]
    sought = [term for term in terms if not any(names(one, term) for one in around)]
    return bool(sought) and share(sought, item) >= SOUGHT and _met(terms, clause) >= ITEM


def _met(terms: Sequence[Term], clause: Clause) -> float:
    """The share of what a point names that the question names."""
    language = clause.unit.hit.passage.language
    own = [term for term in terms_of(_CELLS.sub(" ", clause.words), language) if not _NUMERAL.fullmatch(term.words)]
    asked = frozenset().union(*(term.concepts for term in terms))
    words = " ".join(term.words for term in terms)
    met = sum(term.weight for term in own if term.concepts & asked or f" {term.words} " in f" {words} ")
    whole = sum(term.weight for term in own)
    return met / whole if whole else 0.0
