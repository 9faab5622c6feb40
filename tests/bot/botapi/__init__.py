"""A Bot API server for tests, with the rules of Telegram that a bot can break, and people who chat with the bot."""

from tests.bot.botapi.person import Person
from tests.bot.botapi.server import BotApiServer, serving
from tests.bot.botapi.telegram import Telegram

__all__ = ["BotApiServer", "Person", "Telegram", "serving"]
