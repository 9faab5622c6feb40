"""Running the server: health, figures, guards, logs, and a clean end."""

from __future__ import annotations

import logging
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import httpx
import pytest

from api.application import create_app
from api.guards import MAX_BODY
from api.journal import RequestIdFilter
from api.server import bind, warm
from corpus.language import detect
from corpus.model import Language
from corpus.store import Library, open_database
from tests.api.conftest import serving
from tests.api.scripted import ScriptedAssistant


def test_ready_means_that_there_is_something_to_answer_from(client: httpx.Client, tmp_path: Path) -> None:
    assert client.get("/readyz").json() == {"status": "ok"}
    empty = Library(open_database(f"sqlite:///{tmp_path / 'empty.db'}"))
    with serving(create_app(ScriptedAssistant(), empty)) as address:
        refused = httpx.get(f"{address}/readyz")
        assert httpx.get(f"{address}/healthz").status_code == 200
    assert refused.status_code == 503
    assert "congvu corpus add" in refused.json()["detail"]


def test_figures_count_requests_by_pattern_and_answers_by_status(client: httpx.Client) -> None:
    client.get("/api/v1/texts/guide")
    client.post("/api/v1/ask", json={"question": "cat?"})
    figures = client.get("/metrics").text
    assert 'congvu_http_requests_total{method="GET",route="/api/v1/texts/{text_id}",status="200"}' in figures
    assert 'congvu_answers_total{route="none",status="unanswerable_not_in_documents"}' in figures
    assert "texts/guide" not in figures


def test_every_response_carries_the_guards_and_a_request_id(client: httpx.Client) -> None:
    for path in ("/", "/api/v1/acts", "/nope", "/static/base.css"):
        headers = client.get(path).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-request-id"]
        assert "set-cookie" not in headers


def test_a_request_id_is_kept_when_it_is_harmless(client: httpx.Client) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": "abc-1"}).headers["x-request-id"] == "abc-1"
    assert client.get("/healthz", headers={"X-Request-ID": "a b\tc"}).headers["x-request-id"] != "a b\tc"


def test_a_large_body_is_refused_whether_announced_or_not(client: httpx.Client) -> None:
    def pieces() -> Iterator[bytes]:
        yield from (b" " * 1024 for _ in range(MAX_BODY // 1024 + 1))

    for content in (b" " * (MAX_BODY + 1), pieces()):
        response = client.post("/api/v1/ask", content=content, headers={"content-type": "application/json"})
        assert response.status_code == 413
        assert response.headers["content-type"] == "application/problem+json"


def test_logs_carry_the_request_id_and_never_the_question(
    client: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.handler.addFilter(RequestIdFilter())
    with caplog.at_level(logging.DEBUG):
        client.get("/api/v1/search?q=tajemnica", headers={"X-Request-ID": "r-7"})
        client.post("/api/v1/ask", json={"question": "tajemnica"})
    ours = [record for record in caplog.records if record.name.startswith(("api", "uvicorn"))]
    assert any(vars(record)["request_id"] == "r-7" and "/api/v1/search" in record.getMessage() for record in ours)
    assert not any("tajemnica" in record.getMessage() for record in ours)


def test_openapi_describes_the_doors_of_the_contract(client: httpx.Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert {"/api/v1/ask", "/api/v1/ask/stream", "/api/v1/search", "/api/v1/acts", "/api/v1/texts/{text_id}"} <= set(
        paths
    )
    assert "/" not in paths


def test_closing_the_application_closes_what_was_opened(library: Library) -> None:
    closed: list[bool] = []
    with serving(create_app(ScriptedAssistant(), library, close=lambda: closed.append(True))):
        assert not closed
    assert closed == [True]


SERVER = """
import sys
from pathlib import Path
from api.application import create_app
from api.server import bind, run
from tests.api.scripted import ScriptedAssistant
from tests.api.shelves import small_library
app = create_app(ScriptedAssistant(), small_library(Path(sys.argv[1])), close=lambda: print("closed", flush=True))
run(app, bind("127.0.0.1", int(sys.argv[2])))
print("returned", flush=True)
"""


def test_sigterm_ends_the_server_cleanly(tmp_path: Path) -> None:
    with closing(bind("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", SERVER, str(tmp_path), str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        _wait_for(f"http://127.0.0.1:{port}/healthz", process)
        process.send_signal(signal.SIGTERM)
        words, _ = process.communicate(timeout=20)
    assert words.split() == ["closed", "returned"]
    assert process.returncode == 0


def test_a_starting_server_loads_what_the_first_question_of_each_language_needs() -> None:
    assistant = ScriptedAssistant()
    warm(assistant)
    assert {detect(question.words) for question in assistant.questions} == set(Language)
    assert any(question.words.isascii() and detect(question.words) is Language.VI for question in assistant.questions)


def test_a_taken_port_is_an_error_before_anything_is_built() -> None:
    with closing(bind("127.0.0.1", 0)) as taken:
        taken.listen()
        with pytest.raises(OSError, match="in use"):
            bind("127.0.0.1", taken.getsockname()[1])


def _wait_for(address: str, process: subprocess.Popen[str]) -> None:
    for _ in range(400):
        assert process.poll() is None, "the server ended by itself"
        with suppress(httpx.TransportError):
            httpx.get(address, timeout=1)
            return
        time.sleep(0.05)
    raise AssertionError("the server did not start")
