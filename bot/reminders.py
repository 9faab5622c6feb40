"""Reminders in Telegram: a chat subscribes to an agency's tasks, and a job sends what falls due, each once."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot, Update
from telegram.error import Forbidden, TelegramError
from telegram.ext import ContextTypes

from bot.chats import Chats
from bot.phrases import phrase
from bot.updates import chat_of, language_of_person
from corpus.agencies import agency_name, match_agency
from corpus.model import Language
from corpus.store import Database
from corpus.store.errors import StoreError
from register.outbox import Letter, NotSent, Sent, claim, plan, put_off, settle
from register.subscriptions import Channel, Subscription, Topic, subscribe, subscriptions_of, unsubscribe

EVERY = 300  # seconds between looks into the outbox
LONGEST = 4000  # characters; Telegram takes 4,096
OFF = frozenset(("off", "stop", "0", "-"))

Context = ContextTypes.DEFAULT_TYPE

_log = logging.getLogger(__name__)


class Reminders:
    """The command `/remind`, and the job that sends."""

    def __init__(self, database: Database, chats: Chats) -> None:
        self._database = database
        self._chats = chats
        self._job: asyncio.Task[None] | None = None

    async def remind(self, update: Update, context: Context) -> None:
        """`/remind Ministry of Justice` subscribes, `/remind off` ends all, `/remind` alone lists."""
        words = " ".join(context.args or [])
        chat = chat_of(update)
        state = await asyncio.to_thread(self._chats.state, chat.id)
        language = state.language or language_of_person(update)
        answer = await asyncio.to_thread(self._answer, str(chat.id), words, language)
        await chat.send_message(answer)

    def start(self, bot: Bot) -> None:
        """Begin to look into the outbox, now and every few minutes."""
        self._job = asyncio.create_task(self._run(bot))

    async def stop(self) -> None:
        """Stop looking; a letter that is being sent is settled first."""
        if self._job is not None:
            self._job.cancel()
            with suppress(asyncio.CancelledError):
                await self._job

    async def send_due(self, bot: Bot) -> int:
        """Send every reminder that is due; returns how many went out."""
        await asyncio.to_thread(plan, self._database)
        count = 0
        while letters := await asyncio.to_thread(claim, self._database, Channel.TELEGRAM):
            for letter in letters:
                count += await asyncio.shield(self._send(bot, letter))
        return count

    async def _run(self, bot: Bot) -> None:
        while True:
            try:
                await self.send_due(bot)
            except (SQLAlchemyError, StoreError) as error:
                _log.warning("Reminders could not be sent: %s", type(error).__name__)
            await asyncio.sleep(EVERY)

    async def _send(self, bot: Bot, letter: Letter) -> bool:
        try:
            await bot.send_message(int(letter.address), letter.body[:LONGEST])
        except Forbidden:
            blocked = NotSent("the chat has blocked the bot", for_good=True)
            await asyncio.to_thread(put_off, self._database, letter, blocked)
            await asyncio.to_thread(unsubscribe, self._database, Channel.TELEGRAM, letter.address)
            return False
        except TelegramError as error:
            await asyncio.to_thread(put_off, self._database, letter, NotSent(type(error).__name__))
            return False
        await asyncio.to_thread(settle, self._database, letter, Sent.SENT)
        return True

    def _answer(self, address: str, words: str, language: Language) -> str:
        if words.lower() in OFF:
            unsubscribe(self._database, Channel.TELEGRAM, address)
            return phrase(language, "remind_off")
        if not words:
            return self._listed(address, language)
        named = match_agency(words)
        if not named:
            return phrase(language, "remind_unknown", name=words)
        for one in named:
            subscribe(self._database, Subscription(Channel.TELEGRAM, address, Topic.AGENCY, one, language))
        return phrase(language, "remind_added", name=", ".join(agency_name(one, language) for one in named))

    def _listed(self, address: str, language: Language) -> str:
        kept = subscriptions_of(self._database, Channel.TELEGRAM, address)
        if not kept:
            return phrase(language, "remind_none")
        names = [agency_name(one.value, language) if one.topic is Topic.AGENCY else one.value for one in kept]
        return phrase(language, "remind_list", names="\n".join(f"• {name}" for name in names))
