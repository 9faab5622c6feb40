"""The desk: one short handler for each thing a person can do in a chat."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from telegram import InlineKeyboardMarkup, Message, ReplyParameters, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from assistant.conversations import Conversations
from bot.answering import Answering, Place
from bot.buttons import choice_of, citation_keyboard, language_keyboard, start_keyboard
from bot.chats import Chats, Sources
from bot.draft import NO_PREVIEW
from bot.phrases import phrase
from bot.sources import citation_html, nearest_html
from bot.updates import chat_of, dated, language_of_person, matched, message_of, place_of, pressed, question_of
from corpus.model import Language
from corpus.store import Library

Context = ContextTypes.DEFAULT_TYPE


class Desk:
    """Handlers with what they need. Each gets an update for which its filter or pattern has vouched."""

    def __init__(self, *, answering: Answering, chats: Chats, conversations: Conversations, library: Library) -> None:
        self._answering = answering
        self._chats = chats
        self._conversations = conversations
        self._library = library

    # -- commands ----------------------------------------------------------------------------------------------

    async def start(self, update: Update, _context: Context) -> None:
        language = await self.language_of(update)
        await _say(update, phrase(language, "greeting"), start_keyboard(language))

    async def help(self, update: Update, _context: Context) -> None:
        await _say(update, phrase(await self.language_of(update), "help"))

    async def language(self, update: Update, _context: Context) -> None:
        await _say(update, phrase(await self.language_of(update), "choose_language"), language_keyboard())

    async def status(self, update: Update, _context: Context) -> None:
        language = await self.language_of(update)
        texts = await asyncio.to_thread(self._library.count_texts)
        acts = await asyncio.to_thread(self._library.count_acts)
        await _say(update, phrase(language, "status" if texts else "status_empty", texts=texts, acts=acts))

    async def as_of(self, update: Update, context: Context) -> None:
        """`/as_of 2026-06-30 question` answers as of a day."""
        day, words = dated(context.args or [])
        if day and words:
            await self._answering.answer(context.bot, place_of(update), words, as_of=day)
        else:
            await _say(update, phrase(await self.language_of(update), "as_of_how"))

    async def forget(self, update: Update, _context: Context) -> None:
        language = await self.language_of(update)
        await asyncio.to_thread(self._forget, place_of(update))
        await _say(update, phrase(language, "forgotten"))

    # -- messages ----------------------------------------------------------------------------------------------

    async def question(self, update: Update, context: Context) -> None:
        if words := question_of(message_of(update)):
            await self._answering.answer(context.bot, place_of(update), words)

    async def other(self, update: Update, _context: Context) -> None:
        """A voice message, a picture: the bot reads only words, and says so."""
        await _say(update, phrase(await self.language_of(update), "only_text"))

    # -- buttons -----------------------------------------------------------------------------------------------

    async def language_chosen(self, update: Update, context: Context) -> None:
        language = await self._choose(update, context)
        await _rewrite(update, phrase(language, "language_chosen"))

    async def start_language_chosen(self, update: Update, context: Context) -> None:
        language = await self._choose(update, context)
        await _rewrite(update, phrase(language, "greeting"), start_keyboard(language))

    async def example(self, update: Update, context: Context) -> None:
        language = await self.language_of(update)
        words = phrase(language, f"example_{matched(context)[0]}")
        await pressed(update).answer()
        await _say(update, phrase(language, "asked", question=words))
        await self._answering.answer(context.bot, place_of(update), words)

    async def choice(self, update: Update, context: Context) -> None:
        """A choice is what its button says; sent on in the same conversation, it answers the question back."""
        message, language = pressed(update).message, await self.language_of(update)
        keyboard = message.reply_markup if isinstance(message, Message) else None
        words = choice_of(keyboard, matched(context)[0])
        await pressed(update).answer(None if words else phrase(language, "expired"), show_alert=words is None)
        if words:
            await _say(update, phrase(language, "asked", question=words))
            await self._answering.answer(context.bot, place_of(update), words)

    async def citation(self, update: Update, context: Context) -> None:
        token, n = matched(context)
        if (sources := await self._sources(update, token)) and (citation := sources.citation(int(n))):
            await _show(update, citation_html(citation, sources.language))

    async def page(self, update: Update, context: Context) -> None:
        token, page = matched(context)
        if sources := await self._sources(update, token):
            with _unchanged_is_fine():
                await pressed(update).edit_message_reply_markup(citation_keyboard(token, sources.citations, int(page)))

    async def nearest(self, update: Update, context: Context) -> None:
        if sources := await self._sources(update, matched(context)[0]):
            await _show(update, nearest_html(sources.citations, sources.language))

    # -- what they share ---------------------------------------------------------------------------------------

    async def language_of(self, update: Update) -> Language:
        """The language the chat chose, else that of the person's Telegram."""
        state = await asyncio.to_thread(self._chats.state, chat_of(update).id)
        return state.language or language_of_person(update)

    def _forget(self, place: Place) -> None:
        conversation = place.conversation(self._chats.state(place.chat_id))
        self._chats.forget(place.chat_id)
        self._conversations.forget(conversation)  # last: it erases the traces of both

    async def _choose(self, update: Update, context: Context) -> Language:
        language = Language(matched(context)[0])
        await asyncio.to_thread(self._chats.choose_language, chat_of(update).id, language)
        await pressed(update).answer(phrase(language, "language_chosen"))
        return language

    async def _sources(self, update: Update, token: str) -> Sources | None:
        sources = await asyncio.to_thread(self._chats.sources, chat_of(update).id, token)
        expired = None if sources else phrase(await self.language_of(update), "expired")
        await pressed(update).answer(expired, show_alert=expired is not None)
        return sources


async def _say(update: Update, words: str, keyboard: InlineKeyboardMarkup | None = None) -> None:
    """Send plain words to the chat of the update."""
    await chat_of(update).send_message(words, reply_markup=keyboard)


async def _show(update: Update, html: str) -> None:
    """Send HTML below the message whose button was pressed."""
    below = ReplyParameters(message_of(update).message_id, allow_sending_without_reply=True)
    await chat_of(update).send_message(
        html, parse_mode=ParseMode.HTML, reply_parameters=below, link_preview_options=NO_PREVIEW
    )


async def _rewrite(update: Update, words: str, keyboard: InlineKeyboardMarkup | None = None) -> None:
    """Put other words and buttons into the message whose button was pressed."""
    with _unchanged_is_fine():
        await pressed(update).edit_message_text(words, reply_markup=keyboard)


@contextmanager
def _unchanged_is_fine() -> Iterator[None]:
    """A button pressed twice edits twice to the same; Telegram refuses the second, and nothing is wrong."""
    try:
        yield
    except BadRequest as error:
        if "not modified" not in error.message.lower():
            raise
