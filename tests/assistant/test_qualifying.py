"""Exceptions, conditions and negations of the cited words are kept, or the statement is not shown."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.checking import Statement, check
from assistant.composing.extractive import ExtractiveComposer
from assistant.conflicts import same_sentence
from assistant.qualifying import Qualifier, dropped, narrowed, qualifiers
from corpus.format import format_money
from corpus.model import Language
from tests.assistant.evidence import brief, hit, whole

NARROWINGS = {
    Language.VI: [", trừ trường hợp người nộp là trẻ em", ", nếu người nộp đủ điều kiện", ", ngoại trừ vùng sâu"],
    Language.EN: [", unless the applicant is a child", " if the applicant is an adult", ", except in remote districts"],
    Language.RU: [", если заявитель совершеннолетний", ", за исключением детей", ", кроме отдалённых районов"],
    Language.UK: [", крім випадків, визначених законом", ", якщо заявник повнолітній", ", за винятком дітей"],
    Language.PL: [
        ", chyba że wnioskodawca jest dzieckiem",
        ", z wyjątkiem dzieci",
        ", jeżeli wnioskodawca jest pełnoletni",
    ],
}
FEES = {
    Language.VI: "Lệ phí cấp thẻ là {fee}",
    Language.EN: "The fee for the card is {fee}",
    Language.RU: "Пошлина за карту составляет {fee}",
    Language.UK: "Збір за картку становить {fee}",
    Language.PL: "Opłata za kartę wynosi {fee}",
}
DENIALS = {
    Language.VI: "Không thu lệ phí {fee} của trẻ em.",
    Language.EN: "Children do not pay {fee}.",
    Language.RU: "Дети не платят {fee}.",
    Language.UK: "Діти не платять {fee}.",
    Language.PL: "Dzieci nie płacą {fee}.",
}

languages = st.sampled_from(list(Language))
amounts = st.integers(1, 999).map(lambda n: f"{n * 1000} VND")


@settings(max_examples=80, deadline=None)
@given(source=languages, reader=languages, amount=amounts, which=st.integers(0, 2))
def test_a_fee_that_is_narrowed_is_never_repeated_plain(
    source: Language, reader: Language, amount: str, which: int
) -> None:
    words = FEES[source].format(fee=format_money(amount, source))
    narrow = whole(hit(f"{words}{NARROWINGS[source][which]}.", language=source))
    free = whole(hit(f"{words}.", language=source))
    said = FEES[reader].format(fee=format_money(amount, reader))
    assert not check(Statement(f"{said}.", (narrow,)), reader).holds
    assert check(Statement(f"{said}{NARROWINGS[reader][which]}.", (narrow,)), reader).holds
    assert check(Statement(f"{said}.", (free,)), reader).holds


@settings(max_examples=80, deadline=None)
@given(source=languages, reader=languages, amount=amounts)
def test_a_denied_fee_is_never_stated(source: Language, reader: Language, amount: str) -> None:
    denial = whole(hit(DENIALS[source].format(fee=format_money(amount, source)), language=source))
    said = FEES[reader].format(fee=format_money(amount, reader))
    assert check(Statement(f"{said}.", (denial,)), reader).dropped == {Qualifier.NEGATION}
    kept = DENIALS[reader].format(fee=format_money(amount, reader))
    assert check(Statement(kept, (denial,)), reader).holds


@settings(max_examples=60, deadline=None)
@given(words=st.text(max_size=120))
def test_any_words_narrow_themselves_no_further(words: str) -> None:
    assert dropped(words, words) == frozenset()


@pytest.mark.parametrize(
    "words",
    ["không quá 7 ngày làm việc", "chậm nhất ngày 15/11/2025", "no later than 5 May", "не позднее 15 ноября",
     "не пізніше 15 листопада", "nie później niż 15 listopada"],
)  # fmt: skip
def test_limits_are_no_negations(words: str) -> None:
    assert Qualifier.NEGATION not in qualifiers(words)


@pytest.mark.parametrize("source", list(Language))
def test_the_direct_answer_says_that_conditions_apply(source: Language) -> None:
    words = f"{FEES[source].format(fee=format_money('70000 VND', source))}{NARROWINGS[source][0]}."
    said = list(ExtractiveComposer().compose(brief("How much is the fee?", hit(words, language=source))))
    assert "70,000" in said[0].words and narrowed(said[0].words)
    assert all(check(statement, Language.EN).holds for statement in said)


def test_a_denied_value_does_not_lead() -> None:
    denial = hit("Không thu lệ phí 70.000 đồng của trẻ em.", language=Language.VI)
    said = list(ExtractiveComposer().compose(brief("How much is the fee?", denial)))
    assert [check(statement, Language.EN).holds for statement in said] == [False, True]


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Lệ phí cấp lại thẻ căn cước là 70.000 đồng.", "Lệ phí cấp lại thẻ căn cước là 50.000 đồng.", True),
        ("Lệ phí cấp lại thẻ căn cước là 70.000 đồng.", "Lệ phí đăng ký xe máy mới là 50.000 đồng.", False),
        ("Lệ phí: 70.000 đồng", "Lệ phí: 50.000 đồng", False),
    ],
)
def test_sentences_are_about_the_same_thing_when_only_figures_differ(one: str, two: str, same: bool) -> None:
    assert same_sentence(one, two) is same
