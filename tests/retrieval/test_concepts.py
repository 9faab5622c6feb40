"""Concepts let a question and a passage in another language share words."""

from __future__ import annotations

import pytest

from corpus.model import Language, Passage
from corpus.thesaurus import read_thesaurus
from retrieval.concepts import concepts, outer_concepts
from retrieval.lexical import LexicalIndex

LOST_CARD = {
    Language.VI: "Tôi bị mất thẻ căn cước",
    Language.EN: "I lost my identity card",
    Language.RU: "Я потерял удостоверение личности",
    Language.UK: "Я втратила посвідчення особи",
    Language.PL: "Zgubiłem dowód osobisty",
}


@pytest.mark.parametrize("language", LOST_CARD)
def test_a_term_is_known_in_every_language_and_inflected(language: Language) -> None:
    assert "identity-card" in concepts(LOST_CARD[language], language)


def test_vietnamese_terms_are_known_without_diacritics() -> None:
    assert concepts("cap lai the can cuoc", Language.VI) == concepts("cấp lại thẻ căn cước", Language.VI) != []


def test_an_english_pronoun_is_not_an_abbreviation() -> None:
    assert "information-technology" not in concepts("Is it true?", Language.EN)


def test_of_terms_that_start_at_one_word_the_longest_counts() -> None:
    assert concepts("giấy chứng nhận", Language.VI) != concepts("giấy chứng nhận căn cước", Language.VI)
    assert concepts("giấy chứng nhận căn cước", Language.VI)[0] == "identity-certificate"


def test_a_term_inside_a_longer_one_is_no_outer_concept() -> None:
    words = "a rental contract for temporary residence"
    assert {"contract", "residence"} <= set(concepts(words, Language.EN))
    named = outer_concepts(words, Language.EN)
    assert {"lease-of-house", "temporary-residence"} <= named
    assert named.isdisjoint({"contract", "residence"})


def test_each_concept_has_a_name_of_its_own_and_terms_in_three_languages() -> None:
    known = list(read_thesaurus())
    assert len({concept.id for concept in known}) == len(known) > 500
    wanted = (Language.VI, Language.EN, Language.RU)
    assert [concept.id for concept in known if not all(concept.terms[each] for each in wanted)] == []


def test_a_passage_in_another_language_is_found_by_its_concepts() -> None:
    index = LexicalIndex()
    words = {1: "Thẻ căn cước bị mất thì nộp hồ sơ xin cấp lại.", 2: "Đăng ký kết hôn tại xã."}
    index.write((n, Passage(str(n), "t", Language.VI, "", (), w, 0, len(w))) for n, w in words.items())
    assert [n for n, _ in index.search_concepts("a lost identity card", Language.EN, 5)] == [1]
