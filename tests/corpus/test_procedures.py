"""Reading procedures out of guides: the usual template, tables, questions and answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.procedures import (
    Basis,
    Channel,
    ChannelUse,
    Fee,
    Level,
    Paper,
    PaperKind,
    Procedure,
    Quote,
    Step,
    TimeLimit,
    find_procedures,
)

TEMPLATE = """HƯỚNG DẪN THỦ TỤC CẤP THẺ THƯ VIỆN

1. Tên thủ tục: Cấp thẻ thư viện
Tên thường gọi: làm thẻ đọc sách; thẻ thư viện
2. Cơ quan thực hiện: Thư viện cấp tỉnh; Thư viện cấp xã
3. Trình tự thực hiện:
Bước 1: Điền tờ khai trong 10 ngày làm việc.
Bước 2: Nhận thẻ.
4. Cách thức thực hiện:
- Trực tiếp.
- Qua bưu chính.
5. Thành phần hồ sơ (01 bộ):
- Tờ khai (Mẫu TV01): 02 bản chính.
- Xuất trình thẻ căn cước.
- Giấy xác nhận nơi ở: 01 bản sao; không phải nộp khi cơ sở dữ liệu đã có.
- Không phải nộp giấy tờ khác.
6. Thời hạn giải quyết:
- Nộp trực tiếp: 03 ngày làm việc kể từ ngày nhận đủ hồ sơ.
- Nộp qua bưu chính: không quá 15 ngày.
7. Phí, lệ phí:
- Người lớn: 40.000 đồng/thẻ.
- Học sinh: không thu.
- Thẻ gia đình: thu theo quy định của tỉnh.
8. Kết quả thực hiện: Thẻ thư viện
9. Căn cứ pháp lý: Luật Thư viện số 46/2019/QH14 (Điều 38, Điều 40)
"""

GUIDE = """Hỏi đáp tại Công an cấp xã

### 1. Tôi muốn cấp lại giấy phép câu cá thì mất bao lâu và lệ phí bao nhiêu?

**Trả lời:**
*   **Nơi nộp:** Bạn nộp tại Ủy ban nhân dân cấp xã hoặc nộp trực tuyến,,.
*   **Thời hạn:**
    *   **02 ngày làm việc:** Nếu giấy phép cũ **đã có** trong dữ liệu.
    *   **10 ngày:** Nếu phải xác minh,.
*   **Lệ phí:** Nộp trực tiếp 30.000 đồng/lần; nộp trực tuyến 15.000 đồng/lần.

### 2. Hồ sơ gồm những giấy tờ gì?

**Trả lời:**
Bạn cần chuẩn bị các giấy tờ sau:
1.  **Đơn đề nghị** (Mẫu số 05).
2.  **Bản chính** giấy phép cũ,.

### 3. Cá có cần ăn không?

**Trả lời:** Có.
"""


def only(content: str) -> Procedure:
    (found,) = find_procedures(content)
    return found


def test_a_template_gives_name_everyday_names_and_authorities() -> None:
    found = only(TEMPLATE)
    assert found.name.words == "Cấp thẻ thư viện"
    assert [alias.words for alias in found.aliases] == ["làm thẻ đọc sách", "thẻ thư viện"]
    assert [who.words for who in found.authorities] == ["Thư viện cấp tỉnh", "Thư viện cấp xã"]
    assert set(found.levels) == {Level.PROVINCE, Level.COMMUNE}


def test_fees_are_amounts_nothing_or_set_elsewhere_each_with_its_case() -> None:
    told = [(fee.amount, fee.per, fee.free, fee.case) for fee in only(TEMPLATE).fees]
    assert told == [
        ("40000 VND", "thẻ", False, "Người lớn"),
        (None, None, True, "Học sinh"),
        (None, None, False, "Thẻ gia đình"),
    ]


def test_time_limits_are_those_of_their_field_not_of_a_step() -> None:
    told = [(term.limit, term.case) for term in only(TEMPLATE).time_limits]
    assert told == [("3 working-day", "Nộp trực tiếp"), ("15 day", "Nộp qua bưu chính")]


def test_papers_tell_form_copies_kind_and_what_a_database_replaces() -> None:
    told = [(paper.name, paper.form, paper.copies, paper.kind, paper.replaced) for paper in only(TEMPLATE).papers]
    assert told == [
        ("Tờ khai", "TV01", 2, PaperKind.ORIGINAL, False),
        ("thẻ căn cước", None, None, PaperKind.SHOWN, False),
        ("Giấy xác nhận nơi ở", None, 1, PaperKind.COPY, True),
    ]


def test_steps_channels_result_and_legal_basis_are_read() -> None:
    found = only(TEMPLATE)
    assert [(step.n, step.quote.words) for step in found.steps] == [
        (1, "Điền tờ khai trong 10 ngày làm việc"),
        (2, "Nhận thẻ"),
    ]
    assert {use.channel for use in found.channels} == {Channel.IN_PERSON, Channel.POST}
    assert found.result is not None
    assert found.result.words == "Thẻ thư viện"
    assert [(basis.number, basis.clauses) for basis in found.basis] == [("46/2019/QH14", ("Điều 38", "Điều 40"))]


def test_a_table_of_fields_reads_like_headings() -> None:
    found = only(
        "| Mục | Nội dung |\n|---|---|\n| Tên thủ tục | Cấp biển số nhà |\n| Cơ quan thực hiện | Công an cấp xã |\n"
        "| Thời hạn giải quyết | 05 ngày làm việc |\n| Lệ phí | Không thu |\n\n"
        "## Trình tự thực hiện\n\nBước 1: Nộp đơn.\n"
    )
    assert (found.name.words, found.authorities[0].words) == ("Cấp biển số nhà", "Công an cấp xã")
    assert [term.limit for term in found.time_limits] == ["5 working-day"]
    assert [fee.free for fee in found.fees] == [True]


def test_a_new_name_begins_a_new_procedure() -> None:
    again = TEMPLATE.replace("Cấp thẻ thư viện", "Cấp lại thẻ thư viện").replace("40.000", "20.000")
    first, second = find_procedures(TEMPLATE + "\n" + again)
    assert (first.name.words, second.name.words) == ("Cấp thẻ thư viện", "Cấp lại thẻ thư viện")
    assert (first.fees[0].amount, second.fees[0].amount) == ("40000 VND", "20000 VND")


def test_a_question_gives_the_procedure_its_name_and_section() -> None:
    first, *_ = find_procedures(GUIDE)
    assert first.section == "1"
    assert first.name.words == "cấp lại giấy phép câu cá"
    assert [who.words for who in first.authorities] == ["Ủy ban nhân dân cấp xã"]


def test_an_answer_gives_time_limits_and_fees_by_case() -> None:
    first, *_ = find_procedures(GUIDE)
    assert [(term.limit, term.case) for term in first.time_limits] == [
        ("2 working-day", "giấy phép cũ đã có trong dữ liệu"),
        ("10 day", "phải xác minh"),
    ]
    assert [(fee.amount, fee.case) for fee in first.fees] == [
        ("30000 VND", "Nộp trực tiếp"),
        ("15000 VND", "nộp trực tuyến"),
    ]


def test_a_list_under_a_question_about_papers_gives_papers() -> None:
    _, second, *_ = find_procedures(GUIDE)
    assert [(paper.name, paper.form) for paper in second.papers] == [
        ("Đơn đề nghị", "05"),
        ("Bản chính giấy phép cũ", None),
    ]


def test_what_the_opening_says_holds_for_answers_that_name_no_authority() -> None:
    _, second, *_ = find_procedures(GUIDE)
    assert [who.words for who in second.authorities] == ["Công an cấp xã"]


def test_a_question_whose_answer_tells_no_field_is_no_procedure() -> None:
    assert [found.section for found in find_procedures(GUIDE)] == ["1", "2"]


@pytest.mark.parametrize(
    "content", ["", "Điều 1. Phạm vi điều chỉnh\nLuật này quy định về thẻ.", "Lệ phí: 5.000 đồng."]
)
def test_what_is_no_guide_gives_nothing(content: str) -> None:
    assert find_procedures(content) == ()


def quotes(found: Procedure) -> list[Quote]:
    parts: tuple[Step | Paper | Fee | TimeLimit | ChannelUse | Basis, ...] = (
        *found.steps,
        *found.papers,
        *found.fees,
        *found.time_limits,
        *found.channels,
        *found.basis,
    )
    single = [one for one in (found.field, found.applicants, found.result) if one]
    return [found.name, *found.aliases, *found.authorities, *single, *(part.quote for part in parts)]


def test_every_quote_of_the_samples_is_verbatim(samples: Path) -> None:
    read = 0
    for path in sorted((samples / "procedures").iterdir()):
        content = path.read_text(encoding="utf-8")
        for found in find_procedures(content):
            for quote in quotes(found):
                assert content[quote.start : quote.end] == quote.words
                assert quote.words
                read += 1
    assert read > 300


def test_a_fine_is_no_fee() -> None:
    found = only(TEMPLATE.replace("- Học sinh: không thu.", "- Mất thẻ: phạt 100.000 đồng."))
    assert [fee.amount for fee in found.fees] == ["40000 VND", None]
