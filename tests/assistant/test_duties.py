"""An answer on a task says who must do it, also where the body is named only above."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.composing.extractive import ExtractiveComposer
from assistant.duties import Duties
from assistant.unit import Unit, units_of
from corpus.ingest import ingest
from corpus.store import Library, open_database
from register.sync import sync
from retrieval.model import Hit
from tests.assistant.evidence import brief

NOTICE = """# Thông báo số 12/TB-VPCP ngày 03 tháng 9 năm 2025

Kết luận của Thủ tướng về thủ tục hành chính

## 1. Bộ Tư pháp:

a) Chủ trì rà soát toàn bộ thủ tục hành chính cấp xã, hoàn thành trước ngày 15 tháng 11 năm 2025.

b) Trình Chính phủ nghị định về phân cấp thẩm quyền, hoàn thành trong tháng 12 năm 2025.

## 2. Kết quả đạt được

Người dân hài lòng hơn với cách phục vụ tại bộ phận một cửa trong nhiều tháng qua.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder: Path = tmp_path_factory.mktemp("duties")
    (folder / "12-tb-vpcp.md").write_text(NOTICE, encoding="utf-8")
    database = open_database(f"sqlite:///{folder / 'congvu.db'}")
    library = Library(database)
    ingest([folder / "12-tb-vpcp.md"], library, database)
    sync(library, database)
    yield library
    database.close()


def unit_with(library: Library, words: str) -> Unit:
    passages = (numbered.passage for numbered in library.numbered_passages())
    units = (unit for passage in passages for unit in units_of(Hit(1, 1.0, passage)))
    return next(unit for unit in units if words in unit.words)


def test_the_body_named_in_a_heading_leads_the_points_below(library: Library) -> None:
    addressed = Duties(library).addressed(unit_with(library, "cấp xã"))
    assert addressed is not None
    assert addressed.agencies == ("ministry-of-justice",)
    assert addressed.sources != ()


def test_a_sentence_that_assigns_nothing_is_nobodys_duty(library: Library) -> None:
    assert Duties(library).addressed(unit_with(library, "hài lòng")) is None


def test_the_day_of_another_ministry_is_not_told_to_who_asks_of_one(library: Library) -> None:
    passage = unit_with(library, "cấp xã").hit.passage
    composer = ExtractiveComposer(Duties(library))
    own = brief("Bộ Tư pháp rà soát thủ tục xong trước ngày nào?", Hit(1, 1.0, passage))
    other = brief("Bộ Y tế rà soát thủ tục xong trước ngày nào?", Hit(1, 1.0, passage))
    assert "15/11/2025" in next(composer.compose(own)).words
    assert list(composer.compose(other)) == []
