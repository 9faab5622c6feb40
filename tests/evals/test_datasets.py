"""Readers: what they read, and what they say about bad files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.model import Language
from evals.datasets import Place, load
from evals.datasets.trec import read_qrels, read_run, write_run
from evals.errors import DatasetError

DIRECTIVE = {
    "id": "q1",
    "lang": "en",
    "question": "By when?",
    "answerable": True,
    "type": "deadline",
    "support_sets": [[["002", 4], ["002", 6]], [["003", 9]]],
    "answer_norm": {"dates": ["2025-11-15"], "numbers": [34, 0.5, 2530000], "yesno": True},
}
GUIDE = {
    "id": "g1",
    "lang": "vi",
    "question": "Bao nhiêu tiền?",
    "answerable": True,
    "type": "fee",
    "file": "guides/a.txt",
    "article": "### 1. Fee",
    "line": 3,
    "also": [{"file": "guides/b.txt", "article": None, "line": 7}],
}


def write_rows(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    return path


def squad(path: Path, context: str, start: int, breaks: list[list[int]] | None = None) -> Path:
    paragraph: dict[str, object] = {
        "context": context,
        "qas": [
            {"id": "q", "question": "Who?", "answers": [{"text": context[start : start + 3], "answer_start": start}]}
        ],
    }
    if breaks:
        paragraph["sentence_breaks"] = breaks
    path.write_text(json.dumps({"data": [{"paragraphs": [paragraph]}]}), encoding="utf-8")
    return path


def test_reads_support_sets_and_normalised_values_of_directive_questions(tmp_path: Path) -> None:
    case = load(write_rows(tmp_path / "own.jsonl", DIRECTIVE)).cases[0]
    assert case.support_sets == ((Place("002", 4), Place("002", 6)), (Place("003", 9),))
    assert case.expected.dates == ("2025-11-15",)
    assert case.expected.numbers == ("34", "0.5", "2530000")
    assert case.expected.yes is True


def test_each_alternative_article_of_a_guide_question_suffices(tmp_path: Path) -> None:
    case = load(write_rows(tmp_path / "own.jsonl", GUIDE)).cases[0]
    assert case.support_sets == ((Place("guides/a.txt", 3, "### 1. Fee"),), (Place("guides/b.txt", 7),))
    assert case.files == {"guides/a.txt", "guides/b.txt"}


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (DIRECTIVE | {"colour": "red"}, r"line 1.*colour"),
        (DIRECTIVE | {"lang": "xx"}, r"line 1.*lang"),
        (DIRECTIVE | {"support_sets": []}, r"'q1' is answerable but names no supporting place"),
        (GUIDE | {"line": 0}, r"line 1.*line"),
        ({"id": "x"}, r"neither 'support_sets' nor 'article'"),
    ],
)
def test_bad_rows_are_refused_with_line_and_field(tmp_path: Path, row: dict[str, object], complaint: str) -> None:
    with pytest.raises(DatasetError, match=complaint):
        load(write_rows(tmp_path / "own.jsonl", row))


def test_a_repeated_id_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="'q1' occurs twice"):
        load(write_rows(tmp_path / "own.jsonl", DIRECTIVE, DIRECTIVE))


def test_absent_and_unknown_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no such file"):
        load(tmp_path / "nothing.jsonl")
    (tmp_path / "table.csv").write_text("a,b")
    with pytest.raises(DatasetError, match="unknown format"):
        load(tmp_path / "table.csv")
    with pytest.raises(DatasetError, match="named by language"):
        load(tmp_path)


def test_parallel_squad_files_form_one_pool_with_a_gold_sentence_per_language(tmp_path: Path) -> None:
    squad(tmp_path / "en.json", "No one here. Ann did it.", 13, [[0, 12], [13, 24]])
    squad(tmp_path / "ru.json", "Анна сделала. Никого нет.", 0, [[0, 13], [14, 25]])
    pool = load(tmp_path)
    assert [p.content for p in pool.passages if p.language is Language.EN] == ["No one here.", "Ann did it."]
    assert {case.id: dict(case.relevant) for case in pool.cases} == {
        "en-q": {"en-0-1": 1, "ru-0-0": 1},
        "ru-q": {"en-0-1": 1, "ru-0-0": 1},
    }


def test_squad_without_sentence_breaks_searches_paragraphs(tmp_path: Path) -> None:
    pool = load(squad(tmp_path / "squad.json", "No one here. Ann did it.", 13))
    assert [p.content for p in pool.passages] == ["No one here. Ann did it."]
    assert pool.cases[0].relevant == {"en-0-0": 1}
    assert pool.cases[0].spans == ("Ann",)


def test_a_squad_answer_outside_its_paragraph_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="after its paragraph's end"):
        load(squad(tmp_path / "squad.json", "Short.", 40))


def beir(folder: Path, qrels: str) -> Path:
    write_rows(
        folder / "corpus.jsonl", {"_id": "d1", "title": "T", "text": "words", "metadata": {"lang": "pl", "x": 1}}
    )
    write_rows(folder / "queries.jsonl", {"_id": "q1", "text": "which?"})
    (folder / "qrels").mkdir()
    (folder / "qrels" / "test.tsv").write_text(qrels)
    return folder


def test_reads_beir_folders(tmp_path: Path) -> None:
    pool = load(beir(tmp_path, "query-id\tcorpus-id\tscore\nq1\td1\t2\n"))
    assert pool.passages[0].embedded == "T\nwords"
    assert pool.passages[0].language is Language.PL
    assert pool.cases[0].relevant == {"d1": 2}


@pytest.mark.parametrize(
    ("qrels", "complaint"),
    [
        ("q1\td1\n", "line 1: expected query, document and a whole score"),
        ("q1\td9\t1\n", "not in corpus.jsonl"),
        ("q9\td1\t1\n", "not in queries.jsonl"),
    ],
)
def test_bad_beir_judgements_are_refused(tmp_path: Path, qrels: str, complaint: str) -> None:
    with pytest.raises(DatasetError, match=complaint):
        load(beir(tmp_path, qrels))


def test_trec_runs_come_back_as_they_were_written(tmp_path: Path) -> None:
    write_run(tmp_path / "run.txt", {"q1": ["b", "a", "c"], "q2": ["a"]}, tag="ours")
    assert read_run(tmp_path / "run.txt") == {"q1": ("b", "a", "c"), "q2": ("a",)}


def test_trec_files_are_ordered_by_score_and_judged_by_grade(tmp_path: Path) -> None:
    (tmp_path / "run.txt").write_text("q Q0 low 1 0.1 x\nq Q0 high 2 0.9 x\n")
    (tmp_path / "qrels.txt").write_text("q 0 high 2\nq 0 low 0\nlonely 0 low 0\n")
    assert read_run(tmp_path / "run.txt") == {"q": ("high", "low")}
    assert read_qrels(tmp_path / "qrels.txt") == {"q": {"high": 2}, "lonely": {}}


def test_bad_trec_lines_are_refused(tmp_path: Path) -> None:
    (tmp_path / "run.txt").write_text("q Q0 a 1 0.5 x\nq a 1\n")
    with pytest.raises(DatasetError, match="line 2: expected 'query Q0"):
        read_run(tmp_path / "run.txt")
    (tmp_path / "qrels.txt").write_text("q 0 a much\n")
    with pytest.raises(DatasetError, match="'much' is not a number"):
        read_qrels(tmp_path / "qrels.txt")


def test_reads_the_whole_gold_sets(shared: Path) -> None:
    sizes = {path.name: len(load(path).cases) for path in (shared / "evals").glob("*_qa.dev.jsonl")}
    assert sizes == {"directives_qa.dev.jsonl": 60, "law_qa.dev.jsonl": 75, "procedures_qa.dev.jsonl": 33}
    assert len(load(shared / "evals" / "xquad-r").cases) == 3 * 612


def test_files_in_other_languages_are_left_out_and_said_so(tmp_path: Path) -> None:
    squad(tmp_path / "en.json", "Ann did it.", 0)
    squad(tmp_path / "zh.json", "Ann did it.", 0)
    pool = load(tmp_path)
    assert {case.language for case in pool.cases} == {Language.EN}
    assert pool.notes == ("left out, for its language is not one of ours: zh.json",)


def test_a_thinned_set_keeps_shares_and_says_so(tmp_path: Path) -> None:
    rows = [DIRECTIVE | {"id": f"q{n}", "lang": "en" if n < 6 else "pl"} for n in range(12)]
    thinned = load(write_rows(tmp_path / "own.jsonl", *rows)).thinned(4)
    assert [case.language for case in thinned.cases] == ["en", "en", "pl", "pl"]
    assert thinned.notes == ("4 of 12 questions",)
    assert thinned.thinned(10) == thinned


def test_vietnamese_questions_can_be_asked_without_diacritics(tmp_path: Path) -> None:
    rows = [
        DIRECTIVE | {"id": "q1", "lang": "vi", "question": "Lệ phí là bao nhiêu?"},
        DIRECTIVE | {"id": "q2", "lang": "pl", "question": "Ile wynosi opłata?"},
    ]
    plain = load(write_rows(tmp_path / "own.jsonl", *rows)).typed_plainly()
    assert [one.question for one in plain.cases] == ["le phi la bao nhieu?", "Ile wynosi opłata?"]
    assert plain.notes == ("Vietnamese questions without diacritics",)
