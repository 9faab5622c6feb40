"""What can go wrong with running the bot.

- BotError: the bot cannot run as it is set up; the message says what to change.
"""

from __future__ import annotations


class BotError(Exception):
    """The bot cannot run; the message is one line for the operator."""
