"""Other processes that parse or analyse beside this one, and end when it does."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from threading import Thread
from typing import TypeVar

# New objects before Python looks for those that refer to each other in circles. Sections and passages do not, and go
# when nobody refers to them; looking through them at each 700 costs reading 5 to 7 % of its time.
BETWEEN_COLLECTIONS = 50_000
WORKERS = 2
IN_FLIGHT = 3  # items per worker that may wait with their words in memory

Item = TypeVar("Item")
Result = TypeVar("Result")
logger = logging.getLogger(__name__)


def start_workers(count: int, *, tasks_each: int | None = None) -> ProcessPoolExecutor:
    """A pool of processes started anew, since a fork would copy threads' locks of whoever called.

    Each is replaced after `tasks_each` tasks, if that is given. None outlives this process, even when it is killed.
    """
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(count, mp_context=context, initializer=_prepare, max_tasks_per_child=tasks_each)


def work_ahead(work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """`map` in other processes, in order, some items ahead. Where these cannot run, for want of memory, it runs here.

    `work` is a function of a module, and its items and results travel between processes.
    """
    with start_workers(WORKERS) as executor:
        waiting: deque[tuple[Item, Future[Result] | None]] = deque()
        for item in items:
            waiting.append((item, _submitted(executor, work, item)))
            if len(waiting) >= IN_FLIGHT * WORKERS:
                yield _result(work, *waiting.popleft())
        while waiting:
            yield _result(work, *waiting.popleft())


def _submitted(executor: ProcessPoolExecutor, work: Callable[[Item], Result], item: Item) -> Future[Result] | None:
    try:
        return executor.submit(work, item)
    except BrokenProcessPool:
        return None


def _result(work: Callable[[Item], Result], item: Item, future: Future[Result] | None) -> Result:
    if future is not None:
        try:
            return future.result()
        except BrokenProcessPool:
            logger.warning("other processes cannot run; going on in this one")
    return work(item)


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Let this process, too, look for circles seldom while it takes what the others read."""
    before = gc.get_threshold()
    gc.set_threshold(BETWEEN_COLLECTIONS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _prepare() -> None:
    """Collect seldom, and watch the process that started this one: without it a worker would wait for work for ever."""
    gc.set_threshold(BETWEEN_COLLECTIONS, *gc.get_threshold()[1:])
    Thread(target=_watch, name="parent", daemon=True).start()


def _watch() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)  # nobody is there to be told
