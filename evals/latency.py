"""How soon a running server answers: the first byte, the first words and the whole answer, over HTTP as a reader waits.

The stream begins before anything is searched, with the stage that the assistant enters; so the first byte tells how
soon a reader sees that his question was taken, and the first words how soon he can read on.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

import httpx
from pydantic import BaseModel, ConfigDict

from evals.datasets import load
from evals.errors import ServerUnreachable
from evals.report import Latency, latency_of
from evals.searching import Progress

TIMEOUT = 60.0  # seconds for one answer
WARM_UP = 5  # questions asked before the clock counts


class Timing(BaseModel):
    """Milliseconds from sending a question, one client, warm; `whole` is the end of the last event."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    load: float  # of the machine, over the last minute, when the run ended
    first_byte: Latency
    first_words: Latency
    whole: Latency

    def table(self) -> str:
        """A row for each moment."""
        rows = [("first byte", self.first_byte), ("first words", self.first_words), ("whole answer", self.whole)]
        lines = [f"{name:14} {one.n:>5} {one.p50:>9.1f} {one.p95:>9.1f}" for name, one in rows]
        return "\n".join([f"{'ms':14} {'n':>5} {'p50':>9} {'p95':>9}", *lines, f"load of the machine {self.load:.1f}"])


def run(url: str, path: Path, *, most: int | None = None, progress: Progress | None = None) -> Timing:
    """Ask a server every question of a dataset, each in a conversation of its own.

    Raises:
        DatasetError: the dataset cannot be read.
        ServerUnreachable: no answer comes from `url`.
    """
    dataset = load(path) if most is None else load(path).thinned(most)
    questions = [case.question for case in dataset.cases]
    with httpx.Client(base_url=url, timeout=TIMEOUT) as client:
        for question in questions[:WARM_UP]:
            _timed(client, question)
        timed = list(_all(client, questions, progress))
    firsts, words, wholes = (latency_of(column) for column in zip(*timed, strict=True))
    assert firsts and words and wholes
    return Timing(load=os.getloadavg()[0], first_byte=firsts, first_words=words, whole=wholes)


def _all(
    client: httpx.Client, questions: Sequence[str], progress: Progress | None
) -> Iterator[tuple[float, float, float]]:
    for n, question in enumerate(questions, 1):
        yield _timed(client, question)
        if progress:
            progress(n, len(questions))


def _timed(client: httpx.Client, question: str) -> tuple[float, float, float]:
    """Milliseconds to the first byte of the body, to the first words, and to the end."""
    start = perf_counter()
    first = words = None
    heard = b""
    try:
        with client.stream("POST", "/api/v1/ask/stream", json={"question": question}) as response:
            response.raise_for_status()
            for piece in response.iter_raw():
                now = (perf_counter() - start) * 1000
                first = now if first is None else first
                heard += piece
                if words is None and (b"event: delta" in heard or b"event: answer" in heard):
                    words = now
    except httpx.HTTPError as error:
        raise ServerUnreachable(f"{client.base_url}: {type(error).__name__}: {error}") from error
    if first is None or words is None:
        raise ServerUnreachable(f"{client.base_url}: the stream ended without an answer")
    return first, words, (perf_counter() - start) * 1000
