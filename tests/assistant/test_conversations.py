"""Conversations are kept for a while, understood as a whole, and really forgotten."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from assistant.citing import Citer
from assistant.conversations import KEPT, Conversations
from assistant.followups import resolve
from assistant.unit import Unit
from corpus.ingest import ingest
from corpus.store import Database, Library, open_database
from retrieval.model import Hit


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return open_database(f"sqlite:///{tmp_path}/c.db")


def remember(kept: Conversations, conversation: str, question: str) -> None:
    kept.remember(conversation, question=question, understood=question, answer="…")


def test_turns_come_back_in_order(database: Database) -> None:
    kept = Conversations(database)
    mine = kept.new_id()
    for question in ("first", "second"):
        remember(kept, mine, question)
    assert [turn.question for turn in kept.turns(mine)] == ["first", "second"]
    assert kept.turns(kept.new_id()) == []


def test_what_is_forgotten_is_no_longer_in_the_database(database: Database) -> None:
    kept = Conversations(database)
    mine = kept.new_id()
    remember(kept, mine, "a secret question")
    assert kept.forget(mine)
    assert not kept.forget(mine)
    with database.engine.connect() as connection:
        assert connection.execute(text("select count(*) from turns")).scalar() == 0


def test_no_byte_of_what_is_forgotten_stays_in_the_files(database: Database, tmp_path: Path) -> None:
    kept = Conversations(database)
    mine, other = kept.new_id(), kept.new_id()
    for n in range(40):
        remember(kept, mine, f"zxqsecret{n} " * 60)
        remember(kept, other, f"ordinary{n} " * 60)
    assert b"zxqsecret" in b"".join(path.read_bytes() for path in tmp_path.glob("c.db*"))
    kept.forget(mine)
    left = b"".join(path.read_bytes() for path in tmp_path.glob("c.db*"))
    assert b"zxqsecret" not in left
    assert b"ordinary39" in left


def test_what_has_expired_is_purged_without_trace(database: Database, tmp_path: Path) -> None:
    clock = [datetime(2026, 1, 1)]
    kept = Conversations(database, now=lambda: clock[0])
    remember(kept, kept.new_id(), "zxqsecret " * 300)
    clock[0] += KEPT + timedelta(seconds=1)
    assert (kept.purge(), kept.purge()) == (1, 0)
    assert b"zxqsecret" not in b"".join(path.read_bytes() for path in tmp_path.glob("c.db*"))


def test_what_has_expired_leaves_no_trace_once_anybody_asks_again(database: Database, tmp_path: Path) -> None:
    clock = [datetime(2026, 1, 1)]
    kept = Conversations(database, now=lambda: clock[0])
    remember(kept, kept.new_id(), "zxqsecret " * 300)
    clock[0] += KEPT + timedelta(seconds=1)
    remember(kept, kept.new_id(), "another question")
    assert b"zxqsecret" not in b"".join(path.read_bytes() for path in tmp_path.glob("c.db*"))


def test_what_a_reader_keeps_from_being_erased_is_erased_with_the_next_turn(database: Database, tmp_path: Path) -> None:
    kept = Conversations(database)
    mine = kept.new_id()
    remember(kept, mine, "zxqsecret " * 300)
    reader = sqlite3.connect(tmp_path / "c.db")
    reader.execute("begin")
    reader.execute("select count(*) from turns").fetchone()
    assert kept.forget(mine) and kept.turns(mine) == []
    assert b"zxqsecret" in b"".join(path.read_bytes() for path in tmp_path.glob("c.db*"))  # the reader still may see it
    reader.close()
    remember(kept, kept.new_id(), "another question")
    assert b"zxqsecret" not in b"".join(path.read_bytes() for path in tmp_path.glob("c.db*"))


def test_an_old_answer_keeps_the_words_it_cited_after_the_text_has_changed(database: Database, tmp_path: Path) -> None:
    library, kept = Library(database), Conversations(database)
    guide = tmp_path / "guide.md"
    guide.write_text("# Hộ chiếu\n\nLệ phí cấp hộ chiếu là 200.000 đồng mỗi quyển.\n", encoding="utf-8")
    ingest([guide], library, database)
    passage = library.passages_of(library.texts()[0].id)[0]
    unit = Unit(Hit(1, 1.0, passage), passage.content, passage.start, passage.end)
    citer = Citer(library)
    citer.number(unit)
    mine = kept.new_id()
    kept.remember(mine, question="q", understood="q", answer="200.000 đồng [1]", citations=citer.citations)
    guide.write_text("# Hộ chiếu\n\nLệ phí cấp hộ chiếu là 160.000 đồng mỗi quyển.\n", encoding="utf-8")
    ingest([guide], library, database)
    assert "200.000" not in "".join(p.content for text in library.texts() for p in library.passages_of(text.id))
    assert "200.000 đồng" in kept.turns(mine)[0].citations[0].quote


def test_a_conversation_expires(database: Database) -> None:
    clock = [datetime(2026, 1, 1)]
    kept = Conversations(database, now=lambda: clock[0])
    old, new = kept.new_id(), kept.new_id()
    remember(kept, old, "old")
    clock[0] += KEPT + timedelta(seconds=1)
    assert kept.turns(old) == []
    remember(kept, new, "new")
    with database.engine.connect() as connection:
        assert connection.execute(text("select question from turns")).scalars().all() == ["new"]


@pytest.mark.parametrize(
    ("words", "before", "expected"),
    [
        ("còn Bộ Công an?", "Bộ Tư pháp phải làm gì trong tháng 11?", "Bộ Công an phải làm gì trong tháng 11?"),
        ("and by when?", "Who issues the guidance?", "Who issues the guidance? and by when?"),
        (
            "còn nếu làm online?",
            "cấp lại thẻ căn cước mất bao lâu",
            "cấp lại thẻ căn cước mất bao lâu còn nếu làm online?",
        ),
        ("а до какого числа?", "Кто готовит план?", "Кто готовит план? а до какого числа?"),
    ],
)
def test_a_follow_up_gets_back_what_it_left_unsaid(words: str, before: str, expected: str) -> None:
    assert resolve(words, [before]) == expected


def test_a_question_that_stands_alone_is_left_alone() -> None:
    words = "How many working days does the office have to issue a passport?"
    assert resolve(words, ["Who issues the guidance?"]) == words
    assert resolve("and by when?", []) == "and by when?"
