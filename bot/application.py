"""The bot as a `telegram.ext.Application`: which handler serves what, and what happens when one fails."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import Any

from telegram import BotCommand, Update
from telegram.error import Forbidden, NetworkError, TelegramError
from telegram.ext import (
    AIORateLimiter,
    Application,
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from assistant.conversations import Conversations
from assistant.settings import Settings
from bot import buttons, services
from bot.answering import Answering, Assistant
from bot.chats import Chats
from bot.desk import Desk
from bot.errors import BotError
from bot.phrases import phrase
from bot.reminders import Reminders
from bot.services import Services
from bot.updates import Addressed, RepliesTo, chat_of
from corpus.model import Language
from corpus.store import Database, Library, open_database

App = Application[Any, Any, Any, Any, Any, Any]
Context = ContextTypes.DEFAULT_TYPE

COMMANDS = ("start", "language", "help", "as_of", "status", "forget")
SERVICE_COMMANDS = ("procedures", "procedure", "due", "feedback")
RETRIES = 5  # times a request is sent again after Telegram asked to wait
CONNECTIONS = 64  # requests to Telegram at the same time; more wait for a free connection

_log = logging.getLogger(__name__)


def build_application(settings: Settings, assistant: Assistant) -> App:
    """The bot, ready to run; it opens the database of `settings` and closes it when it shuts down.

    Raises:
        BotError: `settings` has no Telegram token.
    """
    if settings.telegram_token is None:
        raise BotError("No Telegram token: get one from @BotFather and set CONGVU_TELEGRAM_TOKEN.")
    database = open_database(settings.database_url)
    chats = Chats(database)
    desk = Desk(
        answering=Answering(assistant, chats),
        chats=chats,
        conversations=Conversations(database),
        library=Library(database),
    )
    reminders = Reminders(database, chats)
    builder = (
        Application.builder()
        .token(settings.telegram_token.get_secret_value())
        .rate_limiter(AIORateLimiter(max_retries=RETRIES))
        .concurrent_updates(True)
        .connection_pool_size(CONNECTIONS)
        .pool_timeout(30)
        .post_init(partial(_begin, reminders))
        .post_stop(partial(_end, reminders))
        .post_shutdown(partial(_close, database))
    )
    if settings.telegram_url:
        url = settings.telegram_url.rstrip("/")
        builder = builder.base_url(f"{url}/bot").base_file_url(f"{url}/file/bot")
    application = builder.build()
    application.add_handlers([CommandHandler("remind", reminders.remind, filters=filters.UpdateType.MESSAGE)])
    application.add_handlers(_service_handlers(Services(database, chats)))
    application.add_handlers(_handlers(desk))
    application.add_error_handler(partial(_on_error, desk))
    return application


def _handlers(desk: Desk) -> list[BaseHandler[Any, Any, Any]]:
    """The first handler that fits an update gets it."""
    new = filters.UpdateType.MESSAGE
    for_bot = new & Addressed()
    return [
        *(CommandHandler(name, getattr(desk, name), filters=new) for name in COMMANDS),
        MessageHandler(for_bot & filters.COMMAND, desk.help),  # one that is none of ours, mistyped as a rule
        MessageHandler(for_bot & filters.TEXT & ~filters.COMMAND, desk.question),
        MessageHandler(for_bot & filters.ATTACHMENT, desk.other),
        CallbackQueryHandler(desk.start_language_chosen, buttons.START_LANGUAGE),
        CallbackQueryHandler(desk.language_chosen, buttons.LANGUAGE),
        CallbackQueryHandler(desk.example, buttons.EXAMPLE),
        CallbackQueryHandler(desk.citation, buttons.CITATION),
        CallbackQueryHandler(desk.page, buttons.PAGE),
        CallbackQueryHandler(desk.nearest, buttons.NEAREST),
        CallbackQueryHandler(desk.choice, buttons.CHOICE),
    ]


def _service_handlers(served: Services) -> list[BaseHandler[Any, Any, Any]]:
    """Those of public services; a reply to the question for a report is no question to the assistant."""
    new = filters.UpdateType.MESSAGE
    replied = new & filters.TEXT & ~filters.COMMAND & RepliesTo(services.ASKED)
    return [
        *(CommandHandler(name, getattr(served, name), filters=new) for name in SERVICE_COMMANDS),
        MessageHandler(replied, served.reported),
        CallbackQueryHandler(served.chosen, services.SERVICE),
        CallbackQueryHandler(served.steps, services.STEPS),
        CallbackQueryHandler(served.due_today, services.DUE),
        CallbackQueryHandler(served.ask_report, services.REPORT),
    ]


async def _begin(reminders: Reminders, application: App) -> None:
    await _announce_commands(application)
    reminders.start(application.bot)


async def _end(reminders: Reminders, _application: App) -> None:
    await reminders.stop()


async def _announce_commands(application: App) -> None:
    """Tell Telegram the commands; the bot also works where that fails."""
    try:
        await _set_commands(application)
    except TelegramError as error:
        _log.warning("The commands could not be announced: %s", type(error).__name__)


async def _set_commands(application: App) -> None:
    """The commands in each language; in Vietnamese where the client has none of the five."""
    for language in Language:
        commands = [
            BotCommand(name, phrase(language, f"command_{name}")) for name in (*SERVICE_COMMANDS, *COMMANDS, "remind")
        ]
        await application.bot.set_my_commands(commands, language_code=language.value)
        if language is Language.VI:
            await application.bot.set_my_commands(commands)


async def _close(database: Database, _application: App) -> None:
    await asyncio.to_thread(database.close)


async def _on_error(desk: Desk, update: object, context: Context) -> None:
    """The one place where failures end: logged without anybody's words, told to the person where that is possible."""
    error = context.error
    if isinstance(error, Forbidden):
        _log.info("A chat has blocked the bot.")
        return
    if isinstance(error, NetworkError) and not isinstance(update, Update):
        _log.warning("Telegram cannot be reached: %s", type(error).__name__)
        return
    _log.error("An update could not be served.", exc_info=error)
    if isinstance(update, Update) and update.effective_chat is not None:
        await _apologise(desk, update)


async def _apologise(desk: Desk, update: Update) -> None:
    try:
        await chat_of(update).send_message(phrase(await desk.language_of(update), "failed"))
    except TelegramError as error:
        _log.warning("The apology could not be sent: %s", type(error).__name__)
