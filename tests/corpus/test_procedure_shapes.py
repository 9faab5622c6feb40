"""Reading procedures out of guides of other shapes: headings, tables, articles, labels that ask, other languages."""

from __future__ import annotations

from corpus.model import Language
from corpus.procedures import find_in_law, find_procedures
from corpus.procedures.model import PaperKind, Procedure
from tests.corpus.guides_of_shapes import (
    ALOUD,
    ANNEX,
    ARTICLES,
    ASKING,
    BOLD_STOPS,
    HEADINGS,
    JOINED,
    LEAFLET,
    NEWSPAPER,
    POLISH,
    PORTAL,
    RUSSIAN,
    TABLE,
)


def amounts(found: Procedure) -> list[str | None]:
    return [fee.amount for fee in found.fees]


def limits(found: Procedure) -> list[str]:
    return [term.limit for term in found.time_limits]


def offices(found: Procedure) -> list[str]:
    return [quote.words for quote in found.authorities]


def test_a_table_of_ways_below_a_heading_tells_fees_and_terms_by_case() -> None:
    (found,) = find_procedures(PORTAL)
    assert found.name.words == "Cấp giấy phép neo thuyền dài ngày"
    assert [(fee.amount, fee.case) for fee in found.fees] == [("25000 VND", "Trực tiếp"), ("15000 VND", "Trực tuyến")]
    assert [(term.limit, term.case) for term in found.time_limits] == [
        ("4 working-day", "Trực tiếp"),
        ("2 working-day", "Trực tuyến"),
    ]


def test_each_row_below_a_heading_of_papers_is_a_paper_with_form_and_copies() -> None:
    (found,) = find_procedures(PORTAL)
    assert [(one.name, one.form, one.copies, one.kind) for one in found.papers] == [
        ("Tờ khai neo thuyền", "NT-01a", 2, PaperKind.ORIGINAL),
        ("Bản vẽ chỗ neo", None, 1, PaperKind.COPY),
    ]


def test_breaks_divide_papers_in_a_cell_and_other_parts_of_an_annex_tell_by_when_to_apply() -> None:
    first, second = find_procedures(ANNEX)
    assert [(one.name, one.form) for one in first.papers] == [
        ("Tờ khai", "15/ĐT"),
        ("Bản sao hợp đồng mua", None),
    ]
    assert [(fee.amount, fee.free) for fee in first.fees] == [("90000 VND", False), (None, True)]
    assert first.apply_within is not None and first.apply_within.limit == "20 day"
    assert second.apply_within is None


def test_an_article_of_a_newspaper_tells_two_services_apart() -> None:
    first, second = find_procedures(NEWSPAPER)
    assert offices(first) == ["ban quản lý bến nơi ngư dân muốn neo thuyền"]
    assert [one.form for one in first.papers] == ["21", None]
    assert limits(first) == ["6 day"]  # and not how long a boat may stay
    assert second.name.words == "chuyển bến neo thuyền"
    assert [one.form for one in second.papers] == ["22"]
    assert limits(second) == ["2 working-day"]
    assert [fee.free for fee in second.fees] == [True]


def test_sentences_of_a_leaflet_tell_what_labels_tell_elsewhere() -> None:
    birth, licence = find_procedures(LEAFLET, Language.EN)
    assert birth.apply_within is not None and birth.apply_within.limit == "60 day"
    assert (limits(birth), [fee.free for fee in birth.fees]) == (["same-day"], [True])
    assert [one.name for one in birth.papers][1:] == ["passport", "photos"]
    assert (amounts(licence), limits(licence)) == (["99000 VND"], ["5 working-day"])
    assert offices(licence) == ["provincial police"]
    assert [one.form for one in licence.papers] == ["GX-2", None]


def test_full_stops_in_bold_set_fields_apart_and_rows_may_name_fields() -> None:
    visa, boat = find_procedures(BOLD_STOPS, Language.RU)
    assert offices(visa) == ["Управление порта"]
    assert [one.name for one in visa.papers] == ["Паспорт", "анкета", "фото"]
    assert [(fee.amount, fee.case) for fee in boat.fees] == [("10 USD", "Разовая"), ("30 USD", "Годовая")]
    assert limits(boat) == ["3 working-day"]  # alike in both cases, and not how long it is valid


def test_questions_asked_aloud_name_fields() -> None:
    (found,) = find_procedures(ALOUD)
    assert offices(found) == ["Chi cục Đường thủy tỉnh"]
    assert [one.form for one in found.papers] == ["31", None]
    assert (limits(found), [fee.free for fee in found.fees]) == (["20 day"], [True])


def test_a_heading_may_join_fields_and_a_duty_is_no_time_that_an_office_takes() -> None:
    stay, notice = find_procedures(JOINED, Language.PL)
    assert offices(stay) == ["urzędzie portu, w którym łódź stoi"]
    assert (amounts(stay), limits(stay)) == (["90 USD"], ["4 day"])
    assert notice.apply_within is not None and notice.apply_within.limit == "30 day"
    assert (limits(notice), [fee.free for fee in notice.fees]) == (["same-day"], [True])


def test_each_heading_that_holds_fields_is_a_procedure() -> None:
    first, second = find_procedures(HEADINGS)
    assert [one.section for one in (first, second)] == ["1", "2"]
    assert first.name.words == "Cấp giấy phép neo thuyền"
    assert [(paper.name, paper.form) for paper in first.papers] == [
        ("Tờ khai neo thuyền", "07"),
        ("Bản sao đăng ký thuyền", None),
    ]
    assert [term.limit for term in second.time_limits] == ["2 working-day"]
    assert [fee.free for fee in second.fees] == [True]


def test_each_row_of_a_table_that_names_services_is_a_procedure() -> None:
    first, second = find_procedures(TABLE)
    assert (first.section, second.section) == ("1", "2")
    assert [paper.form for paper in first.papers] == ["02-CN", None]
    assert [fee.amount for fee in first.fees] == ["10000 VND"]
    assert second.fees[0].free


def test_articles_that_lay_a_procedure_down_are_read_and_duties_are_not() -> None:
    found = find_in_law(ARTICLES)
    assert [one.section for one in found] == ["Điều 7"]
    (article,) = found
    assert [paper.form for paper in article.papers] == ["04", None]
    assert [one.words for one in article.authorities] == ["Ủy ban nhân dân cấp xã nơi cư trú", "Sở Nông nghiệp"]
    assert [term.limit for term in article.time_limits] == ["9 working-day"]


def test_labels_that_ask_name_their_fields() -> None:
    first, _ = find_procedures(ASKING)
    assert [paper.name for paper in first.papers] == ["Đơn đề nghị đổi bằng", "Giấy khám sức khỏe"]
    assert [one.words for one in first.authorities] == ["Chi cục Đường thủy tỉnh"]
    assert [term.limit for term in first.time_limits] == ["6 working-day"]
    assert [fee.amount for fee in first.fees] == ["90000 VND"]


def test_a_russian_guide_is_read() -> None:
    first, second = find_procedures(RUSSIAN, Language.RU)
    assert [(paper.form, paper.copies) for paper in first.papers] == [("07/2024/TT-LD", 1), (None, None)]
    assert [term.limit for term in first.time_limits] == ["4 working-day", "6 working-day"]
    assert [(fee.amount, fee.free) for fee in first.fees] == [("25000 VND", False), (None, True)]
    assert second.fees[0].free


def test_lines_that_stand_alone_head_what_follows_in_polish() -> None:
    (guide,) = find_procedures(POLISH, Language.PL)
    assert guide.name.words == "Zezwolenie na postój łodzi"
    assert len(guide.papers) == 2
    assert [term.limit for term in guide.time_limits] == ["4 working-day"]
    assert [one.words for one in guide.authorities] == ["Urząd portu"]
    assert guide.fees[0].free


def test_quotes_of_every_shape_are_verbatim() -> None:
    for content in (HEADINGS, TABLE, ARTICLES, ASKING):
        for found in find_procedures(content):
            for quote in (found.name, *found.authorities, *(one.quote for one in (*found.papers, *found.fees))):
                assert content[quote.start : quote.end] == quote.words


def test_a_table_of_names_and_values_that_follows_one_of_papers_is_no_part_of_it() -> None:
    guide = (
        "Thành phần hồ sơ\n"
        "| STT | Tên giấy tờ | Mẫu | Số lượng |\n"
        "| 1 | Đơn đề nghị cấp giấy phép | Mẫu số 02.KT | Bản chính: 1 Bản sao: 0 |\n"
        "| 2 | Giấy xác nhận của chủ tàu |  | Bản chính: 0 Bản sao: 1 |\n"
        "| Đối tượng thực hiện | Hộ kinh doanh |\n"
        "| Cơ quan thực hiện | Chi cục Thủy sản |\n"
        "| Cơ quan có thẩm quyền | Không có thông tin |\n"
        "| Thời hạn giải quyết | 06 ngày làm việc |\n"
    )
    (found,) = find_procedures(f"| Tên thủ tục | Cấp giấy phép khai thác |\n{guide}")
    assert [(paper.name, paper.form) for paper in found.papers] == [
        ("Đơn đề nghị cấp giấy phép", "02.KT"),
        ("Giấy xác nhận của chủ tàu", None),
    ]
    assert [one.words for one in found.authorities] == ["Chi cục Thủy sản"]
    assert [one.limit for one in found.time_limits] == ["6 working-day"]
