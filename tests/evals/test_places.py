"""Where gold stands, and when what was found is enough."""

from __future__ import annotations

import pytest

from evals.datasets import Place
from evals.places import Lines, Span, same_file, spans_of, sufficient_rank

LAW = """# Law

Điều 1. Scope

This law is about cards.

Điều 2. Fee
The fee is 70.000.
It is paid once.

## List of articles

Điều 1. Scope

Điều 2. Fee"""


def at(start: int, end: int, text: str = "t") -> Span:
    return Span(text, start, end)


def test_lines_are_counted_from_one_and_split_at_newlines_only() -> None:
    lines = Lines("one\r\ntwo\u2028still two\n\nfour")
    assert len(lines) == 4
    assert lines.words(2) == "two\u2028still two"
    assert lines.span(4) == (len(lines.content) - 4, len(lines.content))
    assert list(lines.at(0, 6)) == [1, 2]
    assert lines.words(99) == ""


def test_a_line_is_its_own_place() -> None:
    (span,) = spans_of(Place("f", 5), "t", Lines(LAW))
    assert LAW[span.start : span.end] == "This law is about cards."


@pytest.mark.parametrize("heading", ["Điều 2. Fee", "**Điều 2.**  Fee", "dieu 2. fee"])
def test_an_article_reaches_to_the_next_heading_and_its_entry_in_a_list_is_no_place(heading: str) -> None:
    spans = list(spans_of(Place("f", None, heading), "t", Lines(LAW)))
    bodies = [" ".join(LAW[span.start : span.end].split()) for span in spans]
    assert bodies == ["Điều 2. Fee The fee is 70.000. It is paid once."]


def test_an_article_that_stands_in_the_line_of_its_heading_is_a_place_when_the_line_is_named() -> None:
    law = "Điều 1. Age Men marry at twenty.\nĐiều 2. Home\nA house."
    (span,) = spans_of(Place("f", 1, "Điều 1. Age"), "t", Lines(law))
    assert law[span.start : span.end].strip() == "Điều 1. Age Men marry at twenty."
    assert list(spans_of(Place("f", None, "Điều 1. Age Men marry at twenty."), "t", Lines(law))) == []


def test_an_article_that_is_not_there_has_no_place() -> None:
    assert list(spans_of(Place("f", None, "Điều 9. Nothing"), "t", Lines(LAW))) == []


@pytest.mark.parametrize(
    ("gold", "added", "same"),
    [
        ("002", "/data/seeds/002_8a4a.txt", True),
        ("002", "/data/seeds/0021_8a4a.txt", False),
        ("guides/a.txt", "/data/guides/a.txt", True),
        ("guides/a.txt", "/data/other/a.txt", False),
        ("002_8a4a.txt", "002_8a4a.txt", True),
        ("a.md", "/data/guides/a.md", True),
    ],
)
def test_files_are_matched_by_the_end_of_their_path_or_by_their_key(gold: str, added: str, same: bool) -> None:
    assert same_file(gold, added) is same


def test_every_place_of_one_set_must_be_covered() -> None:
    pair = [(at(0, 10),), (at(50, 60),)]
    assert sufficient_rank([pair], [at(5, 8), at(90, 99), at(55, 56)]) == 3
    assert sufficient_rank([pair], [at(5, 8)]) is None


def test_the_set_that_is_covered_first_counts() -> None:
    sets = [[(at(0, 10),), (at(50, 60),)], [(at(20, 30),)]]
    assert sufficient_rank(sets, [at(0, 1), at(29, 35), at(50, 51)]) == 2


def test_one_hit_may_cover_several_places_and_neighbours_do_not_count() -> None:
    sets = [[(at(0, 10),), (at(11, 20),)]]
    assert sufficient_rank(sets, [at(5, 15)]) == 1
    assert sufficient_rank([[(at(0, 10),)]], [at(10, 20), at(0, 10, "other text")]) is None


def test_a_set_with_a_place_that_does_not_exist_is_never_covered() -> None:
    assert sufficient_rank([[(at(0, 10),), ()]], [at(0, 10)]) is None
