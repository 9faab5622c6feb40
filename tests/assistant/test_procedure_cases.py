"""Cases: what a guide's value depends on, and what a question tells of the person who asks."""

from __future__ import annotations

import pytest

from assistant.procedures.cases import Span, asked_case, best_of, case_of, contradicts, open_facet
from assistant.procedures.fields import items_of
from assistant.procedures.phrases import CasePhrases
from assistant.procedures.telling import choose
from corpus.model import Language
from corpus.procedures import find_procedures
from corpus.procedures.finding import everyday_words

GUIDE = """# {name}

### Dokumenty

- wniosek;

### Opłata

* Opłata: 4 500 000 VND.
* Ojczym lub macocha przy adopcji: 2 250 000 VND.

### Czas

* 60 dni.
"""
CHILD = "Trẻ dưới 06 tuổi"
PUPIL = "Trẻ từ 06 tuổi đến dưới 14 tuổi"
ADULT = "Người từ 14 tuổi trở lên"


@pytest.mark.parametrize(
    ("question", "applies"),
    [
        ("Con tôi 4 tuổi làm căn cước thế nào?", CHILD),
        ("lam can cuoc cho con 10t", PUPIL),
        ("My son is 6 years old", PUPIL),
        ("Моему сыну 13 лет", PUPIL),
        ("Мені 25 років", ADULT),
        ("dla dziecka poniżej 6 lat", CHILD),
        ("giấy tờ cho trẻ sơ sinh", CHILD),
    ],
)
def test_an_age_picks_the_case_that_holds_it(question: str, applies: str) -> None:
    asked = asked_case(question)
    assert [words for words in (CHILD, PUPIL, ADULT) if not contradicts(case_of(words), asked)] == [applies]


def test_ages_are_read_as_ranges_whose_end_is_outside() -> None:
    assert case_of(CHILD).spans == (Span("age", 0.0, 6.0),)
    assert case_of(PUPIL).spans[-1] == Span("age", 6.0, 14.0)


@pytest.mark.parametrize(
    "question",
    ["nộp qua mạng", "nop online", "by the online portal", "подать онлайн", "подати онлайн", "przez internet"],
)
def test_online_is_understood_in_five_languages(question: str) -> None:
    assert best_of(["Nộp trực tiếp", "Nộp trực tuyến"], asked_case(question), case_of) == ["Nộp trực tuyến"]


def test_a_rare_case_counts_only_for_those_who_ask_for_it() -> None:
    cases = ["Nộp trực tuyến", "Theo danh sách, nộp trực tuyến"]
    assert best_of(cases, asked_case("đăng ký qua mạng"), case_of) == cases[:1]
    assert best_of(cases, asked_case("đăng ký theo danh sách qua mạng"), case_of) == cases[1:]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Không phải xác minh", {"known"}),
        ("khong can xac minh", {"known"}),
        ("no need to verify", {"known"}),
        ("без проверки", {"known"}),
        ("не потребує перевірки", {"known"}),
        ("bez weryfikacji", {"known"}),
        ("Phải xác minh điều kiện kết hôn", {"unknown"}),
        ("must be verified", {"unknown"}),
    ],
)
def test_a_denied_case_is_told_as_its_opposite(words: str, told: set[str]) -> None:
    assert case_of(words).facets["data"] == told


def test_a_denied_case_without_an_opposite_is_none() -> None:
    assert not case_of("không qua mạng").facets


def test_a_case_of_another_service_does_not_apply() -> None:
    cases = ["Đăng ký thường trú", "Đăng ký tạm trú", "Tách hộ"]
    assert best_of(cases, asked_case("dang ky tam tru"), case_of) == ["Đăng ký tạm trú"]
    assert best_of(cases, asked_case("How long to split the household?"), case_of) == ["Tách hộ"]


def test_what_an_entry_is_named_after_chooses_none_of_its_values() -> None:
    record, other = (
        find_procedures(GUIDE.format(name=name), Language.PL)[0] for name in ("Adopcja dziecka", "Wniosek")
    )
    asked = asked_case("Скільки коштує усиновлення дитини?")
    for read, values in ((record, ["4500000 VND", "2250000 VND"]), (other, ["2250000 VND"])):
        items = items_of(read, "fee")
        told = choose("fee", items, asked, lambda item: item.quote.words, everyday_words(read.name.words))
        assert [item.value for item in told.items] == values


def test_what_the_question_leaves_open_is_the_facet_in_which_cases_differ() -> None:
    cases = [case_of("Nộp trực tiếp"), case_of("Nộp trực tuyến")]
    assert open_facet(cases, asked_case("phí bao nhiêu")) == "channel"
    assert open_facet(cases, asked_case("phí nộp online bao nhiêu")) is None
    assert open_facet([case_of(CHILD), case_of(PUPIL)], asked_case("thẻ căn cước trẻ em")) == "age"


@pytest.mark.parametrize("language", Language)
def test_each_label_is_understood_when_it_is_sent_back(language: Language) -> None:
    phrases = CasePhrases(language)
    for facet, value in [
        ("channel", "online"), ("channel", "in_person"), ("channel", "post"), ("issue", "first"), ("issue", "reissue"),
        ("issue", "exchange"), ("weight", "complex"), ("weight", "ordinary"), ("data", "known"), ("data", "unknown"),
        ("office", "province"), ("office", "commune"), ("number", "list"), ("speed", "urgent"),
    ]:  # fmt: skip
        assert value in asked_case(phrases.facet(facet, value)).facets.get(facet, ()), phrases.facet(facet, value)
    assert asked_case(phrases.span(Span("age", 0, 6))).amounts["age"] < 6
    assert asked_case(phrases.span(Span("age", 14, float("inf")))).amounts["age"] == 14
