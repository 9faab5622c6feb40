"""Other processes that parse or analyse beside this one, and end when it does."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from threading import Thread

# New objects before Python looks for those that refer to each other in circles. Sections and passages do not, and go
# when nobody refers to them; looking through them at each 700 costs reading 5 to 7 % of its time.
BETWEEN_COLLECTIONS = 50_000


def start_workers(count: int, *, tasks_each: int | None = None) -> ProcessPoolExecutor:
    """A pool of processes started anew, since a fork would copy threads' locks of whoever called.

    Each is replaced after `tasks_each` tasks, if that is given. None outlives this process, even when it is killed.
    """
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(count, mp_context=context, initializer=_prepare, max_tasks_per_child=tasks_each)


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
