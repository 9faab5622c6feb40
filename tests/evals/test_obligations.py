"""Scoring of obligations: pairing by quotes, and how well ours are read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.datasets.obligations import read_obligations
from evals.errors import DatasetError
from evals.obligations import run
from evals.pairing import pair

CONTENT = (
    "I. Nhiệm vụ\n"
    "1. Bộ Y tế trình kế hoạch phòng dịch trước ngày 01/9/2026.\n"
    "2. Bộ Tài chính ban hành hướng dẫn thu phí trong tháng 10/2026.\n"
)


def gold(**changes: object) -> dict[str, object]:
    row: dict[str, object] = {
        "id": "g1",
        "file": "cong-van.txt",
        "line": 2,
        "clause": "I.1",
        "agencies": ["Ministry of Health"],
        "coordinating": [],
        "deadline": {"date": "2026-09-01", "kind": "before"},
        "quote": "trình kế hoạch phòng dịch",
        "strength": "task",
    }
    return row | changes


def measure(folder: Path, rows: list[dict[str, object]]) -> dict[str, float]:
    (folder / "cong-van.txt").write_text(CONTENT, encoding="utf-8")
    dataset = folder / "gold.jsonl"
    dataset.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    report = run(dataset, corpus=[folder / "cong-van.txt"])
    return {figure.measure: figure.mean for figure in report.figures if figure.group == "all"}


def test_spans_pair_off_by_the_greatest_share_of_overlap() -> None:
    assert pair([(0, 10), (12, 20)], [(0, 30), (11, 21)]) == {0: 0, 1: 1}


def test_spans_that_hardly_touch_do_not_pair() -> None:
    assert pair([(0, 100)], [(90, 200)]) == {}


def test_everything_right_scores_one(tmp_path: Path) -> None:
    second = gold(
        id="g2",
        line=3,
        agencies=["Ministry of Finance"],
        deadline={"date": "2026-10-31", "kind": "month"},
        quote="ban hành hướng dẫn thu phí",
    )
    measured = measure(tmp_path, [gold(), second])
    assert {measured[name] for name in ("F1", "found", "right", "lead agency", "deadline, dated")} == {1.0}


def test_what_gold_does_not_hold_costs_precision_and_what_it_misses_recall(tmp_path: Path) -> None:
    measured = measure(tmp_path, [gold()])
    assert (measured["found"], measured["right"]) == (1.0, 0.5)


def test_a_wrong_lead_or_term_is_told(tmp_path: Path) -> None:
    measured = measure(
        tmp_path, [gold(agencies=["Ministry of Justice"], deadline={"date": "2026-09-02", "kind": "by"})]
    )
    assert (measured["lead agency"], measured["deadline"]) == (0.0, 0.0)


def test_a_task_read_out_of_guidance_is_wrong(tmp_path: Path) -> None:
    measured = measure(tmp_path, [gold(strength="guidance"), gold(id="g2", line=3, quote="ban hành hướng dẫn thu phí")])
    assert measured["right"] == 0.5


def test_a_malformed_row_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "x"}\n', encoding="utf-8")
    with pytest.raises(DatasetError, match="line 1"):
        read_obligations(path)


@pytest.mark.parametrize(
    ("name", "f1", "lead", "dated"),
    [("obligations", 0.90, 0.92, 0.97), ("directive_obligations_vi", 0.80, 0.88, 0.95)],
)
def test_real_acts_are_read_as_well_as_promised(shared: Path, name: str, f1: float, lead: float, dated: float) -> None:
    folders = [shared / "corpus" / "seeds"]
    if name != "obligations":
        rows = read_obligations(shared / "evals" / f"{name}.dev.jsonl")
        folders = sorted({shared / "corpus" / row.file for row in rows})
    report = run(shared / "evals" / f"{name}.dev.jsonl", corpus=folders)
    figures = {figure.measure: figure.mean for figure in report.figures if figure.group == "all"}
    assert figures["F1"] >= f1
    assert figures["lead agency"] >= lead
    assert figures["deadline, dated"] >= dated


def test_words_may_be_given_by_how_they_begin_and_end(tmp_path: Path) -> None:
    told = gold(begins="trình kế", ends="phòng dịch")
    told.pop("quote")
    assert measure(tmp_path, [told])["found"] == 1.0


def test_our_own_labels_are_whole_and_their_agencies_known() -> None:
    rows = read_obligations(Path("evals/data/obligations_gold.jsonl"))
    assert sum(row.strength == "task" for row in rows) >= 60
    assert len({row.id for row in rows}) == len(rows)


def test_acts_that_no_rule_was_written_on_are_read_as_well_as_promised(shared: Path) -> None:
    report = run(Path("evals/data/obligations_gold.jsonl"), corpus=[shared / "corpus" / "directives-vi"])
    figures = {figure.measure: figure for figure in report.figures if figure.group == "all"}
    assert figures["F1"].n >= 15
    assert figures["F1"].mean >= 0.80
    assert figures["lead agency"].mean >= 0.88
    assert figures["deadline, dated"].mean >= 0.95
