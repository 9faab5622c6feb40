"""Floors that a regression would break: sixty questions in five languages over the sample documents."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from evals.answers import evaluate
from evals.datasets import Dataset, load
from evals.places import Ground
from evals.report import REPOSITORY, AnswersReport
from evals.searching import measure_documents

RECALL_AT_5 = 0.72  # measured 0.77, 37 of 48 questions; three fewer break it
RIGHT_ANSWERS = 0.42  # measured 0.50, 24 of 48 questions; four fewer break it


@pytest.fixture(scope="module")
def questions() -> Dataset:
    return load(REPOSITORY / "evals" / "data" / "samples_qa.jsonl")


@pytest.fixture(scope="module")
def answers(questions: Dataset, assistant: Assistant) -> AnswersReport:
    return evaluate(questions, assistant, assistant.library, model="packaged")


def test_support_is_found_among_the_first_five(questions: Dataset, assistant: Assistant) -> None:
    found = measure_documents(questions, assistant, Ground(assistant.library)).values["R@5"]
    assert len(found) == len(questions.answerable)
    assert sum(found.values()) / len(found) >= RECALL_AT_5


def test_answers_are_right(answers: AnswersReport) -> None:
    figure = answers.figure("right")
    assert figure is not None
    assert figure.mean >= RIGHT_ANSWERS


def test_no_answer_states_what_its_sources_do_not(answers: AnswersReport) -> None:
    unfaithful = [key for key, share in answers.values["faithful"].items() if share < 1.0]
    assert unfaithful == []


def test_every_document_that_the_questions_name_is_there(questions: Dataset, assistant: Assistant) -> None:
    assert Ground(assistant.library).missing(questions.files) == []
