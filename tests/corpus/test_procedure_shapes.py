"""Reading procedures out of guides of other shapes: headings, tables, articles, labels that ask, other languages."""

from __future__ import annotations

from corpus.model import Language
from corpus.procedures import find_in_law, find_procedures

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
