"""`congvu bot` as a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bot.botapi import BotApiServer, Person
from tests.bot.botapi.telegram import TOKEN

HOME = Path(__file__).resolve().parents[2] / "build" / "samples"  # where the fixture `assistant` keeps its data


def _congvu_bot(server: BotApiServer, folder: Path) -> subprocess.Popen[str]:
    settings = {"HOME": str(HOME), "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_URL": server.url}
    environment = os.environ | {f"CONGVU_{name}": value for name, value in settings.items()}
    command = [Path(sys.executable).with_name("congvu"), "bot"]
    return subprocess.Popen(command, env=environment, cwd=folder, stderr=subprocess.PIPE, text=True)


@pytest.mark.usefixtures("assistant")
def test_the_command_serves_until_it_is_told_to_stop(server: BotApiServer, an: Person, tmp_path: Path) -> None:
    an.say("/help")
    process = _congvu_bot(server, tmp_path)
    try:
        assert an.wait(patience=60)["text"].startswith("Hãy gửi câu hỏi")
    finally:
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 0
    assert TOKEN not in errors
