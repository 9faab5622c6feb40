"""Declare once: papers that the state holds, and what acts take away from procedures."""

from __future__ import annotations

import re
from datetime import date

import pytest

from corpus.identifiers import find_numbers
from corpus.model import Language
from corpus.procedures import Procedure, find_procedures
from corpus.procedures.cuts import CutKind, concerns, find_cuts
from corpus.procedures.held import When, database_ids, database_name, holdings, laid_down

GUIDE = """1. Tên thủ tục: {name}
2. Cơ quan thực hiện: Công an cấp xã
3. Trình tự thực hiện:
Bước 1: Nộp đơn.
4. Thành phần hồ sơ:
{papers}
5. Thời hạn giải quyết: 05 ngày làm việc.
"""
CUTTING = """Nghị quyết về cắt giảm, đơn giản hóa thủ tục hành chính

1. Nghị quyết này quy định việc cắt giảm, đơn giản hóa thủ tục hành chính.

- *Lĩnh vực chim cảnh*:
  - Bãi bỏ thủ tục cấp giấy phép nuôi chim cảnh (khoản 2 Điều 7 Nghị định số 11/2020/NĐ-CP)
  - Đơn giản hóa hồ sơ cấp thẻ hội viên nuôi chim

| Nội dung | Trước | Sau |
|---|---|---|
| Thời hạn cấp lại giấy phép nuôi chim cảnh | 05 ngày làm việc | 03 ngày làm việc |
"""
TODAY = date(2026, 11, 22)


def guide(*papers: str, name: str = "Cấp thẻ thư viện") -> Procedure:
    (found,) = find_procedures(GUIDE.format(name=name, papers="\n".join(f"- {paper}" for paper in papers)))
    return found


def held(*papers: str, name: str = "Cấp thẻ thư viện", as_of: date = TODAY) -> list[tuple[str, bool]]:
    return [(one.database, one.told) for one in holdings(guide(*papers, name=name), as_of=as_of)]


@pytest.mark.parametrize(
    ("paper", "database"),
    [
        ("Bản sao Giấy khai sinh.", "civil-status"),
        ("Xuất trình thẻ căn cước.", "vneid"),
        ("Phiếu lý lịch tư pháp số 1.", "criminal-record"),
        ("Giấy xác nhận tình trạng hôn nhân.", "civil-status"),
        ("Thẻ bảo hiểm y tế: 01 bản sao.", "insurance"),
        ("Giấy chứng nhận quyền sử dụng đất.", "land"),
        ("Giấy xác nhận thông tin về cư trú.", "population"),
    ],
)
def test_a_paper_that_a_database_holds_is_told_with_its_clause(paper: str, database: str) -> None:
    (one,) = holdings(guide(paper), as_of=TODAY)
    assert (one.database, one.told) == (database, False)
    assert one.bases and all(basis.clause.startswith("Điều ") for basis in one.bases)


@pytest.mark.parametrize("paper", ["Tờ khai (Mẫu CT01).", "Đơn đề nghị cấp lại giấy phép lái xe.", "Ảnh chân dung."])
def test_forms_and_what_nobody_holds_are_still_wanted(paper: str) -> None:
    assert held(paper) == []


def test_a_paper_is_not_replaced_by_what_the_procedure_itself_issues() -> None:
    assert held("Bản chính Giấy khai sinh.", name="Cấp lại giấy khai sinh") == []
    assert held("Thẻ căn cước.", name="Cấp tài khoản định danh điện tử mức độ 2") == []


def test_what_a_guide_spares_counts_even_where_no_act_is_known() -> None:
    assert held("Giấy xác nhận nơi nuôi chim: không phải nộp khi cơ sở dữ liệu đã có.") == [("other", True)]


def test_a_clause_holds_only_from_its_day() -> None:
    assert held("Giấy chứng sinh.", as_of=date(2026, 3, 14)) == []
    assert held("Giấy chứng sinh.", as_of=date(2026, 3, 15)) == [("health", False)]


def test_a_note_beside_the_list_spares_the_paper_that_it_names() -> None:
    noted = GUIDE.format(
        name="Đăng ký nuôi chim",
        papers="- Giấy tờ chứng minh diện tích chuồng nuôi.\n- Đơn đề nghị.\n"
        "Nếu cơ sở dữ liệu đã có thông tin thì không cần nộp giấy tờ chứng minh diện tích.",
    )
    (found,) = find_procedures(noted)
    assert [paper.replaced for paper in found.papers if paper.name.startswith(("Giấy", "Đơn"))][:2] == [True, False]


def test_the_data_names_acts_clauses_and_databases_in_full() -> None:
    assert laid_down()
    for basis in laid_down():
        assert [one.value for one in find_numbers(f"số {basis.number} ")] == [basis.number]
        assert re.match(r"Điều \d+(?: khoản \d+(?:, \d+)*)?(?:, danh mục \d)?$", basis.clause), basis
        assert basis.when in When
    for database in database_ids():
        assert len({database_name(database, language) for language in Language}) == len(Language)


def test_an_act_that_cuts_tells_what_it_abolishes_simplifies_and_shortens() -> None:
    found = find_cuts(CUTTING, None)
    assert [(cut.kind, cut.subject.words) for cut in found] == [
        (CutKind.ABOLISHED, "cấp giấy phép nuôi chim cảnh"),
        (CutKind.SIMPLIFIED, "cấp thẻ hội viên nuôi chim"),
        (CutKind.SHORTENED, "Thời hạn cấp lại giấy phép nuôi chim cảnh"),
    ]
    assert found[2].before and found[2].before.words == "05 ngày làm việc"
    assert all(CUTTING[cut.quote.start : cut.quote.end] == cut.quote.words for cut in found)


def test_a_cut_concerns_the_procedure_that_it_names_or_whose_article_it_cuts() -> None:
    abolished, simplified, _ = find_cuts(CUTTING, None)
    named = guide(name="Cấp giấy phép nuôi chim cảnh")
    other = guide(name="Đăng ký khai sinh")
    (resting,) = find_procedures(
        GUIDE.format(name="Xin nuôi chim", papers="- Đơn.") + "6. Căn cứ pháp lý: Nghị định số 11/2020/NĐ-CP (Điều 7)\n"
    )
    assert [concerns(abolished, one) for one in (named, other, resting)] == [True, False, True]
    assert not concerns(simplified, other)


def test_an_act_about_something_else_cuts_nothing() -> None:
    assert find_cuts("Luật Thư viện\nBãi bỏ thủ tục cấp giấy phép nuôi chim cảnh", "Luật Thư viện") == ()
