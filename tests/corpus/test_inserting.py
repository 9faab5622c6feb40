"""Records are written alike whether the driver is given tuples, as SQLite's is, or named values, as PostgreSQL's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select

from corpus.ingest import ingest
from corpus.store import Database, Library, open_database
from corpus.store.tables import evidence, passages, references, sections, texts

ACT = """# NGHỊ ĐỊNH

Số: 12/2026/NĐ-CP

Hà Nội, ngày 5/3/2026

## Chương I — QUY ĐỊNH CHUNG

### Điều 1. Phạm vi

1. Nghị định này thay thế Nghị định số 7/2019/NĐ-CP.

2. Bộ Tư pháp báo cáo trước ngày 30/6/2026.

### Điều 2. Hiệu lực

Nghị định có hiệu lực từ ngày 1/7/2026.
"""
Stored = Mapping[str, list[tuple[object, ...]]]


def stored(database: Database, folder: Path) -> Stored:
    """What the tables hold after the act was read."""
    file = folder / "act.md"
    file.write_text(ACT, encoding="utf-8")
    ingest([file], Library(database), database)
    with database.engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table))]
            for table in (texts, sections, passages, references, evidence)
        }


@pytest.fixture
def by_tuples(tmp_path: Path) -> Database:
    return open_database(f"sqlite:///{tmp_path}/tuples.db")


@pytest.fixture
def by_names(tmp_path: Path) -> Database:
    url = f"sqlite:///{tmp_path}/names.db"
    open_database(url).close()
    return Database(create_engine(url, paramstyle="named"))


def test_tuples_and_named_values_store_the_same(by_tuples: Database, by_names: Database, tmp_path: Path) -> None:
    one, other = stored(by_tuples, tmp_path), stored(by_names, tmp_path)
    assert by_tuples.engine.dialect.paramstyle != by_names.engine.dialect.paramstyle
    assert one == other
    assert all(one.values())


def test_what_is_read_back_is_what_was_read(by_tuples: Database, tmp_path: Path) -> None:
    stored(by_tuples, tmp_path)
    library = Library(by_tuples)
    (text,) = library.texts()
    whole = library.text(text.id)
    assert whole is not None
    assert [section.path for section in library.sections(text.id)][-1] == "Điều 2"
    for passage in library.passages_of(text.id):
        assert passage.content == whole.content[passage.start : passage.end] and isinstance(passage.headings, tuple)
