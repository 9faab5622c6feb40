"""Who receives or decides a service, as sentences tell it, apart from bodies that are merely mentioned."""

from __future__ import annotations

import pytest

from corpus.model import Language
from corpus.procedures.receiving import receivers
from corpus.procedures.source import Source


def offices(words: str, language: Language = Language.VI) -> list[str]:
    return [one.words for one in receivers(Source(words, language), 0, len(words))]


@pytest.mark.parametrize(
    ("sentence", "office"),
    [
        ("Bà con mang hồ sơ đến Đồn Biên phòng nơi neo thuyền để được cấp thẻ.", "Đồn Biên phòng nơi neo thuyền"),
        ("Phụ huynh nộp 01 bộ hồ sơ tại **trường nơi chuyển đến**, gồm:", "trường nơi chuyển đến"),
        ("Hồ sơ do Công an xã tiếp nhận và trả kết quả trong ngày.", "Công an xã"),
        ("Chủ bè làm thủ tục tại Chi cục Chăn nuôi và Thú y của tỉnh.", "Chi cục Chăn nuôi và Thú y của tỉnh"),
        ("Thẩm quyền cấp phép thuộc Sở Xây dựng.", "Sở Xây dựng"),
        ("Việc này do thủ trưởng cơ quan đã cấp bằng quyết định.", "thủ trưởng cơ quan đã cấp bằng"),
    ],
)
def test_what_receives_or_decides_is_an_authority(sentence: str, office: str) -> None:
    assert offices(sentence) == [office]


@pytest.mark.parametrize(
    "sentence",
    [
        "Cần có xác nhận của Ủy ban nhân dân cấp xã nơi cư trú.",
        "Bản sao giấy tờ do Sở Tư pháp cấp trước năm 2020.",
        "Bà Lan, cán bộ Phòng Tư pháp, cho biết thủ tục rất đơn giản.",
        "Nộp tại cơ quan có thẩm quyền.",
        "Người dân nộp sổ cũ vào số tài khoản trên giấy hẹn.",
    ],
)
def test_what_is_merely_mentioned_is_none(sentence: str) -> None:
    assert offices(sentence) == []


@pytest.mark.parametrize(
    ("language", "sentence", "office"),
    [
        (Language.EN, "Moorings are handled by the harbour office of the province.", "harbour office of the province"),
        (Language.RU, "Разрешение выдаёт **управление порта**.", "управление порта"),
        (
            Language.UK,
            "Заяву подають до відділу порту громади, де живе власник.",
            "відділу порту громади, де живе власник",
        ),
        (Language.PL, "Wniosek składa się w urzędzie portu.", "urzędzie portu"),
    ],
)
def test_offices_abroad_are_known_by_their_nouns(language: Language, sentence: str, office: str) -> None:
    assert offices(sentence, language) == [office]


def test_an_office_named_beside_the_first_is_told_as_well() -> None:
    told = offices("Обратитесь в управление порта или в отделение при рынке.", Language.RU)
    assert told == ["управление порта", "отделение при рынке"]
