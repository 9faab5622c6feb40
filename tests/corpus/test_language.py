"""Telling the five languages apart, in short questions too."""

from __future__ import annotations

import json
from pathlib import Path
from time import perf_counter

import pytest

from corpus.fold import fold, fold_with_offsets
from corpus.language import detect, detect_text
from corpus.model import Language

QUESTIONS = [
    ("vi", "Đăng ký thường trú cho trẻ sơ sinh cần giấy tờ gì?"),
    ("vi", "lam ho chieu cho con gap thi nop o dau ad oi"),
    ("vi", "doi bang lai xe mat may ngay vay mn"),
    ("en", "Who approves the plan and by when?"),
    ("en", "fee for a new passport"),
    ("pl", "Kto odpowiada za budowę platformy i do kiedy?"),
    ("pl", "ile kosztuje nowy paszport i gdzie zlozyc wniosek"),
    ("ru", "Кто отвечает за отчёт и к какому сроку?"),
    ("ru", "сколько стоит новый паспорт"),
    ("uk", "Хто відповідає за звіт і до якого строку?"),
    ("uk", "скільки коштує новий паспорт"),
]


@pytest.mark.parametrize(("language", "question"), QUESTIONS)
def test_short_questions_are_told_apart(language: str, question: str) -> None:
    assert detect(question) == language


@pytest.mark.parametrize(("language", "question"), [q for q in QUESTIONS if q[0] in ("vi", "pl")])
def test_missing_diacritics_do_not_mislead(language: str, question: str) -> None:
    assert detect(fold(question)) == language


def test_a_quoted_vietnamese_name_does_not_make_a_question_vietnamese() -> None:
    assert detect("Де видають Giấy phép lái xe громадянам, які живуть за кордоном?") == "uk"


def test_a_document_is_judged_beyond_its_first_lines() -> None:
    body = "Министерство готовит отчёт о ходе работы и представляет его правительству.\n" * 400
    assert detect_text("Home | News | Contact\n" + body) == "ru"


def test_detection_takes_less_than_five_milliseconds() -> None:
    detect("warm up")
    start = perf_counter()
    for _, question in QUESTIONS:
        detect(question)
    assert (perf_counter() - start) / len(QUESTIONS) < 0.005


def test_folding_removes_accents_case_and_typographic_dashes() -> None:
    assert fold("Bộ Tư Pháp – ĐẶC KHU") == "bo tu phap - dac khu"
    assert fold("Łódź, ещё, п’ять") == "lodz, еще, п'ять"


def test_letters_that_are_no_accents_stay() -> None:
    assert fold("Київ, йти") == "київ, йти"


def test_offsets_lead_from_folded_back_to_original_words() -> None:
    words = "Thẻ căn\u00adcước số 5"
    folded, offsets = fold_with_offsets(words)
    start = folded.index("cuoc")
    assert words[offsets[start] : offsets[start + 4]] == "cước"
    assert offsets[len(folded)] == len(words)


def test_questions_of_the_gold_sets_are_recognised(shared: Path) -> None:
    rows = [
        json.loads(line)
        for name in ("directives_qa", "law_qa", "procedures_qa")
        for line in (shared / "evals" / f"{name}.dev.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    right = sum(detect(row["question"]) == row["lang"] for row in rows)
    assert right / len(rows) >= 0.98


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("co zmienia 161/2026/NĐ-CP", Language.PL),
        ("what does nghị định 58 say", Language.EN),
        ("what is căn cước", Language.EN),
        ("ile kosztuje thẻ căn cước", Language.PL),
        ("сколько стоит căn cước", Language.RU),
        ("скільки коштує hộ chiếu", Language.UK),
        ("lệ phí passport bao nhiêu", Language.VI),
        ("le phi?", Language.VI),
        ("jak dlugo", Language.PL),
        ("fee?", Language.EN),
    ],
)
def test_short_and_mixed_questions_are_in_the_language_of_their_grammar(words: str, language: Language) -> None:
    assert detect(words) is language
