"""Reading procedures out of guides of other shapes: headings, tables, articles, labels that ask, other languages."""

from __future__ import annotations

from corpus.model import Language
from corpus.procedures import find_in_law, find_procedures
from corpus.procedures.model import PaperKind, Procedure

HEADINGS = """# Phường Bến Đò

## 1. Cấp giấy phép neo thuyền

**Thành phần hồ sơ:**
- Tờ khai neo thuyền (Mẫu số 07);
- Bản sao đăng ký thuyền.

**Thời hạn giải quyết:** 04 ngày làm việc.

**Lệ phí:** 25.000 đồng/giấy.

**Cơ quan thực hiện:** Ủy ban nhân dân cấp xã.

## 2. Gia hạn giấy phép neo thuyền

**Thành phần hồ sơ:**
- Đơn đề nghị gia hạn.

**Thời hạn giải quyết:** 02 ngày làm việc.

**Lệ phí:** Không.

**Cơ quan thực hiện:** Ủy ban nhân dân cấp xã.
"""

TABLE = """Danh mục thủ tục

| STT | Tên thủ tục | Hồ sơ | Thời hạn | Lệ phí |
| 1 | Cấp thẻ chợ nổi | - Đơn đề nghị (mẫu 02-CN); - Bản sao đăng ký thuyền | 05 ngày làm việc | 10.000 đồng/thẻ |
| 2 | Cấp lại thẻ chợ nổi | - Đơn đề nghị | 03 ngày làm việc | Không |
"""

ARTICLES = """### Điều 7. Cấp giấy phép thả lưới
1. Hồ sơ gồm có:
a) Đơn đề nghị theo Mẫu số 04;
b) Bản sao đăng ký thuyền.
2. Ngư dân nộp hồ sơ đến Ủy ban nhân dân cấp xã nơi cư trú.
3. Sở Nông nghiệp trong thời hạn 09 ngày làm việc ra quyết định.

### Điều 8. Trách nhiệm của Sở Nông nghiệp
Sở nhận hồ sơ theo Mẫu số 05, gửi báo cáo trong 10 ngày và kiểm tra việc thực hiện ở các xã, phường ven sông của tỉnh.
"""

ASKING = """# Sổ tay người đi biển

### 1. Đổi bằng lái thuyền

*Cần mang theo những gì?*
1. Đơn đề nghị đổi bằng;
2. Giấy khám sức khỏe.

*Nộp ở đâu?* Chi cục Đường thủy tỉnh.

*Mất bao lâu?* 06 ngày làm việc.

*Tốn bao nhiêu?* 90.000 đồng/lần.

### 2. Cấp bằng lái thuyền lần đầu

*Cần mang theo những gì?*
1. Đơn đề nghị cấp bằng.

*Nộp ở đâu?* Chi cục Đường thủy tỉnh.

*Mất bao lâu?* 10 ngày làm việc.

*Tốn bao nhiêu?* 120.000 đồng/lần.
"""

RUSSIAN = """# Стоянка лодки

## 1. Разрешение на стоянку лодки

**Документы:**
- заявление по форме 07/2024/TT-LD, 1 экземпляр;
- копия свидетельства о лодке.

**Срок рассмотрения:** 4 рабочих дня; зимой 6 рабочих дней.

**Сбор:** 25 000 донгов за разрешение; пенсионеры освобождены.

**Куда обращаться:** Управление порта.

## 2. Продление стоянки

**Документы:**
- заявление.

**Срок рассмотрения:** 1 рабочий день.

**Сбор:** бесплатно.

**Куда обращаться:** Управление порта.
"""

POLISH = """Zezwolenie na postój łodzi

Wymagane dokumenty
- Wniosek o zezwolenie.
- Kopia dowodu rejestracyjnego łodzi.

Czas załatwienia
4 dni robocze.

Opłata
Bezpłatnie.

Gdzie złożyć
Urząd portu.
"""


PORTAL = """Cấp giấy phép neo thuyền dài ngày
Trình tự thực hiện
Bước 1: Ngư dân nộp hồ sơ.
Cách thức thực hiện
| Hình thức nộp | Thời hạn giải quyết | Phí, lệ phí |
| Trực tiếp | 04 ngày làm việc | Lệ phí: 25.000 đồng/giấy |
| Trực tuyến | 02 ngày làm việc | Lệ phí: 15.000 đồng/giấy |
Thành phần hồ sơ
| Tên giấy tờ | Mẫu đơn, tờ khai | Số lượng |
| Tờ khai neo thuyền | Mẫu NT-01a | Bản chính: 2, Bản sao: 0 |
| Bản vẽ chỗ neo |  | Bản chính: 0, Bản sao: 1 |
Cơ quan thực hiện
Chi cục Đường thủy tỉnh.
"""

ANNEX = """## A. Sau khi đơn giản hóa

| STT | Tên thủ tục | Hồ sơ | Thời hạn | Lệ phí |
|---|---|---|---|---|
| 1 | Đăng ký thuyền | - Tờ khai (Mẫu 15/ĐT)<br>- Bản sao hợp đồng mua | 05 ngày | 90.000 đồng/lần; hộ nghèo: miễn |
| 2 | Xóa đăng ký thuyền | - Đơn đề nghị | 03 ngày làm việc | Không |

## B. Nội dung đã cắt giảm

**1. Đăng ký thuyền**

- Giữ nguyên: người mua phải làm thủ tục trong thời hạn 20 ngày kể từ ngày mua.

**2. Xóa đăng ký thuyền**

- Bỏ bản sao căn cước.
"""

NEWSPAPER = """MUỐN NEO THUYỀN Ở BẾN MỚI, LÀM SAO?

Nộp đơn ở đâu

Nơi nhận là ban quản lý bến nơi ngư dân muốn neo thuyền, không bắt buộc ở nơi cư trú.

Giấy tờ gồm những gì

Thứ nhất là đơn đề nghị neo thuyền theo mẫu số 21.
Thứ hai là bản sao đăng ký thuyền của người đang đứng
tên chủ thuyền.

Bao giờ có giấy

Ban quản lý cấp giấy trong 6 ngày kể từ ngày nhận đủ hồ sơ.

Thuyền nào được neo

Thuyền gỗ được neo 12 tháng, thuyền sắt 24 tháng.

Muốn đổi bến thì sao

Anh Năm làm thủ tục chuyển bến neo thuyền khi nhà dời đi.
Anh gửi đơn đề nghị chuyển bến theo mẫu số 22 đến ban quản lý bến cũ.
Trong 02 ngày làm việc, ban quản lý giải quyết xong. Việc này không thu tiền.
"""

LEAFLET = """# Living by the river

## Registering a birth

You must register the birth within 60 days at the commune office where the mother lives. Bring the birth certificate
from the hospital, your passport and two photos. It is free of charge. The certificate is issued on the same day.

## Exchanging a driving licence

Apply at the provincial police. You will need form GX-2 and a health certificate. The fee is 99,000 dong. It takes
5 working days.
"""

BOLD_STOPS = """# Карта

## Продление визы

**Куда.** Управление порта; можно через сайт.
**Документы.** Паспорт, анкета, фото.
**Срок.** 5 рабочих дней.
**Плата.** 25 долларов США.

## Стоянка лодки

| | Разовая | Годовая |
|---|---|---|
| Сбор | 10 USD за лодку | 30 USD за лодку |
| Срок действия | 30 дней | 360 дней |
| Срок рассмотрения | 3 рабочих дня | 3 рабочих дня |

**Куда.** Управление порта.
**Документы.** Заявление.
"""

ALOUD = """### Thuyền nhỏ

**Hỏi: Nộp ở đâu? Nhà tôi ở xa.**

Đáp: Chi cục Đường thủy tỉnh.

**Hỏi: Giấy tờ gồm những gì?**

Đáp: Đơn đề nghị theo mẫu số 31; bản sao hợp đồng.

**Hỏi: Bao lâu có kết quả?**

Đáp: 20 ngày.

**Hỏi: Có mất phí không?**

Đáp: Không.
"""

JOINED = """# Łodzie

## 1. Postój łodzi

### Kto i gdzie

Właściciel składa wniosek w urzędzie portu, w którym łódź stoi.

### Papiery

- wniosek, wzór ŁA12;
- kopia dowodu, poświadczona.

### Ile to kosztuje i trwa

Pierwszy postój kosztuje 90 USD za łódź. Decyzja zapada w ciągu 4 dni.

## 2. Zgłoszenie łodzi

### Termin

Łódź zgłoś w ciągu 30 dni od kupna. Zgłoszenie w terminie jest bezpłatne.

### Co zabrać

1. formularz zgłoszenia;
2. umowę kupna.

### Jak długo

Wpis robią tego samego dnia.
"""


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
