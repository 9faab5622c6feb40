"""Telegram's side of the conversation: chats, messages, updates, files, one bot."""

from __future__ import annotations

import itertools
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.bot.botapi.errors import ApiError, bad_request

Json = dict[str, Any]
TOKEN = "4242:test-token-that-must-not-be-logged"
BOT: Json = {
    "id": 4242,
    "is_bot": True,
    "first_name": "Công vụ",
    "username": "congvu_test_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}


@dataclass
class Call:
    """A request of the bot: method and parameters as they arrived, and the moment (monotonic seconds)."""

    method: str
    parameters: Json
    at: float


@dataclass
class Telegram:
    """The state behind the Bot API. Threads may share it; whoever waits is woken at each change."""

    calls: list[Call] = field(default_factory=list)
    chats: dict[int, Json] = field(default_factory=dict)
    messages: dict[tuple[int, int], Json] = field(default_factory=dict)
    callbacks: dict[str, Json] = field(default_factory=dict)  # answers to pressed buttons
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    commands: dict[str, list[Json]] = field(default_factory=dict)
    actions: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    webhook: Json | None = None
    pending: list[Json] = field(default_factory=list)
    webhook_answers: list[int] = field(default_factory=list)
    failures: list[tuple[str, ApiError]] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    polling: int = 0

    def fail_next(self, method: str, error: ApiError) -> None:
        """The next call of `method` (lower case) gets this error instead of being served."""
        self.failures.append((method, error))

    def injected_failure(self, method: str) -> ApiError | None:
        with self.changed:
            at = next((n for n, (name, _) in enumerate(self.failures) if name == method), None)
            return None if at is None else self.failures.pop(at)[1]

    def deliver(self, update: Json) -> None:
        """Hand an update to the bot: at once by webhook, else when it asks."""
        with self.changed:
            update = {"update_id": next(self.numbers), **update}
            webhook = self.webhook
            if webhook is None:
                self.pending.append(update)
            self.changed.notify_all()
        if webhook is not None:
            self.webhook_answers.append(post_update(webhook, update))

    def take_updates(self, offset: int, limit: int, timeout: float) -> list[Json]:
        """What getUpdates returns: waits up to `timeout` seconds; a newer call ends an older one."""
        with self.changed:
            if self.webhook is not None:
                raise ApiError(409, "Conflict: can't use getUpdates method while webhook is active")
            self.polling += 1
            mine = self.polling
            self.pending = [u for u in self.pending if u["update_id"] >= offset]
            self.changed.notify_all()
            self.changed.wait_for(lambda: self.pending or self.polling != mine, timeout)
            if self.polling != mine:
                raise ApiError(409, "Conflict: terminated by other getUpdates request")
            return self.pending[:limit]

    def release(self) -> None:
        """End all waiting, for a server that shuts down."""
        with self.changed:
            self.polling += 1
            self.changed.notify_all()

    def store(self, chat_id: int, message: Json) -> Json:
        """Give a message its number, chat and date."""
        with self.changed:
            if chat_id not in self.chats:
                raise bad_request("chat not found")
            head = {"message_id": next(self.numbers), "date": int(time.time()), "chat": self.chats[chat_id]}
            stored = head | message
            self.messages[chat_id, stored["message_id"]] = stored
            self.changed.notify_all()
            return stored

    def replace(self, message: Json) -> None:
        with self.changed:
            self.messages[message["chat"]["id"], message["message_id"]] = message
            self.changed.notify_all()

    def called(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method.lower()]


def post_update(webhook: Json, update: Json) -> int:
    """Call the bot's webhook as Telegram does; returns the HTTP status it answers."""
    secret = webhook.get("secret_token")
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
    return httpx.post(webhook["url"], json=update, headers=headers, timeout=10).status_code
