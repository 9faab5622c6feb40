"""How often one sender may send: counted in memory, forgotten after an hour, never written down."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock

WINDOW = 3600.0  # seconds
MOST_SENDERS = 10_000  # the oldest are forgotten first, so that memory stays bounded


class Limiter:
    """Lets each sender through at most `most` times an hour. Safe to share between threads."""

    def __init__(self, most: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._sent: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def passes(self, sender: str) -> bool:
        """Whether this sender may send now; counts it if so."""
        moment = self._clock()
        with self._lock:
            times = self._sent.setdefault(sender, deque())
            self._sent.move_to_end(sender)
            while len(self._sent) > MOST_SENDERS:
                self._sent.popitem(last=False)
            while times and times[0] <= moment - WINDOW:
                times.popleft()
            if len(times) >= self._most:
                return False
            times.append(moment)
            return True
