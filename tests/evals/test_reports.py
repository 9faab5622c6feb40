"""Reports: saved, read back, drawn, compared."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from evals.compare import compare, table
from evals.errors import ReportError
from evals.page import write_page
from evals.report import (
    REPOSITORY,
    AnswersReport,
    Example,
    RetrievalReport,
    Threshold,
    figures_of,
    latency_of,
    load_report,
    origin_of,
    peak_memory_mb,
    save_report,
)


def report(*values: float, sha256: str = "same", measure: str = "R@5") -> RetrievalReport:
    by_question = {f"q{n}": value for n, value in enumerate(values)}
    return RetrievalReport(
        origin=origin_of("demo", sha256, model="model", notes=["2 files missing"]),
        figures=figures_of({measure: by_question}, {"all": list(by_question), "lang en": ["q0"], "lang pl": []}),
        values={measure: by_question},
        latency=latency_of([10.0, 20.0, 30.0]),
        examples=(Example(id="q0", language="en", failure="missed", question="<b>?", wanted="x", got="y"),),
    )


def test_reports_come_back_as_they_were_saved(tmp_path: Path) -> None:
    saved = report(0.0, 1.0)
    path = save_report(saved, tmp_path)
    assert path.parent.name == saved.origin.commit
    assert load_report(path) == saved


def test_figures_are_means_over_groups_and_empty_groups_are_left_out() -> None:
    found = report(0.0, 1.0)
    assert [(f.group, f.n, f.mean) for f in found.figures] == [("all", 2, 0.5), ("lang en", 1, 0.0)]
    assert found.figure("R@5").mean == 0.5  # type: ignore[union-attr]
    assert found.figure("R@5", "lang pl") is None


def test_a_file_that_is_no_report_is_refused(tmp_path: Path) -> None:
    (tmp_path / "old.json").write_text('{"kind": "retrieval", "score": 1}')
    with pytest.raises(ReportError, match="no report of this version"):
        load_report(tmp_path / "old.json")
    with pytest.raises(ReportError, match="cannot be read"):
        load_report(tmp_path / "absent.json")


def test_the_page_shows_figures_plots_and_escaped_failures(tmp_path: Path) -> None:
    page = write_page(report(0.0, 1.0), tmp_path / "r.html").read_text()
    assert page.count("<svg") == 1
    assert "&lt;b&gt;?" in page
    assert '<td class="number">0.500</td>' in page


def test_the_page_of_answers_draws_coverage_and_risk(tmp_path: Path) -> None:
    curve = (Threshold(confidence=0.9, coverage=0.5, risk=0.0), Threshold(confidence=0.1, coverage=1.0, risk=0.3))
    answers = AnswersReport(origin=report(1.0).origin, figures=(), values={}, curve=curve)
    assert write_page(answers, tmp_path / "a.html").read_text().count("<svg") == 1


def test_comparison_pairs_questions_and_marks_significance() -> None:
    (found,) = compare(report(*[0.0] * 12), report(*[1.0] * 12))
    assert found.difference.delta.mean == 1.0
    assert found.significant
    assert "+1.000*" in table([found])
    (same,) = compare(report(0.0, 1.0), report(0.0, 1.0))
    assert not same.significant


def test_reports_of_different_data_or_measures_are_not_compared() -> None:
    with pytest.raises(ReportError, match="different data"):
        compare(report(1.0), report(1.0, sha256="other"))
    with pytest.raises(ReportError, match="share no measure"):
        compare(report(1.0), report(1.0, measure="AP"))


def test_memory_is_that_of_this_process_alone() -> None:
    ballast = bytearray(200 * 1024**2)
    ballast[::4096] = b"x" * len(ballast[::4096])
    command = "from evals.report import peak_memory_mb; print(peak_memory_mb())"
    child = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True, cwd=REPOSITORY)
    assert float(child.stdout) < peak_memory_mb()
    assert float(child.stdout) > 10
    assert len(ballast) > 0
