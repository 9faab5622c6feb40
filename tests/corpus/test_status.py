"""The status of the corpus counts what people who look after it ask for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from corpus.ingest import ingest
from corpus.status import status
from corpus.store import Library, open_database
from tests.corpus import papers


def test_an_empty_corpus_counts_nothing(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'a.db'}")
    told = status(database)

    assert (told.acts, told.texts, told.passages, told.files) == (0, 0, 0, ())


def test_validity_is_counted_as_of_a_day_and_what_is_not_in_force_on_it_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(papers.act(1), encoding="utf-8")  # of 5 January 2026
    database = open_database(f"sqlite:///{tmp_path / 'a.db'}")
    ingest([tmp_path / "1.txt"], Library(database), database)
    before, after = status(database, date(2025, 12, 31)), status(database, date(2026, 6, 1))

    assert dict(before.by_validity) == {"in_force": 0, "not_yet": 1, "no_longer": 0, "unknown": 0}
    assert (before.acts, before.by_kind, before.by_language) == (1, (), ())
    assert dict(after.by_validity)["in_force"] == 1
    assert (after.by_kind, after.by_language) == ((("decision", 1),), (("vi", 1),))


def test_acts_texts_files_and_troubles_are_counted(tmp_path: Path) -> None:
    folder = tmp_path / "van-ban"
    folder.mkdir()
    for number in (1, 2):
        (folder / f"{number}.txt").write_text(papers.act(number), encoding="utf-8")
    (folder / "3.txt").write_text(papers.act(1), encoding="utf-8")
    (folder / "4.txt").write_text(
        "Một mẩu giấy không có số hiệu, không rõ của ai, chỉ nói rằng hôm nay trời mưa.", encoding="utf-8"
    )
    (folder / "5.txt").write_bytes(b"")
    database = open_database(f"sqlite:///{tmp_path / 'a.db'}")
    ingest([folder], Library(database), database)
    told = status(database)

    assert told.texts == 3
    assert told.by_language == (("vi", 3),)
    assert dict(told.files) == {"read": 3, "duplicate": 1, "failed": 1}
    assert [entry.file for entry in told.duplicates] == ["van-ban/3.txt"]
    assert [entry.message for entry in told.failed] == ["the file is empty: download or export it again"]
    assert told.undescribed == ("van-ban/4.txt",)
    assert ("decision", 2) in told.by_kind
