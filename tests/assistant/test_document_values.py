"""Single values of a document's record: asked beside what it is about, several at once, and whether two share one."""

from __future__ import annotations

import pytest

from assistant.model import AnswerStatus
from corpus.ingest import ingest
from corpus.store import Library, open_database
from tests.assistant.documents import ask, quotes_hold


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Two resolutions that end on one day, signed by different people."""
    folder = tmp_path_factory.mktemp("twins")
    for number, signer, start in (("66.21", "Lê Văn Minh", "01/03/2026"), ("66.22", "Trần Thị Hòa", "15/03/2026")):
        head = f"# Nghị quyết {number}/2026/NQ-CP — Cắt giảm thủ tục về bến đò\n\n## THÔNG TIN VĂN BẢN\n\n"
        rows = [
            ("Số hiệu", f"{number}/2026/NQ-CP"),
            ("Loại văn bản", "Nghị quyết"),
            ("Cơ quan ban hành", "Chính phủ"),
            ("Ngày ban hành", "20/02/2026"),
            ("Người ký", signer),
        ]
        table = "| Thuộc tính | Nội dung |\n|---|---|\n" + "".join(f"| **{a}** | {b} |\n" for a, b in rows)
        body = f"\n## NỘI DUNG\n\nĐiều 1. Nghị quyết này có hiệu lực từ ngày {start} đến hết ngày 31/12/2027.\n"
        (folder / f"nghi-quyet-{number}.md").write_text(head + table + body, encoding="utf-8")
    database = open_database(f"sqlite:///{folder}/c.db")
    found = Library(database)
    ingest([folder], found, database)
    return found


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("When does Resolution 66.21/2026 on ferry landings take effect?", {"2026-03-01"}),
        ("Nghị quyết 66.22/2026 về cắt giảm thủ tục bến đò có hiệu lực từ ngày nào?", {"2026-03-15"}),
        ("до какой даты действует резолюция 66.21?", {"2027-12-31", "2026-03-01"}),
        ("Хто і якого числа підписав резолюцію 66.22/2026 про переправи?", {"2026-02-20"}),
        ("Kto podpisał uchwałę 66.21/2026 o przeprawach i kiedy?", {"2026-02-20"}),
    ],
)
def test_what_a_document_is_said_to_be_about_does_not_hide_what_is_asked_of_its_record(
    twins: Library, words: str, values: set[str]
) -> None:
    answer = ask(twins, words)
    assert answer is not None and answer.status is AnswerStatus.ANSWERED
    assert {fact.value for fact in answer.facts} == values
    assert quotes_hold(twins, answer)


@pytest.mark.parametrize(
    ("words", "lead"),
    [
        ("Nghị quyết 66.21 và 66.22 có hết hiệu lực cùng một ngày không?", "Có."),
        ("Совпадает ли дата окончания действия резолюций 66.21 и 66.22?", "Да."),
        ("Czy uchwały 66.21 i 66.22 podpisała ta sama osoba?", "Nie."),
        ("Did the same person sign resolutions 66.21 and 66.22?", "No."),
    ],
)
def test_whether_a_value_is_the_same_in_two_documents_is_said_first(twins: Library, words: str, lead: str) -> None:
    answer = ask(twins, words)
    assert answer is not None and answer.answer.splitlines()[0] == lead
    assert {c.act.number for c in answer.citations if c.act} == {"66.21/2026/NQ-CP", "66.22/2026/NQ-CP"}


@pytest.mark.parametrize(
    "words",
    [
        "When does Resolution 66.21/2026 on ferry landings raise the fare?",
        "Which ministry leads under Resolution 66.21/2026 on ferry landings?",
        "Nghị quyết 66.21 yêu cầu bến đò mở cửa từ ngày nào?",
    ],
)
def test_what_a_document_says_is_not_taken_for_a_question_on_its_record(twins: Library, words: str) -> None:
    assert ask(twins, words) is None


@pytest.mark.parametrize(
    "words",
    [
        "Who issued Resolution 66.21/2026 and who signed it?",
        "Cơ quan nào ban hành và ai ký Nghị quyết 66.21/2026?",
        "Кто издал и кто подписал резолюцию 66.21/2026?",
        "Хто ухвалив і хто підписав резолюцію 66.21/2026?",
        "Kto wydał i kto podpisał uchwałę 66.21/2026?",
    ],
)
def test_who_asks_for_issuer_and_signer_is_told_both(twins: Library, words: str) -> None:
    answer = ask(twins, words)
    assert answer is not None and answer.status is AnswerStatus.ANSWERED
    assert "Lê Văn Minh" in answer.answer
    assert "government" in {fact.value for fact in answer.facts}


def test_who_asks_for_the_signer_alone_is_told_nothing_else(twins: Library) -> None:
    answer = ask(twins, "Who signed Resolution 66.21/2026?")
    assert answer is not None and "Lê Văn Minh" in answer.answer
    assert "government" not in {fact.value for fact in answer.facts}
