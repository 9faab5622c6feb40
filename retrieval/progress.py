"""How far the index has come: what can be found by words, what by meaning too, and whether more is being made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from corpus.store import Database, Library
from retrieval.errors import IndexDamaged, IndexMissing
from retrieval.generations import current
from retrieval.indexing import is_embedding


@dataclass(frozen=True, slots=True)
class IndexProgress:
    """Counts of passages: in the corpus, searchable by words, and by meaning. `embedding`: vectors are being made."""

    passages: int
    by_words: int
    by_meaning: int
    embedding: bool


def read_progress(folder: Path, database: Database) -> IndexProgress:
    """The state of the index in `folder`; zeros where there is none yet."""
    passages = Library(database).count_passages()
    try:
        manifest = current(folder).manifest
    except (IndexMissing, IndexDamaged):
        return IndexProgress(passages, 0, 0, embedding=False)
    return IndexProgress(passages, manifest.passages, manifest.vectors, is_embedding(folder))
