"""Who asks for a list is shown the whole of a short one, also where its points are passages of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.above import rest_of_list
from assistant.choosing import LISTED, asks_list
from assistant.composing.extractive import ExtractiveComposer
from assistant.duties import Duties
from assistant.model import Question
from assistant.understanding import understand
from corpus.ingest import ingest
from corpus.model import Passage
from corpus.store import Library, open_database
from retrieval.model import Hit
from tests.assistant.evidence import brief

DECREE = """# Nghị định số 77/2031/NĐ-CP ngày 03 tháng 9 năm 2031

Quy định về thư viện cấp xã

## Điều 4. Hỗ trợ thư viện

Nhà nước hỗ trợ thư viện cấp xã theo hai mức sau đây, tính trên tổng chi phí mua sách và trang thiết bị trong năm:

a) Thư viện ở miền núi, biên giới và hải đảo được hỗ trợ tối đa 60% chi phí mua sách và trang thiết bị;

b) Thư viện ở các địa bàn còn lại được hỗ trợ tối đa 35% chi phí mua sách và trang thiết bị.

## Điều 5. Giám sát

Thư viện công khai danh sách sách đã mua và bạn đọc được góp ý về việc chọn sách mỗi năm một lần.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder: Path = tmp_path_factory.mktemp("lists")
    (folder / "77-2031-nd-cp.md").write_text(DECREE, encoding="utf-8")
    database = open_database(f"sqlite:///{folder / 'congvu.db'}")
    library = Library(database)
    ingest([folder / "77-2031-nd-cp.md"], library, database)
    yield library
    database.close()


def passage_with(library: Library, words: str) -> Passage:
    return next(one.passage for one in library.numbered_passages() if words in one.passage.content)


def shown(library: Library, question: str, words: str) -> str:
    asked = brief(question, Hit(1, 1.0, passage_with(library, words)))
    return " ".join(one.words for one in ExtractiveComposer(Duties(library)).compose(asked))


def test_a_point_is_shown_with_those_beside_it(library: Library) -> None:
    said = shown(library, "Nhà nước hỗ trợ những thư viện nào?", "miền núi")
    assert "60%" in said
    assert "35%" in said


def test_nothing_of_another_article_belongs_to_the_list(library: Library) -> None:
    point = passage_with(library, "35%")
    assert all("góp ý" not in one.content for one in rest_of_list(library, point, LISTED))
    assert rest_of_list(library, passage_with(library, "góp ý"), LISTED) == []


def test_a_list_too_long_to_be_read_is_not_added(library: Library) -> None:
    assert rest_of_list(library, passage_with(library, "miền núi"), 80) == []


def test_who_asks_for_one_value_is_shown_one_point(library: Library) -> None:
    assert "35%" not in shown(library, "Thư viện ở miền núi được hỗ trợ bao nhiêu phần trăm?", "miền núi")


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Hồ sơ gồm những giấy gì?", True),
        ("Какие уровни установлены?", True),
        ("Which of all the offices must report, and by when?", False),
        ("How many offices are on the list?", False),
        ("Is the office on the list?", False),
    ],
)
def test_a_list_is_wanted_only_where_no_value_and_no_yes_is(question: str, wanted: bool) -> None:
    assert asks_list(understand(Question(question))) is wanted
