"""A question for a person's name is answered by words that tell one, or refused."""

from __future__ import annotations

import pytest

from assistant.persons import asks_person, tells_person


@pytest.mark.parametrize(
    "question",
    [
        "Họ tên của các chuyên gia là gì?",
        "Danh tính 3 nạn nhân?",
        "danh tinh cac nan nhan",
        "What are the names of the invited foreign experts?",
        "Как зовут экспертов?",
        "Хто особисто очолює комітет?",
        "Podaj nazwiska członków komisji",
    ],
)
def test_a_question_for_a_name_is_known(question: str) -> None:
    assert asks_person(question)


@pytest.mark.parametrize(
    "question",
    [
        "Tên thủ tục là gì?",
        "Who issues the card?",
        "Какое министерство отвечает?",
        "Jak nazywa się portal?",
        "ai cấp thẻ",
    ],
)
def test_a_question_for_an_agency_or_a_thing_is_not_taken_for_one(question: str) -> None:
    assert not asks_person(question)


@pytest.mark.parametrize(
    "words",
    [
        "Phó Thủ tướng Phạm Gia Túc ký",
        "Генеральный секретарь То Лам выступил",
        "premier Pham Minh Chinh",
        "Bà Trần Thị Bình",
        "Mr. John Smith",
        "прем'єр-міністр Фам Мінь Чінь",
    ],
)
def test_names_are_seen(words: str) -> None:
    assert tells_person(words)


@pytest.mark.parametrize(
    "words",
    [
        "Thành phố Hồ Chí Minh tổ chức",
        "Министерство иностранных дел пригласит экспертов из Эстонии",
        "Bộ Khoa học và Công nghệ chủ trì",
        "ông chủ cơ sở nộp hồ sơ",
        "bà đã Nộp",
        "To the Ministry of Finance",
    ],
)
def test_agencies_places_and_roles_are_no_names(words: str) -> None:
    assert not tells_person(words)
