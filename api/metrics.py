"""Figures for Prometheus: requests by route, answers by how they ended, and how long both took."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest

from assistant.model import Answer

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.15, 0.3, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """The figures of one application, in a registry of its own so that two applications never mix."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._requests = Counter(
            "congvu_http_requests", "HTTP requests", ["method", "route", "status"], registry=self.registry
        )
        self._seconds = Histogram(
            "congvu_http_request_seconds", "Time to answer", ["route"], buckets=SECONDS, registry=self.registry
        )
        self._answers = Counter("congvu_answers", "Answers given", ["status", "route"], registry=self.registry)

    def request(self, *, method: str, route: str, status: int, seconds: float) -> None:
        """Count one finished request. `route` is the pattern of the path, never the path itself."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def answer(self, answer: Answer) -> None:
        """Count one answer by its status and route."""
        self._answers.labels(answer.status, answer.route).inc()

    def text(self) -> bytes:
        """All figures in Prometheus' text format."""
        return generate_latest(self.registry)
