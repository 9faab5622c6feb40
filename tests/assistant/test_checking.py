"""Nothing is said that the cited words do not support."""

from __future__ import annotations

import pytest

from assistant.checking import Statement, check
from assistant.unit import units_of
from corpus.model import Language, MentionKind
from tests.assistant.evidence import hit, whole

POLISH = whole(hit("Ministerstwo Sprawiedliwości kończy prace przed 15 listopada 2025 r.", language=Language.PL))


def holds(words: str, language: Language) -> bool:
    return check(Statement(words, (POLISH,)), language).holds


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("The Ministry of Justice finishes by 15 November 2025.", Language.EN),
        ("Bộ Tư pháp hoàn thành trước ngày 15/11/2025.", Language.VI),
        ("Міністерство юстиції завершує роботу до 15 листопада 2025 року.", Language.UK),
    ],
)
def test_the_same_facts_in_another_language_hold(words: str, language: Language) -> None:
    assert holds(words, language)


@pytest.mark.parametrize(
    "words",
    [
        "It ends by 16 November 2025.",
        "The Ministry of Finance finishes by 15 November 2025.",
        "It costs 70,000 VND.",
        "It takes 7 working days.",
        "Decree 118/2025/NĐ-CP says so.",
    ],
)
def test_a_fact_that_is_not_in_the_cited_words_does_not_hold(words: str) -> None:
    assert not holds(words, Language.EN)


def test_a_statement_is_checked_against_what_it_cites_and_nothing_else() -> None:
    other = whole(hit("It takes 7 working days.", rank=2))
    words = "It takes 7 working days."
    assert check(Statement(words, (other,)), Language.EN).holds
    assert [m.value for m in check(Statement(words, (POLISH,)), Language.EN).unsupported] == ["7 working-day"]


def test_supported_facts_name_the_words_that_support_them() -> None:
    verdict = check(Statement("By 15 November 2025.", (POLISH,)), Language.EN)
    assert [(s.mention.kind, s.mention.value, s.source) for s in verdict.supported] == [
        (MentionKind.DATE, "2025-11-15", POLISH)
    ]


def test_a_statement_that_cites_nothing_has_no_support() -> None:
    assert not check(Statement("By 15 November 2025.", ()), Language.EN).holds


@pytest.mark.parametrize(("between", "together"), [("", True), (" Nobody is told of it." * 40, False)])
def test_a_fact_beside_the_cited_words_is_cited_with_them_or_where_that_is_far_by_itself(
    between: str, together: bool
) -> None:
    one = hit(f"The report is filed with the office.{between} It is due before 20 October 2025.")
    first = units_of(one)[0]
    verdict = check(Statement("By 20 October 2025.", (first,)), Language.EN)
    shown = one.passage.content if together else "It is due before 20 October 2025."
    assert [support.source.words for support in verdict.supported] == [shown]
