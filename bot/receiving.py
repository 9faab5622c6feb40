"""Getting updates from Telegram, by polling or by webhook, with quiet logs."""

from __future__ import annotations

import hashlib
import logging
from typing import Any
from urllib.parse import urlsplit

import httpx
from telegram import Update
from telegram.error import InvalidToken

from assistant.settings import Settings
from bot.application import App
from bot.errors import BotError

UPDATES = [Update.MESSAGE, Update.CALLBACK_QUERY]
POLL_SECONDS = 30  # how long Telegram holds a request for updates open
REACH_SECONDS = 5  # for an answer of any kind from Telegram
TELEGRAM = "https://api.telegram.org"
UNREACHABLE = "Nothing answers at %s, so no message comes in or goes out. Check the network, or CONGVU_TELEGRAM_URL."
_LOG = logging.getLogger(__name__)
_LOUD = ("httpx", "httpcore", "hpack")  # they log addresses, and the address of every request contains the token


def receive(application: App, settings: Settings, **options: Any) -> None:
    """Block while the application gets updates; `options` go on to python-telegram-bot.

    Where Telegram cannot be reached it says so, and goes on trying.

    Raises:
        BotError: Telegram rejects the token.
    """
    if not reachable(settings.telegram_url or TELEGRAM):
        _LOG.warning(UNREACHABLE, settings.telegram_url or TELEGRAM)
    kept_on = {"bootstrap_retries": -1} | options
    try:
        if settings.telegram_webhook:
            application.run_webhook(allowed_updates=UPDATES, **_webhook(settings), **kept_on)
        else:
            application.run_polling(allowed_updates=UPDATES, timeout=POLL_SECONDS, **kept_on)
    except InvalidToken:
        raise BotError("Telegram rejects the token in CONGVU_TELEGRAM_TOKEN: ask @BotFather for it again.") from None


def reachable(url: str) -> bool:
    """Whether anything answers at the address of a Bot API server."""
    try:
        httpx.head(url, timeout=REACH_SECONDS)
    except httpx.HTTPError:
        return False
    return True


def quiet_logs() -> None:
    """Keep the token and people's words out of the logs, whatever level the operator chose."""
    for name in _LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)
    telegram = logging.getLogger("telegram")  # below INFO it logs whole updates
    telegram.setLevel(max(logging.INFO, telegram.getEffectiveLevel()))


def webhook_secret(token: str) -> str:
    """What Telegram must send along with each update; the same in every process that knows the token."""
    return hashlib.sha256(f"webhook of {token}".encode()).hexdigest()


def _webhook(settings: Settings) -> dict[str, Any]:
    url = settings.telegram_webhook or ""
    token = settings.telegram_token.get_secret_value() if settings.telegram_token else ""
    return {
        "listen": settings.telegram_host,
        "port": settings.telegram_port,
        "url_path": urlsplit(url).path.lstrip("/"),
        "webhook_url": url,
        "secret_token": webhook_secret(token),
    }
