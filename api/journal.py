"""A request id on every log line and response, one line per request, and its figures. Never a query or a body."""

from __future__ import annotations

import logging
import re
import time
import uuid
from contextvars import ContextVar

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.metrics import Metrics

HEADER = "X-Request-ID"
ACCEPTED = re.compile(r"[A-Za-z0-9._-]{1,64}")

request_id: ContextVar[str] = ContextVar("request_id", default="-")

log = logging.getLogger(__name__)


class RequestIdFilter(logging.Filter):
    """Puts the current request's id on a log record, for a format with `%(request_id)s`."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        return True


class Journal:
    """ASGI middleware: gives each request an id, logs its path (never its query) and counts it."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        token = request_id.set(_id_of(Headers(scope=scope)))
        began = time.perf_counter()
        status = 499  # stays when the client leaves before a response starts

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = request_id.get()
            await send(message)

        try:
            await self._app(scope, receive, sending)
        finally:
            self._note(scope, status, time.perf_counter() - began)
            request_id.reset(token)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        log.info("%s %s %d %.0f ms", scope["method"], scope["path"], status, seconds * 1000)
        self._metrics.request(method=scope["method"], route=_pattern(scope), status=status, seconds=seconds)


def _id_of(headers: Headers) -> str:
    given = headers.get(HEADER, "")
    return given if ACCEPTED.fullmatch(given) else uuid.uuid4().hex


def _pattern(scope: Scope) -> str:
    """The path with its parameters named, so that figures stay few: "/api/v1/texts/{text_id}"."""
    if "route" not in scope:
        return "unmatched"
    names = {str(value): f"{{{name}}}" for name, value in scope.get("path_params", {}).items()}
    return "/".join(names.get(part, part) for part in scope["path"].split("/"))
