"""Public services in a chat: find one, read it, count the day, report a mistake, follow the answer."""

from __future__ import annotations

import asyncio
import re
from datetime import date

from telegram import ForceReply, InlineKeyboardMarkup, Update
from telegram.constants import ChatType, ParseMode
from telegram.ext import ContextTypes

from bot.chats import Chats
from bot.draft import NO_PREVIEW
from bot.service_cards import (
    dues_html,
    known_of,
    list_keyboard,
    report_html,
    service_html,
    service_keyboard,
    steps_html,
    token_of,
)
from bot.updates import chat_of, dated, day_of, language_of_person, matched, message_of, pressed
from corpus.calendar import today_in_vietnam
from corpus.model import Language
from corpus.procedures.due import dues
from corpus.procedures.ranking import rank
from corpus.procedures.standing import OUT_OF_FORCE, standing
from corpus.store import Database, Library
from corpus.store.procedures import KnownProcedure, known_procedures
from corpus.validity import Validity
from register.addressee import subject_of
from register.errors import BadReport
from register.feedback import file_feedback, followed
from register.feedback_model import FeedbackKind, FeedbackPart, Filing
from register.limits import Limiter
from register.procedure_wording import procedure_words

LISTED = 8  # services under one message
MOST_REPORTS = 5  # an hour from one chat
SERVICE = r"^service:([0-9a-f]{12})$"
STEPS = r"^steps:([0-9a-f]{12})$"
DUE = r"^due:([0-9a-f]{12})$"
REPORT = r"^report:([0-9a-f]{12})$"
ASKED = re.compile(r"#([0-9a-f]{12})\b")  # in the bot's question that a report replies to
_CODE = re.compile(r"[\w-]{24}")

Context = ContextTypes.DEFAULT_TYPE


class Services:
    """The commands `/procedures`, `/procedure`, `/due` and `/feedback`, and their buttons."""

    def __init__(self, database: Database, chats: Chats) -> None:
        self._database = database
        self._library = Library(database)
        self._chats = chats
        self._limit = Limiter(MOST_REPORTS)

    async def procedures(self, update: Update, context: Context) -> None:
        """`/procedures lost identity card` lists services to choose from, after a day those that hold on it."""
        language = await self._language(update)
        words = procedure_words(language)
        day, asked = dated(context.args or [])
        found = await asyncio.to_thread(self._found, asked, day)
        told = words["bot_list"].format(n=len(found)) if found else words["none"]
        if not context.args:
            told = f"{told}\n\n{words['bot_how']}"
        await chat_of(update).send_message(told, reply_markup=list_keyboard(found[:LISTED], language))

    async def procedure(self, update: Update, context: Context) -> None:
        """`/procedure ID` shows one service."""
        await self._show(update, (context.args or [""])[0])

    async def chosen(self, update: Update, context: Context) -> None:
        """A service chosen from a list."""
        await pressed(update).answer()
        await self._show(update, matched(context)[0])

    async def steps(self, update: Update, context: Context) -> None:
        await pressed(update).answer()
        language = await self._language(update)
        known = await asyncio.to_thread(known_of, self._database, matched(context)[0])
        await self._say(update, steps_html(known, language) if known else procedure_words(language)["bot_no_such"])

    async def due(self, update: Update, context: Context) -> None:
        """`/due ID 2026-11-23`: by when a result is due; of today where no day is named."""
        name, *told = [*(context.args or []), ""]
        await self._count(update, name, day_of(told[0]) if told[0] else today_in_vietnam())

    async def due_today(self, update: Update, context: Context) -> None:
        await pressed(update).answer()
        await self._count(update, matched(context)[0], today_in_vietnam())

    async def ask_report(self, update: Update, context: Context) -> None:
        """Ask for the report; what replies to this message is one."""
        await pressed(update).answer()
        words = procedure_words(await self._language(update))
        told = f"{words['report']}\n{words['report_words_hint']}\n#{matched(context)[0]}"
        await chat_of(update).send_message(told, reply_markup=ForceReply(selective=True))

    async def reported(self, update: Update, context: Context) -> None:
        """A reply to the question above."""
        message = message_of(update)
        asked = message.reply_to_message
        match = ASKED.search((asked.text or "") if asked else "")
        await self._file(update, match[1] if match else "", message.text or "")

    async def feedback(self, update: Update, context: Context) -> None:
        """`/feedback CODE` follows a report, `/feedback ID words` sends one."""
        args = context.args or []
        if len(args) == 1 and _CODE.fullmatch(args[0]):
            await self._follow(update, args[0])
        elif len(args) > 1:
            await self._file(update, args[0], " ".join(args[1:]))
        else:
            language = await self._language(update)
            await self._say(update, procedure_words(language)["bot_report_how"].format(id="ID"))

    # -- what they share ---------------------------------------------------------------------------------------

    async def _show(self, update: Update, name: str) -> None:
        language = await self._language(update)
        known = await asyncio.to_thread(known_of, self._database, name)
        if known is None:
            await self._say(update, procedure_words(language)["bot_no_such"])
            return
        holds = await asyncio.to_thread(self._standing, known, today_in_vietnam())
        keyboard = service_keyboard(known, language)
        await self._say(update, service_html(known, language, holds), keyboard)

    async def _count(self, update: Update, name: str, start: date | None) -> None:
        language = await self._language(update)
        words = procedure_words(language)
        known = await asyncio.to_thread(known_of, self._database, name)
        if known is None:
            await self._say(update, words["bot_no_such"])
            return
        how = words["bot_due_how"].format(id=token_of(known), day=today_in_vietnam())
        counted = dues_html(dues(known.procedure, start), start, language) if start else ""
        await self._say(update, "\n\n".join(part for part in (counted, how) if part))

    async def _file(self, update: Update, name: str, told: str) -> None:
        language = await self._language(update)
        words, chat = procedure_words(language), chat_of(update)
        if chat.type != ChatType.PRIVATE:  # the code is for one person's eyes
            await self._say(update, words["bot_report_private"])
            return
        known = await asyncio.to_thread(known_of, self._database, name)
        if known is None:
            await self._say(update, words["bot_no_such"])
            return
        if not self._limit.passes(str(chat.id)):
            await self._say(update, words["report_too_many"])
            return
        filing = Filing(subject_of(known), FeedbackKind.WRONG, FeedbackPart.WHOLE, told, language)
        try:
            number, code = await asyncio.to_thread(file_feedback, self._database, filing)
        except BadReport:
            await self._say(update, words["report_bad"])
            return
        await self._say(update, words["bot_report_filed"].format(n=number, code=code))

    async def _follow(self, update: Update, code: str) -> None:
        language = await self._language(update)
        found = await asyncio.to_thread(followed, self._database, code)
        await self._say(update, report_html(found, language) if found else procedure_words(language)["report_unknown"])

    async def _language(self, update: Update) -> Language:
        state = await asyncio.to_thread(self._chats.state, chat_of(update).id)
        return state.language or language_of_person(update)

    def _found(self, words: str, day: date | None) -> list[KnownProcedure]:
        known = known_procedures(self._database)
        if day:
            known = [one for one in known if self._standing(one, day) not in OUT_OF_FORCE] or known
        if not words.strip():
            return known
        return [known[position] for position, _ in rank(words, [one.procedure for one in known])]

    def _standing(self, known: KnownProcedure, day: date) -> Validity:
        act_id = self._library.text_summary(known.text_id).act_id
        return standing(known.procedure, self._library.act(act_id) if act_id else None, day)

    async def _say(self, update: Update, html: str, keyboard: InlineKeyboardMarkup | None = None) -> None:
        await chat_of(update).send_message(
            html, parse_mode=ParseMode.HTML, reply_markup=keyboard, link_preview_options=NO_PREVIEW
        )
