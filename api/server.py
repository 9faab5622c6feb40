"""Serving the application until the process is asked to stop."""

from __future__ import annotations

import logging
import sys

import uvicorn
from fastapi import FastAPI

from api.application import create_app
from api.journal import RequestIdFilter
from assistant.settings import Settings

FORMAT = "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s"
GRACE = 5  # seconds that running answers get to finish once the server is asked to stop


def serve(settings: Settings) -> None:
    """Build the assistant and serve it at `settings.host:settings.port`; returns after SIGTERM or SIGINT.

    Raises:
        OSError: the address is taken or not ours.
        assistant.errors.AssistantError: the assistant cannot be built from these settings.
    """
    from assistant.composition import build_assistant  # brings the models' libraries, which take seconds

    log_to_stderr()
    assistant = build_assistant(settings)
    run(create_app(assistant, assistant.library), host=settings.host, port=settings.port)


def run(app: FastAPI, *, host: str, port: int) -> None:
    """Serve an application in this thread until a signal comes."""
    server(app, host=host, port=port).run()


def server(app: FastAPI, *, host: str, port: int) -> uvicorn.Server:
    """A server that logs through our own journal, since uvicorn's own lines would hold the words of searches."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
            host=host,
            port=port,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=GRACE,
        )
    )


def log_to_stderr() -> None:
    """One handler for all logs, each line with its request id."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter(FORMAT))
    handler.addFilter(RequestIdFilter())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
