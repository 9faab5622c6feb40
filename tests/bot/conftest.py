"""A Telegram of our own, and the real bot running against it."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from assistant.settings import Settings
from bot.answering import Assistant
from bot.application import App, build_application
from bot.receiving import quiet_logs, receive
from tests.bot.botapi import BotApiServer, Person, Telegram, serving
from tests.bot.botapi.telegram import TOKEN

RunBot = Callable[..., AbstractContextManager[App]]


@pytest.fixture
def server() -> Iterator[BotApiServer]:
    with serving(Telegram()) as running:
        yield running


@pytest.fixture
def server_url(server: BotApiServer) -> str:
    return server.url


@pytest.fixture
def telegram(server: BotApiServer) -> Telegram:
    return server.telegram


@pytest.fixture
def an(telegram: Telegram) -> Person:
    """A person in a private chat, whose Telegram is Vietnamese."""
    return Person(telegram, user_id=7)


@pytest.fixture
def settings(server: BotApiServer, tmp_path: Path) -> Settings:
    return Settings(_env_file=None, home=tmp_path, telegram_token=TOKEN, telegram_url=server.url)  # type: ignore[call-arg]


@pytest.fixture
def run_bot(settings: Settings) -> RunBot:
    """Runs the bot for the time of a `with`: by polling, or by webhook where an address is given."""

    def start(assistant: Assistant, *, webhook: str | None = None) -> AbstractContextManager[App]:
        port = urlsplit(webhook).port if webhook else settings.telegram_port
        return running_bot(settings.model_copy(update={"telegram_webhook": webhook, "telegram_port": port}), assistant)

    return start


@contextmanager
def running_bot(settings: Settings, assistant: Assistant) -> Iterator[App]:
    """The bot in a thread of its own, as `congvu bot` runs it but for signals."""
    quiet_logs()
    application = build_application(settings, assistant)

    loop = asyncio.new_event_loop()

    def serve() -> None:
        asyncio.set_event_loop(loop)
        receive(application, settings, stop_signals=None)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    _until(lambda: application.running)
    try:
        yield application
    finally:
        loop.call_soon_threadsafe(application.stop_running)
        thread.join(20)
        assert not thread.is_alive(), "the bot did not stop in 20 s"


def _until(met: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not met():
        if time.monotonic() > deadline:
            raise TimeoutError("the bot did not start in 20 s")
        time.sleep(0.01)
