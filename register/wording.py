"""The register's words for people: `words/<language>.toml`, the same keys in each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from corpus.model import Language

FOLDER = Path(__file__).parent / "words"


@cache
def wording(language: Language) -> Mapping[str, str]:
    """Flat keys to `str.format` templates."""
    with (FOLDER / f"{language}.toml").open("rb") as file:
        words: dict[str, str] = tomllib.load(file)
    return words
