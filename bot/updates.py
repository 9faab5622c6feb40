"""Reading updates: who is spoken to, what is asked, where the reply goes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime

from telegram import CallbackQuery, Chat, Message, MessageEntity, Update
from telegram.constants import ChatType, MessageEntityType
from telegram.ext import ContextTypes, filters

from bot.answering import Place
from bot.phrases import interface_language
from corpus.model import Language

_FIRST, _LAST = date(2000, 1, 1), date(2099, 12, 31)
_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y")
_MENTIONS = [MessageEntityType.MENTION, MessageEntityType.TEXT_MENTION]


class Addressed(filters.MessageFilter):
    """Messages meant for the bot: all in a private chat; in a group those that mention it or reply to it."""

    def filter(self, message: Message) -> bool:
        replied = message.reply_to_message.from_user if message.reply_to_message else None
        return (
            message.chat.type == ChatType.PRIVATE
            or (replied is not None and replied.id == message.get_bot().id)
            or any(_names_bot(message, *mention) for mention in _mentions(message).items())
        )


class RepliesTo(filters.MessageFilter):
    """Messages that reply to one of the bot's own in which a pattern is found."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        super().__init__()
        self._pattern = pattern

    def filter(self, message: Message) -> bool:
        asked = message.reply_to_message
        own = asked is not None and asked.from_user is not None and asked.from_user.id == message.get_bot().id
        return own and asked is not None and self._pattern.search(asked.text or "") is not None


def question_of(message: Message) -> str:
    """The words of a message without the mention of the bot; may be empty."""
    words = message.text or ""
    for entity, mention in _mentions(message).items():
        if _names_bot(message, entity, mention):
            words = words.replace(mention, " ")
    return " ".join(words.split())


def dated(args: Sequence[str]) -> tuple[date | None, str]:
    """The day that the words after a command begin with ("2026-01-31", "31/1/2026", "31.01.2026"), and the rest."""
    day = day_of(args[0]) if args else None
    return day, " ".join(args if day is None else args[1:])


def day_of(words: str) -> date | None:
    """A day from 2000 to 2099; None where the words are none."""
    for form in _DAYS:
        with suppress(ValueError):
            day = datetime.strptime(words, form).date()
            return day if _FIRST <= day <= _LAST else None
    return None


def place_of(update: Update) -> Place:
    """Where the answer to this update goes."""
    chat, user, message = chat_of(update), update.effective_user, update.effective_message
    return Place(
        chat_id=chat.id,
        user_id=user.id if user else chat.id,
        message_id=message.message_id if message else None,
        group=chat.type != ChatType.PRIVATE,
    )


def chat_of(update: Update) -> Chat:
    """Raises ValueError for an update that belongs to no chat; no handler is registered for such."""
    if update.effective_chat is None:
        raise ValueError(f"update {update.update_id} belongs to no chat")
    return update.effective_chat


def message_of(update: Update) -> Message:
    """Raises ValueError for an update without a message; no message handler gets one."""
    if update.effective_message is None:
        raise ValueError(f"update {update.update_id} has no message")
    return update.effective_message


def pressed(update: Update) -> CallbackQuery:
    """Raises ValueError for an update that is no pressed button; no button handler gets one."""
    if update.callback_query is None:
        raise ValueError(f"update {update.update_id} is no pressed button")
    return update.callback_query


def matched(context: ContextTypes.DEFAULT_TYPE) -> tuple[str, ...]:
    """What the pattern of a button's handler caught."""
    return tuple(context.matches[0].groups()) if context.matches else ()


def language_of_person(update: Update) -> Language:
    """The language of the person's Telegram, where it is one of the five."""
    return interface_language(update.effective_user.language_code if update.effective_user else None)


def _mentions(message: Message) -> dict[MessageEntity, str]:
    types = list[str | None](_MENTIONS)
    return message.parse_entities(types) if message.text else message.parse_caption_entities(types)


def _names_bot(message: Message, entity: MessageEntity, mention: str) -> bool:
    bot = message.get_bot()
    by_id = entity.user is not None and entity.user.id == bot.id
    return by_id or mention.lower() == f"@{bot.username}".lower()
