"""Words for people: one TOML catalogue per language, apart from logic, the same keys in each (a test asserts it)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from corpus.model import Language


@cache
def catalogue(folder: Path, language: Language) -> Mapping[str, str]:
    """The sentences in `folder/<language>.toml`: flat keys to `str.format` templates.

    Raises:
        FileNotFoundError: the folder has no catalogue of this language.
    """
    with (folder / f"{language}.toml").open("rb") as file:
        words: dict[str, str] = tomllib.load(file)
    return words
