"""Other processes that parse or analyse beside this one, and end when it does."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from threading import Thread


def start_workers(count: int, *, tasks_each: int | None = None) -> ProcessPoolExecutor:
    """A pool of processes started anew, since a fork would copy threads' locks of whoever called.

    Each is replaced after `tasks_each` tasks, if that is given. None outlives this process, even when it is killed.
    """
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(count, mp_context=context, initializer=_end_with_parent, max_tasks_per_child=tasks_each)


def _end_with_parent() -> None:
    """Watch the process that started this one: a worker whose parent was killed would wait for work for ever."""
    Thread(target=_watch, name="parent", daemon=True).start()


def _watch() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)  # nobody is there to be told
