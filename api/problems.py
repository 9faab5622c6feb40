"""Errors as RFC 9457 problems: what happened, the value, and what to do."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.journal import request_id
from api.pages.view import render_problem, wants_page

MEDIA_TYPE = "application/problem+json"
SHOWN = 80  # characters of a wrong value that are repeated to its sender

log = logging.getLogger(__name__)


class Problem(HTTPException):
    """An error with plain words for the caller. `slug` names its kind and stays stable."""

    def __init__(self, status: HTTPStatus, slug: str, detail: str) -> None:
        super().__init__(status, detail)
        self.slug = slug


def not_found(kind: str, value: str, remedy: str) -> Problem:
    """No such thing: `kind` as people call it, `value` as asked, `remedy` as a sentence."""
    return Problem(HTTPStatus.NOT_FOUND, f"no-such-{kind}", f"There is no {kind} '{value[:SHOWN]}'. {remedy}")


def install(app: FastAPI) -> None:
    """Let every error leave the application as a problem, or as a page where a person browses."""
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)


class Boundary:
    """ASGI middleware: the outer boundary, where an error that nobody expected becomes a problem and a log line."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except Exception as error:
            log.error("request failed: %s", type(error).__name__, exc_info=error)
            if started or scope["type"] != "http":
                raise
            await _unexpected(Request(scope))(scope, receive, send)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    fields = [_field(entry) for entry in error.errors()]
    detail = "The request is not valid: " + "; ".join(f"{f['field']}: {f['message']}" for f in fields) + "."
    return _answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-request", detail, errors=fields)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    if isinstance(error, Problem):
        return _answer(request, status, error.slug, error.detail)
    detail = f"{request.method} {request.url.path}: {status.description or status.phrase}. See /openapi.json."
    return _answer(request, status, status.phrase.lower().replace(" ", "-"), detail, headers=error.headers)


def _unexpected(request: Request) -> Response:
    detail = f"The server failed. Try again; if it fails again, report the request id {request_id.get()}."
    return _answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, "internal-error", detail)


def _field(entry: Mapping[str, Any]) -> dict[str, str]:
    """One validation error as field, plain message, and the value that was sent, shortened."""
    place: Iterable[object] = entry["loc"]
    return {
        "field": ".".join(str(part) for part in place),
        "message": str(entry["msg"]),
        "value": "" if entry["type"] == "missing" else _sendable(str(entry.get("input"))[:SHOWN]),
    }


def _sendable(words: str) -> str:
    """Words that JSON escapes can name and UTF-8 cannot (half a surrogate pair) with a question mark instead."""
    return words.encode("utf-8", "replace").decode()


def _answer(
    request: Request,
    status: HTTPStatus,
    slug: str,
    detail: str,
    *,
    errors: list[dict[str, str]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    if wants_page(request):
        return render_problem(request, status)
    body: dict[str, object] = {
        "type": f"urn:congvu:problem:{slug}",
        "title": status.phrase,
        "status": status.value,
        "detail": detail,
        "request_id": request_id.get(),
    }
    if errors:
        body["errors"] = errors
    return JSONResponse(body, status.value, headers, media_type=MEDIA_TYPE)
