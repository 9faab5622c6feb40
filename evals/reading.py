"""Reading the files that gold is about, as they are read when they are added, without a library; and measuring it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from corpus.load import Limits, LoadError, Place, Source, find, interpret, open_place
from corpus.read import read
from corpus.store.library import TextEntry
from evals.errors import DatasetError
from evals.places import same_file
from evals.report import Figure, ReadingKind, ReadingReport
from evals.tally import Tally, report


class GoldRow(Protocol):
    """What a person read in one file."""

    @property
    def file(self) -> str: ...


Row = TypeVar("Row", bound=GoldRow)


def measure(
    kind: ReadingKind,
    path: Path,
    gold: Sequence[Row],
    corpus: Sequence[Path],
    compare: Callable[[Sequence[Row], TextEntry, Tally], None],
    scores: Callable[[Tally], Sequence[Figure]] = lambda _: (),
) -> ReadingReport:
    """Read the documents in `corpus`, compare each with its rows of the gold set at `path`, and report.

    Raises:
        DatasetError: a document cannot be read.
    """
    files = list(dict.fromkeys(row.file for row in gold))
    entries = read_named(corpus, files)
    tally = Tally()
    for file in files:
        if file in entries:
            compare([row for row in gold if row.file == file], entries[file], tally)
    missing = [file for file in files if file not in entries]
    return report(kind, path, tally, scores=scores(tally), missing=missing)


def read_named(corpus: Sequence[Path], files: Iterable[str]) -> dict[str, TextEntry]:
    """What is read of the named files, by the names that gold gives them; those that are not in `corpus` are left out.

    Raises:
        DatasetError: one of them cannot be read.
    """
    wanted = list(dict.fromkeys(files))
    found = {}
    for source in _sources(corpus, wanted):
        for name in wanted:
            if same_file(name, source.file):
                found[name] = _read(source)
    return found


def _read(source: Source) -> TextEntry:
    try:
        return read(interpret(source))
    except LoadError as error:
        raise DatasetError(f"{source.file}: {error}") from error


def _sources(corpus: Sequence[Path], wanted: Sequence[str]) -> Iterator[Source]:
    """Files with a wanted name, archives' members as well; others are not opened."""
    limits = Limits()
    places = (place for path in corpus for place in find(path) if isinstance(place, Place))
    for place in places:
        if any(same_file(name, place.file) for name in wanted) or _may_hold(place):
            for source in open_place(place, limits):
                if isinstance(source, Source):
                    yield source


def _may_hold(place: Place) -> bool:
    return place.path.suffix in {".zip", ".xz", ".gz", ".bz2", ".tar"}
