"""Hostile questions over HTTP: every one gets a decent answer or a clear refusal, and the server stays up."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx
import pytest
from pydantic import TypeAdapter

from api.application import create_app
from api.schemas import MAX_QUESTION
from assistant.assistant import Assistant
from assistant.model import Answer
from tests.api.conftest import serving
from tests.assistant.hostile import HostileCase, cases, faults

QUESTIONS = [case for case in cases() if not case.document]
SENT = [case for case in QUESTIONS if not any("\ud800" <= c <= "\udfff" for c in case.question)]
SHORT = [case for case in SENT if 0 < len(case.question.strip()) <= MAX_QUESTION]
SOME = SHORT[::4]
_ANSWER = TypeAdapter(Answer)


@pytest.fixture(scope="module")
def door(assistant: Assistant) -> Iterator[httpx.Client]:
    with serving(create_app(assistant, assistant.library)) as url, httpx.Client(base_url=url, timeout=60) as client:
        yield client


def sent(question: object, **more: object) -> bytes:
    """A request's body, with lone surrogates as JSON escapes."""
    return json.dumps({"question": question, **more}).encode()


def post(door: httpx.Client, body: bytes, path: str = "/api/v1/ask") -> httpx.Response:
    return door.post(path, content=body, headers={"content-type": "application/json"})


def test_the_suite_covers_the_five_languages() -> None:
    assert len(SHORT) >= 100 and {case.lang for case in SHORT} >= {"vi", "en", "ru", "uk", "pl"}


def test_every_hostile_question_gets_a_decent_answer(door: httpx.Client) -> None:
    wrong = {case.id: found for case in SHORT if (found := _faults(case, post(door, sent(case.question))))}
    assert wrong == {}


def test_streams_end_with_the_same_decent_answer(door: httpx.Client) -> None:
    wrong = {}
    for case in SOME:
        response = post(door, sent(case.question), "/api/v1/ask/stream")
        last = response.text.replace("\r\n", "\n").strip().rpartition("event: answer\ndata: ")[2]
        if found := faults(case, _ANSWER.validate_json(last)):
            wrong[case.id] = found
    assert wrong == {}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"null", 422),
        (b"[]", 422),
        (bytes(range(256)) * 10, 422),
        (b"[" * 60_000, 400),
        (b'{"question":' * 5_000, 400),
        ('{"question":"phí"}'.encode("latin-1"), 400),
        (sent({"question": {"question": "phí?"}}), 422),
        (sent("   "), 422),
        (sent("x" * (MAX_QUESTION + 1)), 422),
        (sent("x" * 1_000_000), 413),
        (b'{"question": "l\\ud800 ph\\udc00"}', 422),
        (sent("phí?", conversation_id="../../etc"), 422),
        (sent("phí?", as_of="0000-00-00"), 422),
        (sent("phí?", k=10**30), 422),
        (b'{"question": "ph\\u00ed?", "k": NaN}', 422),
    ],
    ids=lambda value: str(value)[:24],
)
@pytest.mark.parametrize("path", ["/api/v1/ask", "/api/v1/ask/stream"])
def test_what_is_no_question_is_refused_with_a_reason(door: httpx.Client, path: str, body: bytes, status: int) -> None:
    response = post(door, body, path)
    assert response.status_code == status
    problem = response.json()
    assert problem["type"].startswith("urn:congvu:problem:") and problem["detail"]


@pytest.mark.parametrize(
    "question",
    [
        "le phi\x00 can cuoc",
        "\u200b\u200d\ufeff",
        "😀😀😀",
        "\u202eكم رسوم جواز السفر؟",
        "l" + "\u0301" * 1500,
        "(" * MAX_QUESTION,
        "1/" * (MAX_QUESTION // 2),
        "9" * MAX_QUESTION,
        "phí " * 499,
        "tasks due in 999999999 days",
        "nhiệm vụ trong 99999999999 ngày tới",
        "задачи на ближайшие 9999999 недель",
        "завдання на найближчі 99999999 років",
        "zadania w ciągu 999999999 dni",
        "nhiệm vụ trước ngày 31/12/9999",
    ],
    ids=lambda words: words[:16].encode("ascii", "backslashreplace").decode(),
)
def test_strange_questions_are_answered_without_an_error(door: httpx.Client, question: str) -> None:
    response = post(door, sent(question))
    assert response.status_code == 200
    assert not response.json()["status"].startswith("error")


def _faults(case: HostileCase, response: httpx.Response) -> list[str]:
    if response.status_code != 200:
        return [f"HTTP {response.status_code}"]
    return faults(case, _ANSWER.validate_json(response.content))
