"""Scoring of what is read of documents: clauses, descriptions, pages of portals; and how well ours are read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals import description, pages, structure
from evals.errors import DatasetError
from evals.report import ReadingReport, load_report, save_report

DATA = Path(__file__).resolve().parents[2] / "evals/data"
ACT = (
    "Số: 12/2026/NĐ-CP\nHà Nội, ngày 02 tháng 3 năm 2026\n\nNGHỊ ĐỊNH\n\nChương I\nQUY ĐỊNH CHUNG\n\n"
    "Điều 1. Phạm vi\n\n1. Nghị định này quy định:\n\na) Phí thư viện;\n\n- Phí đọc tại chỗ.\n"
)


def measure(report: ReadingReport) -> dict[str, float]:
    return {figure.measure: figure.mean for figure in report.figures if figure.group == "all"}


def structured(folder: Path, clauses: dict[str, str]) -> ReadingReport:
    (folder / "act.txt").write_text(ACT, encoding="utf-8")
    row = {"file": "act.txt", "stretches": [[6, 15]], "clauses": clauses}
    (folder / "gold.jsonl").write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    return structure.run(folder / "gold.jsonl", corpus=[folder / "act.txt"])


RIGHT = {
    "6": "chapter I",
    "9": "chapter I > article 1",
    "11": "chapter I > article 1 > clause 1",
    "13": "chapter I > article 1 > clause 1 > point a",
    "15": "chapter I > article 1 > clause 1 > point a > item -",
}


def test_clauses_as_gold_has_them_score_one(tmp_path: Path) -> None:
    assert measure(structured(tmp_path, RIGHT)) == {"path right": 1, "opened where due": 1}


def test_a_clause_under_another_article_is_a_wrong_path(tmp_path: Path) -> None:
    report = structured(tmp_path, RIGHT | {"11": "chapter I > article 2 > clause 1"})
    assert measure(report)["path right"] == 0.8
    assert [example.failure for example in report.examples] == ["wrong path"]


def test_a_section_that_gold_does_not_open_is_counted(tmp_path: Path) -> None:
    report = structured(tmp_path, {line: path for line, path in RIGHT.items() if line != "11"})
    assert measure(report)["opened where due"] < 1


def test_a_dash_belongs_to_the_clause_it_stands_in(tmp_path: Path) -> None:
    report = structured(tmp_path, RIGHT | {"15": "chapter I > article 1 > item -"})
    assert measure(report)["path right"] == 0.8


def test_each_field_of_a_description_is_judged_by_itself(tmp_path: Path) -> None:
    (tmp_path / "act.txt").write_text(ACT, encoding="utf-8")
    row = {
        "file": "act.txt",
        "number": "12/2026/ND-CP",
        "kind": "decree",
        "issuer": "government",
        "issued": "2026-03-03",
        "effective_from": None,
        "effective_until": None,
        "signer": None,
        "fields": [],
    }
    (tmp_path / "gold.jsonl").write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    report = description.run(tmp_path / "gold.jsonl", corpus=[tmp_path])
    figures = measure(report)
    assert figures.pop("every field") == pytest.approx(7 / 8)
    assert {name for name, mean in figures.items() if mean < 1} == {"issued"}


def test_a_page_is_scored_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text(
        "B|Trang chủ\nH|Thư viện xã mở cửa cả chủ nhật\nB|Chia sẻ\n"
        "C|Từ ngày 01/9/2026, thư viện xã mở cửa cả chủ nhật để học sinh có chỗ đọc sách.\n"
        "B|Người dân được mượn năm cuốn sách, trả trong hai tuần và không mất phí nào.\n",
        encoding="utf-8",
    )
    report = pages.run(tmp_path)
    assert measure(report)["content kept"] == 1
    assert [example.question[:9] for example in report.examples] == ["Người dân"]


def test_a_page_without_labels_is_refused(tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text("Trang chủ\n", encoding="utf-8")
    with pytest.raises(DatasetError, match="line 1"):
        pages.run(tmp_path)


def test_reports_of_reading_are_read_back(tmp_path: Path) -> None:
    report = structured(tmp_path, RIGHT)
    assert load_report(save_report(report, tmp_path)) == report


def test_seen_pages_lose_no_content_and_little_furniture_stays() -> None:
    figures = measure(pages.run(DATA / "pages"))
    assert figures["content kept"] == 1
    assert figures["aside precision"] >= 0.95
    assert figures["aside recall"] >= 0.95


def test_clauses_and_descriptions_of_directives_reach_the_bar(shared: Path) -> None:
    corpus = [shared / "corpus/directives-vi", shared / "corpus/seeds"]
    assert measure(structure.run(DATA / "structure_gold.jsonl", corpus=corpus))["path right"] >= 0.975
    assert measure(description.run(DATA / "description_gold.jsonl", corpus=corpus))["every field"] >= 0.95
