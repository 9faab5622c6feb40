"""Questions over HTTP: the shape of answers, the stream, and what goes wrong."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.model import AnswerEvent, DeltaEvent, DoneEvent, Question, StageEvent
from corpus.model import Language
from tests.api.conftest import following
from tests.api.scripted import ScriptedAssistant, plain_answer

CONTRACT = {
    "question", "language", "status", "answer", "route", "confidence", "facts", "citations", "tasks",
    "conversation_id", "timings_ms", "clarification",
}  # fmt: skip


def events(response: httpx.Response) -> list[tuple[str, Any]]:
    """Server-sent events as (name, data)."""
    blocks = [block for block in response.text.replace("\r\n", "\n").split("\n\n") if "data:" in block]
    pairs = [dict(line.split(": ", 1) for line in block.split("\n")) for block in blocks]
    return [(pair["event"], json.loads(pair["data"])) for pair in pairs]


def test_an_answer_has_the_fields_of_the_contract(client: httpx.Client) -> None:
    answer = client.post("/api/v1/ask", json={"question": "hộ chiếu cho mèo"}).json()
    assert set(answer) == CONTRACT
    assert answer["status"] == "unanswerable_not_in_documents"
    assert answer["question"] == "hộ chiếu cho mèo"


def test_everything_the_caller_sets_reaches_the_assistant(client: httpx.Client, scripted: ScriptedAssistant) -> None:
    body = {"question": " a? ", "language": "uk", "as_of": "2026-01-31", "conversation_id": "c-1", "k": 7}
    client.post("/api/v1/ask", json=body)
    assert scripted.questions[-1] == Question("a?", Language.UK, date(2026, 1, 31), "c-1", 7)


def test_the_stream_gives_stages_words_and_at_last_the_answer(client: httpx.Client) -> None:
    response = client.post("/api/v1/ask/stream", json={"question": "cat?"})
    assert response.headers["content-type"].startswith("text/event-stream")
    names = [name for name, _ in events(response)]
    assert names == ["stage", "delta", "answer"]
    answer = events(response)[-1][1]
    assert set(answer) == CONTRACT
    assert answer["answer"] == events(response)[1][1]["words"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"question": ""}, "body.question"),
        ({"question": "   "}, "body.question"),
        ({"question": "a" * 2001}, "body.question"),
        ({}, "body.question"),
        ({"question": "a", "k": 0}, "body.k"),
        ({"question": "a", "k": 101}, "body.k"),
        ({"question": "a", "language": "fr"}, "body.language"),
        ({"question": "a", "as_of": "tomorrow"}, "body.as_of"),
        ({"question": "a", "conversation_id": "../x"}, "body.conversation_id"),
        ({"question": "a", "colour": "red"}, "body.colour"),
    ],
)
def test_a_wrong_request_is_a_problem_that_names_the_field(
    client: httpx.Client, body: dict[str, object], field: str
) -> None:
    for path in ("/api/v1/ask", "/api/v1/ask/stream"):
        response = client.post(path, json=body)
        assert response.status_code == 422
        assert response.headers["content-type"] == "application/problem+json"
        assert [error["field"] for error in response.json()["errors"]] == [field]


def test_a_body_that_is_no_json_is_refused_in_plain_words(client: httpx.Client) -> None:
    response = client.post("/api/v1/ask", content=b"{", headers={"content-type": "application/json"})
    assert response.status_code == 422
    assert response.json()["type"] == "urn:congvu:problem:invalid-request"


def test_2000_characters_outside_the_basic_plane_still_fit(client: httpx.Client) -> None:
    assert client.post("/api/v1/ask", json={"question": "🚀" * 2000}).status_code == 200


def failing(_question: Question) -> Iterator[AnswerEvent]:
    yield StageEvent("understand")
    raise RuntimeError("secret of the house")


def test_an_answer_that_fails_is_a_problem_without_its_inner_words(tmp_path: Path) -> None:
    with following(failing, tmp_path) as client:
        response = client.post("/api/v1/ask", json={"question": "a"}, headers={"X-Request-ID": "r-1"})
    assert response.status_code == 500
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["x-request-id"] == response.json()["request_id"] == "r-1"
    assert "secret" not in response.text


def test_a_stream_that_fails_ends_in_an_answer_that_says_so(tmp_path: Path) -> None:
    with following(failing, tmp_path) as client:
        response = client.post("/api/v1/ask/stream", json={"question": "a", "language": "pl"})
    name, answer = events(response)[-1]
    assert (name, answer["status"], answer["language"]) == ("answer", "error_internal", "pl")
    assert answer["answer"] and "secret" not in response.text


def test_a_reader_who_leaves_stops_the_work(tmp_path: Path) -> None:
    stopped = threading.Event()

    def endless(_question: Question) -> Iterator[AnswerEvent]:
        try:
            while not stopped.wait(0.02):
                yield DeltaEvent("on and on ")
        finally:
            stopped.set()

    with following(endless, tmp_path) as client:
        with client.stream("POST", "/api/v1/ask/stream", json={"question": "a"}) as response:
            next(response.iter_bytes())
        assert stopped.wait(5)


def test_long_work_does_not_keep_others_waiting(tmp_path: Path) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(question: Question) -> Iterator[AnswerEvent]:
        begun.set()
        go_on.wait(10)
        yield DoneEvent(plain_answer(question))

    with following(slow, tmp_path) as client:
        asking = threading.Thread(target=client.post, args=("/api/v1/ask",), kwargs={"json": {"question": "a"}})
        asking.start()
        assert begun.wait(5)
        assert client.get("/healthz", timeout=2).json() == {"status": "ok"}
        go_on.set()
        asking.join()
