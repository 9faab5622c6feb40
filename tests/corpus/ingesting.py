"""Reading files into a library, as tests of it do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from corpus.report import IngestReport
from corpus.store import Library

Ingest = Callable[..., IngestReport]

# a whole run in a process of its own, which says each file that it is done with
RUN = """
import sys
from pathlib import Path
from corpus.ingest import ingest
from corpus.store import Library, open_database

if __name__ == "__main__":
    database = open_database(sys.argv[1])
    ingest([Path(sys.argv[2])], Library(database), database, progress=lambda step: print(step.done, flush=True))
"""


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def snapshot(library: Library) -> dict[str, list[tuple[str, str]]]:
    return {text.id: [(p.id, p.content) for p in library.passages_of(text.id)] for text in library.texts()}
