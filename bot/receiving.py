"""Getting updates from Telegram, by polling or by webhook, with quiet logs."""

from __future__ import annotations

import hashlib
import logging
from typing import Any
from urllib.parse import urlsplit

from telegram import Update
from telegram.error import InvalidToken

from assistant.settings import Settings
from bot.application import App
from bot.errors import BotError

UPDATES = [Update.MESSAGE, Update.CALLBACK_QUERY]
POLL_SECONDS = 30  # how long Telegram holds a request for updates open
_LOUD = ("httpx", "httpcore", "hpack")  # they log addresses, and the address of every request contains the token


def receive(application: App, settings: Settings, **options: Any) -> None:
    """Block while the application gets updates; `options` go on to python-telegram-bot.

    Raises:
        BotError: Telegram rejects the token.
    """
    try:
        if settings.telegram_webhook:
            application.run_webhook(allowed_updates=UPDATES, bootstrap_retries=-1, **_webhook(settings), **options)
        else:
            application.run_polling(allowed_updates=UPDATES, bootstrap_retries=-1, timeout=POLL_SECONDS, **options)
    except InvalidToken:
        raise BotError("Telegram rejects the token in CONGVU_TELEGRAM_TOKEN: ask @BotFather for it again.") from None


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
