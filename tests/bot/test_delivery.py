"""Getting messages through: length, limits, lost drafts, webhooks, quiet logs."""

from __future__ import annotations

import asyncio
import logging
import socket
from contextlib import suppress

import httpx
import pytest
from telegram.error import NetworkError

from assistant.settings import Settings
from bot.application import build_application
from bot.errors import BotError
from bot.receiving import quiet_logs, receive, webhook_secret
from tests.bot.botapi import Person, Telegram
from tests.bot.botapi.errors import bad_request, too_many_requests
from tests.bot.botapi.person import labels
from tests.bot.botapi.telegram import TOKEN
from tests.bot.conftest import RunBot
from tests.bot.scripted import FailingAssistant, ScriptedAssistant, a_citation


def test_a_long_answer_comes_in_several_messages_cut_at_sentence_ends(run_bot: RunBot, an: Person) -> None:
    words = " ".join(f"Cơ quan số {n} phải xử lý <hồ sơ> & trả kết quả đúng hạn." for n in range(200))
    with run_bot(ScriptedAssistant(words, citations=[a_citation()], parts=5)):
        an.say("tất cả nhiệm vụ")
        an.wait(lambda m: labels(m) == ["[1]"])
    texts = [message["text"] for message in an.replies()]
    assert len(texts) == 3
    assert all(text.endswith("đúng hạn.") for text in texts)
    assert " ".join(texts) == words
    assert [labels(message) for message in an.replies()] == [[], [], ["[1]"]]


def test_telegrams_request_to_wait_is_respected(run_bot: RunBot, an: Person, telegram: Telegram) -> None:
    telegram.fail_next("sendmessage", too_many_requests(1))
    with run_bot(ScriptedAssistant("70.000 đồng")):
        an.say("bao nhiêu")
        an.wait(lambda m: m["text"] == "70.000 đồng")
    first, second = (call.at for call in telegram.called("sendMessage"))
    assert second - first >= 1.0


def test_an_edit_that_changes_nothing_is_no_failure(run_bot: RunBot, an: Person) -> None:
    with run_bot(ScriptedAssistant("70.000 đồng")):  # the draft already shows the whole answer
        an.say("bao nhiêu")
        an.wait()
        an.say("/help")
        an.wait(lambda m: m["text"].startswith("Hãy gửi câu hỏi"))
    assert not [m for m in an.telegram.messages.values() if m["text"].startswith("Hệ thống vừa gặp lỗi")]


def test_a_draft_that_the_reader_deleted_is_sent_anew(run_bot: RunBot, an: Person, telegram: Telegram) -> None:
    telegram.fail_next("editmessagetext", bad_request("message to edit not found"))
    with run_bot(ScriptedAssistant("70.000 đồng", citations=[a_citation()])):
        an.say("bao nhiêu")
        an.wait(lambda m: labels(m) == ["[1]"])
    assert len(telegram.called("sendMessage")) == 2


def test_the_bot_is_called_by_webhook_where_an_address_is_set(run_bot: RunBot, an: Person, telegram: Telegram) -> None:
    with run_bot(ScriptedAssistant("70.000 đồng", citations=[a_citation()]), webhook=_free_address()):
        an.say("bao nhiêu")
        answer = an.wait(lambda m: labels(m) == ["[1]"])
        an.press(answer, "[1]")
        assert "Điều 5.2" in an.wait()["text"]
    assert telegram.webhook_answers == [200, 200]
    assert telegram.called("getUpdates") == []


def test_a_webhook_call_without_the_secret_is_turned_away(run_bot: RunBot, an: Person, telegram: Telegram) -> None:
    address = _free_address()
    assistant = ScriptedAssistant()
    with run_bot(assistant, webhook=address):
        assert telegram.webhook is not None and telegram.webhook["secret_token"] == webhook_secret(TOKEN)
        telegram.webhook = {"url": address, "secret_token": "guessed"}
        an.say("bao nhiêu")
    assert telegram.webhook_answers == [403]
    assert assistant.questions == []


def test_messages_sent_while_the_bot_was_away_are_answered_when_it_is_back(run_bot: RunBot, an: Person) -> None:
    an.say("bao nhiêu")
    with run_bot(ScriptedAssistant("70.000 đồng")):
        assert an.wait()["text"] == "70.000 đồng"


def test_commands_are_announced_in_every_language(run_bot: RunBot, telegram: Telegram) -> None:
    with run_bot(ScriptedAssistant()):
        assert set(telegram.commands) == {"", "vi", "en", "ru", "uk", "pl"}
    assert {"command": "language", "description": "Wybór języka"} in telegram.commands["pl"]


def test_neither_the_token_nor_a_question_is_ever_logged(
    run_bot: RunBot, an: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "httpcore", "telegram"):
        caplog.set_level(logging.DEBUG, logger=name)
    with run_bot(FailingAssistant()):
        an.say("câu hỏi riêng tư")
        an.wait()
    assert "could not be served" in caplog.text
    assert TOKEN not in caplog.text
    assert "riêng tư" not in caplog.text


def test_a_missing_token_is_one_clear_line(settings: Settings) -> None:
    with pytest.raises(BotError, match="CONGVU_TELEGRAM_TOKEN"):
        build_application(settings.model_copy(update={"telegram_token": None}), ScriptedAssistant())


def test_an_address_where_nothing_answers_is_told_before_the_bot_waits_for_it(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    quiet_logs()
    away = Settings(**settings.model_dump() | {"telegram_url": "http://127.0.0.1:9"})
    application = build_application(away, ScriptedAssistant())
    with suppress(NetworkError):
        receive(application, away, stop_signals=None, bootstrap_retries=0)
    assert "Nothing answers at http://127.0.0.1:9" in caplog.text
    assert TOKEN not in caplog.text


def test_a_rejected_token_is_one_clear_line_without_the_token(settings: Settings) -> None:
    asyncio.set_event_loop(asyncio.new_event_loop())  # receiving closes the one that it ran in
    quiet_logs()
    wrong = Settings(**settings.model_dump() | {"telegram_token": "1:wrong"})
    with pytest.raises(BotError, match="BotFather") as raised:
        receive(build_application(wrong, ScriptedAssistant()), wrong, stop_signals=None)
    assert "1:wrong" not in str(raised.value)


def test_the_test_servers_own_checks_bite(server_url: str, an: Person) -> None:
    def send(**parameters: object) -> str:
        reply = httpx.post(f"{server_url}/bot{TOKEN}/sendMessage", json={"chat_id": an.chat_id, **parameters}).json()
        return str(reply.get("description", "ok"))

    assert send(text="a" * 4096) == "ok"
    assert send(text="😀" * 2049) == "Bad Request: message is too long"
    assert send(text="") == "Bad Request: message text is empty"
    assert "Unsupported start tag" in send(text="1 < 2", parse_mode="HTML")
    assert "Can't find end tag" in send(text="<b>a", parse_mode="HTML")
    assert "Unmatched end tag" in send(text="<b><i>a</b></i>", parse_mode="HTML")
    button = {"text": "x", "callback_data": "d" * 65}
    assert send(text="a", reply_markup={"inline_keyboard": [[button]]}) == "Bad Request: BUTTON_DATA_INVALID"


def test_files_travel_both_ways(server_url: str, an: Person, telegram: Telegram) -> None:
    base = f"{server_url}/bot{TOKEN}"
    sent = httpx.post(
        f"{base}/sendDocument",
        data={"chat_id": an.chat_id, "caption": "lịch"},
        files={"document": ("tasks.ics", b"BEGIN:VCALENDAR")},
    ).json()["result"]
    path = httpx.get(f"{base}/getFile", params={"file_id": sent["document"]["file_id"]}).json()["result"]["file_path"]
    assert sent["document"]["file_name"] == "tasks.ics"
    assert httpx.get(f"{server_url}/file/bot{TOKEN}/{path}").content == b"BEGIN:VCALENDAR"


def _free_address() -> str:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{listener.getsockname()[1]}/telegram"
