"""A small language model served on this machine for as long as something is measured, by llama.cpp's own server.

`pip install 'congvu[smallmodel]'` brings the server. It runs in a process of its own, which ends with the measurement.
"""

from __future__ import annotations

import importlib.util
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import SecretStr

from assistant.settings import Settings
from evals.errors import AlternativeMissing, ServerUnreachable

INSTALL = "pip install 'congvu[smallmodel]'"
THREADS = 1  # more wait for each other at every layer, which on a machine that does other work too is slower than one
CONTEXT = 16_384  # tokens, shared by the slots
SLOTS = 2  # questions at once
READY = 60.0  # seconds until a model is read from a cold disk


@contextmanager
def with_small_model(settings: Settings, weights: Path) -> Iterator[Settings]:
    """The settings with a model that is served from `weights`, a GGUF file, until the end of the block.

    Raises:
        AlternativeMissing: xllamacpp is not installed.
        ServerUnreachable: the server does not start, or refuses the file.
    """
    if importlib.util.find_spec("xllamacpp") is None:
        raise AlternativeMissing(f"xllamacpp serves the model and is not installed; run: {INSTALL}")
    port = _free_port()
    command = [sys.executable, "-m", "evals.small_model", str(weights), str(port)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            _wait(server, f"http://127.0.0.1:{port}/health", weights)
            own = {
                "llm": f"openai:{weights.stem}",
                "llm_url": f"http://127.0.0.1:{port}/v1",
                "llm_key": SecretStr("none"),
            }
            yield settings.model_copy(update=own)
        finally:
            server.kill()


def _wait(server: subprocess.Popen[bytes], health: str, weights: Path) -> None:
    end = time.monotonic() + READY
    while server.poll() is None and time.monotonic() < end:
        try:
            with urllib.request.urlopen(health, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise ServerUnreachable(f"the server of {weights} did not start; is it a GGUF file of a chat model?")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(weights: str, port: int) -> None:
    """Serve a GGUF file until the process that started this one is gone."""
    import xllamacpp

    wanted = xllamacpp.CommonParams()
    wanted.model.path = weights
    wanted.hostnames, wanted.port = ["127.0.0.1"], port
    wanted.n_ctx, wanted.n_parallel, wanted.n_gpu_layers = CONTEXT, SLOTS, 0
    wanted.cpuparams.n_threads = wanted.cpuparams_batch.n_threads = THREADS
    wanted.use_jinja = wanted.endpoint_metrics = True
    running = xllamacpp.Server(wanted)
    sys.stdin.read()  # ends when the parent does, however it does
    del running


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
