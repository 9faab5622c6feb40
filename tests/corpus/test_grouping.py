"""Grouping: texts of one act come together, a person can see why and put it right, and that lasts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.clean import line_kinds
from corpus.cut import cut
from corpus.describe import describe
from corpus.grouping import assign, regroup, withdraw
from corpus.language import detect_text
from corpus.model import Act, TextRecord
from corpus.store import Database, Library, open_database
from corpus.store.library import TextEntry
from corpus.structure import structure
from corpus.validity import Validity, in_force


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(f"sqlite:///{tmp_path / 'library.db'}")
    yield database
    database.close()


@pytest.fixture
def library(database: Database) -> Library:
    return Library(database)


def entry(text_id: str, content: str, *, file: str | None = None) -> TextEntry:
    """What ingestion would store of a file with this content."""
    language, kinds = detect_text(content), line_kinds(content)
    sections = structure(content, language, kinds)
    told = describe(content, file=file or f"{text_id}.txt", language=language, kinds=kinds, sections=sections)
    act_id = told.act.id if told.act else None
    text = TextRecord(text_id, language, file or f"{text_id}.txt", text_id, content, act_id, told.title)
    return TextEntry(
        text, told.act, sections, cut(text, sections, kinds), told.references, told.evidence, told.grouping
    )


def act_of(library: Library, text_id: str) -> str | None:
    text = library.text(text_id)
    assert text is not None
    return text.act_id


POLISH = (
    "Treść zawiadomienia nr 07-TB/CQTTBCD jest następująca:\nW dniu 15 października 2025 r. odbyła się konferencja.\n"
)
RUSSIAN = "Постоянный орган опубликовал Уведомление № 07-TB/CQTTBCĐ от 15 октября 2025 года о выводах.\nОни таковы.\n"
PLAN = "Целью Плана является выполнение Уведомления № 07-TB/CQTTBCD от 15 октября 2025 года.\nСделать всё.\n"


def test_translations_of_one_act_share_it_whatever_the_spelling_of_its_number(library: Library) -> None:
    library.put([entry("pl", POLISH), entry("ru", RUSSIAN), entry("plan", PLAN)])
    assert act_of(library, "pl") == act_of(library, "ru") == "7-tb-cqttbcd"
    assert {t.id for t in library.texts_of("7-tb-cqttbcd")} == {"pl", "ru"}


def test_a_plan_that_carries_out_an_act_is_linked_and_not_merged(library: Library) -> None:
    library.put([entry("pl", POLISH), entry("plan", PLAN)])
    assert act_of(library, "plan") is None
    assert [(r.number, r.relation) for r in library.references("plan")] == [("07-TB/CQTTBCĐ", "implements")]


def test_numbers_that_begin_anew_each_year_are_two_acts(library: Library) -> None:
    library.put(
        [
            entry("old", "Số: 148/NQ-CP\nHà Nội, ngày 1 tháng 2 năm 2024\n1. Làm việc này.\n"),
            entry("new", "Số: 148/NQ-CP\nHà Nội, ngày 7 tháng 6 năm 2026\n1. Làm việc khác.\n"),
        ]
    )
    assert {act_of(library, "old"), act_of(library, "new")} == {"148-nq-cp-2024", "148-nq-cp-2026"}


def test_a_text_without_the_date_joins_the_only_act_of_its_number(library: Library, database: Database) -> None:
    dated = entry("dated", "Số: 148/NQ-CP\nHà Nội, ngày 7 tháng 6 năm 2026\n1. Làm việc này.\n")
    library.put([dated, entry("undated", "Số: 148/NQ-CP\n1. Làm việc này.\n")])
    assert act_of(library, "undated") == "148-nq-cp"
    moves = regroup(database)
    assert [(m.text_id, m.new) for m in moves] == [("undated", "148-nq-cp-2026")]
    assert act_of(library, "undated") == "148-nq-cp-2026"
    assert library.act("148-nq-cp") is None
    assert regroup(database) == []


def test_a_text_without_the_date_joins_none_where_two_acts_have_its_number(
    library: Library, database: Database
) -> None:
    library.put(
        [
            entry("a", "Số: 5/NQ-CP\nHà Nội, ngày 1 tháng 2 năm 2024\n1. Làm.\n"),
            entry("b", "Số: 5/NQ-CP\nHà Nội, ngày 1 tháng 2 năm 2025\n1. Làm.\n"),
            entry("c", "Số: 5/NQ-CP\n1. Làm.\n"),
        ]
    )
    assert regroup(database) == []


ARTICLES = "".join(f"Điều {n}. Việc thứ {n}\nMọi người làm việc thứ {n} cho xong trong ngày.\n" for n in range(1, 9))


def test_a_copy_without_a_number_joins_the_act_that_it_copies(library: Library, database: Database) -> None:
    head = "Số: 12/2026/NĐ-CP\nHà Nội, ngày 7 tháng 6 năm 2026\n"
    library.put([entry("act", head + ARTICLES), entry("copy", "# Bản chép tay\n" + ARTICLES)])
    assert act_of(library, "copy") is None
    (move,) = regroup(database)
    assert (move.text_id, move.new) == ("copy", "12-2026-nd-cp")
    assert "%" in move.reason and "act" in move.reason


def test_a_copy_is_found_whichever_of_the_two_was_put_last(library: Library, database: Database) -> None:
    head = "Số: 12/2026/NĐ-CP\nHà Nội, ngày 7 tháng 6 năm 2026\n"
    library.put([entry("plan", PLAN), entry("act", head + ARTICLES), entry("copy", "# Bản chép tay\n" + ARTICLES)])
    assert regroup(database, among={"plan"}) == []
    (move,) = regroup(database, among={"act"})
    assert (move.text_id, move.new) == ("copy", "12-2026-nd-cp")


def test_a_part_of_a_larger_text_is_no_copy_of_it(library: Library, database: Database) -> None:
    head = "Số: 12/2026/NĐ-CP\nHà Nội, ngày 7 tháng 6 năm 2026\n"
    more = "".join(f"Điều {n}. Việc khác {n}\nMọi người làm việc khác thứ {n}.\n" for n in range(9, 40))
    library.put([entry("act", head + ARTICLES + more), entry("part", "# Trích\n" + ARTICLES)])
    assert regroup(database) == []


def test_acts_with_numbers_of_their_own_are_never_merged_however_alike(library: Library, database: Database) -> None:
    library.put(
        [
            entry("one", "Số: 12/2026/NĐ-CP\nHà Nội, ngày 7 tháng 6 năm 2026\n" + ARTICLES),
            entry("two", "Số: 13/2026/NĐ-CP\nHà Nội, ngày 8 tháng 6 năm 2026\n" + ARTICLES),
        ]
    )
    assert regroup(database) == []


def test_a_correction_by_a_person_outlives_another_reading(library: Library, database: Database) -> None:
    library.put([entry("pl", POLISH), entry("plan", PLAN)])
    assign(database, "plan", "ke-hoach-934", reason="it is the ministry's own plan", decided_by="Lan")
    assert act_of(library, "plan") == "ke-hoach-934"
    library.put([entry("plan", PLAN + "Ещё строка.\n")])
    assert act_of(library, "plan") == "ke-hoach-934"
    assert regroup(database) == []


def test_a_correction_may_say_that_a_text_renders_no_act(library: Library, database: Database) -> None:
    library.put([entry("pl", POLISH), entry("ru", RUSSIAN)])
    assign(database, "ru", None, reason="only mentions the notice", decided_by="Lan")
    library.put([entry("ru", RUSSIAN)])
    assert act_of(library, "ru") is None
    assert act_of(library, "pl") == "7-tb-cqttbcd"


def test_a_correction_taken_back_gives_way_to_the_next_reading(library: Library, database: Database) -> None:
    library.put([entry("ru", RUSSIAN)])
    assign(database, "ru", None, reason="a slip", decided_by="Lan")
    withdraw(database, "ru")
    library.put([entry("ru", RUSSIAN)])
    assert act_of(library, "ru") == "7-tb-cqttbcd"


@pytest.mark.shared
def test_real_translations_of_the_notice_are_one_act_and_the_plan_is_none(shared: Path, library: Library) -> None:
    for file in sorted((shared / "corpus" / "seeds").glob("*.txt")):
        library.put([entry(file.name[:3], file.read_text(encoding="utf-8"), file=file.name)])
    assert act_of(library, "002") == act_of(library, "003") is not None
    assert act_of(library, "000") is None
    assert act_of(library, "001") != act_of(library, "002")


# -- validity ------------------------------------------------------------------------------------------------------

DECREE = Act("d", issued=date(2026, 5, 15), effective_from=date(2026, 7, 1), effective_until=date(2027, 2, 28))


@pytest.mark.parametrize(
    ("day", "validity"),
    [
        (date(2026, 6, 30), Validity.NOT_YET),
        (date(2026, 7, 1), Validity.IN_FORCE),
        (date(2027, 2, 28), Validity.IN_FORCE),
        (date(2027, 3, 1), Validity.NO_LONGER),
    ],
)
def test_an_act_is_in_force_from_its_first_to_its_last_day(day: date, validity: Validity) -> None:
    assert in_force(DECREE, day) is validity


def test_an_act_that_names_no_first_day_is_in_force_from_its_issue() -> None:
    notice = Act("n", issued=date(2025, 10, 15))
    assert in_force(notice, date(2025, 10, 14)) is Validity.NOT_YET
    assert in_force(notice, date(2030, 1, 1)) is Validity.IN_FORCE


def test_nothing_is_known_of_an_act_without_dates() -> None:
    assert in_force(Act("x"), date(2026, 1, 1)) is Validity.UNKNOWN
    assert in_force(None, date(2026, 1, 1)) is Validity.UNKNOWN
