"""Questions for lists of tasks, asked in five languages over the sample documents, against sets labelled by hand."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from corpus.model import Language
from evals.lists import as_json, as_lines, run

QUESTIONS = Path("evals/data/register_questions.jsonl")
SAMPLES = Path("samples/directives")


def test_the_set_of_tasks_is_exactly_right_for_nine_questions_in_ten() -> None:
    answers = run(QUESTIONS, [SAMPLES])
    assert len(answers) >= 60
    assert {answer.question.language for answer in answers} == set(Language)
    wrong = [f"{a.question.question} -{a.missing} +{a.surplus}" for a in answers if not a.exact]
    assert len(wrong) <= len(answers) * 0.1, "\n".join(wrong)


def test_a_task_too_many_or_missing_makes_a_question_wrong(tmp_path: Path) -> None:
    row = {"language": "en", "today": "2025-11-10", "question": "tasks of the Ministry of Foreign Affairs"}
    right = "712/TB-VPCP | para 14 | 2026-03-31"
    dataset = tmp_path / "questions.jsonl"
    cases = {"right": [right], "missing": [right, "712/TB-VPCP | para 99 | -"], "surplus": []}
    lines = [json.dumps({**row, "id": name, "tasks": tasks}) for name, tasks in cases.items()]
    dataset.write_text("\n".join(lines), encoding="utf-8")
    answers = {answer.question.id: answer for answer in run(dataset, [SAMPLES])}
    assert {name: answer.exact for name, answer in answers.items()} == {
        "right": True,
        "missing": False,
        "surplus": False,
    }
    assert answers["surplus"].surplus == (right,)
    said = as_lines(list(answers.values()))
    assert said[0] == "exactly right: 1 of 3" and f"  too many {right}" in said
    assert json.loads(as_json(list(answers.values())))["exact"] == 1
    assert answers["right"].question.today == date(2025, 11, 10)
