"""Running the bot: `congvu bot`."""

from __future__ import annotations

from assistant.composition import build_assistant
from assistant.settings import Settings
from bot.application import build_application
from bot.receiving import quiet_logs, receive


def run(settings: Settings) -> None:
    """Serve Telegram until SIGINT or SIGTERM; updates that come meanwhile wait for the next start.

    Raises:
        BotError: no token is set, or Telegram rejects it.
    """
    quiet_logs()
    receive(build_application(settings, build_assistant(settings)), settings)
