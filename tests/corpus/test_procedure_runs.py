"""Services that follow one another without headings, fields in columns, signs before lines, titles of articles."""

from __future__ import annotations

from corpus.model import Language
from corpus.procedures import Procedure, find_procedures

BOARD = """UBND XÃ BẾN ĐÒ - BẢNG TIN

❖ ĐĂNG KÝ BẾN THUYỀN

Ai làm: chủ thuyền.
Mang theo:
  + Tờ khai bến thuyền (mẫu 03)
  + Bản sao đăng ký thuyền
Nơi nhận và giải quyết: UBND xã Bến Đò
Hẹn trả: 04 ngày làm việc
Thu tiền: 0 đồng

❖ XIN CHUYỂN BẾN

Ai làm: chủ thuyền.
Mang theo:
  + Đơn xin chuyển bến
Nơi nhận và giải quyết: UBND xã nơi chuyển đến
Hẹn trả: 02 ngày làm việc
Thu tiền: 15.000 đồng
"""

COLUMNS = """TỜ GẤP CHO NGƯỜI ĐI BIỂN

CẤP THẺ CHỢ NỔI

Cần nộp              - Đơn đề nghị (mẫu 02)
                     - Bản sao đăng ký thuyền (người
                       mua lại thuyền)
Nộp ở đâu            Phòng Kinh tế của xã, hoặc nhờ
                     trưởng ấp chuyển giúp
Chờ bao lâu          05 ngày làm việc
Phí                  10.000 đồng

CẤP LẠI THẺ CHỢ NỔI

Cần nộp              - Đơn đề nghị cấp lại
Nộp ở đâu            Phòng Kinh tế của xã
Chờ bao lâu          03 ngày làm việc
Phí                  Không
"""

ROWS = """| STT | Mục | Nội dung |
| 1. Cấp giấy phép thả lưới |
| 1.1 | Thành phần hồ sơ | - Đơn đề nghị (Mẫu số 07) - Bản sao đăng ký thuyền |
| 1.2 | Thời hạn giải quyết | 06 ngày làm việc |
| 1.3 | Cơ quan giải quyết | Chi cục Thủy sản |
| 2. Gia hạn giấy phép thả lưới |
| 2.1 | Thành phần hồ sơ | Đơn đề nghị gia hạn |
| 2.2 | Thời hạn giải quyết | 03 ngày làm việc |
| 2.3 | Cơ quan giải quyết | Chi cục Thủy sản |
"""

QUESTIONS = """Hỏi đáp của bến đò
Đăng ký chỗ neo thuyền
Tôi phải chuẩn bị giấy tờ gì?
Tờ khai neo thuyền.
Tôi ở hai xã thì gửi hồ sơ về đâu?
Gửi về Ủy ban nhân dân xã nơi neo thuyền. Nếu thuyền ở trên phà thì gửi về Chi cục Đường thủy.
Bao giờ có giấy?
Sau 03 ngày làm việc.
Trả chỗ neo thuyền
Tôi phải nộp gì?
Đơn trả chỗ neo.
Gửi đi đâu?
Gửi đến Ủy ban nhân dân xã nơi neo thuyền.
Phí thế nào?
Miễn phí.
"""

CIRCULAR = """### Mục 1. Cấp bằng lái thuyền

**Điều 5. Hồ sơ đề nghị cấp bằng lái thuyền**

1. Đơn đề nghị cấp bằng theo Mẫu số 02.

2. Bản sao giấy khám sức khỏe.

**Điều 6. Trình tự, thời hạn cấp**

1. Người đề nghị gửi hồ sơ đến Sở Giao thông nơi cư trú.

2. Thời hạn cấp là 12 ngày kể từ ngày nhận đủ hồ sơ.

### Mục 2. Cấp lại bằng lái thuyền

**Điều 7. Hồ sơ đề nghị cấp lại**

1. Đơn đề nghị cấp lại.

**Điều 8. Trình tự, thời hạn**

1. Hồ sơ gửi về Giám đốc Sở Giao thông đã cấp bằng.

2. Thời hạn cấp lại là 05 ngày làm việc kể từ ngày nhận hồ sơ.
"""


def names(found: tuple[Procedure, ...]) -> list[str]:
    return [one.name.words for one in found]


def offices(one: Procedure) -> list[str]:
    return [quote.words for quote in one.authorities]


def papers(one: Procedure) -> list[tuple[str, str | None]]:
    return [(paper.name, paper.form) for paper in one.papers]


def test_fields_that_come_again_tell_services_of_a_notice_board() -> None:
    berth, move = find_procedures(BOARD, Language.VI)
    assert names((berth, move)) == ["ĐĂNG KÝ BẾN THUYỀN", "XIN CHUYỂN BẾN"]
    assert papers(berth) == [("Tờ khai bến thuyền", "03"), ("Bản sao đăng ký thuyền", None)]
    assert offices(move) == ["UBND xã nơi chuyển đến"]
    assert [limit.limit for limit in move.time_limits] == ["2 working-day"]


def test_a_fee_of_nought_is_none() -> None:
    berth, move = find_procedures(BOARD, Language.VI)
    assert [(fee.amount, fee.free) for fee in berth.fees] == [(None, True)]
    assert [(fee.amount, fee.free) for fee in move.fees] == [("15000 VND", False)]


def test_names_of_fields_may_stand_in_a_column_of_their_own() -> None:
    first, again = find_procedures(COLUMNS, Language.VI)
    assert [form for _, form in papers(first)] == ["02", None]
    assert [limit.limit for limit in first.time_limits] == ["5 working-day"]
    assert offices(first)[0].startswith("Phòng Kinh tế của xã")
    assert [fee.free for fee in again.fees] == [True]


def test_numbered_rows_tell_fields_and_a_row_of_one_cell_the_service() -> None:
    first, longer = find_procedures(ROWS, Language.VI)
    assert [one.section for one in (first, longer)] == ["1", "2"]
    assert papers(first) == [("Đơn đề nghị", "07"), ("Bản sao đăng ký thuyền", None)]


def test_questions_that_stand_by_themselves_ask_for_fields() -> None:
    berth, back = find_procedures(QUESTIONS, Language.VI)
    assert names((berth, back)) == ["Đăng ký chỗ neo thuyền", "Trả chỗ neo thuyền"]
    assert offices(berth) == ["Ủy ban nhân dân xã nơi neo thuyền", "Chi cục Đường thủy"]
    assert [fee.free for fee in back.fees] == [True]


def test_articles_of_a_part_tell_the_fields_of_its_service() -> None:
    first, again = find_procedures(CIRCULAR, Language.VI)
    assert papers(first) == [("Đơn đề nghị cấp bằng", "02"), ("Bản sao giấy khám sức khỏe", None)]
    assert offices(again) == ["Giám đốc Sở Giao thông đã cấp bằng"]
    assert [limit.limit for limit in again.time_limits] == ["5 working-day"]


def test_a_sentence_lists_papers_but_not_shapes_of_one() -> None:
    told = """## Xin thẻ bến

Hồ sơ gồm đơn xin thẻ theo Mẫu số 04, giấy khám sức khỏe và 02 ảnh cỡ 3 x 4 cm. Nộp tại Sở Du lịch nơi cư trú.

Sở trả thẻ trong 05 ngày kể từ ngày nhận hồ sơ. Phí là 60.000 đồng/thẻ.
"""
    (one,) = find_procedures(told, Language.VI)
    assert [name for name, _ in papers(one)] == ["đơn xin thẻ", "giấy khám sức khỏe", "02 ảnh cỡ 3 x 4 cm"]
    assert offices(one) == ["Sở Du lịch nơi cư trú"]


def test_steps_tell_fields_of_a_service_in_ukrainian() -> None:
    told = """# Човен: покроково

## Дозвіл на стоянку на 5 років

**Крок 1.** Зберіть папери: паспорт, заяву за формою ТС-5 та два фото.

**Крок 2.** Віднесіть їх до департаменту порту або до посольства В'єтнаму.

**Крок 3.** Сплатіть 20 доларів США. Діти до 14 років не платять.

**Крок 4.** Чекайте. Відповідь дають за 5 робочих днів.
"""
    (one,) = find_procedures(told, Language.UK)
    assert offices(one) == ["департаменту порту", "посольства В'єтнаму"]
    assert [(fee.amount, fee.free) for fee in one.fees] == [("20 USD", False), (None, True)]
    assert [limit.limit for limit in one.time_limits] == ["5 working-day"]
    assert "два фото" in [name for name, _ in papers(one)]


def test_amounts_that_bound_a_case_are_no_fee() -> None:
    told = """📢 CÔNG AN XÃ BẾN ĐÒ

🚤 Đăng ký thuyền mới mua
Bà con mang giấy mua bán và tờ khai mẫu 01 ra Công an xã nơi đang ở.
💰 Thuyền dưới 40 triệu đóng 200.000đ, thuyền trên 40 triệu: 1.000.000đ
⏰ 02 ngày làm việc có giấy.
"""
    (one,) = find_procedures(told, Language.VI)
    assert [fee.amount for fee in one.fees] == ["200000 VND", "1000000 VND"]
    assert offices(one) == ["Công an xã nơi đang ở"]
    assert [limit.limit for limit in one.time_limits] == ["2 working-day"]
