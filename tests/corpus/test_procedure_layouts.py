"""Guides in layouts that differ from one another are read field by field, most of them wholly."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from corpus.fold import fold
from corpus.model import Language
from corpus.procedures import Procedure, find_procedures
from evals.reading import read_named

LAYOUTS = tomllib.loads((Path(__file__).parent / "layouts.toml").read_text(encoding="utf-8"))["layout"]
FIELDS = ("fees", "terms", "papers", "offices")
LEAST = {"fees": 0.86, "terms": 0.87, "papers": 0.8, "offices": 0.8}  # F1 over all of them
SAME = 0.5  # share of words that two names of one thing have in common


def _items(found: Procedure) -> dict[str, list[str]]:
    return {
        "fees": [fee.amount or ("free" if fee.free else "elsewhere") for fee in found.fees],
        "terms": [limit.limit for limit in found.time_limits],
        "papers": [f"{paper.name} | {paper.form}" if paper.form else paper.name for paper in found.papers],
        "offices": [quote.words for quote in found.authorities],
    }


def _alike(one: str, two: str) -> bool:
    (first, form), (second, other) = (_named(words) for words in (one, two))
    shared = len(first & second)
    held = min(len(first), len(second)) == shared > 1
    return form == other and (held or 2 * shared >= SAME * (len(first) + len(second)))


def _named(words: str) -> tuple[frozenset[str], str]:
    name, _, form = words.partition(" | ")
    return frozenset(re.findall(r"\w+", fold(name))), form


def _agreed(wanted: list[str], told: list[str], field: str) -> int:
    left = list(told)
    agree = _alike if field in ("papers", "offices") else str.__eq__
    for item in wanted:
        match = next((one for one in left if agree(item, one)), None)
        if match is not None:
            left.remove(match)
    return len(told) - len(left)


def _best(service: dict[str, Any], found: list[dict[str, list[str]]]) -> dict[str, list[str]]:
    """What is read of a service: the record that agrees with most of it."""
    return max(
        found,
        key=lambda told: sum(_agreed(service.get(field, []), told[field], field) for field in FIELDS),
        default={field: [] for field in FIELDS},
    )


def _counts() -> dict[str, tuple[int, int, int]]:
    counts = dict.fromkeys(FIELDS, (0, 0, 0))
    for layout in LAYOUTS:
        read = find_procedures(layout["words"].lstrip("\n"), Language(layout["language"]))
        found = [_items(one) for one in read]
        for service in layout["service"]:
            told = _best(service, found)
            for field in FIELDS:
                wanted, got = service.get(field, []), told[field]
                right = _agreed(wanted, got, field)
                counts[field] = (
                    counts[field][0] + len(wanted),
                    counts[field][1] + len(got),
                    counts[field][2] + right,
                )
    return counts


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout["name"])
def test_quotes_of_every_layout_are_verbatim(layout: dict[str, Any]) -> None:
    words = layout["words"].lstrip("\n")
    for one in find_procedures(words, Language(layout["language"])):
        quotes = [one.name, *one.authorities, *(told.quote for told in (*one.fees, *one.time_limits, *one.papers))]
        assert all(quote.words == words[quote.start : quote.end] for quote in quotes)


def test_fields_are_read_out_of_layouts_of_all_kinds() -> None:
    counts = _counts()
    for field, (wanted, told, right) in counts.items():
        f1 = 2 * right / (wanted + told)
        assert f1 >= LEAST[field], f"{field}: F1 {f1:.3f}"


def test_as_many_services_are_found_as_a_layout_tells_in_nearly_all() -> None:
    same = [
        len(find_procedures(layout["words"].lstrip("\n"), Language(layout["language"]))) == len(layout["service"])
        for layout in LAYOUTS
    ]
    assert sum(same) >= len(LAYOUTS) - 6


NOTICE = """VĂN PHÒNG CHÍNH PHỦ
Số: 871/TB-VPCP
Hà Nội, ngày 3 tháng 9 năm 2025

THÔNG BÁO
Kết luận của Thủ tướng Chính phủ tại phiên họp về cải cách thủ tục hành chính

"""


def test_no_service_is_read_out_of_the_sentences_of_an_act(tmp_path: Path) -> None:
    words = LAYOUTS[0]["words"]  # a post that tells its service by signs and sentences
    (tmp_path / "post.txt").write_text(words, encoding="utf-8")
    (tmp_path / "notice.txt").write_text(NOTICE + words, encoding="utf-8")
    found = read_named([tmp_path], ["post.txt", "notice.txt"])
    assert found["notice.txt"].act is not None
    assert [len(found[name].procedures) for name in ("post.txt", "notice.txt")] == [1, 0]
