"""The route for questions about documents as such: what one is, who issued it, whether it holds, how two compare.

It also stands guard: a number that is not here is refused, with the known ones that look like it offered as a choice.
"""

from __future__ import annotations

from datetime import date

from assistant.documents.answering import FIELDS, Answering
from assistant.documents.asking import Ask, also_asked, asks_same, content_left, read_ask
from assistant.documents.naming import DocumentNames, Standing
from assistant.model import Answer, Question
from corpus.model import Language
from corpus.patterns import plain
from corpus.store import Library

FEW_WORDS = 2  # beside a number that may mean several documents: more words tell which one is meant


class DocumentRoute:
    """Answers from the record of acts, refuses unknown numbers, and leaves what documents say to the passages."""

    def __init__(self, library: Library, *, today: date | None = None) -> None:
        self._library = library
        self._names = DocumentNames(library)
        self._today = today

    def answer(self, question: Question, *, reader: Language, words: str) -> Answer | None:
        """The answer, or None when the question is not about documents as such."""
        named = self._names.read(words)
        if not named:
            return None
        one = Answering(self._library, question, reader, question.as_of or self._today or date.today())
        unknown = next((n for n in named if n.standing is Standing.UNKNOWN), None)
        if unknown:
            return one.unknown(unknown, self._names.near(unknown.number))
        if clause := one.clause(named, words):
            return clause
        ask = read_ask(words, named, one.titled(named))
        several = next((n for n in named if n.several), None)
        if several and (ask or len(content_left(plain(words))) <= FEW_WORDS):
            return one.which(several)
        if ask in FIELDS:
            fields = [FIELDS[each] for each in (ask, *also_asked(words, named, ask))]
            told = one.fields(named, fields, same=asks_same(words, named))
            return one.endless(named) if told is None and ask is Ask.ENDING else told
        return one.about(named, ask) if ask else None
