"""The Bot API over HTTP, served by uvicorn in a thread."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse
from starlette.datastructures import UploadFile

from tests.bot.botapi.errors import ApiError
from tests.bot.botapi.methods import call
from tests.bot.botapi.telegram import TOKEN, Call, Json, Telegram


@dataclass(frozen=True)
class BotApiServer:
    """A running server: where it listens, and the Telegram behind it."""

    url: str
    telegram: Telegram


def bot_api(telegram: Telegram) -> FastAPI:
    """`/bot<token>/<method>` and `/file/bot<token>/<path>`."""
    app = FastAPI()

    @app.api_route("/bot{token}/{method}", methods=["GET", "POST"])
    async def method(token: str, method: str, request: Request) -> Response:
        if token != TOKEN:
            return _error(ApiError(401, "Unauthorized"))
        p = await _parameters(telegram, request)
        telegram.calls.append(Call(method.lower(), p, time.monotonic()))
        try:
            if failure := telegram.injected_failure(method.lower()):
                raise failure
            return JSONResponse({"ok": True, "result": await run_in_threadpool(call, telegram, method.lower(), p)})
        except ApiError as error:
            return _error(error)

    @app.get("/file/bot{token}/{path}")
    async def file(token: str, path: str) -> Response:
        known = token == TOKEN and path in telegram.files
        return Response(telegram.files[path][1]) if known else _error(ApiError(404, "Not Found"))

    return app


@contextmanager
def serving(telegram: Telegram) -> Iterator[BotApiServer]:
    """A server on a free port for the time of the block."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        config = uvicorn.Config(bot_api(telegram), log_level="warning", timeout_graceful_shutdown=2)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        _until_started(server)
        try:
            yield BotApiServer(url, telegram)
        finally:
            telegram.release()
            server.should_exit = True
            thread.join(10)


def _until_started(server: uvicorn.Server) -> None:
    deadline = time.monotonic() + 10
    while not server.started:
        if time.monotonic() > deadline:
            raise TimeoutError("the Bot API server did not start in 10 s")
        time.sleep(0.01)


async def _parameters(telegram: Telegram, request: Request) -> Json:
    """Parameters from the query, a form or JSON; uploaded files are stored and replaced by their id."""
    p: Json = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    if "json" in kind:
        p |= await request.json()
    elif "form" in kind:
        form = await request.form()
        p |= {k: await _stored(telegram, v) if isinstance(v, UploadFile) else _decoded(v) for k, v in form.items()}
    attached = {k: p[v.removeprefix("attach://")] for k, v in p.items() if str(v).startswith("attach://")}
    return p | attached


async def _stored(telegram: Telegram, upload: UploadFile) -> str:
    file_id = f"file-{len(telegram.files)}"
    telegram.files[file_id] = (upload.filename or "file", await upload.read())
    return file_id


def _decoded(value: str) -> Any:
    """Objects and lists travel in forms as JSON; everything else stays the string it is."""
    return json.loads(value) if value[:1] in "[{" and value[-1:] in "]}" and _is_json(value) else value


def _is_json(value: str) -> bool:
    try:
        json.loads(value)
    except ValueError:
        return False
    return True


def _error(error: ApiError) -> JSONResponse:
    body: Json = {"ok": False, "error_code": error.code, "description": error.description}
    if error.retry_after:
        body["parameters"] = {"retry_after": error.retry_after}
    return JSONResponse(body, status_code=error.code)
