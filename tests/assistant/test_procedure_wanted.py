"""Which fields a question on a service asks for, and of which service."""

from __future__ import annotations

import pytest

from assistant.procedures.clarifying import whole_name
from assistant.procedures.wanting import wanted_fields
from corpus.procedures.finding import another_service, joins_services


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("khai sinh trong bao nhieu ngay", {"within"}),
        ("Đăng ký khai sinh giải quyết trong bao nhiêu ngày?", {"term"}),
        ("How many days do I have to register a birth?", {"within"}),
        ("How many days do I have to wait for a passport?", {"term"}),
        ("Сколько времени есть на регистрацию смерти?", {"within"}),
        ("Скільки часу є, щоб зареєструвати смерть?", {"within"}),
        ("Ile mam czasu na zgłoszenie zgonu?", {"within"}),
        ("gia hạn tạm trú trước bao nhiêu ngày", {"within"}),
        ("công an nào cấp giấy", {"authority"}),
        ("What is the minimum age for marriage?", {"applicants"}),
        ("gia đình có mấy người", set()),
        ("trong mấy tháng phải nộp đơn xin tiền thất nghiệp", {"within"}),
        ("xin tiền thất nghiệp cần giấy gì", {"papers"}),
        ("nộp giấy tờ gì, có mất tiền không", {"papers", "fee"}),
        ("Mua xe xong thì trong bao nhiêu ngày phải đi sang tên?", {"within"}),
    ],
)
def test_the_fields_that_a_question_asks_for(words: str, fields: set[str]) -> None:
    assert wanted_fields(words) == fields


@pytest.mark.parametrize(
    ("question", "name", "other"),
    [
        ("thủ tục ly hôn", "Đăng ký kết hôn", True),
        ("divorce", "Tách hộ", True),
        ("đăng ký kết hôn", "Đăng ký kết hôn", False),
        ("nộp giấy khai sinh khi cấp lại căn cước", "Cấp lại thẻ căn cước", False),
        ("đăng ký khai sinh", "Đăng ký thường trú", True),
        ("bao lâu thì có kết quả", "Đăng ký thường trú", False),
        ("khách sạn 20 phòng thì công an nào cấp", "Giấy chứng nhận đủ điều kiện về an ninh", False),
    ],
)
def test_who_names_a_service_is_not_told_of_another(question: str, name: str, other: bool) -> None:
    assert another_service(question, name) is other


def test_a_name_that_was_cut_open_stands_on_no_button() -> None:
    assert whole_name("Cấp hộ chiếu (trong nước)")
    assert not whole_name("xác nhận tạm trú)") and not whole_name("Gia hạn tạm trú lúc nào?")


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("phí cấp lại căn cước và phí làm hộ chiếu là bao nhiêu?", 2),
        ("phi cap lai can cuoc va phi lam ho chieu", 2),
        ("Fee for a passport and for an identity card?", 2),
        ("Сколько стоит паспорт за границу, загранпаспорт и карта личности?", 2),
        ("Ile kosztuje paszport i dowód osobisty?", 2),
        ("cần căn cước và hộ chiếu khi đăng ký kết hôn", 0),
        ("đăng ký khai sinh và nộp giấy tờ ở đâu", 0),
    ],
)
def test_two_services_joined_are_two_questions(words: str, parts: int) -> None:
    assert len(joins_services(words)) == parts
