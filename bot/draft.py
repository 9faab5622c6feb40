"""The message in which an answer grows while it is being composed."""

from __future__ import annotations

import time

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.markup import as_html
from bot.splitting import LIMIT, clipped, pieces

PRIVATE_INTERVAL = 1.0  # seconds between edits: Telegram asks for about one message a second in a chat
GROUP_INTERVAL = 3.0  # ... and for no more than 20 a minute in a group
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Draft:
    """Sent with the first words, edited as more come, at most once per `interval` seconds; ends as the whole answer."""

    def __init__(self, bot: Bot, chat_id: int, *, reply_to: int | None, interval: float) -> None:
        self._bot = bot
        self._chat_id = chat_id
        self._reply_to = reply_to
        self._interval = interval
        self._message: Message | None = None
        self._words = ""
        self._shown_at = float("-inf")

    async def add(self, words: str) -> None:
        """More words of the answer; shown now or with a later edit."""
        self._words += words
        if self._words.strip() and time.monotonic() - self._shown_at >= self._interval:
            await self._show(clipped(self._words, LIMIT), None)
            self._shown_at = time.monotonic()

    async def finish(self, words: str, keyboard: InlineKeyboardMarkup | None) -> None:
        """Replace the draft by the whole answer, in as many messages as it takes; `keyboard` under the last."""
        first, *others = pieces(words)
        await self._show(first, None if others else keyboard)
        for n, part in enumerate(others, start=1):
            await self._send(part, keyboard if n == len(others) else None)

    async def _show(self, words: str, keyboard: InlineKeyboardMarkup | None) -> None:
        if self._message is None:
            self._message = await self._send(words, keyboard)
            return
        try:
            await self._bot.edit_message_text(
                as_html(words),
                self._chat_id,
                self._message.message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
                link_preview_options=NO_PREVIEW,
            )
        except BadRequest as error:
            await self._replace(error, words, keyboard)

    async def _replace(self, error: BadRequest, words: str, keyboard: InlineKeyboardMarkup | None) -> None:
        """An edit that changes nothing is done; a draft that the reader deleted is sent anew."""
        if "not modified" in error.message.lower():
            return
        if "not found" not in error.message.lower():
            raise error
        self._message = await self._send(words, keyboard)

    async def _send(self, words: str, keyboard: InlineKeyboardMarkup | None) -> Message:
        reply = ReplyParameters(self._reply_to, allow_sending_without_reply=True) if self._reply_to else None
        return await self._bot.send_message(
            self._chat_id,
            as_html(words),
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard,
            reply_parameters=reply,
            link_preview_options=NO_PREVIEW,
        )
