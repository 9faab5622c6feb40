"""Services are found in texts of any layout, and each sentence is read by what it says."""

from __future__ import annotations

from corpus.load import Source as Source_
from corpus.load import interpret
from corpus.model import Language
from corpus.procedures import Procedure, find_procedures
from corpus.procedures.receiving import receivers
from corpus.procedures.source import Source

TALK = """PHÒNG THU SỐ 2
Phát lại chiều Chủ nhật

Cô Mai: Bác Sáu ơi, con muốn xin giấy phép xây nhà kho thì làm sao?

Bác Sáu: Con nộp đơn đề nghị và bản vẽ nhà kho tại Ủy ban nhân dân xã.

Cô Mai: Chờ lâu không bác?

Bác Sáu: Mười ngày làm việc thôi, tức 10 ngày làm việc.

Cô Mai: Tốn kém gì không?

Bác Sáu: Lệ phí 60.000 đồng.
"""

BOX = """┌────────────────────────┐
│ ĐỔI THẺ THƯ VIỆN       │
│ ĐEM THEO               │
│  · Thẻ cũ              │
│  · Đơn xin đổi         │
│ GẶP AI                 │
│  Trung tâm Văn hóa xã  │
│ LẤY SAU                │
│  4 ngày                │
│ GIÁ                    │
│  8.000 đồng            │
└────────────────────────┘
"""

COLUMNS = """| | Đăng ký xe đạp điện | Đổi biển số xe |
|---|---|---|
| Nơi làm | Công an xã | Công an tỉnh |
| Đem theo | Đơn đề nghị; hóa đơn | Đơn đề nghị |
| Chờ | 2 ngày làm việc | 6 ngày làm việc |
| Tiền | 40.000 đồng | 90.000 đồng |
"""

DIVIDED = """Việc;Ai làm;Giấy cần có;Mấy ngày;Tiền
Xin phép bán hàng rong;Phòng Kinh tế xã;Đơn xin phép, giấy khám sức khỏe;5 ngày làm việc;0 đồng
Xin phép treo băng rôn;Phòng Văn hóa xã;Đơn xin phép, bản vẽ;3 ngày làm việc;30.000 đồng
"""

BLOG = """Two errands in one week

*Renewing my driving licence.* I did it at the Traffic Police Division of Hue. They wanted the application form, a copy
of my passport and two photos. It cost me 90,000 dong and took 6 working days.

*Registering our baby.* We registered her at the People's Committee of our ward. They asked for the birth certificate
from the hospital, our passports and the marriage certificate. It was free of charge and took 2 working days.
"""

NOTES = """ПАМЯТКА СОСЕДЯМ

Продление визы
несём: заявление NA5 и паспорт
куда — миграционный отдел полиции провинции
цена — 10 долларов
ждать — 5 рабочих дней

Справка о несудимости
несём: заявление и копию паспорта
куда — отдел учёта полиции провинции
цена — 200 000 донгов
ждать — 10 дней
"""

REPORT = """BÁO CÁO TÌNH HÌNH QUÝ II

Phòng Kinh tế xã đã hỗ trợ 20 hộ nghèo, mỗi hộ 5.000.000 đồng. Trong 15 ngày, đoàn đi kiểm tra chợ và lập biên bản.

Ủy ban nhân dân xã yêu cầu các thôn gửi báo cáo trước ngày 30 tháng 6.
"""


def _read(words: str, language: Language = Language.VI) -> tuple[Procedure, ...]:
    return find_procedures(words, language)


def test_a_talk_tells_a_service_turn_by_turn() -> None:
    (one,) = _read(TALK)
    assert [fee.amount for fee in one.fees] == ["60000 VND"]
    assert [limit.limit for limit in one.time_limits][:1] == ["10 working-day"]
    assert "Ủy ban nhân dân xã" in one.authorities[0].words
    assert [paper.name for paper in one.papers] == ["đơn đề nghị", "bản vẽ nhà kho tại Ủy ban nhân dân xã"]


def test_quotes_are_verbatim_although_frames_and_speakers_were_passed_over() -> None:
    for words in (TALK, BOX):
        for one in _read(words):
            quotes = [one.name, *one.authorities, *(told.quote for told in (*one.fees, *one.time_limits, *one.papers))]
            assert all(quote.words == words[quote.start : quote.end] for quote in quotes)


def test_a_framed_card_with_names_of_fields_never_seen_is_read_by_what_stands_below_them() -> None:
    (one,) = _read(BOX)
    assert one.name.words == "ĐỔI THẺ THƯ VIỆN"
    assert [paper.name for paper in one.papers] == ["Thẻ cũ", "Đơn xin đổi"]
    assert [limit.limit for limit in one.time_limits] == ["4 day"]
    assert [fee.amount for fee in one.fees] == ["8000 VND"]


def test_a_table_may_give_each_service_a_column() -> None:
    first, second = _read(COLUMNS)
    assert (first.name.words, second.name.words) == ("Đăng ký xe đạp điện", "Đổi biển số xe")
    assert [limit.limit for limit in second.time_limits] == ["6 working-day"]
    assert [paper.name for paper in first.papers] == ["Đơn đề nghị", "hóa đơn"]


def test_semicolons_may_divide_the_cells_of_a_table() -> None:
    first, second = _read(DIVIDED)
    assert first.fees[0].free
    assert [paper.name for paper in second.papers] == ["Đơn xin phép", "bản vẽ"]
    assert [limit.limit for limit in second.time_limits] == ["3 working-day"]


def test_a_story_in_english_tells_two_services_under_leads_in_italics() -> None:
    first, second = _read(BLOG, Language.EN)
    assert [fee.amount for fee in first.fees] == ["90000 VND"]
    assert second.fees[0].free
    assert [limit.limit for limit in second.time_limits] == ["2 working-day"]
    assert "Traffic Police Division of Hue" in first.authorities[0].words
    assert len(first.papers) == 3


def test_notes_in_small_letters_are_read_line_by_line() -> None:
    first, second = _read(NOTES, Language.RU)
    assert (first.name.words, second.name.words) == ("Продление визы", "Справка о несудимости")
    assert [paper.form for paper in first.papers] == ["NA5", None]
    assert [fee.amount for fee in second.fees] == ["200000 VND"]


def test_a_report_on_help_and_checks_tells_no_service() -> None:
    assert _read(REPORT) == ()


def test_who_receives_is_told_in_other_languages_by_more_verbs() -> None:
    told = {
        "Віддайте анкету й здайте фото у відділ міграції поліції району.": "відділ міграції поліції району",
        "За карточкой идём в отдел учёта полиции.": "отдел учёта полиции",
        "Заяву приймає народний комітет громади.": "народний комітет громади",
    }
    for words, office in told.items():
        language = Language.RU if "ё" in words else Language.UK
        assert [one.words for one in receivers(Source(words, language), 0, len(words))] == [office]


def test_an_office_in_a_town_whose_name_folds_to_a_word_ends_before_or() -> None:
    words = "Gửi đơn về Cục Bản đồ ở Hà Nội hoặc văn phòng của Cục, gửi sớm thì hơn."
    found = [one.words for one in receivers(Source(words), 0, len(words))]
    assert found == ["Cục Bản đồ ở Hà Nội", "văn phòng của Cục"]


TERMS = """<html><body><main><h1>Hai việc về cây xanh</h1><h2>Xin phép dời cây trong ngõ</h2>
<dl><dt>Hồ sơ phải nộp</dt><dd>Đơn đề nghị; ảnh chụp cây</dd>
<dt>Nơi tiếp nhận</dt><dd>Phòng Kinh tế xã</dd>
<dt>Thời gian</dt><dd>7 ngày làm việc</dd>
<dt>Chi phí</dt><dd>15.000 đồng</dd>
<dt>Quy định tại</dt><dd>Nghị định số 9/2026/NĐ-CP</dd></dl></main></body></html>"""

STOPPED = """## Permit for a market stall

**The regulator.** The commune's Economic Office. Anyone may go in his stead.

**The file.** An application on Form 2, a copy of the identity card.

**Timing.** Four working days.

**State fee.** VND 50,000.

**Where it says so.** Article 7 of Decree 9/2026/ND-CP.
"""

COUNTER = """Xin cấp lại giấy khám sức khỏe

Giấy tờ mang đến:
1/ Đơn xin cấp lại
2/ Căn cước: xuất trình

Nơi nhận hồ sơ: Bệnh viện huyện
Ngày trả: 3 ngày làm việc
Viện phí: 20.000đ
"""


def test_a_list_of_terms_is_read_as_names_of_fields_with_their_values() -> None:
    content = interpret(Source_("cay.html", "cay.html", TERMS.encode())).content
    assert "Nơi tiếp nhận: Phòng Kinh tế xã" in content
    (found,) = find_procedures(content, Language.VI)
    assert [one.words for one in found.authorities] == ["Phòng Kinh tế xã"]
    assert [one.limit for one in found.time_limits] == ["7 working-day"]


def test_where_it_is_written_is_no_place_to_go_to() -> None:
    (found,) = find_procedures(STOPPED, Language.EN)
    assert [one.words for one in found.authorities] == ["The commune's Economic Office"]
    assert [fee.amount for fee in found.fees] == ["50000 VND"]


def test_items_may_be_numbered_with_a_stroke() -> None:
    (found,) = find_procedures(COUNTER, Language.VI)
    assert len(found.papers) == 2
    assert [one.words for one in found.authorities] == ["Bệnh viện huyện"]


DIRECTIVE = """II. Tổ chức thực hiện

Ủy ban nhân dân tỉnh nộp báo cáo tại Văn phòng Chính phủ trong 10 ngày làm việc, kèm kế hoạch và danh sách đầu mối.

Sở Nội vụ xử lý trong 5 ngày làm việc và gửi văn bản trả lời.
"""


def test_a_directive_that_tells_terms_papers_and_offices_tells_no_service() -> None:
    assert _read(DIRECTIVE) == ()
