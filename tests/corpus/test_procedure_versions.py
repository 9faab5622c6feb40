"""Procedures over time: versions that survive reading anew, and what differs between two of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from corpus.ingest import ingest
from corpus.procedures import Procedure, find_procedures
from corpus.procedures.changes import ChangeKind, compare, digest
from corpus.procedures.keys import keys_of
from corpus.store import Database, Library, open_database
from corpus.store.procedure_versions import versions_of
from corpus.store.procedures import known_procedures

GUIDE = """HƯỚNG DẪN THỦ TỤC CẤP THẺ THƯ VIỆN
Áp dụng từ ngày 01/01/2026.

1. Tên thủ tục: Cấp thẻ thư viện
2. Cơ quan thực hiện: Thư viện cấp xã
3. Trình tự thực hiện:
Bước 1: Nộp đơn.
4. Thành phần hồ sơ:
- Tờ khai (Mẫu TV01): 01 bản.
- Giấy xác nhận nơi ở: 01 bản sao.
5. Thời hạn giải quyết: 05 ngày làm việc.
6. Phí, lệ phí:
- Người lớn: 40.000 đồng/thẻ.
- Học sinh: không thu.
"""
NEWER = (
    GUIDE.replace("01/01/2026", "01/07/2026")
    .replace("40.000", "30.000")
    .replace("- Giấy xác nhận nơi ở: 01 bản sao.\n", "")
    .replace("- Học sinh", "- Người cao tuổi: không thu.\n- Học sinh")
)


def only(content: str) -> Procedure:
    (found,) = find_procedures(content)
    return found


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return open_database(f"sqlite:///{tmp_path / 'congvu.db'}")


def take(database: Database, folder: Path, content: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "guide.txt").write_text(content, encoding="utf-8")
    ingest([folder], Library(database), database)


def test_a_lower_fee_a_paper_less_and_a_new_exemption_are_told_field_by_field() -> None:
    told = [
        (one.field, one.kind, one.case, one.before and one.before.words, one.after and one.after.words)
        for one in compare(only(GUIDE), only(NEWER))
    ]
    assert told == [
        ("papers", ChangeKind.REMOVED, None, "Giấy xác nhận nơi ở: 01 bản sao", None),
        ("fee", ChangeKind.CHANGED, "Người lớn", "40.000 đồng/thẻ", "30.000 đồng/thẻ"),
        ("fee", ChangeKind.ADDED, "Người cao tuổi", None, "Người cao tuổi: không thu"),
    ]


def test_other_places_and_white_space_are_no_change() -> None:
    moved = only(GUIDE.replace("HƯỚNG DẪN", "BẢN HƯỚNG DẪN").replace("05 ngày", "05  ngày"))
    assert compare(only(GUIDE), moved) == ()


def test_a_digest_tells_other_words_but_not_other_places() -> None:
    assert digest(only(GUIDE)) == digest(only("\n\n" + GUIDE)) != digest(only(NEWER))


def test_the_day_from_which_a_guide_holds_is_read() -> None:
    found = only(NEWER)
    assert found.validity and found.validity.since == date(2026, 7, 1)
    assert found.validity.quote.words == "Áp dụng từ ngày 01/07/2026"


def test_namesakes_in_a_guide_have_keys_of_their_own() -> None:
    twice = find_procedures(GUIDE + "\n" + GUIDE)
    assert keys_of(twice) == ["cap-the-thu-vien", "cap-the-thu-vien--2"]


def test_an_old_version_survives_a_changed_guide(database: Database, tmp_path: Path) -> None:
    take(database, tmp_path / "in", GUIDE)
    take(database, tmp_path / "in", NEWER)
    (known,) = known_procedures(database)
    newest, oldest = versions_of(database, known.text_id, known.key)
    assert (newest.since, oldest.since) == (date(2026, 7, 1), date(2026, 1, 1))
    assert newest.procedure == known.procedure
    assert oldest.procedure and oldest.procedure.fees[0].amount == "40000 VND"


def test_reading_the_same_guide_again_adds_no_version(database: Database, tmp_path: Path) -> None:
    for _ in range(2):
        take(database, tmp_path / "in", GUIDE)
    (known,) = known_procedures(database)
    assert len(versions_of(database, known.text_id, known.key)) == 1


def test_a_renamed_procedure_keeps_its_history(database: Database, tmp_path: Path) -> None:
    take(database, tmp_path / "in", GUIDE)
    take(database, tmp_path / "in", GUIDE.replace("Cấp thẻ thư viện", "Cấp mới thẻ thư viện"))
    (known,) = known_procedures(database)
    newest, oldest = versions_of(database, known.text_id, known.key)
    assert newest.procedure and oldest.procedure
    assert [one.field for one in compare(oldest.procedure, newest.procedure)] == ["name"]


def test_a_guide_that_goes_leaves_its_versions(database: Database, tmp_path: Path) -> None:
    take(database, tmp_path / "in", GUIDE)
    (known,) = known_procedures(database)
    Library(database).drop(known.text_id)
    gone, last = versions_of(database, known.text_id, known.key)
    assert gone.procedure is None
    assert last.procedure == known.procedure


@pytest.mark.parametrize("statement", ["DELETE FROM procedure_versions", "UPDATE procedure_versions SET name = 'x'"])
def test_no_statement_changes_what_versions_say(database: Database, tmp_path: Path, statement: str) -> None:
    take(database, tmp_path / "in", GUIDE)
    with pytest.raises(DatabaseError, match="append-only"), database.engine.begin() as connection:
        connection.execute(text(statement))
