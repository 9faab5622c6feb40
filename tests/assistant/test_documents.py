"""Documents as such: told from the record, refused when unknown, compared, and mended only in their letters."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from assistant.documents.naming import DocumentNames, Standing
from assistant.documents.route import DocumentRoute
from assistant.followups import resolve
from assistant.model import AnswerStatus, Question
from assistant.phrases import Phrases
from corpus.agencies import agency_name
from corpus.ingest import ingest
from corpus.model import Language
from corpus.store import Library, open_database
from register.query import TaskList, TaskQuery
from register.sync import sync
from tests.assistant.documents import TODAY, ask, quotes_hold


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Library:
    database = open_database(f"sqlite:///{tmp_path_factory.mktemp('documents')}/c.db")
    found = Library(database)
    ingest([samples / "directives"], found, database)
    return found


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("what does notice 08-TB/CQTTBCĐ say", "07-TB/CQTTBCĐ"),
        ("By when must the Ministry of Justice report under 08-TB/CQTTBCD?", "07-TB/CQTTBCĐ"),
        ("08-TB là gì", "07-TB/CQTTBCĐ"),
        ("70-TB/CQTTBCĐ yêu cầu gì", "07-TB/CQTTBCĐ"),
        ("nghị định 58/2025/NĐ-CP quy định lệ phí gì", "58/2026/NĐ-CP"),
        ("58/2026/QĐ-TTg", "58/2026/NĐ-CP"),
        ("что говорит уведомление 721/TB-VPCP", "712/TB-VPCP"),
        ("повідомлення № 713/TB-VPCP", "712/TB-VPCP"),
        ("zawiadomienie 711/TB-VPCP", "712/TB-VPCP"),
    ],
)
def test_a_number_that_only_looks_like_a_known_one_is_refused_and_the_known_one_offered(
    library: Library, words: str, offered: str
) -> None:
    answer = ask(library, words)
    assert answer is not None and answer.status is AnswerStatus.NOT_IN_DOCUMENTS
    assert answer.clarification is not None and offered in answer.clarification.choices
    assert answer.citations == () and answer.facts == ()


@pytest.mark.parametrize(
    "words",
    [
        "07-TB/CQTTBCĐ là gì?",
        "what is 07-TB/CQTTBCD",
        "07-tb là gì",
        "что такое 07-TB/CQTTBCĐ",
        "co to jest 07-TB/CQTTBCĐ",
        "що таке 07-ТВ/CQTTBCĐ",
        "07/TB-CQTTBCĐ",
    ],
)
def test_a_document_is_told_from_its_record_with_each_value_cited(library: Library, words: str) -> None:
    answer = ask(library, words)
    assert answer is not None and answer.status is AnswerStatus.ANSWERED
    assert "2025-10-15" in {fact.value for fact in answer.facts}
    assert quotes_hold(library, answer)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Когда издано уведомление 07-TB/CQTTBCĐ?", "2025-10-15"),
        ("хто видав 712/TB-VPCP", "government-office"),
        ("kiedy wchodzi w życie 161/2026/NĐ-CP", "2026-07-01"),
        ("161/2026/NĐ-CP có hiệu lực từ ngày nào", "2026-07-01"),
        ("when was 58/2026/NĐ-CP issued", "2026-02-13"),
    ],
)
def test_one_value_of_the_record_is_told_when_it_is_asked_for(library: Library, words: str, value: str) -> None:
    answer = ask(library, words)
    assert answer is not None and {fact.value for fact in answer.facts} == {value}


@pytest.mark.parametrize(
    "words",
    [
        "Nghị định 58 về cư trú, căn cước áp dụng từ hôm nào?",
        "nghi dinh 58/2026/ND-CP ve cu tru co hieu luc tu ngay nao",
    ],
)
def test_who_repeats_the_title_beside_the_number_asks_no_more(library: Library, words: str) -> None:
    answer = ask(library, words)
    assert answer is not None and {fact.value for fact in answer.facts} == {"2026-03-15"}


@pytest.mark.parametrize("words", ["Kiedy wydano 73/2024/NĐ-CP?", "73/2024/NĐ-CP còn hiệu lực không?"])
def test_of_an_act_that_another_ended_that_one_is_told_and_cited_not_a_day_that_no_text_gives(
    library: Library, words: str
) -> None:
    answer = ask(library, words)
    assert answer is not None and "161/2026/NĐ-CP" in answer.answer
    assert "2026" not in answer.answer.replace("161/2026/NĐ-CP", "") and quotes_hold(library, answer)


def test_when_an_act_ends_is_told_with_the_day_it_began(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/c.db")
    found = Library(database)
    (tmp_path / "thi-diem.md").write_text(
        "# Nghị quyết số 9/2026/NQ-CP về thí điểm\n\n| Thuộc tính | Nội dung |\n|---|---|\n"
        "| Số hiệu | 9/2026/NQ-CP |\n| Ngày ban hành | 02/01/2026 |\n\n## Điều 1. Hiệu lực\n\n"
        "Nghị quyết này có hiệu lực từ ngày 01 tháng 02 năm 2026 đến hết ngày 28 tháng 02 năm 2027.\n",
        encoding="utf-8",
    )
    ingest([tmp_path / "thi-diem.md"], found, database)
    answer = ask(found, "Nghị quyết 9/2026/NQ-CP hết hiệu lực khi nào?")
    assert answer is not None and {fact.value for fact in answer.facts} == {"2026-02-01", "2027-02-28"}
    assert quotes_hold(found, answer)


@pytest.mark.parametrize(
    "words",
    [
        "What must the Ministry of Justice do under notice 07-TB/CQTTBCĐ by 15 November 2025?",
        "Bộ Tư pháp phải hoàn thành rà soát trước ngày nào theo Thông báo 07-TB/CQTTBCĐ?",
        "Z jakiego dnia jest zawiadomienie końcowe 45-TB/TGV?",
        "decision within 30 days",
        "luật 2024 quy định gì",
        "How long is the term of 15 working days?",
    ],
)
def test_what_a_document_says_is_left_to_its_passages(library: Library, words: str) -> None:
    assert ask(library, words) is None


def test_a_document_that_is_only_mentioned_has_no_content_to_tell(library: Library) -> None:
    answer = ask(library, "Co zawiera Plan nr 02-KH/BCĐTW?")
    assert answer is not None and answer.status is AnswerStatus.NOT_IN_DOCUMENTS
    assert answer.citations and quotes_hold(library, answer)


def test_two_documents_are_compared_value_by_value(library: Library) -> None:
    answer = ask(library, "so sánh 58/2026/NĐ-CP và 161/2026/NĐ-CP")
    assert answer is not None and answer.status is AnswerStatus.ANSWERED
    assert {"2026-02-13", "2026-05-15", "2026-03-15", "2026-07-01"} <= {fact.value for fact in answer.facts}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("что изменил 161/2026/NĐ-CP?", "заменяет 73/2024/NĐ-CP"),
        ("161/2026/NĐ-CP thay thế văn bản nào", "thay thế 73/2024/NĐ-CP"),
        ("what did 161/2026/NĐ-CP change", "replaces 73/2024/NĐ-CP"),
        ("що змінив 161/2026/NĐ-CP", "замінює 73/2024/NĐ-CP"),
        ("co zmienia 161/2026/NĐ-CP", "zastępuje 73/2024/NĐ-CP"),
    ],
)
def test_what_a_document_changed_is_told_with_the_words_that_say_so(library: Library, words: str, said: str) -> None:
    answer = ask(library, words)
    assert answer is not None and said in answer.answer and quotes_hold(library, answer)


def test_a_replaced_document_is_marked_from_the_day_of_its_replacement(library: Library) -> None:
    now = ask(library, "73/2024/NĐ-CP còn hiệu lực không")
    assert now is not None and "đã được 161/2026/NĐ-CP thay thế" in now.answer
    before = ask(library, "73/2024/NĐ-CP còn hiệu lực không", as_of=date(2026, 6, 30))
    assert before is None or "thay thế" not in before.answer


def test_a_document_that_is_not_yet_in_force_is_marked(library: Library) -> None:
    answer = ask(library, "what is 161/2026/NĐ-CP", as_of=date(2026, 6, 1))
    assert answer is not None and "not yet in force" in answer.answer and "1 July 2026" in answer.answer


def test_letters_are_mended_and_digits_are_not(library: Library) -> None:
    names = DocumentNames(library)
    assert names.mended("07-TB/CQTTBC là gì") == ("07-TB/CQTTBCĐ là gì", (("07-TB/CQTTBC", "07-TB/CQTTBCĐ"),))
    assert names.mended("08-TB/CQTTBCĐ là gì") == ("08-TB/CQTTBCĐ là gì", ())
    assert [one.standing for one in names.read("71/NQ-CP")] == [Standing.MENTIONED]


def test_a_picked_number_takes_the_place_of_the_one_asked_about() -> None:
    before = ["By when must the Ministry of Justice report under 08-TB/CQTTBCĐ?"]
    after = "By when must the Ministry of Justice report under 07-TB/CQTTBCĐ?"
    assert resolve("07-TB/CQTTBCĐ", before) == after


@pytest.mark.parametrize(
    "words",
    [
        "Nghị định 161/2026 thay thế nghị định nào?",
        "nghi dinh 161/2026 thay the nghi dinh nao",
        "Which decree does decree 161/2026 replace?",
        "Какой указ заменяет указ 161/2026?",
        "Який указ замінює указ 161/2026?",
        "Który dekret zastępuje dekret 161/2026?",
    ],
)
def test_which_act_an_act_replaces_is_told_with_the_clause_that_says_so(library: Library, words: str) -> None:
    answer = ask(library, words)
    assert answer is not None and "73/2024/NĐ-CP" in answer.answer
    assert (answer.citations[0].section, quotes_hold(library, answer)) == ("Điều 6.2", True)


@pytest.mark.parametrize(
    ("words", "section", "opening"),
    [
        ("Điều 3 Nghị định 161/2026/NĐ-CP", "Điều 3", "Điều 3. Mức lương cơ sở"),
        ("dieu 3 nghi dinh 161/2026 quy dinh gi", "Điều 3", "Điều 3. Mức lương cơ sở"),
        ("khoản 2 điều 6 nghị định 161/2026 nói gì", "Điều 6.2", "2. Nghị định số 73/2024"),
        ("What does article 3 of decree 161/2026 say?", "Điều 3", "Điều 3. Mức lương cơ sở"),
        ("статья 3 указа 161/2026", "Điều 3", "Điều 3. Mức lương cơ sở"),
        ("стаття 3 указу 161/2026", "Điều 3", "Điều 3. Mức lương cơ sở"),
        ("artykuł 3 dekretu 161/2026", "Điều 3", "Điều 3. Mức lương cơ sở"),
        ("Section III.8 of notice 07-TB", "III.8", "8. The Ministry of Justice"),
        ("раздел III.8 уведомления 07-TB", "III.8", "8. Министерство юстиции"),
    ],
)
def test_a_clause_that_is_named_with_its_act_is_quoted(
    library: Library, words: str, section: str, opening: str
) -> None:
    answer = ask(library, words)
    assert answer is not None and answer.status is AnswerStatus.ANSWERED and quotes_hold(library, answer)
    assert answer.citations[0].section == section and answer.citations[0].quote.lstrip("# ").startswith(opening)


def test_a_clause_that_the_act_does_not_have_is_not_told_from_another(library: Library) -> None:
    answer = ask(library, "điều 99 nghị định 161/2026")
    assert answer is not None and answer.status is AnswerStatus.NOT_IN_DOCUMENTS and answer.citations == ()
    assert ask(library, "điều 3 nghị định 161/2026 tăng lương bao nhiêu") is None


@pytest.mark.parametrize("words", ["xac nhan cu tru CT07 mat bao lau", "xin CT07 ở đâu", "TK01 là mẫu gì"])
def test_the_code_of_a_form_is_no_unknown_document(library: Library, words: str) -> None:
    assert DocumentNames(library).read(words) == () and ask(library, words) is None


@pytest.mark.parametrize("reader", Language)
def test_two_documents_are_compared_by_what_they_give_to_do_whom_and_by_when(
    library: Library, reader: Language
) -> None:
    sync(library, library.database)
    words = "07-TB/CQTTBCĐ vs 712/TB-VPCP"
    answer = DocumentRoute(library, today=TODAY).answer(Question(words), reader=reader, words=words)
    assert answer is not None and quotes_hold(library, answer)
    tasks = TaskList(library.database)
    for act in (act for act in library.acts() if act.number in ("07-TB/CQTTBCĐ", "712/TB-VPCP")):
        count = tasks.count(TaskQuery(acts=(act.id,)))
        assert count and Phrases(reader)["record_tasks"].format(number=act.number, n=count) in answer.answer
    for agency in ("ministry-of-science-and-technology", "ministry-of-public-security"):
        assert agency_name(agency, reader) in answer.answer
    assert answer.answer.count("\n• ") >= 4
    marks = {int(n) for n in re.findall(r"\[(\d+)\]", answer.answer)}
    assert marks == {citation.n for citation in answer.citations}


def test_an_act_without_an_end_is_said_to_tell_none(library: Library) -> None:
    answer = ask(library, "Until when is 58/2026/NĐ-CP in force?")
    assert answer is not None and answer.status is AnswerStatus.NOT_IN_DOCUMENTS
    assert "do not tell until when 58/2026/NĐ-CP" in answer.answer
