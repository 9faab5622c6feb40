"""An answer cites each stretch of a text once, whole, and a clause together with the line that opens it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.above import line_above
from assistant.checking import Statement, check
from assistant.citing import Citer
from assistant.unit import Unit
from corpus.ingest import ingest
from corpus.mentions import find_mentions
from corpus.model import Language, MentionKind
from corpus.store import Library, open_database
from retrieval.model import Hit

FORMS = ", ".join(f"biểu mẫu số {n}" for n in range(60))  # long enough for the points to be passages of their own
DIRECTIVE = f"""CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

Số: 77/CT-TTg

CHỈ THỊ
về thư viện

3. Bộ Tư pháp:
a) Rà soát quy trình cấp thẻ trước ngày 20 tháng 10 năm 2031: {FORMS}.
b) Báo cáo kết quả trước ngày 30 tháng 11 năm 2031.
c) Tổng hợp kinh phí: {FORMS}.
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library(open_database(f"sqlite:///{tmp_path / 'c.db'}"))
    (tmp_path / "77.md").write_text(DIRECTIVE, encoding="utf-8")
    ingest([tmp_path / "77.md"], library, library.database)
    return library


def unit(library: Library, words: str) -> Unit:
    text = library.text(library.texts()[0].id)
    assert text is not None
    start = text.content.index(words)
    passage = next(p for p in library.passages_of(text.id) if p.start <= start and start + len(words) <= p.end)
    return Unit(Hit(1, 1.0, passage), words, start, start + len(words))


def test_words_inside_cited_words_have_their_number(library: Library) -> None:
    citer = Citer(library)
    whole = unit(library, "b) Báo cáo kết quả trước ngày 30 tháng 11 năm 2031.")
    assert citer.marks([whole, unit(library, "Báo cáo kết quả")]) == "[1]"
    assert [c.quote for c in citer.citations] == [whole.words]


def test_words_around_cited_words_widen_the_citation(library: Library) -> None:
    citer = Citer(library)
    whole = unit(library, "b) Báo cáo kết quả trước ngày 30 tháng 11 năm 2031.")
    assert citer.marks([unit(library, "Báo cáo kết quả"), whole]) == "[1]"
    assert [(c.quote, c.start, c.end) for c in citer.citations] == [(whole.words, whole.start, whole.end)]


def test_other_words_have_a_number_of_their_own(library: Library) -> None:
    citer = Citer(library)
    assert citer.marks([unit(library, "Rà soát quy trình"), unit(library, "Báo cáo kết quả")]) == "[1][2]"


@pytest.mark.parametrize(
    ("clause", "shown"),
    [
        ("a) Rà soát quy trình cấp thẻ", ["3. Bộ Tư pháp:\na) Rà soát quy trình cấp thẻ"]),
        ("b) Báo cáo kết quả", ["b) Báo cáo kết quả", "3. Bộ Tư pháp:"]),
    ],
)
def test_a_clause_is_cited_with_the_line_right_above_it_that_names_who_is_charged(
    library: Library, clause: str, shown: list[str]
) -> None:
    citer = Citer(library)
    point = unit(library, clause)
    verdict = check(Statement("Cơ quan: Bộ Tư pháp.", (point,), lead=True), Language.VI, above=citer.above)
    [support] = verdict.supported
    assert citer.marks([point, support.source]) == "".join(f"[{n}]" for n in range(1, len(shown) + 1))
    assert [citation.quote for citation in citer.citations] == shown


def test_a_line_above_that_is_a_passage_of_its_own_is_cited_with_what_stands_right_below(library: Library) -> None:
    [ministry] = [m for m in find_mentions("Bộ Tư pháp", Language.VI) if m.kind is MentionKind.AGENCY]
    point = unit(library, "a) Rà soát quy trình cấp thẻ")
    start = point.start
    alone = replace(
        point.hit.passage, start=start, content=point.hit.passage.content[start - point.hit.passage.start :]
    )
    above = line_above(library, replace(point, hit=Hit(1, 1.0, alone)), ministry)
    assert above is not None and above.words == "3. Bộ Tư pháp:\na) Rà soát quy trình cấp thẻ"
