"""Terms, marks, diacritics, fusion and grouping, each by itself."""

from __future__ import annotations

import numpy as np
import pytest

from corpus.model import Language
from retrieval import lexical
from retrieval.analysis import marks, terms
from retrieval.centring import centred, code_of, measure, no_means
from retrieval.diacritics import restore
from retrieval.fusion import Background, Candidates, Fused, fuse
from retrieval.lexical import LexicalIndex, TextRestriction
from tests.retrieval.factories import passage

VI, RU = code_of(Language.VI), code_of(Language.RU)


def test_vietnamese_terms_are_folded_syllables_and_pairs() -> None:
    assert terms("Căn cước", Language.VI) == ["can", "cuoc", "can_cuoc"] == terms("can cuoc", Language.VI)


@pytest.mark.parametrize(
    ("language", "one", "another"),
    [
        (Language.RU, "министерство", "министерством"),
        (Language.EN, "procedure", "procedures"),
        (Language.PL, "ministerstwo", "ministerstwa"),
        (Language.UK, "процедура", "процедури"),
    ],
)
def test_inflected_words_meet(language: Language, one: str, another: str) -> None:
    assert terms(one, language) == terms(another, language)


def test_marks_are_the_same_in_every_language() -> None:
    shared = set(marks("Thông báo số 07-TB/CQTTBCĐ, VNeID")) & set(marks("уведомление 7-TB/CQTTBCD о VNeID"))
    assert "doc:7-tb-cqttbcd" in shared


def test_numbers_meet_however_they_are_grouped() -> None:
    assert set(marks("70.000 đồng")) & set(marks("70,000 dong"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mat the can cuoc lam lai het bao nhieu tien", "mất thẻ căn cước làm lại hết bao nhiêu tiền"),
        ("Da Nang duoc giao nhung viec gi", "Đà Nẵng được giao những việc gì"),
        ("dang ky VNeID o dau?", "đăng ký VNeID ở đâu?"),
        ("le phi 70.000 dong", "lệ phí 70.000 đồng"),
        ("toi muon mua cai xe cu thi co can giay gi", "tôi muốn mua cái xe cũ thì có cần giấy gì"),
        ("cty ko tra luong, nv lam gi dc", "công ty không trả lương, nv làm gì được"),
    ],
)
def test_diacritics_come_back(typed: str, meant: str) -> None:
    assert restore(typed) == meant


@pytest.mark.parametrize(
    "words", ["Bộ Tư pháp phải làm gì", "", "07-TB/CQTTBCĐ", "12 34", "điểm k khoản 2 quy định gì"]
)
def test_what_is_spelt_properly_stays(words: str) -> None:
    assert restore(words) == words


def test_what_chats_shorten_is_written_out_beside_proper_spelling() -> None:
    assert restore("Cty nợ lương thì đc kiện ở đâu?") == "công ty nợ lương thì được kiện ở đâu?"


def candidates(*rows: tuple[int, float, float, float]) -> Candidates:
    """Rows of (language, dense, lexical, marks)."""
    language, dense, lexical, found = (np.array(column, np.float32) for column in zip(*rows, strict=True))
    none = np.zeros(len(rows), np.float32)
    return Candidates(np.arange(len(rows), dtype=np.int64), language.astype(np.int8), dense, lexical, found, none)


def scores(*rows: tuple[int, float, float, float]) -> list[float]:
    fused: Fused = fuse(candidates(*rows), Background(0.0, 0.1))
    return [float(score) for score in fused.score]


def test_every_signal_lifts_a_passage() -> None:
    plain, worded, marked = scores((VI, 0.4, 0.0, 0.0), (VI, 0.4, 0.3, 0.0), (VI, 0.4, 0.0, 0.3))
    assert worded > plain
    assert marked > plain


def test_a_passage_that_stands_out_in_its_language_is_not_buried_by_another_language() -> None:
    crowd = [(VI, 0.42, 0.0, 0.0)] * 20
    alone = scores(*crowd, (RU, 0.40, 0.0, 0.0), *[(RU, 0.1, 0.0, 0.0)] * 20)[20]
    assert alone > scores(*crowd, (RU, 0.40, 0.0, 0.0))[0]


def test_a_passage_without_a_vector_yet_counts_by_its_words() -> None:
    unknown, poor = scores((VI, float("nan"), 12.0, 0.0), (VI, 0.05, 0.0, 0.0))
    assert unknown > poor


def test_centring_takes_away_what_only_tells_the_language() -> None:
    shift = np.array([3.0, 0, 0], np.float32)
    same = np.array([[0, 1, 0], [0, 0, 1]], np.float32)
    vectors = np.vstack((same, same + shift))
    codes = [VI, VI, RU, RU]
    moved = centred(vectors, codes, measure(vectors, codes).vectors)
    np.testing.assert_allclose(moved[:2], moved[2:], atol=1e-6)


def test_a_language_never_seen_gets_the_mean_of_the_others() -> None:
    means = measure(np.array([[1.0, 0.0]], np.float32), [RU])
    np.testing.assert_allclose(means.vectors[VI], [1.0, 0.0])
    assert not no_means(2).vectors.any()


def test_a_passage_with_more_of_the_words_scores_higher() -> None:
    index = LexicalIndex()
    whole, half = passage("căn cước công dân", name="a"), passage("căn cước và những việc khác nữa", name="b")
    index.write([(1, whole), (2, half), *((n, passage(f"khoản {n}", name=str(n))) for n in range(3, 40))])
    found = dict(index.search("căn cước công dân", Language.VI, 5))
    assert 0 < found[2] < found[1]


def test_a_rare_word_weighs_alike_in_a_usual_corpus_and_in_a_large_one() -> None:
    scores = []
    for size in (1000, 6000):
        index = LexicalIndex()
        filler = [(n, passage(f"quy định thứ {n} về hồ sơ", name=str(n))) for n in range(1, size)]
        index.write([(0, passage("quy định về khai tử và hồ sơ", name="0")), *filler])
        scores.append(index.search("khai tử", Language.VI, 1)[0][1])
    assert scores[1] == pytest.approx(scores[0], rel=0.1)


def test_scores_of_marks_are_shares_of_what_could_be_reached() -> None:
    index = LexicalIndex()
    both, one = passage("theo 07-TB/CQTTBCĐ trong 15 ngày", name="a"), passage("trong 15 ngày", name="b")
    index.write([(1, both), (2, one), *((n, passage("khoản khác", name=str(n))) for n in range(3, 40))])
    found = dict(index.search_marks("07-TB/CQTTBCĐ, 15 ngày", 5))
    assert 0 < found[2] < found[1] <= 1.3


def test_a_restriction_of_texts_holds_both_ways() -> None:
    index = LexicalIndex()
    index.write([(1, passage("căn cước", text="a")), (2, passage("căn cước", text="b"))])
    assert [n for n, _ in index.search("căn cước", Language.VI, 5, TextRestriction(frozenset({"a"})))] == [1]
    without = TextRestriction(frozenset({"a"}), excluded=True)
    assert [n for n, _ in index.search("căn cước", Language.VI, 5, without)] == [2]


@pytest.mark.parametrize("shut_out", [{2}, {1, 2, 3}])
def test_a_restriction_that_keeps_nearly_all_finds_what_the_one_inside_the_search_finds(shut_out: set[int]) -> None:
    index = LexicalIndex()
    index.write((n, passage("căn cước " * (10 - n), text=f"t{n}")) for n in range(1, 9))
    flags = np.array([n not in shut_out for n in range(9)])
    ids = frozenset(f"t{n}" for n in shut_out)
    inside = index.search("căn cước", Language.VI, 4, TextRestriction(ids, excluded=True))
    assert len(inside) == 4
    assert index.search("căn cước", Language.VI, 4, TextRestriction(ids, excluded=True, flags=flags)) == inside


def test_passages_that_no_list_holds_are_scored_as_a_search_would() -> None:
    index = LexicalIndex()
    index.write((n, passage("thẻ căn cước " * (9 - n) + "khoản khác", name=str(n))) for n in range(1, 8))
    listed = dict(index.search("căn cước", Language.VI, 7))
    assert dict(index.scores("căn cước", Language.VI, [6, 2])) == pytest.approx({n: listed[n] for n in (6, 2)})
    assert index.scores("căn cước", Language.VI, []) == []
    named = dict(index.search_concepts("căn cước", Language.VI, 7))
    assert dict(index.concept_scores("căn cước", Language.VI, [5])) == pytest.approx({5: named[5]})


def test_the_most_frequent_words_are_left_out_where_they_would_take_long(monkeypatch: pytest.MonkeyPatch) -> None:
    index = LexicalIndex()
    plain = [(n, passage(f"quy định của luật này {n}", name=str(n))) for n in range(2, 40)]
    index.write([(1, passage("quốc tịch", name="a")), *plain])
    question = "quy định của luật quốc tịch"
    assert len(index.search(question, Language.VI, 50)) == 39
    monkeypatch.setattr(lexical, "ENTRIES", 0)
    monkeypatch.setattr(lexical, "ENTRIES_PER_PASSAGE", 1.0)
    assert 1 in dict(index.search(question, Language.VI, 50))
    assert index.search(question, Language.VI, 50)[0][0] == 1
    assert len(index.search("quy", Language.VI, 50)) == 38  # a question keeps its rarest word
    scores = [max(dict(index.search(words, Language.VI, 50)).values()) for words in ("quy định", "quy định của luật")]
    assert scores[0] == pytest.approx(scores[1])  # one word of them is afforded, however many are asked
