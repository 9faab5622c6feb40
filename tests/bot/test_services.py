"""Public services in a chat: found, read, counted, reported, followed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.settings import Settings
from corpus.ingest import ingest
from corpus.store import Database, Library, open_database
from register.feedback_desk import FeedbackDesk
from register.feedback_model import FeedbackStatus
from register.model import Person as Official
from register.model import Role
from tests.bot.botapi import Person, Telegram
from tests.bot.botapi.person import labels
from tests.bot.conftest import RunBot
from tests.bot.scripted import ScriptedAssistant

CARD = "Cấp lại thẻ căn cước do bị mất hoặc hư hỏng"
OFFICIAL = Official("lan", "Lan", Role.OFFICIAL, "commune-police")


@pytest.fixture
def database(settings: Settings, samples: Path) -> Database:
    database = open_database(settings.database_url)
    names = ("cap-lai-the-can-cuoc.md", "dang-ky-khai-sinh.md", "giay-an-ninh-trat-tu.md")
    ingest([samples / "procedures" / name for name in names], Library(database), database)
    return database


@pytest.mark.usefixtures("database")
def test_words_list_services_and_a_button_shows_one(run_bot: RunBot, an: Person) -> None:
    with run_bot(ScriptedAssistant()):
        an.say("/procedures mat the can cuoc")
        found = an.wait()
        assert CARD in labels(found)
        an.press(found, CARD)
        shown = an.wait()
    assert "70.000 đồng/thẻ" in shown["text"]
    assert "07 ngày làm việc" in shown["text"]
    assert labels(shown) == ["Trình tự thực hiện", "Khi nào có kết quả?", "Báo sai sót hoặc góp ý"]


@pytest.mark.usefixtures("database")
def test_papers_that_the_state_holds_are_told(run_bot: RunBot, telegram: Telegram) -> None:
    olena = Person(telegram, user_id=8, language_code="uk")
    with run_bot(ScriptedAssistant()):
        olena.say("/procedures giấy an ninh trật tự")
        found = olena.wait()
        olena.press(found, labels(found)[0])
        assert "База даних про судимість" in olena.wait()["text"]


@pytest.mark.usefixtures("database")
def test_steps_and_due_days_are_behind_buttons(run_bot: RunBot, an: Person) -> None:
    with run_bot(ScriptedAssistant()):
        an.say("/procedures mat the can cuoc")
        an.press(an.wait(), CARD)
        shown = an.wait()
        an.press(shown, "Trình tự thực hiện")
        assert "3. Nộp lệ phí" in an.wait()["text"]
        an.press(shown, "Khi nào có kết quả?")
        how = an.wait()["text"]
        token = re.search(r"/due ([0-9a-f]{12})", how)
        assert token
        an.say(f"/due {token[1]} 2026-02-11")
        assert "27 tháng 2" in an.wait()["text"]
        an.say(f"/due {token[1]} 31-12-2026")
        assert "/due" in an.wait()["text"]


def test_a_report_is_a_reply_and_its_answer_is_followed(run_bot: RunBot, an: Person, database: Database) -> None:
    assistant = ScriptedAssistant()
    with run_bot(assistant):
        an.say("/procedures mat the can cuoc")
        an.press(an.wait(), CARD)
        an.press(an.wait(), "Báo sai sót hoặc góp ý")
        an.say("Lệ phí <b>đã</b> đổi", reply_to=an.wait())
        filed = an.wait()["text"]
        code = filed.rpartition(" ")[2]
        FeedbackDesk(database, OFFICIAL).answer(1, "Cảm ơn, đã sửa.", outcome=FeedbackStatus.ACCEPTED, version=1)
        an.say(f"/feedback {code}")
        seen = an.wait()["text"]
    assert "số 1" in filed
    assert "Lệ phí <b>đã</b> đổi" in seen
    assert "Cảm ơn, đã sửa." in seen
    assert assistant.questions == []


@pytest.mark.usefixtures("database")
def test_what_is_not_there_is_told(run_bot: RunBot, an: Person) -> None:
    with run_bot(ScriptedAssistant()):
        for words, answer in (
            ("/procedures thời tiết", "Không có thủ tục phù hợp"),
            ("/procedure nope", "Không có thủ tục này"),
            ("/feedback nope sai rồi", "Không có thủ tục này"),
            ("/feedback " + "x" * 24, "Không có phản ánh"),
            ("/feedback", "/feedback ID"),
        ):
            an.say(words)
            assert answer in an.wait()["text"], words


@pytest.mark.usefixtures("database")
def test_a_group_is_asked_to_report_in_private(run_bot: RunBot, telegram: Telegram) -> None:
    neighbour = Person(telegram, user_id=9, chat_id=-77)
    with run_bot(ScriptedAssistant()):
        neighbour.say("/feedback nope sai rồi")
        assert "trò chuyện riêng" in neighbour.wait()["text"]


@pytest.mark.usefixtures("database")
def test_a_day_before_the_words_lists_the_services_that_hold_on_it(run_bot: RunBot, an: Person) -> None:
    with run_bot(ScriptedAssistant()):
        an.say("/procedures 14/03/2026")
        before = labels(an.wait())
        an.say("/procedures 2026-03-15")
        after = labels(an.wait())
    assert CARD in after and CARD not in before and before


@pytest.mark.usefixtures("database")
def test_services_are_listed_in_the_persons_language(run_bot: RunBot, telegram: Telegram) -> None:
    olena = Person(telegram, user_id=8, language_code="uk")
    with run_bot(ScriptedAssistant()):
        olena.say("/procedures mat the can cuoc")
        (label,) = (one for one in labels(olena.wait()) if one.startswith("посвідчення особи"))
    assert "«Cấp lại" in label
