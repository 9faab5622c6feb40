"""A person with a Telegram client: types, presses buttons, waits for messages."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.bot.botapi.entities import units
from tests.bot.botapi.telegram import BOT, Json, Telegram

PATIENCE = 20.0  # seconds a person waits for the bot


@dataclass(eq=False)
class Person:
    """One person in one chat: his private one by default, or a group (a negative `chat_id`)."""

    telegram: Telegram
    user_id: int
    chat_id: int = 0
    language_code: str = "vi"
    seen: int = 0  # the newest message before the last act

    def __post_init__(self) -> None:
        self.chat_id = self.chat_id or self.user_id
        kind = {"type": "supergroup", "title": "Tổ dân phố"} if self.chat_id < 0 else {"type": "private"}
        self.telegram.chats.setdefault(self.chat_id, {"id": self.chat_id, **kind})

    # -- acts --------------------------------------------------------------------------------------------------

    def say(self, text: str, *, reply_to: Json | None = None) -> Json:
        """Send words; commands and mentions get their entities."""
        entities = _entities(text)
        return self.send({"text": text, **({"entities": entities} if entities else {})}, reply_to=reply_to)

    def send(self, content: Json, *, reply_to: Json | None = None) -> Json:
        """Send a message of any kind."""
        reply = {"reply_to_message": reply_to} if reply_to else {}
        message = self.telegram.store(self.chat_id, {"from": self._user(), **content, **reply})
        self.seen = message["message_id"]
        self.telegram.deliver({"message": message})
        return message

    def press(self, message: Json, label: str) -> str:
        """Press the button with this label; returns the id under which the bot must answer."""
        button = next(b for b in buttons(message) if b["text"] == label)
        return self.press_data(message, button["callback_data"])

    def press_data(self, message: Json, data: str) -> str:
        """Send a button's data, also such as no button carries."""
        query_id = str(next(self.telegram.numbers))
        self.seen = int(query_id)
        self.telegram.callbacks[query_id] = {}
        query = {"id": query_id, "from": self._user(), "message": message, "chat_instance": "1", "data": data}
        self.telegram.deliver({"callback_query": query})
        return query_id

    # -- what comes back ---------------------------------------------------------------------------------------

    def replies(self) -> list[Json]:
        """The bot's messages in this chat since the last act, oldest first, as they stand now."""
        return [m for (chat, n), m in sorted(self.telegram.messages.items()) if self._is_reply(chat, n, m)]

    def wait(
        self,
        wanted: Callable[[Json], bool] = lambda _m: True,
        *,
        among: Callable[[], list[Json]] | None = None,
        patience: float = PATIENCE,
    ) -> Json:
        """The first reply that is as wanted; waits for it.

        Raises:
            TimeoutError: none came in time; the message shows what came instead.
        """
        read = among or self.replies
        deadline = time.monotonic() + patience
        with self.telegram.changed:
            while True:
                if found := next((m for m in read() if wanted(m)), None):
                    return found
                if not self.telegram.changed.wait(max(0.0, deadline - time.monotonic())):
                    raise TimeoutError(f"no such reply in {patience:g} s; there were {[m.get('text') for m in read()]}")

    def wait_for_edit(self, message: Json, wanted: Callable[[Json], bool]) -> Json:
        """The message as it stands once an edit has made it as wanted."""
        key = self.chat_id, message["message_id"]
        return self.wait(wanted, among=lambda: [self.telegram.messages[key]])

    def wait_for_answer_to_press(self, query_id: str) -> Json:
        """What the bot answered to a pressed button (`text`, `show_alert`)."""
        return self.wait(bool, among=lambda: [self.telegram.callbacks[query_id]])

    def _is_reply(self, chat: int, n: int, message: Json) -> bool:
        return chat == self.chat_id and n > self.seen and message["from"]["id"] == BOT["id"]

    def _user(self) -> Json:
        return {"id": self.user_id, "is_bot": False, "first_name": "An", "language_code": self.language_code}


def buttons(message: Json) -> list[Json]:
    """All buttons under a message, row by row."""
    rows: list[list[Json]] = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


def labels(message: Json) -> list[str]:
    return [button["text"] for button in buttons(message)]


def _entities(text: str) -> list[Json]:
    found: list[Json] = []
    for word in text.split():
        kind: Any = "bot_command" if word.startswith("/") else "mention" if word.startswith("@") else None
        if kind:
            found.append({"type": kind, "offset": units(text[: text.index(word)]), "length": units(word)})
    return found
