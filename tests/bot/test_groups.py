"""In a group the bot speaks only when spoken to."""

from __future__ import annotations

import pytest

from tests.bot.botapi import Person, Telegram
from tests.bot.conftest import RunBot
from tests.bot.scripted import ScriptedAssistant

GROUP = -1001


@pytest.fixture
def member(telegram: Telegram) -> Person:
    return Person(telegram, user_id=7, chat_id=GROUP)


def test_a_mention_is_answered_as_a_reply_without_the_mention_in_the_question(run_bot: RunBot, member: Person) -> None:
    assistant = ScriptedAssistant()
    with run_bot(assistant):
        asked = member.say("Này @congvu_test_bot lệ phí căn cước bao nhiêu?")
        answer = member.wait()
    assert answer["reply_to_message"]["message_id"] == asked["message_id"]
    assert [q.words for q in assistant.questions] == ["Này lệ phí căn cước bao nhiêu?"]


def test_talk_among_people_is_left_alone(run_bot: RunBot, member: Person) -> None:
    assistant = ScriptedAssistant()
    with run_bot(assistant):
        member.say("lệ phí căn cước bao nhiêu?")
        member.say("@somebody_else lệ phí bao nhiêu?")
        member.send({"photo": [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}]})
        member.say("@congvu_test_bot xong")
        member.wait()
    assert [q.words for q in assistant.questions] == ["xong"]
    assert len(member.replies()) == 1


def test_a_reply_to_the_bot_is_answered(run_bot: RunBot, member: Person) -> None:
    assistant = ScriptedAssistant()
    with run_bot(assistant):
        member.say("@congvu_test_bot hộ chiếu")
        answer = member.wait()
        member.say("còn online?", reply_to=answer)
        member.wait()
    assert [q.words for q in assistant.questions] == ["hộ chiếu", "còn online?"]


def test_members_of_a_group_do_not_share_a_conversation(run_bot: RunBot, member: Person, telegram: Telegram) -> None:
    other = Person(telegram, user_id=8, chat_id=GROUP)
    assistant = ScriptedAssistant()
    with run_bot(assistant):
        for person in (member, other):
            person.say("@congvu_test_bot hộ chiếu")
            person.wait()
    first, second = (question.conversation_id for question in assistant.questions)
    assert first != second
