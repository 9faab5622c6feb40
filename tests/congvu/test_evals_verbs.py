"""`congvu evals` as a person types it: data on stdout, everything else on stderr, exit codes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from congvu.cli import main
from congvu.evals_verbs import app
from evals.report import RetrievalReport, figures_of, load_report, origin_of, save_report

runner = CliRunner()


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Runs the whole command, which must fail without data; gives the one line that it says."""

    def run(*words: str) -> str:
        monkeypatch.setattr(sys, "argv", ["congvu", "evals", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        assert (ended.value.code, said.out) == (1, "")
        (line,) = [line for line in said.err.splitlines() if line.startswith("congvu: ")]
        return line

    return run


def saved(folder: Path, *values: float, sha256: str = "same") -> str:
    by_question = {f"q{n}": value for n, value in enumerate(values)}
    origin = origin_of(f"demo-{len(list(folder.rglob('*.json')))}", sha256, model="m")
    figures = figures_of({"R@5": by_question}, {"all": list(by_question)})
    return str(save_report(RetrievalReport(origin=origin, figures=figures, values={"R@5": by_question}), folder))


def test_compare_prints_a_table_or_json(tmp_path: Path) -> None:
    reports = [saved(tmp_path, 0.0, 1.0), saved(tmp_path, 1.0, 1.0)]
    table = runner.invoke(app, ["compare", *reports])
    assert table.exit_code == 0
    assert "R@5" in table.stdout
    (row,) = json.loads(runner.invoke(app, ["compare", *reports, "--json"]).stdout)
    assert (row["measure"], row["first"], row["second"]) == ("R@5", 0.5, 1.0)


def test_a_saved_trec_run_is_scored_without_searching(tmp_path: Path) -> None:
    (tmp_path / "run.txt").write_text("q Q0 a 1 0.9 x\nq Q0 b 2 0.5 x\n")
    (tmp_path / "qrels.txt").write_text("q 0 b 1\n")
    command = ["retrieval", "--dataset", str(tmp_path / "qrels.txt"), "--run", str(tmp_path / "run.txt")]
    done = runner.invoke(app, [*command, "--out", str(tmp_path / "reports"), "--json"])
    assert done.exit_code == 0
    assert json.loads(done.stdout)["values"]["RR"] == {"q": 0.5}
    (report,) = (tmp_path / "reports").rglob("*.json")
    assert load_report(report).figure("RR") is not None
    assert report.with_suffix(".html").is_file()


@pytest.mark.parametrize("verb", ["retrieval", "answers"])
def test_a_bad_dataset_is_one_clean_line_and_exit_1(verb: str, tmp_path: Path, refused: Callable[..., str]) -> None:
    assert "no such file" in refused(verb, "--dataset", str(tmp_path / "absent.jsonl"))


def test_unlike_reports_are_refused(tmp_path: Path, refused: Callable[..., str]) -> None:
    assert "different data" in refused("compare", saved(tmp_path, 1.0), saved(tmp_path, 1.0, sha256="other"))


def test_missing_options_are_bad_usage() -> None:
    assert runner.invoke(app, ["retrieval"]).exit_code == 2


def test_an_unknown_variant_is_named_with_those_that_exist(tmp_path: Path, refused: Callable[..., str]) -> None:
    said = refused("retrieval", "--dataset", str(tmp_path), "--variant", "sparse-only")
    assert "no variant 'sparse-only'; there are: full, dense-only" in said


def test_a_reading_command_measures_its_files_prints_and_saves(tmp_path: Path) -> None:
    (tmp_path / "act.txt").write_text("Chương I\nQUY ĐỊNH CHUNG\n\nĐiều 1. Phạm vi\n", encoding="utf-8")
    row = {"file": "act.txt", "stretches": [[1, 4]], "clauses": {"1": "chapter I", "4": "chapter I > article 1"}}
    (tmp_path / "gold.jsonl").write_text(json.dumps(row) + "\n" + json.dumps(row | {"file": "absent.txt"}))
    command = ["structure", "--dataset", str(tmp_path / "gold.jsonl"), "--corpus", str(tmp_path / "act.txt")]
    done = runner.invoke(app, [*command, "--out", str(tmp_path / "reports"), "--json"])
    assert done.exit_code == 0, done.stderr
    printed = json.loads(done.stdout)
    assert (printed["kind"], printed["values"]["path right"]) == ("structure", {"act.txt:1": 1.0, "act.txt:4": 1.0})
    assert printed["origin"]["notes"] == ["not in the corpus: absent.txt"]
    (saved_report,) = (tmp_path / "reports").rglob("*.json")
    assert load_report(saved_report).kind == "structure"


@pytest.mark.parametrize("verb", ["obligations", "procedures", "structure", "description", "pages"])
def test_reading_commands_say_what_is_wrong_with_gold(verb: str, tmp_path: Path, refused: Callable[..., str]) -> None:
    (tmp_path / "gold.jsonl").write_text("{}\n")
    corpus = [] if verb == "pages" else ["--corpus", str(tmp_path)]
    dataset = tmp_path if verb == "pages" else tmp_path / "gold.jsonl"
    assert refused(verb, "--dataset", str(dataset), *corpus)
    assert runner.invoke(app, [verb, "--dataset", str(tmp_path / "absent"), *corpus]).exit_code == 2
