"""Every sentence exists in every language of the interface."""

from __future__ import annotations

import string
import tomllib
from pathlib import Path

import pytest

from corpus.model import Language
from tests.conftest import REPOSITORY

FOLDERS = sorted(path.parent for path in REPOSITORY.glob("*/words/vi.toml"))


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def keys_and_fields(path: Path) -> dict[str, set[str]]:
    words: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        key: {name for _, name, _, _ in string.Formatter().parse(str(value)) if name} for key, value in words.items()
    }


def test_the_rooms_with_words_are_found() -> None:
    assert {folder.parent.name for folder in FOLDERS} >= {"assistant", "api", "bot"}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
@pytest.mark.parametrize("language", list(Language))
def test_a_catalogue_has_the_same_keys_and_fields_as_the_others(folder: Path, language: Language) -> None:
    assert keys_and_fields(folder / f"{language}.toml") == keys_and_fields(folder / "vi.toml")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
@pytest.mark.parametrize("language", list(Language))
def test_no_sentence_is_empty(folder: Path, language: Language) -> None:
    words = tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8"))
    assert all(str(value).strip() for value in words.values())
