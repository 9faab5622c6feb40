"""A server that speaks the chat part of OpenAI's API over HTTP, and says what a test gives it to say."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class ChatServer:
    """`say` turns a request's body into the words of the reply; `wait` seconds pass before it."""

    say: Callable[[dict[str, Any]], str]
    wait: float = 0.0
    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)


@contextmanager
def chat_server(say: Callable[[dict[str, Any]], str], *, wait: float = 0.0) -> Iterator[ChatServer]:
    """A server on a free port of this machine."""
    chat = ChatServer(say, wait)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            chat.asked.append(body)
            time.sleep(chat.wait)
            message = {"role": "assistant", "content": chat.say(body)}
            reply = {
                "id": "c-1",
                "object": "chat.completion",
                "created": 0,
                "model": body["model"],
                "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
                "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
            }
            data = json.dumps(reply).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    chat.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield chat
    finally:
        server.shutdown()
        server.server_close()
