"""Loading: files as they are found become text, or one clear error each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corpus.load.errors import LoadError
from corpus.load.interpret import interpret
from corpus.load.model import Limits, LoadedFile, OffsetMap, Source
from corpus.load.sources import Place, Unreadable, find, open_place

__all__ = [
    "Limits",
    "LoadError",
    "LoadedFile",
    "OffsetMap",
    "Place",
    "Source",
    "Unreadable",
    "find",
    "interpret",
    "load",
    "open_place",
]


def load(path: Path, limits: Limits | None = None) -> Iterator[LoadedFile]:
    """Every file at `path`: one file, the files of a folder, the members of archives.

    Raises:
        LoadError: a file cannot be read. To go on after it, use `find`, `open_place` and `interpret` as ingestion does.
    """
    limits = limits or Limits()
    for place in find(path):
        for source in [place] if isinstance(place, Unreadable) else open_place(place, limits):
            if isinstance(source, Unreadable):
                raise source.error
            yield interpret(source, limits)
