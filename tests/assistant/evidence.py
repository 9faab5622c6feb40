"""Evidence for tests of composing and checking: units over passages that the test writes."""

from __future__ import annotations

from assistant.composing import Brief
from assistant.model import Question
from assistant.understanding import understand
from assistant.unit import Unit, units_of
from corpus.model import Language, Passage
from retrieval.model import Hit


def hit(content: str, *, language: Language = Language.EN, rank: int = 1, headings: tuple[str, ...] = ()) -> Hit:
    """A hit over a passage with these words, at the start of its text."""
    passage = Passage(f"t{rank}.p", f"t{rank}", language, f"{rank}", headings, content, 0, len(content))
    return Hit(rank, 1.0, passage)


def brief(question: str, *hits: Hit, reader: Language | None = None) -> Brief:
    """A brief whose units are the sentences of the hits, in order, the first the likeliest."""
    units: list[Unit] = [unit for found in hits for unit in units_of(found)]
    ranked = tuple(Unit(u.hit, u.words, u.start, u.end, 0.8, 0.9 - 0.2 * n) for n, u in enumerate(units))
    return Brief(understand(Question(question, reader=reader)), ranked)
