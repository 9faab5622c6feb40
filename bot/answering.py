"""Answering a question in a chat: ask the assistant in a thread, show the words as they come, keep the sources."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from weakref import WeakValueDictionary

from telegram import Bot, InlineKeyboardMarkup
from telegram.constants import ChatAction

from assistant.model import Answer, AnswerEvent, AnswerStatus, DeltaEvent, DoneEvent, Question
from bot.buttons import citation_keyboard, nearest_keyboard, with_choices
from bot.chats import Chats, ChatState, Sources
from bot.draft import GROUP_INTERVAL, PRIVATE_INTERVAL, Draft

TYPING_SECONDS = 4.5  # Telegram shows "typing" for five seconds
_WITH_CITATIONS = {AnswerStatus.ANSWERED, AnswerStatus.PARTIAL, AnswerStatus.CLARIFICATION}


class Assistant(Protocol):
    """What the bot needs of the assistant: the events of an answer, the last one being `DoneEvent`."""

    def stream(self, question: Question) -> Iterator[AnswerEvent]: ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer goes. `message_id` is the question's; it is answered as a reply in a group."""

    chat_id: int
    user_id: int
    message_id: int | None
    group: bool

    def draft(self, bot: Bot) -> Draft:
        interval = GROUP_INTERVAL if self.group else PRIVATE_INTERVAL
        return Draft(bot, self.chat_id, reply_to=self.message_id if self.group else None, interval=interval)

    def conversation(self, state: ChatState) -> str:
        """The chat's conversation; in a group each person has his own."""
        if not self.group:
            return state.conversation
        return hashlib.sha256(f"{state.conversation}:{self.user_id}".encode()).hexdigest()[:32]


class Answering:
    """Answers questions: of many people at once, in threads; of one person in the order he asked them."""

    def __init__(self, assistant: Assistant, chats: Chats) -> None:
        self._assistant = assistant
        self._chats = chats
        self._turns = WeakValueDictionary[tuple[int, int], asyncio.Lock]()

    async def answer(self, bot: Bot, place: Place, words: str, *, as_of: date | None = None) -> None:
        """Ask, stream the answer into a draft, and end with the whole answer and its buttons."""
        async with self._turns.setdefault((place.chat_id, place.user_id), asyncio.Lock()):
            await self._answer(bot, place, words, as_of)

    async def _answer(self, bot: Bot, place: Place, words: str, as_of: date | None) -> None:
        draft = place.draft(bot)
        async with _typing(bot, place.chat_id):
            state = await asyncio.to_thread(self._chats.state, place.chat_id)
            conversation = place.conversation(state)
            question = Question(words, reader=state.language, as_of=as_of, conversation_id=conversation)
            answer = await self._follow(question, draft)
            keyboard = await asyncio.to_thread(self._keyboard, place.chat_id, answer)
        await draft.finish(answer.answer, keyboard)

    async def _follow(self, question: Question, draft: Draft) -> Answer:
        async for event in _events(self._assistant, question):
            match event:
                case DeltaEvent(words):
                    await draft.add(words)
                case DoneEvent(answer):
                    return answer
        raise RuntimeError("the assistant ended without an answer")

    def _keyboard(self, chat_id: int, answer: Answer) -> InlineKeyboardMarkup | None:
        """Numbers for the sources, below what there is to choose from."""
        keyboard = self._sources(chat_id, answer)
        return with_choices(keyboard, answer.clarification.choices) if answer.clarification else keyboard

    def _sources(self, chat_id: int, answer: Answer) -> InlineKeyboardMarkup | None:
        if not answer.citations:
            return None
        token = self._chats.keep(chat_id, Sources(answer.language, answer.citations))
        if answer.status in _WITH_CITATIONS:
            return citation_keyboard(token, answer.citations)
        return nearest_keyboard(token, answer.language)


async def _events(assistant: Assistant, question: Question) -> AsyncIterator[AnswerEvent]:
    """The assistant's events, produced in a thread; what it raises is raised here."""
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[AnswerEvent | None] = asyncio.Queue()

    def produce() -> None:
        try:
            for event in assistant.stream(question):
                loop.call_soon_threadsafe(queue.put_nowait, event)
        finally:
            loop.call_soon_threadsafe(queue.put_nowait, None)

    producer = asyncio.ensure_future(asyncio.to_thread(produce))
    while (event := await queue.get()) is not None:
        yield event
    await producer


@asynccontextmanager
async def _typing(bot: Bot, chat_id: int) -> AsyncIterator[None]:
    """Show "typing" until the block is left."""

    async def show() -> None:
        while True:
            await bot.send_chat_action(chat_id, ChatAction.TYPING)
            await asyncio.sleep(TYPING_SECONDS)

    showing = asyncio.create_task(show())
    try:
        yield
    finally:
        showing.cancel()
        await asyncio.gather(showing, return_exceptions=True)
