"""Whole evaluations over two small texts and a small pool, with the real model, as the command line runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.settings import Settings
from evals import answers, retrieval
from evals.report import REPOSITORY
from tests.evals.conftest import GUIDE, PLAN

QUESTIONS = [
    {
        "id": "q1",
        "lang": "en",
        "question": "By when must the Ministry of Justice review administrative procedures?",
        "answerable": True,
        "type": "deadline",
        "support_sets": [[["plan.en.txt", 3]]],
        "answer_norm": {"dates": ["2025-11-15"]},
    },
    {
        "id": "q2",
        "lang": "ru",
        "question": "Сколько стоит перевыпуск удостоверения личности?",
        "answerable": True,
        "type": "fee",
        "support_sets": [[["the.vi.md", 5]]],
        "answer_norm": {"numbers": [70000]},
    },
]


@pytest.fixture
def settings() -> Settings:
    """Settings whose model folder is the one that all tests share."""
    return Settings(_env_file=None, home=REPOSITORY / "build", llm=None)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "plan.en.txt").write_text(PLAN, encoding="utf-8")
    (folder / "the.vi.md").write_text(GUIDE, encoding="utf-8")
    return folder


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "own.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in QUESTIONS), encoding="utf-8")
    return path


def test_retrieval_over_documents(questions: Path, corpus: Path, settings: Settings, tmp_path: Path) -> None:
    report = retrieval.run(questions, settings, corpus=[corpus], home=tmp_path / "home")
    assert report.values["R@5"] == {"q1": 1.0, "q2": 1.0}
    assert report.origin.notes == ()
    assert report.latency is not None
    again = retrieval.run(questions, settings, corpus=[corpus], home=tmp_path / "home", variant="dense-only", sample=0)
    assert again.origin.variant == "dense-only"
    assert again.passages == report.passages


def test_answers_over_documents(questions: Path, corpus: Path, settings: Settings) -> None:
    report = answers.run(questions, settings, corpus=[corpus])
    assert report.values["right"].keys() == {"q1", "q2"}
    assert report.values["right"]["q1"] == 1.0
    assert "no language model" in report.origin.model


def test_a_pool_is_searched_in_memory_and_can_be_asked_like_documents(settings: Settings, tmp_path: Path) -> None:
    words = "The review ends in May. A card costs 70,000 dong. Reports go to the Government Office."
    breaks = [[0, 23], [24, 50], [51, 86]]
    qas = [
        {"id": "q", "question": "How much does a card cost?", "answers": [{"text": "70,000 dong", "answer_start": 37}]}
    ]
    paragraph = {"context": words, "sentence_breaks": breaks, "qas": qas}
    (tmp_path / "en.json").write_text(json.dumps({"data": [{"paragraphs": [paragraph]}]}))
    assert retrieval.run(tmp_path / "en.json", settings).values["R@1"] == {"en-q": 1.0}
    asked = answers.run(tmp_path / "en.json", settings)
    assert asked.values["cited"] == {"en-q": 1.0}
    assert asked.values["span shown"]["en-q"] == 1.0
