"""The obligations of a text are read once, and again only when the text or the code that reads it has changed."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path

import pytest

from corpus import workers
from corpus.ingest import ingest
from corpus.store import Database, Library, open_database
from corpus.store import readings as kept
from corpus.workers import start_workers
from register import remembered
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


def put_many(database: Database, folder: Path, numbers: range) -> None:
    folder.mkdir()
    for n in numbers:
        (folder / f"{n}.txt").write_text(ACT.format(n=n), encoding="utf-8")
    ingest([folder], Library(database), database)


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


def test_many_texts_are_read_in_other_processes_with_the_same_result_and_counted(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_many(database, tmp_path / "many", range(10, 18))
    alone = list(read_tasks(Library(database)))
    monkeypatch.setattr(kept, "reader_version", lambda: "another")
    monkeypatch.setattr(remembered, "POOL_TEXTS", 5)
    seen: list[tuple[int, int]] = []
    assert list(read_tasks(Library(database), progress=lambda *now: seen.append(now))) == alone
    assert seen == [(n, 10) for n in range(1, 11)]
    seen.clear()
    assert list(read_tasks(Library(database), progress=lambda *now: seen.append(now))) == alone
    assert not seen, "all are remembered"


def test_progress_counts_pages_since_texts_differ_in_length(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembered, "PAGE", 40)
    seen: list[tuple[int, int]] = []
    list(read_tasks(Library(database), progress=lambda *now: seen.append(now)))
    lengths = Library(database).lengths()
    whole = sum(1 + length // 40 for length in lengths.values())
    assert len(seen) == len(lengths) == 2
    assert seen[-1] == (whole, whole) and 2 < seen[0][0] < whole


def test_texts_are_read_here_where_other_processes_cannot_run(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_many(database, tmp_path / "many", range(10, 18))
    alone = list(read_tasks(Library(database)))
    monkeypatch.setattr(kept, "reader_version", lambda: "another")
    monkeypatch.setattr(remembered, "POOL_TEXTS", 5)
    monkeypatch.setattr(workers, "start_workers", _dead_workers)
    assert list(read_tasks(Library(database))) == alone


def _dead_workers(count: int) -> ProcessPoolExecutor:
    """A pool whose processes have died, as they do for want of memory."""
    executor = start_workers(count)
    with suppress(BrokenProcessPool):
        executor.submit(os._exit, 1).result()
    return executor


def test_everything_that_obligations_are_read_with_counts_as_their_reader() -> None:
    """Followed import by import: a module that is forgotten would leave readings by old code in force."""
    package = Path(kept.__file__).parents[2]
    known, waiting = set[Path](), ["corpus.obligations", "corpus.clean"]
    while waiting:
        name = waiting.pop().replace(".", "/")
        file = next((f for f in (package / name / "__init__.py", package / f"{name}.py") if f.is_file()), None)
        if file is None or file in known:
            continue
        known.add(file)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("corpus"):
                waiting += [str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)]
    named = {word for file in known for word in re.findall(r"\"(\w+\.toml)\"", file.read_text(encoding="utf-8"))}
    files = {file for file in kept.reader_files()}
    assert len(known) > 30 and all(file.is_file() for file in files)
    assert not known - files
    assert not named - {file.name for file in files}
    assert not any("procedures" in file.parts for file in files), "how guides are read changes no obligation"
