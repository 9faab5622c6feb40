"""A language model behind a real HTTP server proposes obligations; only what the clause bears out is taken."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from assistant.proposing import PATIENCE, build_candidates
from assistant.settings import Settings
from corpus.clean import line_kinds
from corpus.model import Language, TextRecord
from corpus.obligations import CandidateError, CandidateSource, Obligation, Strength, find_obligations
from corpus.structure import structure
from tests.assistant.chat_server import ChatServer, chat_server

WORK = "the survey of the hospitals lies with the Ministry of Health"
TEXT = (
    "I. Tasks\n"
    "1. The Ministry of Justice shall submit the decree before 1 September 2026.\n"
    f"2. As the Ministry of Finance pays for it, {WORK}.\n"
    "3. X\n"
)
RIGHT = {
    "quote": WORK,
    "agencies": ["the Ministry of Health"],
    "coordinating": ["the Ministry of Finance"],
    "term": None,
}


def settings(server: ChatServer, home: Path, *, timeout: float = 5.0) -> Settings:
    return Settings(llm="openai:test", llm_url=server.url, llm_key=SecretStr("x"), llm_timeout=timeout, home=home)


def read(more: CandidateSource | None) -> list[Obligation]:
    kinds = line_kinds(TEXT)
    sections = structure(TEXT, Language.EN, kinds)
    return find_obligations(TextRecord("t", Language.EN, "t.md", "0" * 64, TEXT), sections, kinds, more=more)


def saying(*work: dict[str, Any]) -> Any:
    """A model that proposes the same work for the survey's clause, and none for others."""
    return lambda body: json.dumps({"work": list(work) if "survey" in str(body["messages"]) else []})


def added(server: ChatServer, home: Path) -> list[Obligation]:
    rules = [obligation.quote for obligation in read(None)]
    return [o for o in read(build_candidates(settings(server, home))) if o.quote not in rules]


@pytest.fixture
def rules_miss_the_survey() -> Iterator[None]:
    assert all("survey" not in obligation.quote for obligation in read(None))
    yield


def test_without_a_model_there_is_no_source() -> None:
    assert build_candidates(Settings(llm=None)) is None


@pytest.mark.usefixtures("rules_miss_the_survey")
def test_a_right_proposal_is_taken_with_its_reasons(tmp_path: Path) -> None:
    with chat_server(saying(RIGHT)) as server:
        [obligation] = added(server, tmp_path)
    assert obligation.agencies == ("ministry-of-health",)
    assert obligation.coordinating == ("ministry-of-finance",)
    assert obligation.strength is Strength.TASK
    assert TEXT[obligation.start : obligation.end] == obligation.quote
    assert obligation.clause == "I.2"
    assert obligation.reasons[0] == "proposed by a model"
    assert 0 < obligation.confidence < min(o.confidence for o in read(None))


def test_the_model_is_asked_in_a_form_that_the_server_can_enforce(tmp_path: Path) -> None:
    with chat_server(saying()) as server:
        added(server, tmp_path)
    assert {body["response_format"]["type"] for body in server.asked} == {"json_schema"}


@pytest.mark.parametrize(
    ("lie", "value"),
    [
        ("quote", "the Ministry of Health must build ten hospitals in every province"),
        ("agencies", ["the Ministry of Construction"]),
        ("agencies", ["the Bureau of Surveys"]),
        ("coordinating", ["the Ministry of Home Affairs"]),
        ("term", "1 September 2026"),
        ("term", "the yearly survey"),
        ("quote", "the Ministry of"),
    ],
)
def test_a_lying_model_adds_nothing(lie: str, value: object, tmp_path: Path) -> None:
    with chat_server(saying({**RIGHT, lie: value})) as server:
        assert added(server, tmp_path) == []


def test_what_the_rules_read_is_not_doubled(tmp_path: Path) -> None:
    again = {"quote": "submit the decree before 1 September 2026", "agencies": [], "coordinating": [], "term": None}
    with chat_server(lambda _: json.dumps({"work": [again]})) as server:
        assert added(server, tmp_path) == []


@pytest.mark.parametrize(
    "garbage", ["", "I cannot help with that.", "[]", '{"work": [{"quote": 1}]}', '{"work": "all of it"}', "{" * 4000]
)
def test_garbage_leaves_the_clause_to_the_rules(garbage: str, tmp_path: Path) -> None:
    with chat_server(lambda _: garbage) as server:
        assert read(build_candidates(settings(server, tmp_path))) == read(None)


def test_a_slow_model_is_given_up_and_reading_goes_on(tmp_path: Path) -> None:
    with chat_server(saying(RIGHT), wait=3.0) as server:
        began = time.monotonic()
        assert read(build_candidates(settings(server, tmp_path, timeout=0.2))) == read(None)
        assert time.monotonic() - began < 2.5


def test_a_model_that_keeps_failing_is_not_asked_again(tmp_path: Path) -> None:
    with chat_server(lambda _: "no") as server:
        source = build_candidates(settings(server, tmp_path))
        assert source is not None
        for n in range(PATIENCE + 2):
            with pytest.raises(CandidateError):
                source.candidates(f"Clause {n} of the Ministry of Health", Language.EN)
        assert len(server.asked) == PATIENCE


def test_what_was_proposed_once_stays_when_the_model_is_away(tmp_path: Path) -> None:
    with chat_server(saying(RIGHT)) as server:
        known = settings(server, tmp_path)
        first = read(build_candidates(known))
        asked = len(server.asked)
        assert read(build_candidates(known)) == first
        assert len(server.asked) == asked
    assert read(build_candidates(known)) == first


def test_a_line_cut_short_by_a_kill_is_asked_again(tmp_path: Path) -> None:
    with chat_server(saying(RIGHT)) as server:
        known = settings(server, tmp_path)
        first = read(build_candidates(known))
        file = tmp_path / "proposals.jsonl"
        file.write_text(file.read_text(encoding="utf-8")[:-30], encoding="utf-8")
        assert read(build_candidates(known)) == first
