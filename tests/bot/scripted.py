"""An assistant that plays a part: for what the real one cannot be made to do at will (length, pace, failure)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from assistant.model import (
    ActRef,
    Answer,
    AnswerEvent,
    AnswerStatus,
    Citation,
    Clarification,
    DeltaEvent,
    DoneEvent,
    Question,
    StageEvent,
    TextRef,
)
from corpus.model import Language


@dataclass
class ScriptedAssistant:
    """Says `words` in `parts`, pausing `pause` seconds before each; remembers the questions."""

    words: str | Callable[[Question], str] = "70.000 đồng [1]"
    status: AnswerStatus = AnswerStatus.ANSWERED
    citations: Sequence[Citation] = ()
    clarification: Clarification | None = None
    parts: int = 1
    pause: float = 0.0
    questions: list[Question] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0

    def stream(self, question: Question) -> Iterator[AnswerEvent]:
        self.questions.append(question)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        words = self.words if isinstance(self.words, str) else self.words(question)
        yield StageEvent("understand")
        size = max(1, -(-len(words) // self.parts))
        for at in range(0, len(words), size):
            time.sleep(self.pause)
            yield DeltaEvent(words[at : at + size])
        language = question.reader or Language.VI
        self.at_once -= 1
        cited = tuple(self.citations)
        yield DoneEvent(
            Answer(question.words, language, self.status, words, citations=cited, clarification=self.clarification)
        )


@dataclass
class FailingAssistant:
    """Fails in the middle of each answer."""

    def stream(self, question: Question) -> Iterator[AnswerEvent]:
        yield StageEvent("understand")
        raise RuntimeError("the index is gone")


def a_citation(n: int = 1, *, quote: str = "Lệ phí: 70.000 đồng", url: str | None = None) -> Citation:
    return Citation(
        n=n,
        act=ActRef("act-1", "58/2026/NĐ-CP", "Nghị định về căn cước"),
        text=TextRef("text-1", Language.VI, "Công báo", url, "samples/procedures/card.md"),
        section="Điều 5.2",
        quote=quote,
        start=0,
        end=len(quote),
    )
