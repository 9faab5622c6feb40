"""Latency is timed over real HTTP, to the first byte, the first words and the end."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

from congvu.evals_verbs import app
from evals.errors import ServerUnreachable
from evals.latency import run
from tests.conftest import REPOSITORY

PAUSE = 0.05  # seconds before each event


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    kept = (REPOSITORY / "evals" / "data" / "samples_qa.jsonl").read_text(encoding="utf-8").splitlines()[:3]
    path = tmp_path / "q.jsonl"
    path.write_text("\n".join(kept), encoding="utf-8")
    return path


@pytest.fixture
def server() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            for name in ("stage", "delta", "answer"):
                time.sleep(PAUSE)
                self.wfile.write(f"event: {name}\r\ndata: {{}}\r\n\r\n".encode())
                self.wfile.flush()

        def log_message(self, format: str, *args: object) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_first_byte_first_words_and_end_are_told_apart(server: str, questions: Path) -> None:
    timing = run(server, questions)
    assert timing.first_byte.n == 3
    assert PAUSE * 1000 <= timing.first_byte.p50 < timing.first_words.p50 < timing.whole.p50
    assert timing.first_words.p50 >= 2 * PAUSE * 1000


def test_the_command_prints_a_table(server: str, questions: Path) -> None:
    done = CliRunner().invoke(app, ["latency", "--url", server, "--dataset", str(questions)])
    assert done.exit_code == 0 and "first words" in done.stdout and "p95" in done.stdout


def test_a_server_that_is_not_there_is_told(questions: Path) -> None:
    with pytest.raises(ServerUnreachable, match=r"127\.0\.0\.1:1"):
        run("http://127.0.0.1:1", questions)
