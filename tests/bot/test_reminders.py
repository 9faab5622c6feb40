"""Reminders arrive in the chat that asked for them, once, also when the bot is started again."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from assistant.settings import Settings
from corpus.calendar import today_in_vietnam
from corpus.store import Database, open_database
from register.outbox import Sent, counts
from register.sync import take
from tests.bot.botapi import Person
from tests.bot.conftest import RunBot
from tests.bot.scripted import ScriptedAssistant
from tests.register.factories import found

PATIENCE = 20.0


@pytest.fixture
def database(settings: Settings) -> Database:
    database = open_database(settings.database_url)
    tomorrow = today_in_vietnam() + timedelta(days=1)
    take(database, [found("công bố thủ tục", due=tomorrow)])
    return database


def sent(database: Database) -> int:
    return counts(database).get(Sent.SENT, 0)


def test_a_chat_that_subscribed_is_reminded_once_across_restarts(
    an: Person, run_bot: RunBot, database: Database
) -> None:
    with run_bot(ScriptedAssistant()):
        an.say("/remind bo tu phap")
        assert "Bộ Tư pháp" in an.wait()["text"]
    with run_bot(ScriptedAssistant()):
        an.wait(lambda m: "Còn 1 ngày" in m["text"] and "công bố thủ tục" in m["text"])
        until = time.monotonic() + PATIENCE
        while not sent(database) and time.monotonic() < until:
            time.sleep(0.05)
    with run_bot(ScriptedAssistant()):
        an.say("/remind")
        assert "Bộ Tư pháp" in an.wait()["text"]
    assert counts(database) == {Sent.SENT: 1}


def test_a_chat_that_unsubscribed_is_left_in_peace(an: Person, run_bot: RunBot, database: Database) -> None:
    with run_bot(ScriptedAssistant()):
        an.say("/remind Bộ Tư pháp")
        an.wait()
        an.say("/remind off")
        assert "không nhắc" in an.wait()["text"]
        an.say("/remind Bộ Phép thuật Hogwarts")
        assert "Hogwarts" in an.wait()["text"]
    with run_bot(ScriptedAssistant()):
        an.say("/remind")
        assert "/remind Bộ Tư pháp" in an.wait()["text"]
    assert counts(database) == {}
