"""How long a language model that fails again and again is left alone, so that nobody waits for it in vain."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

IN_A_ROW = 3  # failures; one or two are a slow question or a network that blinked
REST = 60.0  # seconds; a model that is restarted is back within a minute, and each try costs one person's time limit


class Patience:
    """Counts failures in a row; after `IN_A_ROW` the model rests for `REST` seconds. Thread-safe."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = Lock()
        self._failures = 0
        self._until = 0.0

    @property
    def over(self) -> bool:
        """Whether the model is not to be asked now. After a rest one failure more begins the next."""
        with self._lock:
            return self._now() < self._until

    def worked(self) -> None:
        """The model said something in time."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """The model was too slow, or could not be asked."""
        with self._lock:
            self._failures += 1
            if self._failures >= IN_A_ROW:
                self._until = self._now() + REST
