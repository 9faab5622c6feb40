"""A slice of the hostile suite, typed to the bot: decent answers, nothing leaked, and the bot goes on."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.model import Answer, Question
from tests.assistant.hostile import HostileCase, cases, faults
from tests.bot.botapi import Person, Telegram
from tests.bot.conftest import RunBot

LONGEST = 4096  # characters of a message that Telegram delivers
TYPED = [case for case in cases() if not case.document and 0 < len(case.question.strip()) <= LONGEST]
SLICE = [case for case in TYPED if case.question.isprintable()][::9]


def test_the_slice_covers_the_five_languages() -> None:
    assert len(SLICE) >= 10 and {case.lang for case in SLICE} >= {"vi", "en", "ru", "uk", "pl"}


def test_hostile_messages_get_the_same_decent_answers(
    run_bot: RunBot, assistant: Assistant, telegram: Telegram
) -> None:
    wrong: dict[str, list[str]] = {}
    with run_bot(assistant):
        for number, case in enumerate(SLICE):
            wrong |= _asked(case, Person(telegram, user_id=1000 + number), assistant)
    assert wrong == {}


@pytest.mark.parametrize("words", ["😀😀😀", "\u202eكم رسوم جواز السفر؟", "phí " * 499, "tasks due in 999999999 days"])
def test_strange_messages_are_answered(run_bot: RunBot, assistant: Assistant, an: Person, words: str) -> None:
    expected = assistant.ask(Question(words.strip()))
    with run_bot(assistant):
        an.say(words)
        assert an.wait(lambda message: message["text"].startswith(_opening(expected.answer)))


def _asked(case: HostileCase, person: Person, assistant: Assistant) -> dict[str, list[str]]:
    expected = assistant.ask(Question(case.question))
    person.say(case.question)
    reply = person.wait(lambda message: message["text"].startswith(_opening(expected.answer)))
    leaked = [f"says {word!r}" for word in case.never if word in reply["text"] and word not in _quoted(expected)]
    found = faults(case, expected) + leaked
    return {case.id: found} if found else {}


def _quoted(answer: Answer) -> str:
    return " ".join(citation.quote for citation in answer.citations)


def _opening(words: str) -> str:
    """The beginning of an answer as a chat shows it."""
    return words.replace("**", "").strip()[:30]
