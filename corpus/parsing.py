"""Parsing many files at once: in this process, or in a few others with bounded memory."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace

from corpus.load import Limits, LoadError, Source, interpret
from corpus.read import read
from corpus.store.library import TextEntry
from corpus.workers import start_workers

WORKERS = 2  # one writer keeps up with two parsers
IN_FLIGHT = 3  # jobs per worker that may wait with their bytes in memory, however large they are
MOST_IN_FLIGHT = 32  # jobs in all that may wait while the one that is next in turn, a large one, is being read ...
BYTES_IN_FLIGHT = 8_000_000  # ... as long as they are so small together; read, they take five times as much
TASKS_PER_WORKER = 300  # then a fresh process takes its place, so that no converter's leak adds up

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """A file to parse. `known_as` is the id of the text that an earlier version of it gave."""

    source: Source
    sha256: str
    limits: Limits
    known_as: str | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """What came of a job: an entry; or a reason code and a message; or pages that need OCR, with or without an entry.

    Times are in seconds of this process on a core, so that a busy machine does not blur them.
    """

    path: str
    file: str
    sha256: str
    size: int
    modified: float | None
    entry: TextEntry | None = field(default=None, repr=False)
    reason: str | None = None
    message: str | None = None
    unread_pages: tuple[int, ...] = ()
    load_seconds: float = 0.0
    read_seconds: float = 0.0


def parse(job: Job) -> Parsed:
    """Load and read one file. Never raises: whatever goes wrong is in the result."""
    started = time.process_time()
    loaded_at = started
    try:
        loaded = interpret(job.source, job.limits)
        loaded_at = time.process_time()
        entry = read(loaded, known_as=job.known_as) if loaded.content.strip() else None
    except LoadError as error:
        return _failed(job, error.reason, str(error))
    except Exception as error:  # the boundary of the batch: one file that trips a parser must not stop the others
        logger.exception("cannot read %s", job.source.file)
        return _failed(job, "internal", f"could not be understood ({type(error).__name__}: {error}): please report it")
    return replace(
        _of(job),
        entry=entry,
        message="; ".join(loaded.warnings) or None,
        unread_pages=loaded.unread_pages,
        load_seconds=loaded_at - started,
        read_seconds=time.process_time() - loaded_at,
    )


def parse_here(jobs: Iterator[Job]) -> Iterator[Parsed]:
    """Parse in this process, one after the other."""
    yield from map(parse, jobs)


def parse_in_pool(jobs: Iterator[Job], workers: int = WORKERS) -> Iterator[Parsed]:
    """Parse in other processes, in order. A file that kills its process is tried once more alone, then given up."""
    pool = _Pool(workers)
    try:
        yield from pool.run(jobs)
    finally:
        pool.close()


class _Pool:
    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._executor = start_workers(workers, tasks_each=TASKS_PER_WORKER)

    def close(self) -> None:
        self._executor.shutdown(cancel_futures=True)

    def run(self, jobs: Iterator[Job]) -> Iterator[Parsed]:
        waiting: deque[tuple[Job, Future[Parsed]]] = deque()
        for job in jobs:
            waiting.append((job, self._submit(job)))
            while self._is_full(waiting):
                yield self._result(*waiting.popleft())
        while waiting:
            yield self._result(*waiting.popleft())

    def _is_full(self, waiting: Sequence[tuple[Job, Future[Parsed]]]) -> bool:
        """Whether to wait for the first: enough jobs are under way, and it is done or no more may join them."""
        if len(waiting) < IN_FLIGHT * self._workers:
            return False
        many = len(waiting) >= MOST_IN_FLIGHT or sum(len(job.source.data) for job, _ in waiting) >= BYTES_IN_FLIGHT
        return many or waiting[0][1].done()

    def _submit(self, job: Job) -> Future[Parsed]:
        try:
            return self._executor.submit(parse, job)
        except BrokenProcessPool:
            self.close()
            self._executor = start_workers(self._workers, tasks_each=TASKS_PER_WORKER)
            return self._executor.submit(parse, job)

    def _result(self, job: Job, future: Future[Parsed]) -> Parsed:
        try:
            return future.result()
        except BrokenProcessPool:
            return _alone(job)


def _alone(job: Job) -> Parsed:
    """Parse in a process of its own: of all files in the broken pool only the guilty one fails again."""
    with start_workers(1) as executor:
        try:
            return executor.submit(parse, job).result()
        except BrokenProcessPool:
            return _failed(job, "crashed", "reading it crashed, perhaps for want of memory: convert it and add that")


def _failed(job: Job, reason: str, message: str) -> Parsed:
    return replace(_of(job), reason=reason, message=message)


def _of(job: Job) -> Parsed:
    """What is known of a file before it is parsed."""
    source = job.source
    return Parsed(source.path, source.file, job.sha256, len(source.data), source.modified)
