"""The whole way: a person, the Bot API, the bot, the real assistant over the sample documents."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.model import Question
from assistant.settings import Settings
from corpus.ingest import ingest
from corpus.model import Language
from corpus.store import Library, open_database
from tests.bot.botapi import Person, Telegram
from tests.bot.botapi.person import labels
from tests.bot.conftest import RunBot
from tests.bot.scripted import ScriptedAssistant


@pytest.fixture(params=["polling", "webhook"])
def address(request: pytest.FixtureRequest) -> str | None:
    if request.param == "polling":
        return None
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{listener.getsockname()[1]}/telegram"


def shown(words: str) -> str:
    """Words of a document as a chat shows them: bold instead of asterisks, white space at the ends lost."""
    return words.replace("**", "").strip()


def test_from_start_to_the_quote_behind_a_button(
    run_bot: RunBot, assistant: Assistant, an: Person, telegram: Telegram, address: str | None
) -> None:
    asked = "lam lai the can cuoc bi mat het bao nhieu tien"
    expected = assistant.ask(Question(asked, reader=Language.VI))
    with run_bot(assistant, webhook=address):
        an.say("/start")
        greeting = an.wait()
        an.wait_for_answer_to_press(an.press(greeting, "Tiếng Việt"))
        an.say(asked)
        answer = an.wait(lambda m: "[1]" in labels(m))
        an.press(answer, "[1]")
        source = an.wait()
    cited = expected.citations[0]
    assert answer["text"] == shown(expected.answer)
    assert labels(answer) == [f"[{c.n}]" for c in expected.citations]
    assert "cap-lai-the-can-cuoc" in cited.text.file
    assert cited.section in source["text"] and cited.text.file in source["text"]
    quote = next(e for e in source["entities"] if "blockquote" in e["type"])
    assert source["text"][quote["offset"] : quote["offset"] + quote["length"]] == shown(cited.quote)
    assert telegram.actions[an.chat_id][0] == "typing"
    assert telegram.called("editMessageText")


def test_two_people_at_once_are_answered_each_in_his_own_language(
    run_bot: RunBot, assistant: Assistant, an: Person, telegram: Telegram
) -> None:
    asked = {
        an: (Language.EN, "How much does a replacement identity card cost?"),
        Person(telegram, user_id=8): (Language.UK, "Скільки коштує відновити втрачене посвідчення особи?"),
    }
    with run_bot(assistant):
        for person, (language, _) in asked.items():
            person.say("/language")
            person.wait_for_answer_to_press(person.press_data(person.wait(), f"language:{language}"))
        for person, (_, words) in asked.items():
            person.say(words)
        for person, (language, words) in asked.items():
            answer = person.wait(lambda m: bool(labels(m)))
            assert answer["text"] == shown(assistant.ask(Question(words, reader=language)).answer)


def test_what_no_document_tells_is_said_with_the_nearest_passages_at_hand(
    run_bot: RunBot, assistant: Assistant, an: Person
) -> None:
    with run_bot(assistant):
        an.language_code = "en"
        an.say("a passport for a cat")
        answer = an.wait(lambda m: bool(labels(m)))
        assert labels(answer) == ["Nearest passages"]
        an.press(answer, "Nearest passages")
        assert an.wait()["text"].startswith("These passages come nearest")


def test_status_counts_the_documents(run_bot: RunBot, settings: Settings, samples: Path, an: Person) -> None:
    database = open_database(settings.database_url)
    ingest([samples / "procedures"], Library(database), database)
    database.close()
    with run_bot(ScriptedAssistant()):
        an.say("/status")
        known = an.wait()["text"]
    assert known.startswith(f"Tài liệu: {len(list((samples / 'procedures').iterdir()))}\n")
