"""A library of its own for each test, what reads files into it, and three files to read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.ingest import ingest
from corpus.report import IngestReport
from corpus.store import Database, Library, open_database
from tests.corpus import papers
from tests.corpus.ingesting import Ingest, write


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(f"sqlite:///{tmp_path / 'home' / 'congvu.db'}")
    yield database
    database.close()


@pytest.fixture
def library(database: Database) -> Library:
    return Library(database)


@pytest.fixture
def run(database: Database, library: Library) -> Ingest:
    def _run(*paths: Path, **options: object) -> IngestReport:
        return ingest(paths, library, database, **options)  # type: ignore[arg-type]

    return _run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three decisions."""
    folder = tmp_path / "van-ban"
    folder.mkdir()
    for number in (1, 2, 3):
        write(folder / f"quyet-dinh-{number}.txt", papers.act(number))
    return folder
