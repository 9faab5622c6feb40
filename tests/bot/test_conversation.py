"""What a person sees in a chat, over the Bot API."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.model import AnswerStatus, Clarification
from assistant.settings import Settings
from corpus.model import Language
from corpus.validity import Validity
from tests.bot.botapi import Person, Telegram
from tests.bot.botapi.person import labels
from tests.bot.conftest import RunBot
from tests.bot.scripted import FailingAssistant, ScriptedAssistant, a_citation


def test_start_greets_and_offers_five_languages_and_three_questions(run_bot: RunBot, an: Person) -> None:
    with run_bot(ScriptedAssistant()):
        an.say("/start")
        greeting = an.wait()
    assert greeting["text"].startswith("Xin chào")
    assert labels(greeting)[:5] == ["Tiếng Việt", "English", "Русский", "Українська", "Polski"]
    assert len(labels(greeting)) == 8


def test_start_speaks_the_language_of_the_persons_telegram(run_bot: RunBot, telegram: Telegram) -> None:
    olena = Person(telegram, user_id=8, language_code="uk")
    with run_bot(ScriptedAssistant()):
        olena.say("/start")
        assert olena.wait()["text"].startswith("Вітаю")


def test_choosing_a_language_rewrites_the_greeting_and_holds_for_answers(run_bot: RunBot, an: Person) -> None:
    assistant = ScriptedAssistant()
    with run_bot(assistant):
        an.say("/start")
        greeting = an.wait()
        press = an.press(greeting, "Polski")
        an.wait_for_edit(greeting, lambda m: m["text"].startswith("Dzień dobry"))
        assert an.wait_for_answer_to_press(press)["text"] == "Będę odpowiadać po polsku."
        an.say("Ile kosztuje dowód?")
        an.wait()
    assert assistant.questions[0].reader is Language.PL


def test_the_language_survives_a_restart(run_bot: RunBot, an: Person) -> None:
    with run_bot(ScriptedAssistant()):
        an.say("/language")
        choice = an.wait()
        an.press(choice, "English")
        an.wait_for_edit(choice, lambda m: m["text"] == "I will answer in English.")
    with run_bot(ScriptedAssistant()):
        an.say("/help")
        assert an.wait()["text"].startswith("Send me a question")


def test_a_mistyped_command_gets_the_help_that_names_the_commands(run_bot: RunBot, an: Person) -> None:
    with run_bot(ScriptedAssistant(words="never asked")):
        an.say("/procedurs thường trú")
        assert "/procedures" in an.wait()["text"]


def test_an_example_button_asks_its_question(run_bot: RunBot, an: Person) -> None:
    assistant = ScriptedAssistant(words="70.000 đồng")
    with run_bot(assistant):
        an.say("/start")
        greeting = an.wait()
        an.press(greeting, labels(greeting)[5])
        an.wait(lambda m: m["text"] == "70.000 đồng")
    assert [q.words for q in assistant.questions] == [labels(greeting)[5]]


def test_an_answer_shows_typing_then_grows_then_carries_its_citations(
    run_bot: RunBot, an: Person, telegram: Telegram
) -> None:
    assistant = ScriptedAssistant("Lệ phí là 70.000 đồng. [1]", citations=[a_citation()], parts=4, pause=0.5)
    with run_bot(assistant):
        an.say("lam lai the can cuoc het bao nhieu")
        answer = an.wait(lambda m: labels(m) == ["[1]"])
    grown = [call.parameters["text"] for call in telegram.called("editMessageText")]
    assert telegram.actions[an.chat_id][0] == "typing"
    assert len(telegram.called("sendMessage")) == 1
    assert len(grown) == 2  # at half a second a part, one edit a second, the whole answer last
    assert answer["text"] == "Lệ phí là 70.000 đồng. [1]"


def test_a_citation_button_shows_quote_act_clause_publisher_and_source(run_bot: RunBot, an: Person) -> None:
    cited = a_citation(quote="Lệ phí < 70.000 đồng & miễn phí", url="https://congbao.example/58?a=1&b=2")
    with run_bot(ScriptedAssistant(citations=[cited])):
        an.say("bao nhiêu")
        answer = an.wait(lambda m: labels(m) == ["[1]"])
        an.press(answer, "[1]")
        source = an.wait()
    assert source["reply_to_message"]["message_id"] == answer["message_id"]
    assert source["text"].splitlines() == [
        "[1] 58/2026/NĐ-CP. Nghị định về căn cước",
        "Điều 5.2 · Công báo · Tiếng Việt",
        "Lệ phí < 70.000 đồng & miễn phí",
        "Nguồn",
    ]
    kinds = {entity["type"]: entity.get("url") for entity in source["entities"]}
    assert kinds == {"bold": None, "blockquote": None, "text_link": "https://congbao.example/58?a=1&b=2"}


def test_a_citation_of_law_that_has_ended_says_so(run_bot: RunBot, an: Person) -> None:
    cited = a_citation()
    assert cited.act is not None
    ended = replace(cited, act=replace(cited.act, validity=Validity.NO_LONGER))
    with run_bot(ScriptedAssistant(citations=[ended])):
        an.say("bao nhiêu")
        an.press(an.wait(lambda m: labels(m) == ["[1]"]), "[1]")
        source = an.wait()
    assert source["text"].splitlines()[0] == "[1] 58/2026/NĐ-CP. Nghị định về căn cước · ⚠ hết hiệu lực"


def test_many_citations_are_leafed_through(run_bot: RunBot, an: Person) -> None:
    cited = [a_citation(n, quote=f"nhiệm vụ {n}") for n in range(1, 122)]
    with run_bot(ScriptedAssistant(citations=cited)):
        an.say("tất cả nhiệm vụ")
        answer = an.wait(lambda m: "[1]" in labels(m))
        assert labels(answer)[-2:] == ["[20]", "›"]
        an.press(answer, "›")
        an.press(answer, "›")  # twice in a row: the second edit changes nothing, which is no failure
        answer = an.wait_for_edit(answer, lambda m: "[21]" in labels(m))
        assert labels(answer)[-3:] == ["[40]", "‹", "›"]
        an.press_data(answer, answer["reply_markup"]["inline_keyboard"][-1][1]["callback_data"].replace(":2", ":6"))
        answer = an.wait_for_edit(answer, lambda m: "[121]" in labels(m))
        assert labels(answer) == ["[121]", "‹"]
        an.press(answer, "[121]")
        assert not [m for m in an.telegram.messages.values() if m["text"].startswith("Hệ thống vừa gặp lỗi")]
        assert "nhiệm vụ 121" in an.wait()["text"]


def test_citation_buttons_still_work_after_a_restart(run_bot: RunBot, an: Person) -> None:
    with run_bot(ScriptedAssistant(citations=[a_citation(quote="còn đây")])):
        an.say("bao nhiêu")
        answer = an.wait(lambda m: labels(m) == ["[1]"])
    with run_bot(ScriptedAssistant()):
        an.press(answer, "[1]")
        assert "còn đây" in an.wait()["text"]


def test_nobody_opens_the_sources_of_another_chat(run_bot: RunBot, an: Person, telegram: Telegram) -> None:
    binh = Person(telegram, user_id=9)
    with run_bot(ScriptedAssistant(citations=[a_citation()])):
        an.say("bao nhiêu")
        answer = an.wait(lambda m: labels(m) == ["[1]"])
        binh.say("/help")
        data = answer["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        alert = binh.wait_for_answer_to_press(binh.press_data(binh.wait(), data))
    assert alert["show_alert"] and alert["text"].startswith("Nút này đã hết hiệu lực")
    assert binh.replies() == []


def test_what_the_documents_do_not_tell_is_said_and_the_nearest_passages_wait_behind_a_button(
    run_bot: RunBot, an: Person
) -> None:
    assistant = ScriptedAssistant(
        "Tài liệu không nêu.",
        status=AnswerStatus.NOT_IN_DOCUMENTS,
        citations=[a_citation(1, quote="gần nhất"), a_citation(2, quote="gần nhì")],
    )
    with run_bot(assistant):
        an.say("hộ chiếu cho mèo")
        answer = an.wait(lambda m: bool(labels(m)))
        assert labels(answer) == ["Đoạn gần nhất"]
        an.press(answer, "Đoạn gần nhất")
        nearest = an.wait()["text"]
    assert nearest.startswith("Những đoạn sau gần với câu hỏi nhất")
    assert nearest.index("gần nhất\n\n[2]") < nearest.index("gần nhì")


def test_follow_up_questions_belong_to_one_conversation_per_chat(
    run_bot: RunBot, an: Person, telegram: Telegram
) -> None:
    binh = Person(telegram, user_id=9)
    assistant = ScriptedAssistant(words=lambda q: f"về {q.words}")
    with run_bot(assistant):
        for person, words in [(an, "hộ chiếu"), (binh, "căn cước"), (an, "còn online")]:
            person.say(words)
            person.wait()
    first, other, second = (question.conversation_id for question in assistant.questions)
    assert first == second != other


def test_two_people_at_once_each_get_their_own_answer(run_bot: RunBot, telegram: Telegram) -> None:
    people = [Person(telegram, user_id=n) for n in range(100, 110)]
    assistant = ScriptedAssistant(words=lambda q: f"trả lời {q.words}", parts=3, pause=0.2)
    with run_bot(assistant):
        for person in people:
            person.say(f"câu {person.user_id}")
        for person in people:
            person.wait(lambda m, who=person: m["text"] == f"trả lời câu {who.user_id}")  # type: ignore[misc]
            assert len(person.replies()) == 1


def test_a_persons_next_question_waits_for_the_answer_to_the_last(run_bot: RunBot, an: Person) -> None:
    assistant = ScriptedAssistant(words=lambda q: f"về {q.words}", parts=2, pause=0.3)
    with run_bot(assistant):
        first = an.say("hộ chiếu")["message_id"]
        an.say("còn online")
        an.seen = first
        an.wait(lambda m: m["text"] == "về còn online")
    assert [m["text"] for m in an.replies()] == ["về hộ chiếu", "về còn online"]
    assert assistant.most_at_once == 1


def test_bold_words_of_a_document_are_bold(run_bot: RunBot, an: Person) -> None:
    with run_bot(
        ScriptedAssistant("**Lệ phí:** 2 ** 3 < 70.000 đồng", citations=[a_citation(quote="**Phí** & lệ phí")])
    ):
        an.say("bao nhiêu")
        answer = an.wait(lambda m: labels(m) == ["[1]"])
        an.press(answer, "[1]")
        source = an.wait()
    assert answer["text"] == "Lệ phí: 2 ** 3 < 70.000 đồng"
    assert answer["entities"] == [{"type": "bold", "offset": 0, "length": 7}]
    assert "Phí & lệ phí" in source["text"]


def test_forget_drops_language_sources_and_conversation(run_bot: RunBot, an: Person) -> None:
    assistant = ScriptedAssistant(citations=[a_citation()])
    with run_bot(assistant):
        an.say("/language")
        an.wait_for_answer_to_press(an.press(an.wait(), "English"))
        an.say("how much")
        answer = an.wait(lambda m: labels(m) == ["[1]"])
        an.say("/forget")
        assert an.wait()["text"] == "I have deleted what I remembered of this chat."
        assert an.wait_for_answer_to_press(an.press(answer, "[1]"))["show_alert"]
        an.say("how much")
        an.wait()
    before, after = assistant.questions
    assert (before.reader, after.reader) == (Language.EN, None)
    assert before.conversation_id != after.conversation_id


def test_no_byte_of_a_forgotten_chat_stays_in_the_files(run_bot: RunBot, settings: Settings, an: Person) -> None:
    def kept() -> bool:
        return any(b"zxqsource" in path.read_bytes() for path in settings.home.glob("congvu.db*"))

    with run_bot(ScriptedAssistant(citations=[a_citation(quote="zxqsource " * 50)])):
        an.say("bao nhiêu")
        an.wait(lambda m: labels(m) == ["[1]"])
        assert kept()
        an.say("/forget")
        an.wait()
        assert not kept()


def test_status_says_when_there_are_no_documents(run_bot: RunBot, an: Person) -> None:
    with run_bot(ScriptedAssistant()):
        an.say("/status")
        assert an.wait()["text"] == "Tôi chưa có tài liệu nào."


@pytest.mark.parametrize(
    "content",
    [
        {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}},
        {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}]},
    ],
    ids=["voice", "picture"],
)
def test_voice_and_pictures_get_a_polite_line(run_bot: RunBot, an: Person, content: dict[str, object]) -> None:
    with run_bot(ScriptedAssistant()):
        an.send(content)
        assert an.wait()["text"].startswith("Hiện tôi chỉ đọc được chữ viết")


def test_a_failure_ends_in_an_apology(run_bot: RunBot, an: Person) -> None:
    with run_bot(FailingAssistant()):
        an.say("bao nhiêu")
        assert an.wait()["text"].startswith("Hệ thống vừa gặp lỗi")


def test_a_choice_button_asks_on_in_the_words_that_it_shows(run_bot: RunBot, an: Person) -> None:
    offered = Clarification("Bạn nộp bằng cách nào?", ("trực tuyến", "trực tiếp"))
    assistant = ScriptedAssistant(
        "Lệ phí: 7.000 hoặc 15.000 đồng. [1]", citations=[a_citation()], clarification=offered
    )
    with run_bot(assistant):
        an.say("dang ky tam tru het bao nhieu tien")
        answer = an.wait(lambda m: labels(m) == ["trực tuyến", "trực tiếp", "[1]"])
        an.press(answer, "trực tuyến")
        an.wait(lambda m: m["text"] == "Bạn hỏi: trực tuyến")
        an.wait(lambda m: labels(m)[:1] == ["trực tuyến"])
    assert [question.words for question in assistant.questions][1] == "trực tuyến"
    assert len({question.conversation_id for question in assistant.questions}) == 1


@pytest.mark.parametrize("day", ["2026-06-30", "30/6/2026", "30.06.2026"])
def test_a_question_is_asked_as_of_a_day(run_bot: RunBot, an: Person, day: str) -> None:
    assistant = ScriptedAssistant(words="2.340.000 đồng")
    with run_bot(assistant):
        an.say(f"/as_of {day} lương cơ sở bao nhiêu?")
        assert an.wait()["text"] == "2.340.000 đồng"
    (question,) = assistant.questions
    assert (question.words, question.as_of) == ("lương cơ sở bao nhiêu?", date(2026, 6, 30))


@pytest.mark.parametrize("said", ["/as_of", "/as_of 2026-06-30", "/as_of lương cơ sở", "/as_of 2026-02-30 phí?"])
def test_who_names_no_day_or_asks_nothing_is_told_how(run_bot: RunBot, an: Person, said: str) -> None:
    assistant = ScriptedAssistant()
    with run_bot(assistant):
        an.say(said)
        assert "/as_of 30/06/2026" in an.wait()["text"]
    assert assistant.questions == []
