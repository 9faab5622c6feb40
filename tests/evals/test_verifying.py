"""The independent verifier finds each fact again, in any language, and each fact that is not there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.model import ActRef, Answer, AnswerStatus, Citation, Fact, TextRef
from corpus.model import Language, MentionKind
from evals.figures import numbers_in
from evals.verifying import unsupported

QUOTE = "Bộ Tư pháp hoàn thành rà soát trước ngày 15/11/2025; lệ phí 70.000 đồng, hạn 7 ngày (58/2026/NĐ-CP)."


def answer(words: str, *, quote: str = QUOTE, facts: tuple[Fact, ...] = ()) -> Answer:
    text = TextRef("t", Language.VI, None, None, "t.md")
    cited = Citation(1, ActRef("a", "07-TB/CQTTBCĐ", "Thông báo"), text, "III", quote, 0, len(quote))
    return Answer("q", Language.EN, AnswerStatus.ANSWERED, words, facts=facts, citations=(cited,))


@pytest.mark.parametrize(
    "words",
    [
        "When: 15 November 2025. [1]",
        "Термін: 15 листопада 2025 року. [1]",
        "Termin: 15 listopada 2025 r. [1]",
        "Thời điểm: 15/11/2025. [1]",
        "Amount: 70,000 VND. [1]",
        "Сумма: 70 000 донгов. [1]",
        "Time: 7 days, under 58/2026/NĐ-CP and 07-TB/CQTTBCĐ. [1]",
        f"“{QUOTE}” [1]",
    ],
)
def test_what_the_quote_says_is_found_again(words: str) -> None:
    assert unsupported(answer(words)) == ()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("When: 16 November 2025. [1]", "date"),
        ("Термін: 15 грудня 2025 року. [1]", "date"),
        ("Thời điểm: 15/11/2026. [1]", "date"),
        ("Amount: 7,000 VND. [1]", "number"),
        ("It takes 8 days. [1]", "number"),
        ("Under 59/2026/NĐ-CP. [1]", "document"),
        ("“Bộ Tư pháp không phải làm gì.” [1]", "quote"),
    ],
)
def test_what_it_does_not_say_is_found_out(words: str, kind: str) -> None:
    assert {fault.kind for fault in unsupported(answer(words))} == {kind}


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("Mức đầu tư từ 15 tỷ đồng trở lên.", "Amount: 15,000,000,000 VND. [1]"),
        ("Стоимость до 1,5 млн донгов.", "Сумма: 1 500 000 донгов. [1]"),
        ("Kara wynosi 2 mld dongów.", "Kwota: 2 000 000 000 VND. [1]"),
    ],
)
def test_amounts_in_words_are_multiplied(quote: str, words: str) -> None:
    assert unsupported(answer(words, quote=quote)) == ()
    assert unsupported(answer(words.replace("000", "100", 1), quote=quote)) != ()


def test_a_quote_of_several_paragraphs_is_one_quote() -> None:
    quote = "Việc phải làm:\n\n1. Bộ Tư pháp „rà soát” thủ tục;\n\n2. Bộ Công an cấp thẻ."
    assert unsupported(answer(f"“{quote}” [1]", quote=quote)) == ()


def test_a_row_of_a_table_may_be_quoted_without_its_bars() -> None:
    quote = "| Lệ phí | Thời hạn |\n|---|---|\n| 10.000 đồng | 7 ngày |"
    assert unsupported(answer("“Lệ phí: Thời hạn\n10.000 đồng: 7 ngày” [1]", quote=quote)) == ()
    assert unsupported(answer("“Lệ phí: Thời hạn\n20.000 đồng: 7 ngày” [1]", quote=quote)) != ()


def test_a_quote_may_leave_out_the_asterisks_of_bold_type_and_nothing_else() -> None:
    quote = "**Lệ phí:** Nộp trực tiếp **10.000 đồng**, trực tuyến 5.000 đồng."
    assert unsupported(answer(f"“{quote.replace('*', '')}” [1]", quote=quote)) == ()
    assert unsupported(answer("“Lệ phí: Nộp trực tiếp 5.000 đồng.” [1]", quote=quote)) != ()


@pytest.mark.parametrize(
    ("agency", "quote", "named"),
    [
        ("ministry-of-construction", "Ministries (of science and technology, construction, education) answer.", True),
        ("ministry-of-construction", "Ministerstwa (nauki i technologii, budownictwa) odpowiadają.", True),
        ("ministry-of-finance", "Ministerstwa (nauki i technologii, budownictwa) odpowiadają.", False),
    ],
)
def test_a_list_of_bodies_names_each(agency: str, quote: str, named: bool) -> None:
    fact = Fact(MentionKind.AGENCY, agency, "X", 1)
    assert (unsupported(answer("See [1].", quote=quote, facts=(fact,))) == ()) is named


def test_a_persons_name_is_found_in_the_other_alphabet() -> None:
    shown = "Deputy Prime Minister Pham Thi Thanh Tra"
    fact = Fact(MentionKind.AGENCY, "deputy-prime-minister-pham-thi-thanh-tra", shown, 1)
    assert unsupported(answer("See [1].", quote="доручив Фам Тхі Тхань Тра перевірити", facts=(fact,))) == ()
    assert unsupported(answer("See [1].", quote="доручив Фам Тхі Минь Тра перевірити", facts=(fact,))) != ()


def test_an_exception_that_is_nowhere_shown_is_found_out() -> None:
    quote = "Lệ phí 70.000 đồng, trừ trường hợp cấp lần đầu."
    fee = Fact(MentionKind.MONEY, "70000 VND", "70.000 đồng", 1)
    bare, marked = "Amount: 70,000 VND. [1]", "Amount: 70,000 VND, except for the first card. [1]"
    assert [one.kind for one in unsupported(answer(bare, quote=quote, facts=(fee,)))] == ["narrowing"]
    assert unsupported(answer(marked, quote=quote, facts=(fee,))) == ()
    assert unsupported(answer(f"{bare}\n\n“{quote}” [1]", quote=quote, facts=(fee,))) == ()


def test_the_last_day_of_a_stated_period_is_borne_out() -> None:
    for quote in ("hoàn thành trong quý I năm 2026", "by the first quarter of 2026", "в марте 2026 года", "31/03/2026"):
        assert unsupported(answer("When: 31 March 2026. [1]", quote=quote)) == (), quote
        assert unsupported(answer("When: 30 March 2026. [1]", quote=quote)) != (), quote


def test_facts_are_looked_up_in_the_citation_they_name() -> None:
    right = Fact(MentionKind.AGENCY, "ministry-of-justice", "Ministry of Justice", 1)
    assert unsupported(answer("See [1].", facts=(right,))) == ()
    for wrong in (replace(right, value="ministry-of-finance", text="Ministry of Finance"), replace(right, citation=2)):
        assert [fault.kind for fault in unsupported(answer("See [1].", facts=(wrong,)))] == ["fact agency"]


def test_an_answer_that_shows_nothing_has_nothing_to_support() -> None:
    assert unsupported(replace(answer("On 1 May 2031."), status=AnswerStatus.NOT_IN_DOCUMENTS)) == ()


def test_a_thousand_billions_is_read_as_one_multiple() -> None:
    assert {"23000000000000", "23"} <= set(numbers_in("Giảm 23 nghìn tỷ đồng chi phí"))
