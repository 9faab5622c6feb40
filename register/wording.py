"""The register's words for people: `words/<language>.toml`, the same keys in each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from corpus.catalogue import catalogue
from corpus.model import Language

FOLDER = Path(__file__).parent / "words"


def wording(language: Language) -> Mapping[str, str]:
    """Flat keys to `str.format` templates."""
    return catalogue(FOLDER, language)
