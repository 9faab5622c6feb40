"""What is kept of the library is read again after every change, whoever makes it, and only then."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import event

from assistant.conversations import Conversations
from assistant.documents.naming import DocumentNames, Standing
from corpus.grouping import assign
from corpus.ingest import ingest
from corpus.store import Database, Library, open_database
from corpus.store.kept import Kept, stamp_of

ACT = "# THÔNG BÁO\n\nSố: {number}/TB-VPCP\n\nHà Nội, ngày 5/3/2026\n\nBộ Tư pháp báo cáo trước ngày 30/6/2026.\n"


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/c.db"


def add(folder: Path, database: Database, number: int) -> Path:
    file = folder / f"{number}.md"
    file.write_text(ACT.format(number=number), encoding="utf-8")
    ingest([file], Library(database), database)
    return file


def test_a_value_is_read_once_while_nothing_changes(url: str, tmp_path: Path) -> None:
    database = open_database(url)
    add(tmp_path, database, 71)
    reads: list[int] = []
    kept = Kept(database, lambda: reads.append(1) or len(reads))
    conversations = Conversations(database)
    values = [kept()]
    conversations.remember(conversations.new_id(), question="q", understood="q", answer="a")
    values.append(kept())
    assert (values, reads) == ([1, 1], [1])


def test_acts_are_read_once_until_another_connection_changes_them(url: str, tmp_path: Path) -> None:
    reading, writing = open_database(url), open_database(url)
    library = Library(reading)
    add(tmp_path, writing, 71)
    asked: list[str] = []
    event.listen(reading.engine, "before_cursor_execute", lambda _c, _cu, statement, *_: asked.append(statement))
    assert [library.act_numbers() for _ in range(3)] == [["71/TB-VPCP"]] * 3
    assert sum("FROM acts" in statement for statement in asked) == 1
    add(tmp_path, writing, 72)
    assert sorted(library.act_numbers()) == ["71/TB-VPCP", "72/TB-VPCP"]


def test_adding_correcting_and_removing_each_draw_a_new_stamp(url: str, tmp_path: Path) -> None:
    database = open_database(url)
    stamps = [stamp_of(database)]
    add(tmp_path, database, 71)
    stamps.append(stamp_of(database))
    text = Library(database).texts()[0].id
    assign(database, text, "another-act", reason="it is", decided_by="a person")
    stamps.append(stamp_of(database))
    Library(database).drop(text)
    stamps.append(stamp_of(database))
    assert all(stamps) and len(set(stamps)) == len(stamps)


def test_a_change_through_another_connection_is_seen(url: str, tmp_path: Path) -> None:
    reading, writing = open_database(url), open_database(url)
    names = DocumentNames(Library(reading))
    standing = [names.read("What is 71/TB-VPCP?")[0].standing]
    add(tmp_path, writing, 71)
    standing.append(names.read("What is 71/TB-VPCP?")[0].standing)
    Library(writing).drop(Library(writing).texts()[0].id)
    standing.append(names.read("What is 71/TB-VPCP?")[0].standing)
    assert standing == [Standing.UNKNOWN, Standing.HELD, Standing.UNKNOWN]
