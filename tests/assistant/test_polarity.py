"""Yes and no are read from plain words only."""

from __future__ import annotations

import pytest

from assistant.polarity import polarity


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
    ],
)
def test_polarity(words: str, expected: bool | None) -> None:
    assert polarity(words) is expected
