"""The words of the pages: `<language>.toml` beside this file, the same keys in each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from corpus.catalogue import catalogue
from corpus.model import Language

DEFAULT = Language.VI


def words(language: Language) -> Mapping[str, str]:
    """All words of the pages in one language."""
    return catalogue(Path(__file__).parent, language)
