"""Bringing the index up to the corpus: what is new is embedded and added, what is gone is removed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.model import Passage
from corpus.store import Library
from retrieval import generations
from retrieval.centring import Means, centred, code_of, measure
from retrieval.errors import IndexDamaged, IndexMissing
from retrieval.generations import Generation, Manifest
from retrieval.lexical import LexicalIndex
from retrieval.means import shipped_means
from retrieval.model import Embedder, FloatMatrix, Progress
from retrieval.places import Places, TextPlace, load_places, place_texts
from retrieval.snapshot import sample_background, write_arrays
from retrieval.vector_cache import VectorCache, key_of
from retrieval.vectors import Numbers, VectorIndex, build, load

CHUNK = 512  # passages embedded between two writes to the cache: about 20 s of work that a kill may lose
WORDS_FIRST = 1000  # from so many passages to embed, words are made searchable before the vectors are there
DRIFT = 1.5  # growth of the corpus from which language means are measured anew and all vectors centred again


@dataclass(frozen=True, slots=True)
class _Change:
    """What differs between the index and the corpus."""

    added: tuple[tuple[int, Passage], ...]
    removed: Numbers
    places: Places
    previous: Generation | None


def update_index(
    folder: Path,
    library: Library,
    embedder: Embedder,
    *,
    progress: Progress | None = None,
    embed: Callable[[Passage], bool] | None = None,
) -> Generation:
    """Bring the index in `folder` up to `library`; nothing happens when nothing changed.

    With much to embed, a generation with words and identifiers is published first. Vectors are cached by their
    words: a killed run goes on where it stopped. `progress` counts passages to embed. Passages that `embed`
    declines are found by words and identifiers only, and the generation stays incomplete.

    Raises:
        RetrievalError: another process is building.
    """
    with generations.writing(folder):
        change = _change(folder, library, embedder)
        previous = change.previous
        if previous and previous.manifest.complete and _nothing_new(previous, change):
            return previous
        cache = VectorCache(folder / "embedded", embedder.fingerprint, embedder.dim)
        waiting = _waiting(library, change, cache, embed)
        lexical_only = len(waiting) >= WORDS_FIRST
        if lexical_only:
            previous = _publish(folder, library, embedder, cache, change, complete=False)
            change = _Change((), change.removed[:0], change.places, previous)
        _embed(waiting, library, embedder, cache, progress)
        return _publish(folder, library, embedder, cache, change, complete=embed is None)


def _change(folder: Path, library: Library, embedder: Embedder) -> _Change:
    try:
        previous: Generation | None = generations.current(folder)
    except (IndexMissing, IndexDamaged):
        previous = None
    if previous and previous.manifest.fingerprint != embedder.fingerprint:
        previous = None
    old = load_places(previous.folder) if previous else None
    numbers = library.numbers()
    known = set(old.numbers.tolist()) if old else set()
    # Passages first, texts after: a text added meanwhile is then known, and one dropped meanwhile is left out.
    added = _passages(library, sorted(numbers - known))
    texts = place_texts(library.texts(), {act.id: act for act in library.acts()})
    there = {text.id for text in texts}
    added = tuple((number, passage) for number, passage in added if passage.text_id in there)
    removed = np.array(sorted(known - numbers), np.int64)
    return _Change(added, removed, _merged(texts, old, removed, added), previous)


def _passages(library: Library, numbers: Sequence[int]) -> tuple[tuple[int, Passage], ...]:
    found = library.passages_by_number(numbers)
    return tuple((number, found[number]) for number in numbers if number in found)


def _merged(
    texts: tuple[TextPlace, ...], old: Places | None, removed: Numbers, added: Sequence[tuple[int, Passage]]
) -> Places:
    order = {text.id: n for n, text in enumerate(texts)}
    numbers = np.array([number for number, _ in added], np.int64)
    text_of = np.array([order[passage.text_id] for _, passage in added], np.int32)
    if old is not None:
        renumbered = np.array([order.get(text.id, -1) for text in old.texts] or [0], np.int32)
        kept = ~np.isin(old.numbers, removed) & (renumbered[old.text_of] >= 0)
        numbers = np.concatenate((old.numbers[kept], numbers))
        text_of = np.concatenate((renumbered[old.text_of[kept]], text_of))
    return Places(texts, numbers, text_of)


def _nothing_new(previous: Generation, change: _Change) -> bool:
    same_texts = load_places(previous.folder).texts == change.places.texts
    return same_texts and not change.added and not len(change.removed)


def _waiting(
    library: Library, change: _Change, cache: VectorCache, embed: Callable[[Passage], bool] | None
) -> list[int]:
    """Passages to embed that have no vector yet, neither in the index nor in the cache."""
    have = load(change.previous.folder).numbers if change.previous else np.zeros(0, np.int64)
    added = dict(change.added)
    missing = [int(n) for n in np.setdiff1d(change.places.numbers, have)]
    wanted = ((n, p) for n, p in _by_number(library, missing, added) if embed is None or embed(p))
    return [n for n, passage in wanted if key_of(passage.content) not in cache]


def _by_number(library: Library, numbers: Sequence[int], at_hand: dict[int, Passage]) -> Iterator[tuple[int, Passage]]:
    for at in range(0, len(numbers), CHUNK):
        chunk = numbers[at : at + CHUNK]
        found = at_hand if all(n in at_hand for n in chunk) else library.passages_by_number(chunk)
        yield from ((n, found[n]) for n in chunk if n in found)


def _embed(
    waiting: Sequence[int], library: Library, embedder: Embedder, cache: VectorCache, progress: Progress | None
) -> None:
    for at in range(0, len(waiting), CHUNK):
        words = [p.content for p in library.passages_by_number(waiting[at : at + CHUNK]).values()]
        cache.add([key_of(w) for w in words], embedder.passages(words))
        if progress:
            progress(min(at + CHUNK, len(waiting)), len(waiting))


def _publish(
    folder: Path, library: Library, embedder: Embedder, cache: VectorCache, change: _Change, *, complete: bool
) -> Generation:
    aside = generations.start(folder)
    if change.previous is not None:
        generations.clone(change.previous.folder / "lexical", aside / "lexical")
    LexicalIndex(aside / "lexical").write(change.added, change.removed.tolist())
    change.places.save(aside)
    vectors, centred_on = _vectors(aside, library, embedder, cache, change)
    vectors.save(aside)
    manifest = Manifest(
        fingerprint=embedder.fingerprint,
        dim=embedder.dim,
        passages=len(change.places.numbers),
        vectors=len(vectors.numbers),
        complete=complete,
        centred_on=centred_on,
    )
    return generations.publish(folder, aside, manifest)


def _vectors(
    aside: Path, library: Library, embedder: Embedder, cache: VectorCache, change: _Change
) -> tuple[VectorIndex, int]:
    """The vectors of a generation: the last one's with a few changes, or all anew when the means have drifted."""
    previous, total = change.previous, len(change.places.numbers)
    if previous and 0 < total <= DRIFT * previous.manifest.centred_on:
        vectors = load(previous.folder, shared=False)
        vectors.remove(change.removed)
        means: FloatMatrix = np.load(previous.folder / "means.npy")
        numbers, raw, codes = _raw(library, cache, change, np.setdiff1d(change.places.numbers, vectors.numbers))
        if len(numbers):
            vectors.add(centred(raw, codes, means), numbers)
        write_arrays(aside, means, sample_background(vectors.vectors))
        return vectors, previous.manifest.centred_on
    numbers, raw, codes = _raw(library, cache, change, change.places.numbers)
    blended: Means = shipped_means(embedder).blended(measure(raw, codes))
    moved = centred(raw, codes, blended.vectors)
    write_arrays(aside, blended.vectors, sample_background(moved))
    return build(moved, numbers), len(numbers)


def _raw(
    library: Library, cache: VectorCache, change: _Change, wanted: Numbers
) -> tuple[Numbers, FloatMatrix, list[int]]:
    """Numbers, raw vectors and language codes of those `wanted` passages whose vectors are in the cache."""
    pairs = _by_number(library, wanted.tolist(), dict(change.added))
    keyed = [(n, key_of(p.content), code_of(p.language)) for n, p in pairs]
    known = [row for row in keyed if row[1] in cache]
    return np.array([n for n, _, _ in known], np.int64), cache.get([k for _, k, _ in known]), [c for *_, c in known]
