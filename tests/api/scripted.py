"""An assistant that says what a test tells it to: for what the real one cannot be made to do at will."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assistant.model import Answer, AnswerEvent, AnswerStatus, DeltaEvent, DoneEvent, Question, StageEvent
from corpus.model import Language
from retrieval.model import Hit, Query

Script = Callable[[Question], Iterator[AnswerEvent]]


def plain_answer(question: Question) -> Answer:
    """An answer that names no document."""
    language = question.reader or Language.EN
    return Answer(question.words, language, AnswerStatus.NOT_IN_DOCUMENTS, "The documents do not tell.")


def short(question: Question) -> Iterator[AnswerEvent]:
    yield StageEvent("understand")
    answer = plain_answer(question)
    yield DeltaEvent(answer.answer)
    yield DoneEvent(answer)


class ScriptedAssistant:
    """Follows a script; remembers the questions and searches it was given."""

    def __init__(self, script: Script = short) -> None:
        self._script = script
        self.questions: list[Question] = []
        self.queries: list[Query] = []

    def ask(self, question: Question) -> Answer:
        for event in self.stream(question):
            if isinstance(event, DoneEvent):
                return event.answer
        raise AssertionError("a script ends with a DoneEvent")

    def stream(self, question: Question) -> Iterator[AnswerEvent]:
        self.questions.append(question)
        return self._script(question)

    def search(self, query: Query) -> list[Hit]:
        self.queries.append(query)
        return []
