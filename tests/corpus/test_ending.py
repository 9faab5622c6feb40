"""An act that another replaces or repeals as a whole ends when that one takes effect, and not otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.ingest import ingest
from corpus.model import Act, Relation
from corpus.store import Database, Library, open_database
from corpus.store.referring import references_to
from corpus.validity import Validity, in_force

OLD = """Số: 62/2021/NĐ-CP
Hà Nội, ngày 29 tháng 6 năm 2021
NGHỊ ĐỊNH
Điều 1. Phạm vi
Nghị định này quy định về cư trú.
Điều 2. Hiệu lực
Nghị định này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2021.
"""
NEW = """Số: {number}
Hà Nội, ngày 26 tháng 11 năm 2024
NGHỊ ĐỊNH
Điều 1. Phạm vi
Nghị định này quy định về cư trú.
Điều 2. Hiệu lực thi hành
1. Nghị định này có hiệu lực thi hành từ ngày 10 tháng 01 năm 2025.
2. {says}
"""
ABROAD = {
    "ru": "№ {number}\nХаной, 26 ноября 2024 года\nПОСТАНОВЛЕНИЕ\nСтатья 1. Предмет\nПостановление регулирует порядок "
    "проживания граждан.\nСтатья 2. Вступление в силу\nПостановление вступает в силу с 10 января 2025 года.\n{says}\n",
    "uk": "№ {number}\nХаной, 26 листопада 2024 року\nПОСТАНОВА\nСтаття 1. Предмет\nЦя постанова визначає порядок "
    "проживання громадян.\nСтаття 2. Набрання чинності\nПостанова набирає чинності з 10 січня 2025 року.\n{says}\n",
    "pl": "Nr {number}\nHanoi, dnia 26 listopada 2024 r.\nROZPORZĄDZENIE\nArt. 1. Przedmiot\nRozporządzenie określa "
    "zasady pobytu obywateli.\nArt. 2. Wejście w życie\nRozporządzenie wchodzi w życie z dniem 10 stycznia 2025 r.\n"
    "{says}\n",
    "en": "No. {number}\nHanoi, 26 November 2024\nDECREE\nArticle 1. Scope\nThis Decree provides for the residence of "
    "citizens.\nArticle 2. Effect\nThis Decree takes effect on 10 January 2025.\n{says}\n",
}
LAST_DAY = date(2025, 1, 9)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(f"sqlite:///{tmp_path / 'library.db'}")
    yield database
    database.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "acts"
    folder.mkdir()
    return folder


def old_act(database: Database, folder: Path, says: str, template: str = NEW) -> Act:
    """The old act after it and an act that says something of it were read."""
    (folder / "old.txt").write_text(OLD, encoding="utf-8")
    (folder / "new.txt").write_text(template.format(number="154/2024/NĐ-CP", says=says), encoding="utf-8")
    ingest([folder], Library(database), database)
    return next(act for act in Library(database).acts() if act.number == "62/2021/NĐ-CP")


@pytest.mark.parametrize(
    "says",
    [
        "Nghị định này thay thế Nghị định số 62/2021/NĐ-CP ngày 29 tháng 6 năm 2021.",
        "Bãi bỏ Nghị định số 62/2021/NĐ-CP ngày 29 tháng 6 năm 2021 của Chính phủ.",
        "Nghị định số 62/2021/NĐ-CP hết hiệu lực kể từ ngày Nghị định này có hiệu lực.",
        "Các văn bản sau đây hết hiệu lực:\na) Nghị định số 62/2021/NĐ-CP ngày 29 tháng 6 năm 2021;",
    ],
)
def test_an_act_that_another_replaces_ends_the_day_before_that_takes_effect(
    database: Database, folder: Path, says: str
) -> None:
    act = old_act(database, folder, says)
    assert act.last_day == LAST_DAY
    assert act.effective_until is None  # its own text does not tell
    assert in_force(act, LAST_DAY) is Validity.IN_FORCE
    assert in_force(act, date(2025, 1, 10)) is Validity.NO_LONGER


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("ru", "Постановление заменяет Постановление № 62/2021/NĐ-CP от 29 июня 2021 года."),
        ("ru", "Признать утратившим силу Постановление № 62/2021/NĐ-CP от 29 июня 2021 года."),
        ("uk", "Постанова № 62/2021/NĐ-CP від 29 червня 2021 року втрачає чинність."),
        ("uk", "Постанова скасовує Постанову № 62/2021/NĐ-CP від 29 червня 2021 року."),
        ("pl", "Traci moc rozporządzenie nr 62/2021/NĐ-CP z dnia 29 czerwca 2021 r."),
        ("pl", "Rozporządzenie zastępuje rozporządzenie nr 62/2021/NĐ-CP z dnia 29 czerwca 2021 r."),
        ("en", "This Decree replaces Decree No. 62/2021/NĐ-CP of 29 June 2021."),
        ("en", "Decree No. 62/2021/NĐ-CP of 29 June 2021 ceases to have effect."),
    ],
)
def test_a_translation_ends_an_act_as_the_original_does(
    database: Database, folder: Path, language: str, says: str
) -> None:
    assert old_act(database, folder, says, ABROAD[language]).last_day == LAST_DAY


@pytest.mark.parametrize(
    "says",
    [
        "Nghị định này sửa đổi, bổ sung một số điều của Nghị định số 62/2021/NĐ-CP.",
        "Bãi bỏ Điều 5 Nghị định số 62/2021/NĐ-CP ngày 29 tháng 6 năm 2021.",
        "Thay thế Phụ lục II ban hành kèm theo Nghị định số 62/2021/NĐ-CP.",
        "Căn cứ Nghị định số 62/2021/NĐ-CP ngày 29 tháng 6 năm 2021.",
        "Nghị định số 10/2015/NĐ-CP đã được sửa đổi, bổ sung theo Nghị định số 62/2021/NĐ-CP hết hiệu lực.",
        "Nghị định số 62/2021/NĐ-CP tiếp tục có hiệu lực đến khi có văn bản thay thế.",
    ],
)
def test_an_act_that_is_amended_in_part_or_only_named_goes_on(database: Database, folder: Path, says: str) -> None:
    assert old_act(database, folder, says).last_day is None


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "This Decree repeals Article 5 of Decree No. 62/2021/NĐ-CP of 29 June 2021."),
        ("en", "Article 5 of Decree No. 62/2021/NĐ-CP of 29 June 2021 ceases to have effect."),
        ("ru", "Признать утратившими силу отдельные положения Постановления № 62/2021/NĐ-CP от 29 июня 2021 года."),
        ("uk", "Пункт 5 Постанови № 62/2021/NĐ-CP від 29 червня 2021 року втрачає чинність."),
        ("pl", "Traci moc art. 5 rozporządzenia nr 62/2021/NĐ-CP z dnia 29 czerwca 2021 r."),
    ],
)
def test_a_part_that_a_translation_repeals_does_not_end_the_act(
    database: Database, folder: Path, language: str, says: str
) -> None:
    assert old_act(database, folder, says, ABROAD[language]).last_day is None


def test_the_words_that_end_an_act_are_found_through_the_act_that_ended_it(database: Database, folder: Path) -> None:
    says = "Nghị định này thay thế Nghị định số 62/2021/NĐ-CP."
    act = old_act(database, folder, says)
    library = Library(database)
    (found,) = references_to(database, "62/2021/NĐ-CP", (Relation.REPLACES, Relation.REPEALS))
    text = library.text(found.text_id)
    assert text is not None
    assert text.act_id == act.ended_by
    assert text.content[found.reference.start : found.reference.end] == "62/2021/NĐ-CP"
    assert found.reference.clause == "Điều 2.2"


def test_an_act_is_in_force_again_when_the_act_that_ended_it_is_taken_out(database: Database, folder: Path) -> None:
    ended = old_act(database, folder, "Nghị định này thay thế Nghị định số 62/2021/NĐ-CP.")
    assert ended.ended_on == LAST_DAY
    (folder / "new.txt").unlink()
    ingest([folder], Library(database), database, drop_missing=True)
    act = Library(database).act(ended.id)
    assert act is not None
    assert (act.last_day, act.ended_by) == (None, None)


def test_an_older_act_cannot_end_a_newer_one(database: Database, folder: Path) -> None:
    older = NEW.replace("2024", "2019").replace("2025", "2020")
    says = "Nghị định này thay thế Nghị định số 62/2021/NĐ-CP."
    assert old_act(database, folder, says, older).last_day is None


def test_an_act_read_again_keeps_the_day_on_which_another_ended_it(database: Database, folder: Path) -> None:
    old_act(database, folder, "Nghị định này thay thế Nghị định số 62/2021/NĐ-CP.")
    assert old_act(database, folder, "Nghị định này thay thế Nghị định số 62/2021/NĐ-CP.").last_day == LAST_DAY
    (folder / "old.txt").write_text(OLD + "Điều 3. Tổ chức thực hiện\n", encoding="utf-8")
    ingest([folder / "old.txt"], Library(database), database)
    act = next(act for act in Library(database).acts() if act.number == "62/2021/NĐ-CP")
    assert act.ended_on == LAST_DAY
