"""The house stands as its plan says."""

from __future__ import annotations

import importlib
import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

ROOMS = ("api", "assistant", "bot", "congvu", "corpus", "evals", "register", "retrieval")


def tracked(pattern: str) -> list[Path]:
    names = subprocess.run(["git", "ls-files", pattern], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    return [REPOSITORY / name for name in names.stdout.splitlines()]


@pytest.mark.parametrize("room", ROOMS)
def test_each_room_imports_from_this_repository(room: str) -> None:
    module = importlib.import_module(room)
    assert module.__file__ is not None
    assert Path(module.__file__).resolve() == REPOSITORY / room / "__init__.py"


def test_torch_is_pinned_to_the_build_that_brings_no_cuda() -> None:
    constraints = (REPOSITORY / "constraints.txt").read_text()
    assert "torch==2.13.0\n" in constraints
    assert not re.search(r"^nvidia|^triton", constraints, re.MULTILINE)


def test_every_dependency_is_constrained() -> None:
    import tomllib

    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    pinned = {
        re.split(r"==", line)[0].lower().replace("_", "-")
        for line in (REPOSITORY / "constraints.txt").read_text().splitlines()
    }
    names = {re.split(r"[\[=<>]", name)[0].lower().replace("_", "-") for name in wanted}
    assert names - pinned == set()


def test_each_setting_is_described_and_documented() -> None:
    from assistant.settings import Settings

    documented = (REPOSITORY / "docs" / "settings.md").read_text()
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert f"CONGVU_{name.upper()}" in documented, name
