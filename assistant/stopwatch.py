"""Where the time of an answer goes."""

from __future__ import annotations

import time


class Stopwatch:
    """Laps in milliseconds by name, and the total since it was made."""

    def __init__(self) -> None:
        self._start = self._last = time.perf_counter()
        self.laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        """End the lap that began at the last call (or at the start)."""
        now = time.perf_counter()
        self.laps[name] = round((now - self._last) * 1000, 1)
        self._last = now

    @property
    def total(self) -> float:
        return round((time.perf_counter() - self._start) * 1000, 1)
