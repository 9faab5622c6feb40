"""Serving the application until the process is asked to stop."""

from __future__ import annotations

import logging
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import uvicorn
from fastapi import FastAPI

from api.application import create_app
from api.context import Answering
from api.journal import RequestIdFilter
from assistant.model import Question, StageEvent
from assistant.settings import Settings

FORMAT = "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s"
CHATTY = ("alembic", "httpx", "sentence_transformers")  # they tell of each start and each call
# Any question does, one for each language and one without diacritics: what a language needs is loaded when it is asked.
WARMING = (
    "Lệ phí bao nhiêu?",
    "le phi bao nhieu?",
    "How much is the fee?",
    "Сколько стоит услуга?",
    "Скільки коштує послуга?",
    "Ile kosztuje usługa?",
)
GRACE = 5  # seconds that running answers get to finish once the server is asked to stop


def serve(settings: Settings, *, bound: Callable[[], None] = lambda: None) -> None:
    """Build the assistant and serve it at `settings.host:settings.port`; returns after SIGTERM or SIGINT.

    `bound` is called once the address is ours, before the seconds that building takes.

    Raises:
        OSError: the address is taken or not ours; found out before anything is built.
    """
    from assistant.composition import build_assistant  # brings the models' libraries, which take seconds

    log_to_stderr()
    with closing(bind(settings.host, settings.port)) as listener:
        bound()
        assistant = build_assistant(settings)
        threading.Thread(target=warm, args=(assistant,), daemon=True).start()
        run(create_app(assistant, assistant.library), listener)


def warm(assistant: Answering) -> None:
    """Load what only the first question of a language loads, so that no reader waits for it; nothing is remembered."""
    for words in WARMING:
        for event in assistant.stream(Question(words)):
            if not isinstance(event, StageEvent):
                break


def bind(host: str, port: int) -> socket.socket:
    """A socket at an address, bound but not yet listening; port 0 means any free one.

    Raises:
        OSError: the address is taken or not ours.
    """
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        message = f"Cannot listen on {host}, port {port}: {error.strerror}. Choose another with --host and --port."
        raise OSError(error.errno, message) from error
    return listener


def run(app: FastAPI, listener: socket.socket) -> None:
    """Serve an application in the main thread until SIGTERM or SIGINT; running answers get `GRACE` seconds."""
    with _ended_by_signals():
        server(app).run(sockets=[listener])


def server(app: FastAPI) -> uvicorn.Server:
    """A server without uvicorn's own lines on requests, since those hold the words of searches."""
    logging.getLogger("uvicorn.access").disabled = True
    config = uvicorn.Config(
        app, log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=GRACE
    )
    return uvicorn.Server(config)


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Uvicorn ends on a signal and then sends it once more, which would kill the process; here it finds no taker."""
    signals = (signal.SIGTERM, signal.SIGINT)
    previous = {number: signal.signal(number, lambda *_: None) for number in signals}
    try:
        yield
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


def log_to_stderr() -> None:
    """One handler for all logs, each line with its request id."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter(FORMAT))
    handler.addFilter(RequestIdFilter())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
