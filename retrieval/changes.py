"""What differs between the index and the corpus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.model import Passage
from corpus.store import Library
from corpus.thesaurus import thesaurus_digest
from retrieval import generations
from retrieval.errors import IndexDamaged, IndexMissing
from retrieval.generations import Generation
from retrieval.lexical import LexicalIndex
from retrieval.model import Embedder
from retrieval.places import Places, TextPlace, load_places, place_texts
from retrieval.vectors import Numbers

BATCH = 500  # passages read at a time, so that a corpus of any size passes through little memory


@dataclass(frozen=True, slots=True)
class Change:
    """Passages that came and went since the `previous` generation, ascending by number; where all passages stand."""

    added: Numbers
    removed: Numbers
    places: Places
    previous: Generation | None

    @property
    def nothing(self) -> bool:
        """Whether the previous generation holds just what the corpus holds."""
        if self.previous is None or len(self.added) or len(self.removed):
            return False
        return load_places(self.previous.folder).texts == self.places.texts


def change_since(folder: Path, library: Library, embedder: Embedder) -> Change:
    """What came and went since the current generation; everything came where none is of this model and thesaurus."""
    previous = _previous(folder, embedder)
    old = load_places(previous.folder) if previous else None
    # Passages first, texts after: a text added meanwhile is then known, and one dropped meanwhile is left out.
    text_of = library.texts_by_number()
    texts = place_texts(library.texts(), {act.id: act for act in library.acts()})
    there = {text.id for text in texts}
    now = np.array([number for number, text in text_of.items() if text in there], np.int64)
    known = np.zeros(0, np.int64) if old is None else np.asarray(old.numbers)
    added = np.setdiff1d(now, known, assume_unique=True)  # both are: looking for doubles took half of all this
    removed = np.setdiff1d(known, now, assume_unique=True)
    return Change(added, removed, _merged(texts, old, removed, added, text_of), previous)


def read_passages(library: Library, numbers: Numbers) -> Iterator[tuple[int, Passage]]:
    """The passages of these numbers that are still there, in their order."""
    for at in range(0, len(numbers), BATCH):
        batch = numbers[at : at + BATCH].tolist()
        found = library.passages_by_number(batch)
        yield from ((number, found[number]) for number in batch if number in found)


def _previous(folder: Path, embedder: Embedder) -> Generation | None:
    """The current generation, where this version can go on from it."""
    try:
        previous = generations.current(folder)
        LexicalIndex(previous.folder / "lexical")
    except (IndexMissing, IndexDamaged):
        return None
    made_alike = (embedder.fingerprint, thesaurus_digest())
    return previous if (previous.manifest.fingerprint, previous.manifest.thesaurus) == made_alike else None


def _merged(
    texts: tuple[TextPlace, ...], old: Places | None, removed: Numbers, added: Numbers, text_of: Mapping[int, str]
) -> Places:
    order = {text.id: n for n, text in enumerate(texts)}
    numbers = added
    places = np.array([order[text_of[number]] for number in added.tolist()], np.int32)
    if old is not None:
        renumbered = np.array([order.get(text.id, -1) for text in old.texts] or [0], np.int32)
        kept = ~np.isin(old.numbers, removed) & (renumbered[old.text_of] >= 0)
        numbers = np.concatenate((old.numbers[kept], numbers))
        places = np.concatenate((renumbered[old.text_of[kept]], places))
    return Places(texts, numbers, places)
