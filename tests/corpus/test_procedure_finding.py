"""Procedures in the library, and finding the right one from everyday words."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.ingest import ingest
from corpus.procedures import find_procedures
from corpus.procedures.finding import everyday_words, unasked_change
from corpus.procedures.ranking import rank, rank_named
from corpus.store import Database, Library, open_database
from corpus.store.procedures import KnownProcedure, known_procedures


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Database:
    database = open_database(f"sqlite:///{tmp_path_factory.mktemp('procedures') / 'congvu.db'}")
    ingest([samples / "procedures"], Library(database), database)
    return database


@pytest.fixture(scope="module")
def known(database: Database) -> list[KnownProcedure]:
    return known_procedures(database)


def best(question: str, known: list[KnownProcedure]) -> str:
    position, _ = rank(question, [one.procedure for one in known])[0]
    return known[position].procedure.name.words


def test_procedures_are_stored_with_their_text_as_they_were_read(database: Database) -> None:
    known = known_procedures(database)
    library = Library(database)
    assert len(known) > 15
    for one in known:
        text = library.text(one.text_id)
        assert text is not None
        name = one.procedure.name
        assert text.content[name.start : name.end] == name.words


def test_a_text_that_goes_takes_its_procedures_along(tmp_path: Path, samples: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'congvu.db'}")
    library = Library(database)
    ingest([samples / "procedures/dang-ky-ket-hon.md"], library, database)
    (one,) = known_procedures(database)
    library.drop(one.text_id)
    assert known_procedures(database) == []


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("tôi bị mất thẻ căn cước, làm lại hết bao nhiêu tiền?", "Cấp lại thẻ căn cước do bị mất hoặc hư hỏng"),
        ("mat the can cuoc lam lai o dau", "Cấp lại thẻ căn cước do bị mất hoặc hư hỏng"),
        ("How much does a passport cost?", "Cấp hộ chiếu phổ thông ở trong nước"),
        ("как зарегистрировать брак", "Đăng ký kết hôn"),
        ("свідоцтво про народження дитини, що потрібно", "Đăng ký khai sinh"),
        ("jak zarejestrować zgon", "Đăng ký khai tử"),
        ("nhap ho khau can giay to gi", "Đăng ký thường trú"),
    ],
)
def test_everyday_words_find_the_procedure(question: str, name: str, known: list[KnownProcedure]) -> None:
    assert best(question, known) == name


def test_words_of_no_procedure_find_none(known: list[KnownProcedure]) -> None:
    assert rank("thời tiết hôm nay", [one.procedure for one in known]) == []


def test_of_procedures_alike_the_one_that_tells_what_is_asked_comes_first() -> None:
    guide = (
        "### 1. Thủ tục đăng ký nuôi ong ở đâu?\n**Trả lời:**\n*   **Nơi nộp:** Ủy ban nhân dân cấp xã.\n\n"
        "### 2. Thủ tục đăng ký nuôi ong mất bao lâu?\n**Trả lời:**\n*   **Thời hạn:** 02 ngày làm việc.\n"
    )
    known = find_procedures(guide)
    asked = {"đăng ký nuôi ong ở đâu": "1", "đăng ký nuôi ong mấy ngày xong": "2"}
    assert {words: known[rank(words, known)[0][0]].section for words in asked} == asked


def test_a_word_typed_with_diacritics_matches_with_them() -> None:
    named = [("Đăng ký nuôi chó",), ("Đăng ký cho thuê nhà",)]
    nothing: list[frozenset[str]] = [frozenset(), frozenset()]
    assert rank_named("đăng ký chó", named, nothing)[0][0] == 0
    assert rank_named("tôi muốn đăng ký nuôi chó", named, nothing)[0][0] == 0
    dog = dict(rank_named("chó", named, nothing))
    assert 0 in dog and 1 not in dog
    assert {position for position, _ in rank_named("cho", named, nothing)} == {0, 1}


def test_the_place_of_a_tone_does_not_tell_words_apart() -> None:
    assert rank_named("hoà giải", [("Hòa giải ở cơ sở",)], [frozenset()])


def test_a_dog_is_no_child() -> None:
    assert "nguoi duoi 14 tuoi" in everyday_words("làm giấy cho con")
    assert "nguoi duoi 14 tuoi" not in everyday_words("làm giấy chó con")


@pytest.mark.parametrize(
    ("question", "name", "unasked"),
    [
        ("Xin giấy phép neo thuyền mất bao lâu?", "Gia hạn giấy phép neo thuyền", True),
        ("gia han giay phep neo thuyen", "Gia hạn giấy phép neo thuyền", False),
        ("thẻ hết hạn thì làm sao", "Cấp đổi thẻ căn cước", False),
        ("xin giấy an ninh", "Cấp mới, cấp đổi, cấp lại giấy an ninh", False),
        ("xin giấy an ninh", "Cấp giấy an ninh", False),
    ],
)
def test_a_change_is_meant_by_who_speaks_of_one(question: str, name: str, unasked: bool) -> None:
    assert unasked_change(question, name) is unasked
