"""A small library of two texts, read the way production reads them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.ingest import ingest
from corpus.store import Library, open_database

PLAN = """Decision on digital services

1. The Ministry of Justice shall review all administrative procedures before 15 November 2025.

2. The Ministry of Finance shall issue guidance on spending in January 2026, for at least 34 provinces.

3. Reports are sent to the Government Office every month.
"""
GUIDE = """# Hỏi đáp

### 1. Cấp lại thẻ căn cước hết bao nhiêu tiền?

Lệ phí cấp lại là 70.000 đồng/thẻ. Thời hạn là 07 ngày làm việc.

### 2. Nộp hồ sơ ở đâu?

Nộp tại Công an cấp xã.
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    folder = tmp_path / "guides"
    folder.mkdir()
    (folder / "plan.en.txt").write_text(PLAN, encoding="utf-8")
    (folder / "the.vi.md").write_text(GUIDE, encoding="utf-8")
    database = open_database(f"sqlite:///{tmp_path}/library.db")
    found = Library(database)
    assert ingest([folder], found, database).ok
    yield found
    database.close()
