"""What every route works with: the assistant, the library, and a small pool of threads for their work."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from typing import Annotated, Protocol, TypeVar

import anyio
import anyio.to_thread
from fastapi import Depends, Request

from api.metrics import Metrics
from assistant.model import Answer, AnswerEvent, Question
from corpus.store import Library
from retrieval.model import Hit, Query

WORKERS = 4  # encoder and index release the interpreter lock; more threads than this only queue for two to four cores

Result = TypeVar("Result")


class Answering(Protocol):
    """What the doors ask of the assistant. All calls block and may come from several threads at once."""

    def ask(self, question: Question) -> Answer: ...

    def stream(self, question: Question) -> Iterator[AnswerEvent]: ...

    def search(self, query: Query) -> list[Hit]: ...


@dataclass(frozen=True, slots=True)
class Context:
    """The parts one application serves from."""

    assistant: Answering
    library: Library
    metrics: Metrics
    pool: anyio.CapacityLimiter = field(default_factory=lambda: anyio.CapacityLimiter(WORKERS))

    async def work(self, call: Callable[[], Result]) -> Result:
        """Run blocking work in the pool, so that the event loop stays free."""
        return await anyio.to_thread.run_sync(call, limiter=self.pool)

    async def events(self, question: Question) -> AsyncIterator[AnswerEvent]:
        """The events of an answer as they come. A reader who leaves ends the work at its next event."""
        source = self.assistant.stream(question)
        try:
            while (event := await self.work(lambda: next(source, None))) is not None:
                yield event
        finally:
            _close(source)


def _close(source: Iterator[AnswerEvent]) -> None:
    """End a generator at once, rather than when it is collected."""
    if close := getattr(source, "close", None):
        close()


def _context(request: Request) -> Context:
    context: Context = request.app.state.context
    return context


Serving = Annotated[Context, Depends(_context)]
