"""Evidence for tests of composing and checking: found passages that the test writes."""

from __future__ import annotations

from dataclasses import replace

from assistant.composing import Brief
from assistant.gathering import Found
from assistant.model import Question
from assistant.understanding import understand
from assistant.unit import Unit, units_of
from corpus.model import Language, Passage
from retrieval.model import Hit


def hit(content: str, *, language: Language = Language.EN, rank: int = 1, headings: tuple[str, ...] = ()) -> Hit:
    """A hit over a passage with these words, at the start of its text."""
    passage = Passage(f"t{rank}.p", f"t{rank}", language, f"{rank}", headings, content, 0, len(content))
    return Hit(rank, 1.0, passage)


def whole(one: Hit) -> Unit:
    """The whole passage of a hit as one unit."""
    return Unit(one, one.passage.content, 0, len(one.passage.content))


def brief(question: str, *hits: Hit, reader: Language | None = None) -> Brief:
    """A brief over the passages of the hits, best first; all their sentences are equally near."""
    found = tuple(Found(one, tuple(replace(unit, similarity=0.5) for unit in units_of(one))) for one in hits)
    return Brief(understand(Question(question, reader=reader)), found)
