"""Bringing the index up to the corpus: what is new is embedded and added, what is gone is removed.

With much to embed, words and identifiers are made searchable first; vectors then follow in portions, each a generation
of its own. Embedding holds its own lock for hours, writing a generation holds another for seconds: so documents can be
added while vectors are still being made, and whoever makes them takes up what was added.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from pathlib import Path

import numpy as np

from corpus.model import Passage
from corpus.store import Library
from corpus.thesaurus import thesaurus_digest
from retrieval import generations
from retrieval.centring import Means, centred, code_of, measure
from retrieval.changes import Change, change_since, read_passages
from retrieval.errors import RetrievalError
from retrieval.generations import Generation, Manifest
from retrieval.lexical import LexicalIndex
from retrieval.locking import alone
from retrieval.means import shipped_means
from retrieval.model import Embedder, FloatMatrix, Progress
from retrieval.snapshot import ARRAY_FILES, sample_background, write_arrays
from retrieval.vector_cache import VectorCache, key_of
from retrieval.vectors import VECTOR_FILES, Numbers, build, load

CHUNK = 512  # passages embedded between two writes to the cache: about 20 s of work that a kill may lose
WORDS_FIRST = 1000  # from so many passages to embed, words are made searchable before the vectors are there
PORTION = 4096  # passages embedded before vectors are published for the first time: about three minutes
GROWTH = 0.5  # of the vectors that are there: the next portion, so that all publishing costs little beside embedding
DRIFT = 1.5  # growth of the corpus from which language means are measured anew and all vectors centred again
WRITER_WAIT = 600  # seconds that a finished portion waits while another process writes a generation
REFUSED = "the index could not be written ({error}); the last one still serves. {remedy}"
MAKE_ROOM = "Free some disk space and run `congvu corpus embed`."
TRY_AGAIN = "Run `congvu corpus embed` again; if that ends the same way, please report it."
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

Wanted = Callable[[Passage], bool]


def update_index(
    folder: Path,
    library: Library,
    embedder: Embedder,
    *,
    progress: Progress | None = None,
    words: Progress | None = None,
    embed: Wanted | None = None,
    words_only: bool = False,
) -> Generation:
    """Bring the index in `folder` up to `library`; nothing happens when nothing changed.

    Vectors are cached by their words: a killed run goes on where it stopped. `progress` counts passages to embed,
    `words`, told of many only, those that can be found by words once all are.
    Passages that `embed` declines are found by words and identifiers only, and the generation stays incomplete; so it
    does with `words_only`, and while another process is embedding, which then takes up what was added here.

    Raises:
        RetrievalError: another process is writing a generation, or the disk refuses one.
    """
    with _embedding_alone(folder) as embeds:
        with generations.writing(folder):
            change = change_since(folder, library, embedder)
            if change.previous and change.nothing and (change.previous.manifest.complete or words_only or not embeds):
                return change.previous
            cache = VectorCache(folder / "embedded", embedder.fingerprint, embedder.dim) if embeds else None
            waiting = _waiting(library, change, cache, embed) if cache is not None and not words_only else []
            now = cache is not None and not words_only and len(waiting) < WORDS_FIRST
            if now and cache is not None:
                _embed(waiting, library, embedder, cache, progress)
            if change.previous and change.nothing and not now:  # its words are there, its vectors follow below
                generation = change.previous
            else:
                whole = now and embed is None
                generation = _publish(folder, library, embedder, cache, change, complete=whole, words=words)
        if now or words_only:
            return generation
        if cache is not None:
            return _embed_in_portions(folder, library, embedder, cache, waiting, progress=progress, embed=embed)
    if is_embedding(folder):
        return generation
    return update_index(folder, library, embedder, progress=progress, words=words, embed=embed)  # it saw not all


def _embed_in_portions(
    folder: Path,
    library: Library,
    embedder: Embedder,
    cache: VectorCache,
    waiting: Sequence[int],
    *,
    progress: Progress | None,
    embed: Wanted | None,
) -> Generation:
    """Embed all that waits, also what is added meanwhile, and publish it portion by portion."""
    done = vectors = 0
    while True:
        portion = waiting[: max(PORTION, int(GROWTH * vectors))]
        told = _onward(progress, done, done + len(waiting))
        _embed(portion, library, embedder, cache, told)
        done += len(portion)
        with _writing_soon(folder):
            change = change_since(folder, library, embedder)
            waiting = _waiting(library, change, cache, embed)
            complete = embed is None and not waiting
            generation = _publish(folder, library, embedder, cache, change, complete=complete)
        if not waiting:
            return generation
        vectors = generation.manifest.vectors


def _onward(progress: Progress | None, before: int, total: int) -> Progress | None:
    """Progress that counts the portions that are done already."""
    return None if progress is None else lambda done, _: progress(before + done, total)


def _of_all(progress: Progress, total: int, done: int) -> None:
    progress(done, total)


def is_embedding(folder: Path) -> bool:
    """Whether some process is making vectors for the index in `folder`."""
    with _embedding_alone(folder) as embeds:
        return not embeds


def _embedding_alone(folder: Path) -> AbstractContextManager[bool]:
    """Whether this process is the one that embeds, over processes; the vectors' cache has one writer."""
    return alone(folder / ".embedding")


@contextmanager
def _writing_soon(folder: Path) -> Iterator[None]:
    """The writers' lock, waited for: what another process adds is written in seconds."""
    patience = time.monotonic() + WRITER_WAIT
    with ExitStack() as held:
        while True:
            try:
                held.enter_context(generations.writing(folder))
                break
            except RetrievalError:
                if time.monotonic() > patience:
                    raise
                time.sleep(0.2)
        yield


def _waiting(library: Library, change: Change, cache: VectorCache, embed: Wanted | None) -> list[int]:
    """Passages to embed that have no vector yet, neither in the index nor in the cache.

    They are spread over the corpus, so that the first portion shows its languages' means and how long the rest takes.
    """
    have = load(change.previous.folder).numbers if change.previous else np.zeros(0, np.int64)
    missing = np.setdiff1d(change.places.numbers, have, assume_unique=True)
    passages = ((n, p) for n, p in read_passages(library, missing) if embed is None or embed(p))
    wanted = {number: key_of(passage.content) for number, passage in passages}
    waiting = [n for n, known in zip(wanted, cache.known(list(wanted.values())), strict=True) if not known]
    strides = -(-len(waiting) // CHUNK)
    return [n for first in range(strides) for n in waiting[first::strides]]


def _embed(
    waiting: Sequence[int], library: Library, embedder: Embedder, cache: VectorCache, progress: Progress | None
) -> None:
    for at in range(0, len(waiting), CHUNK):
        words = [p.content for p in library.passages_by_number(waiting[at : at + CHUNK]).values()]
        cache.add([key_of(w) for w in words], embedder.passages(words))
        if progress:
            progress(min(at + CHUNK, len(waiting)), len(waiting))


def _publish(
    folder: Path,
    library: Library,
    embedder: Embedder,
    cache: VectorCache | None,
    change: Change,
    *,
    complete: bool,
    words: Progress | None = None,
) -> Generation:
    """Write a generation aside and make it current.

    Raises:
        RetrievalError: the disk refuses it; the last generation stays current.
    """
    aside = generations.start(folder)
    try:
        if change.previous is not None:
            generations.clone(change.previous.folder / "lexical", aside / "lexical")
        told = None if words is None else partial(_of_all, words, len(change.added))
        LexicalIndex(aside / "lexical").write(read_passages(library, change.added), change.removed.tolist(), told)
        change.places.save(aside)
        vectors, centred_on = _write_vectors(aside, library, embedder, cache, change)
        manifest = Manifest(
            fingerprint=embedder.fingerprint,
            dim=embedder.dim,
            passages=len(change.places.numbers),
            vectors=vectors,
            complete=complete,
            centred_on=centred_on,
            thesaurus=thesaurus_digest(),
        )
        return generations.publish(folder, aside, manifest)
    except (OSError, ValueError, RuntimeError) as error:  # tantivy and FAISS tell of a full disk in their own ways
        generations.discard(aside)
        remedy = MAKE_ROOM if _tells_of_full_disk(error) else TRY_AGAIN
        raise RetrievalError(REFUSED.format(error=error, remedy=remedy)) from error


def _tells_of_full_disk(error: Exception) -> bool:
    """By its number where Python raised it; tantivy and FAISS only pass on what the system says."""
    if isinstance(error, OSError) and error.errno in _FULL:
        return True
    return any(os.strerror(number) in str(error) for number in _FULL)


def _write_vectors(
    aside: Path, library: Library, embedder: Embedder, cache: VectorCache | None, change: Change
) -> tuple[int, int]:
    """Write the vectors of a generation: the last one's with a few changes, or all anew when the means have drifted.

    Without the cache, which only the process that embeds may open, the last one's stay as they are.
    Returns how many there are, and of how many passages the means are.
    """
    previous, total = change.previous, len(change.places.numbers)
    if previous and (cache is None or 0 < total <= DRIFT * previous.manifest.centred_on):
        there = load(previous.folder).numbers
        numbers, raw, codes = _raw(library, cache, np.setdiff1d(change.places.numbers, there, assume_unique=True))
        if not len(numbers) and not np.isin(change.removed, there).any():
            generations.take_over(previous.folder, aside, (*VECTOR_FILES, *ARRAY_FILES))
            return len(there), previous.manifest.centred_on
        vectors = load(previous.folder, shared=False)
        vectors.remove(change.removed)
        if not len(numbers) or numbers[0] > vectors.numbers.max(initial=-1):  # else they lie between those there
            means: FloatMatrix = np.load(previous.folder / "means.npy")
            if len(numbers):
                vectors.add(centred(raw, codes, means), numbers)
            write_arrays(aside, means, sample_background(vectors.vectors))
            vectors.save(aside)
            return len(vectors.numbers), previous.manifest.centred_on
    numbers, raw, codes = _raw(library, cache, change.places.numbers)
    raw = raw if len(numbers) else np.zeros((0, embedder.dim), np.float32)
    blended: Means = shipped_means(embedder).blended(measure(raw, codes))
    moved = centred(raw, codes, blended.vectors)
    write_arrays(aside, blended.vectors, sample_background(moved))
    build(moved, numbers).save(aside)
    return len(numbers), len(numbers)


def _raw(library: Library, cache: VectorCache | None, wanted: Numbers) -> tuple[Numbers, FloatMatrix, list[int]]:
    """Numbers, raw vectors and language codes of those `wanted` passages whose vectors are in the cache."""
    if cache is None or not len(cache):
        return np.zeros(0, np.int64), np.zeros((0, 0), np.float32), []
    keyed = [(n, key_of(p.content), code_of(p.language)) for n, p in read_passages(library, wanted)]
    there = cache.known([key for _, key, _ in keyed])
    known = [row for row, is_there in zip(keyed, there, strict=True) if is_there]
    return np.array([n for n, _, _ in known], np.int64), cache.get([k for _, k, _ in known]), [c for *_, c in known]
