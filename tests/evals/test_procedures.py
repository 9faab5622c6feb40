"""Scoring of procedures: fields against gold, and how well ours are read."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path

import pytest

from evals.agreement import f1
from evals.datasets.procedures import read_procedures
from evals.errors import DatasetError
from evals.procedures import run
from evals.report import ReadingReport, load_report, save_report

REPOSITORY = Path(__file__).resolve().parents[2]
CONTENT = (
    "Tên thủ tục: Cấp thẻ thư viện\nCơ quan thực hiện: Công an cấp xã\nTrình tự thực hiện:\nBước 1: Nộp đơn.\n"
    "Thành phần hồ sơ:\n- Tờ khai (Mẫu TV01): 01 bản.\nThời hạn giải quyết: 03 ngày làm việc.\n"
    "Lệ phí: 5.000 đồng/thẻ.\n"
)


def gold(**changes: object) -> dict[str, object]:
    row: dict[str, object] = {
        "file": "the.txt",
        "section": None,
        "name": "Cấp thẻ thư viện",
        "authority": ["Công an xã"],
        "papers": [{"name": "Tờ khai", "form": "TV01", "case": None, "replaced_by_database": False}],
        "fees": [{"case": None, "amount": "5000 VND", "per": "thẻ", "free": False, "quote": "5.000 đồng/thẻ"}],
        "time_limits": [{"case": None, "limit": "3 working-day", "quote": "03 ngày làm việc"}],
        "apply_within": None,
    }
    return row | changes


def measure(folder: Path, row: dict[str, object]) -> ReadingReport:
    (folder / "the.txt").write_text(CONTENT, encoding="utf-8")
    dataset = folder / "gold.jsonl"
    dataset.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    return run(dataset, corpus=[folder / "the.txt"])


def figures(report: ReadingReport) -> dict[str, float]:
    return {figure.measure: figure.mean for figure in report.figures}


@pytest.fixture(scope="module")
def sample_figures(samples: Path) -> dict[str, float]:
    return figures(run(REPOSITORY / "evals/data/samples_procedures.jsonl", corpus=[samples / "procedures"]))


@pytest.fixture(scope="module")
def real_figures(shared: Path) -> dict[str, float]:
    return figures(run(REPOSITORY / "evals/data/procedures_gold.jsonl", corpus=[shared / "corpus/procedures-vi"]))


def test_fields_that_agree_with_gold_score_one(tmp_path: Path) -> None:
    scored = figures(measure(tmp_path, gold()))
    assert all(scored[f"{name} F1"] == 1 for name in ("fee", "time limit", "papers", "authority"))


def test_another_amount_is_neither_found_nor_right(tmp_path: Path) -> None:
    fee = {"case": None, "amount": "6000 VND", "per": "thẻ", "free": False, "quote": "6.000 đồng/thẻ"}
    scored = figures(measure(tmp_path, gold(fees=[fee])))
    assert (scored["fee found"], scored["fee right"], scored["fee F1"]) == (0, 0, 0)


def test_a_paper_with_another_form_is_another_paper(tmp_path: Path) -> None:
    paper = {"name": "Tờ khai", "form": "TV02", "case": None, "replaced_by_database": False}
    assert figures(measure(tmp_path, gold(papers=[paper])))["papers F1"] == 0


def test_what_was_read_beyond_gold_lowers_precision_only(tmp_path: Path) -> None:
    report = measure(tmp_path, gold(time_limits=[]))
    assert figures(report)["time limit right"] == 0
    assert [example.failure for example in report.examples] == ["time limit wrong"]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert measure(tmp_path, gold(file="khac.txt")).origin.notes == ("not in the corpus: khac.txt",)


def test_a_saved_report_is_read_again(tmp_path: Path) -> None:
    report = measure(tmp_path, gold())
    assert load_report(save_report(report, tmp_path / "reports")) == report


def test_gold_with_an_unknown_field_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(gold(colour="red")), encoding="utf-8")
    with pytest.raises(DatasetError, match="colour"):
        read_procedures(path)


def test_f1_weighs_what_was_found_and_what_was_right() -> None:
    assert f1([1, 1, 0, 0], [1, 1]).mean == pytest.approx(2 / 3)
    assert f1([], []).mean == 0


@pytest.mark.parametrize("field", ["fee", "time limit", "papers", "authority"])
def test_sample_guides_are_read_to_the_bar(field: str, sample_figures: dict[str, float]) -> None:
    assert sample_figures[f"{field} F1"] >= 0.92


@pytest.mark.parametrize("field", ["fee", "time limit", "papers", "authority"])
def test_real_guides_are_read_to_the_bar(field: str, real_figures: dict[str, float]) -> None:
    assert real_figures[f"{field} F1"] >= 0.92


@pytest.fixture(scope="module")
def unseen_figures(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """Articles of acts that describe procedures in styles that the other gold guides do not have."""
    dataset = REPOSITORY / "evals/data/procedures_unseen.jsonl"
    wanted = {row.file for row in read_procedures(dataset)}
    folder = tmp_path_factory.mktemp("acts")
    with tarfile.open(shared / "corpus/law-vi.tar.xz") as archive:
        for member in archive:
            file = next((one for one in wanted if member.name.endswith(one)), None)
            content = archive.extractfile(member) if file else None
            if file and content:
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
                (folder / file).write_bytes(content.read())
    return figures(run(dataset, corpus=[folder]))


@pytest.mark.parametrize("field", ["fee", "time limit", "papers", "authority"])
def test_guides_in_acts_of_another_style_are_read_to_the_bar(field: str, unseen_figures: dict[str, float]) -> None:
    assert unseen_figures[f"{field} F1"] >= 0.85


@pytest.mark.parametrize("field", ["fee", "time limit", "papers", "authority"])
def test_guides_of_other_shapes_are_read_to_the_bar(field: str, blind_figures: dict[str, float]) -> None:
    assert blind_figures[f"{field} F1"] >= 0.85


@pytest.fixture(scope="module")
def blind_figures() -> dict[str, float]:
    """Ten guides in shapes and languages of their own, of which half were never used for mending."""
    data = REPOSITORY / "evals/data"
    return figures(run(data / "procedures_blind.jsonl", corpus=[data / "guides"]))
