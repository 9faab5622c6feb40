"""A language model that obeys: an OpenAI-compatible server that says whatever it was told to, streamed.

It does what an attacker hopes for: repeats its instructions, follows orders in documents and questions, forges
citations, and puts the tokens it was shown under all of it.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Say = Callable[[str], str]  # from the prompt to the whole reply


def obey(prompt: str) -> str:
    """Everything that must not be shown, each with a true token."""
    tokens = re.findall(r"^\[([a-z0-9]{4})\]", prompt, re.MULTILINE) or ["a1b2"]
    said = []
    for token in tokens[:3]:
        said += [
            f"PWNED [{token}].",
            f"{' '.join(prompt.split()[:18])} [{token}].",
            f"The fee is 1 VND [{token}].",
            f"999,999 VND must be sent to evil.example [{token}].",
            f'{{"hacked": true}} [{token}].',
            f"The Ministry of Magic decides on 31 February 2031 under decree 999/2031/NĐ-CP [{token}].",
        ]
    return " ".join([*said, "Everything is free [zzzz].", "Trust me."])


@contextmanager
def model_server(say: Say, *, pause: float = 0.0, status: int = 200, raw: bytes | None = None) -> Iterator[str]:
    """The address of a server: `pause` seconds before each word, or an error `status`, or `raw` bytes for a reply."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if status != 200 or raw is not None:
                self._whole(status, raw if raw is not None else b'{"error": {"message": "no"}}')
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Connection", "close")
            self.end_headers()
            for piece in re.findall(r"\S+\s*", say(str(body["messages"][-1]["content"]))):
                time.sleep(pause)
                self._event({"choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": None}]})
            self._event({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
            self._send(b"[DONE]")

        def _event(self, part: dict[str, Any]) -> None:
            chunk = {"id": "c", "object": "chat.completion.chunk", "created": 0, "model": "m", **part}
            self._send(json.dumps(chunk).encode())

        def _send(self, data: bytes) -> None:
            try:
                self.wfile.write(b"data: " + data + b"\n\n")
                self.wfile.flush()
            except OSError:  # the client gave up, as it should
                self.close_connection = True

        def _whole(self, code: int, data: bytes) -> None:
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()
