"""Question-and-answer guides: each question with what its answer tells of a procedure."""

from __future__ import annotations

import re

from corpus.procedures.model import Procedure, Quote
from corpus.procedures.pieces import pieces
from corpus.procedures.reading import Record
from corpus.procedures.source import Source
from corpus.procedures.wording import Topic, wording

_MIN_QUESTIONS = 2  # a single question is no guide
_QUOTED = re.compile(r"[\"“](?P<words>[^\"”\n]{4,80})[\"”]")


def questions(source: Source) -> list[re.Match[str]]:
    """The numbered questions of a guide over its folded words, none where it is no such guide."""
    found = list(wording().patterns["question"].finditer(source.folded))
    return found if len(found) >= _MIN_QUESTIONS else []


def read_question(source: Source, match: re.Match[str], end: int, *, opening: int) -> Procedure | None:
    """What an answer tells; None where no field of a procedure is in it.

    Args:
        source: the guide.
        match: a question among `questions`.
        end: where its answer ends.
        opening: where the first question begins; what stands before is said of all of them.
    """
    asked = _asked(match["words"])
    record = Record(source)
    for piece in pieces(source, match.end(), end, asked):
        record.read(piece)
    record.offices.told(match.end(), end)
    if not record.tells():
        return None
    record.inherit(0, opening)
    name, question = _name(source, *match.span("words")), source.quote(*match.span("words"))
    if name != question:
        record.add_aliases(question.start, question.end)
    return record.procedure(name, match["a"] or match["b"], match.start(), end)


def _asked(question: str) -> frozenset[Topic]:
    cues = wording().questions
    return frozenset(topic for topic, words in cues.items() if any(word in question for word in words))


def _name(source: Source, start: int, end: int) -> Quote:
    """The procedure that a question names, or else the question itself."""
    quoted = _QUOTED.search(source.content, start, end)
    if quoted and wording().name.match(source.folded, *quoted.span("words")):
        return source.quote(*quoted.span("words"))
    opened = wording().name.search(source.folded, start, end)
    if opened is None:
        return source.quote(start, end)
    stop = wording().name_end.search(source.folded, opened.end(), end)
    named = source.quote(opened.start(), stop.start() if stop else end)
    bare = named.end == opened.end() and opened.group() not in wording().complete
    return source.quote(start, end) if bare else named
