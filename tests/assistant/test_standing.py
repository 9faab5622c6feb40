"""A notice on an act gives a day only with the words that tell it, wherever in the text they stand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.citing import Citer
from assistant.documents.record import unit_at
from assistant.documents.route import DocumentRoute
from assistant.model import Question
from assistant.standing import notice_line, notices_on
from corpus.ingest import ingest
from corpus.model import Act, Language
from corpus.store import Library, open_database
from evals.verifying import unsupported
from tests.retrieval.factories import entry, passage

EARLY = date(2020, 1, 1)
HEADED = """---
title: Nghị định 990/2031/NĐ-CP về thẻ thư viện
date: 2031-03-01
effective_date: 2031-05-01
---

# Nghị định 990/2031/NĐ-CP

Điều 1. Lệ phí cấp thẻ thư viện là 30.000 đồng mỗi thẻ.
"""
SIGNED = """CHÍNH PHỦ
Số: 991/2031/NĐ-CP
Hà Nội, ngày 12 tháng 4 năm 2031

NGHỊ ĐỊNH
về thẻ hồ bơi

Điều 1. Lệ phí cấp thẻ hồ bơi là 40.000 đồng mỗi thẻ.

Điều 2. Nghị định này có hiệu lực kể từ ngày ký.
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(open_database(f"sqlite:///{tmp_path / 'c.db'}"))


def read(library: Library, folder: Path, content: str) -> Act:
    file = folder / "act.md"
    file.write_text(content, encoding="utf-8")
    ingest([file], library, library.database)
    [act] = library.acts()
    return act


def test_a_day_that_only_the_head_of_a_file_tells_is_cited_there(library: Library, tmp_path: Path) -> None:
    act = read(library, tmp_path, HEADED)
    [notice] = notices_on(act, library, reader=Language.EN, day=EARLY)
    assert (
        notice_line(notice, Language.EN) == "Note: 990/2031/NĐ-CP is not yet in force; it takes effect on 1 May 2031."
    )
    citer = Citer(library, EARLY)
    assert citer.marks([unit_at(library, place) for place in notice.places]) == "[1]"
    [cited] = citer.citations
    text = library.text(cited.text.id)
    assert cited.quote == "effective_date: 2031-05-01"
    assert text is not None and text.content[cited.start : cited.end] == cited.quote


def test_from_the_day_of_signing_is_cited_with_the_line_that_dates_the_act(library: Library, tmp_path: Path) -> None:
    act = read(library, tmp_path, SIGNED)
    [notice] = notices_on(act, library, reader=Language.EN, day=EARLY)
    assert notice.day == date(2031, 4, 12)
    effect, dating = notice.places
    assert "kể từ ngày ký" in effect.quote and "ngày 12 tháng 4 năm 2031" in dating.quote


@pytest.mark.parametrize("words", ["When does 991/2031/NĐ-CP take effect?", "What is 991/2031/NĐ-CP?"])
def test_a_day_on_record_is_cited_with_the_line_that_tells_it(library: Library, tmp_path: Path, words: str) -> None:
    read(library, tmp_path, SIGNED)
    answer = DocumentRoute(library).answer(Question(words), reader=Language.EN, words=words)
    assert answer is not None and "12 April 2031" in answer.answer
    assert unsupported(answer) == () and "[2][2]" not in answer.answer


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (Act("x", "9/2031/NĐ-CP", effective_from=date(2031, 1, 1)), "Note: 9/2031/NĐ-CP is not yet in force."),
        (Act("x", "9/2010/NĐ-CP", effective_until=date(2011, 1, 1)), "Note: 9/2010/NĐ-CP is no longer in force."),
    ],
)
def test_a_day_that_no_text_tells_is_not_given(library: Library, act: Act, said: str) -> None:
    library.put([entry("x", [passage("lệ phí hộ chiếu 300", text="x")], act=act)])
    [notice] = notices_on(act, library, reader=Language.EN, day=EARLY)
    assert (notice_line(notice, Language.EN), notice.places) == (said, ())
