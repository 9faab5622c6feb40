"""The obligations of a text are read once, and again only when the text or the code that reads it has changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.ingest import ingest
from corpus.store import Database, Library, open_database
from corpus.store import readings as kept
from register.found import FoundTask
from register.reading import read_tasks

ACT = """Số: {n}/2026/NĐ-CP
Hà Nội, ngày 15 tháng 01 năm 2026
NGHỊ ĐỊNH
Điều 1. Nhiệm vụ
1. Bộ Tư pháp hoàn thành rà soát thủ tục hành chính trước ngày 15/11/2026.
2. Bộ Tài chính chủ trì, phối hợp với Bộ Công an báo cáo kết quả hằng tháng.
"""


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    (tmp_path / "acts").mkdir()
    for n in (1, 2):
        (tmp_path / "acts" / f"{n}.txt").write_text(ACT.format(n=n), encoding="utf-8")
    database = open_database(f"sqlite:///{tmp_path / 'library.db'}")
    ingest([tmp_path / "acts"], Library(database), database)
    yield database
    database.close()


def read(database: Database, monkeypatch: pytest.MonkeyPatch | None = None) -> tuple[list[FoundTask], int]:
    """The tasks of the library, and how many texts were opened to read them."""
    opened: list[str] = []
    library = Library(database)
    original = library.text
    if monkeypatch is not None:
        monkeypatch.setattr(library, "text", lambda text_id: opened.append(text_id) or original(text_id))
    return list(read_tasks(library)), len(opened)


def test_what_is_remembered_equals_what_is_read(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    first, opened = read(database, monkeypatch)
    assert len(first) >= 4
    assert opened == 2
    assert read(database, monkeypatch) == (first, 0)


def test_only_a_text_that_was_put_again_is_read_again(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(database)
    changed = tmp_path / "acts" / "2.txt"
    changed.write_text(ACT.format(n=2).replace("15/11/2026", "30/11/2026"), encoding="utf-8")
    ingest([changed], Library(database), database)
    again, opened = read(database, monkeypatch)
    assert opened == 1
    assert {task.due.isoformat() for task in again if task.due} == {"2026-11-15", "2026-11-30"}


def test_other_code_reads_everything_again(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = read(database)
    monkeypatch.setattr(kept, "reader_version", lambda: "another")
    assert read(database, monkeypatch) == (first, 2)
    assert read(database, monkeypatch) == (first, 0)
