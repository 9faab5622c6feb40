"""Yes and no are read from plain words only."""

from __future__ import annotations

import pytest

from assistant.composing.composer import Brief
from assistant.composing.extractive import ExtractiveComposer
from assistant.gathering import Found
from assistant.model import Question
from assistant.polarity import polarity
from assistant.understanding import understand
from assistant.unit import Unit
from corpus.language import detect
from corpus.model import Passage
from retrieval.model import Hit


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("**Không cần đưa trẻ đến** cơ quan công an.", False),
        ("**Được.** Cán bộ dùng ảnh đã thu nhận lần gần nhất.", True),
        ("Hợp đồng thuê phải được công chứng.", True),
        ("Yes, the dialogue is mandatory.", True),
        ("The form may not be signed by another person.", False),
        ("Плата не взимается.", False),
        ("Оцінювання має бути завершеним до 15 січня.", True),
        ("Nie pobiera się opłaty.", False),
        ("The office is on the second floor.", None),
        ("Cơ quan công an xã.", None),
        ("Khong can dua tre den.", False),
    ],
)
def test_polarity(words: str, expected: bool | None) -> None:
    assert polarity(words) is expected


def _answer(question: str, words: str) -> str:
    language = detect(words)
    passage = Passage("p", "t", language, "", (), words, 0, len(words))
    unit = Unit(Hit(1, 1.0, passage), words, 0, len(words))
    asked = understand(Question(question))
    return next(iter(ExtractiveComposer().compose(Brief(asked, (Found(unit.hit, (unit,)),))))).words


@pytest.mark.parametrize(
    ("question", "words", "said"),
    [
        ("Hợp đồng thuê nhà có phải công chứng không?", "Hợp đồng thuê nhà phải được công chứng.", "Có."),
        ("Doanh nghiệp có phải công khai mã nguồn không?", "Không bắt buộc doanh nghiệp công khai mã nguồn.", "Không."),
        ("Must the rental contract be notarised?", "Yes, always.", "Yes."),
    ],
)
def test_yes_and_no_are_said_where_the_words_speak_of_what_is_asked(question: str, words: str, said: str) -> None:
    assert _answer(question, words) == said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Người không có giấy ủy quyền có được tiếp không?", "Người có giấy ủy quyền được tiếp."),
        ("Khách sạn có phải nộp lệ phí không?", "Cơ quan công an không được yêu cầu thêm giấy tờ."),
        ("Trẻ em có phải nộp lệ phí không?", "Trẻ em phải nộp lệ phí, trừ trường hợp mồ côi."),
    ],
)
def test_neither_is_said_where_the_words_speak_of_others_or_of_other_conditions(question: str, words: str) -> None:
    assert _answer(question, words) not in {"Có.", "Không."}
