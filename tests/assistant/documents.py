"""Asking about documents as such, as the tests of their route do."""

from __future__ import annotations

from datetime import date

from assistant.documents.route import DocumentRoute
from assistant.model import Answer, Question
from corpus.language import detect
from corpus.store import Library

TODAY = date(2026, 11, 22)


def ask(library: Library, words: str, as_of: date | None = None) -> Answer | None:
    question = Question(words, as_of=as_of)
    return DocumentRoute(library, today=TODAY).answer(question, reader=detect(words), words=words)


def quotes_hold(library: Library, answer: Answer) -> bool:
    """Whether every citation is verbatim."""
    texts = {c.text.id: library.text(c.text.id) for c in answer.citations}
    return all((text := texts[c.text.id]) and text.content[c.start : c.end] == c.quote for c in answer.citations)
