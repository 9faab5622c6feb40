"""Agencies in words: inflected, abbreviated, mistyped, listed."""

from __future__ import annotations

import pytest

from corpus.agencies import agency, agency_name, expand, find_agencies, match_agency
from corpus.gazetteer import agencies, aliases
from corpus.model import Language


def found(words: str, language: str) -> list[str]:
    return [mention.value for mention in find_agencies(words, Language(language))]


@pytest.mark.parametrize(
    ("question", "identity"),
    [
        ("all minstry of justice tasks", "ministry-of-justice"),
        ("bo cong an phai lam gi", "ministry-of-public-security"),
        ("что должно сделать МОБ", "ministry-of-public-security"),
        ("задачи Минюста", "ministry-of-justice"),
        ("bct lam gi", "ministry-of-industry-and-trade"),
        ("What must MoST submit?", "ministry-of-science-and-technology"),
        ("zadania ministerstwa zdrowia", "ministry-of-health"),
        ("завдання міністерства фінансів", "ministry-of-finance"),
        ("ministry of sciense and tecnology", "ministry-of-science-and-technology"),
    ],
)
def test_questions_name_agencies_in_any_way(question: str, identity: str) -> None:
    assert match_agency(question)[0] == identity


def test_questions_may_name_an_official() -> None:
    [first, *_] = match_agency("Phó Thủ tướng Phạm Gia Túc được giao việc gì?")
    assert first == "deputy-prime-minister-pham-gia-tuc"


def test_a_doubtful_abbreviation_means_home_affairs_first() -> None:
    assert match_agency("МВС")[:2] == ["ministry-of-home-affairs", "ministry-of-public-security"]


@pytest.mark.parametrize("question", ["Sàn nhà trọ rộng 25m2?", "how much is a passport", "сколько стоит паспорт"])
def test_questions_without_an_agency_match_none(question: str) -> None:
    assert match_agency(question) == []


@pytest.mark.parametrize(
    ("language", "words", "identities"),
    [
        ("ru", "совместно с Министерством юстиции и Министерством финансов", "ministry-of-justice ministry-of-finance"),
        ("uk", "Міністерству внутрішніх справ доручено", "ministry-of-home-affairs"),
        ("pl", "we współpracy z Ministerstwem Bezpieczeństwa Publicznego", "ministry-of-public-security"),
        ("en", "the Ministries of Justice and Health", "ministry-of-justice ministry-of-health"),
        (
            "vi",
            "giao các Bộ: Y tế, Công an và Tài chính",
            "ministry-of-health ministry-of-public-security ministry-of-finance",
        ),
        ("vi", "Chủ tịch UBND tỉnh Lào Cai", "chair-of-peoples-committee-lao-cai"),
        ("uk", "Народні комітети міст Ханой і Хюе", "peoples-committee-hanoi peoples-committee-hue"),
        ("vi", "các bộ, ngành, địa phương", "ministries-agencies-and-localities"),
    ],
)
def test_texts_name_agencies_in_every_inflection(language: str, words: str, identities: str) -> None:
    assert found(words, language) == identities.split()


@pytest.mark.parametrize(
    "words",
    [
        "đội ngũ cán bộ, cơ quan soạn thảo",  # cán bộ: officials, not a ministry
        "Thông báo số 64-TB/VPTW",  # an abbreviation inside a document number
        "vì hòa bình và phát triển",  # peace, not the province
        "Tổng Bí thư đọc thơ của Hồ Chí Minh",  # the man, not the city
    ],
)
def test_look_alikes_are_no_agencies(words: str) -> None:
    assert found(words, "vi") == []


def test_spans_cover_the_words_as_printed() -> None:
    words = "Kancelarii Rządu oraz Ministerstwu Zdrowia"
    assert [m.text for m in find_agencies(words, Language.PL)] == ["Kancelarii Rządu", "Ministerstwu Zdrowia"]


def test_officials_are_known_by_title_and_name_in_any_script() -> None:
    vietnamese = found("Phó Thủ tướng Phạm Thị Thanh Trà chỉ đạo", "vi")
    assert vietnamese == ["deputy-prime-minister-pham-thi-thanh-tra"]
    assert found("доручив віце-прем'єр-міністру Фам Тхі Тхань Тра", "uk") == vietnamese
    assert agency_name(vietnamese[0], Language.EN) == "Deputy Prime Minister Pham Thi Thanh Tra"


def test_the_police_ministry_is_not_that_of_home_affairs() -> None:
    assert agency_name("ministry-of-home-affairs", Language.VI) == "Bộ Nội vụ"
    assert agency_name("ministry-of-public-security", Language.VI) == "Bộ Công an"
    assert found("Министерство внутренних дел", "ru") == ["ministry-of-home-affairs"]


def test_composite_collectives_come_apart() -> None:
    assert expand(["central-and-local-agencies", "government-office"]) == [
        "central-agencies",
        "localities",
        "government-office",
    ]


def test_every_agency_has_a_name_in_every_language() -> None:
    for known in agencies().values():
        assert all(known.names[language].strip() for language in Language), known.id


def test_every_alias_leads_to_a_known_agency() -> None:
    assert {alias.agency for alias in aliases()} <= set(agencies())


def test_every_name_of_a_ministry_finds_it() -> None:
    for known in agencies().values():
        if known.id.startswith("ministry-of-"):
            for language in Language:
                assert found(known.names[language], language.value) == [known.id], known.names[language]


def test_unknown_ids_are_readable() -> None:
    assert agency("nobody-knows") is None
    assert agency_name("nobody-knows", Language.PL) == "nobody knows"
