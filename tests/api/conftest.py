"""A server over real HTTP, on a port of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from uvicorn import Server

from api.application import create_app
from api.server import bind, server
from corpus.store import Library
from tests.api.scripted import Script, ScriptedAssistant
from tests.api.shelves import small_library


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """The address of `app`, served by a thread until the block ends."""
    listener = bind("127.0.0.1", 0)
    served = server(app)
    thread = threading.Thread(target=served.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        _wait_for(served, thread)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        served.should_exit = True
        thread.join(timeout=20)


def _wait_for(served: Server, thread: threading.Thread) -> None:
    until = time.monotonic() + 20
    while not served.started:
        assert thread.is_alive() and time.monotonic() < until, "the server did not start"
        time.sleep(0.02)


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return small_library(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="session")
def scripted() -> ScriptedAssistant:
    return ScriptedAssistant()


@pytest.fixture(scope="session")
def client(scripted: ScriptedAssistant, library: Library) -> Iterator[httpx.Client]:
    """A client of a server whose assistant answers shortly that the documents do not tell."""
    with serving(create_app(scripted, library)) as address, httpx.Client(base_url=address, timeout=20) as client:
        yield client


@contextmanager
def following(script: Script, folder: Path) -> Iterator[httpx.Client]:
    """A client of a server whose assistant follows `script`."""
    app = create_app(ScriptedAssistant(script), small_library(folder))
    with serving(app) as address, httpx.Client(base_url=address, timeout=20) as client:
        yield client
