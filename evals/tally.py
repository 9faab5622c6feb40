"""What an evaluation of reading counts: 1 or 0 by measure and id, groups of ids, and examples of what went wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from evals.report import Example, Figure, ReadingKind, ReadingReport, figures_of, origin_of, peak_memory_mb

GROUP_CHARACTERS = 36


@dataclass(slots=True)
class Tally:
    """1 or 0 for each gold item and for each item that was read; `groups` holds ids by file or language."""

    values: dict[str, dict[str, float]] = field(default_factory=dict)
    groups: dict[str, list[str]] = field(default_factory=dict)
    examples: list[Example] = field(default_factory=list)

    def put(self, measure: str, key: str, value: bool, group: str = "") -> None:
        """Count one id under a measure, and in a group where one is given."""
        self.values.setdefault(measure, {})[key] = float(value)
        if group and key not in (ids := self.groups.setdefault(_short(group), [])):
            ids.append(key)

    def of(self, measure: str) -> list[float]:
        """All values of one measure, in the order they were put."""
        return list(self.values.get(measure, {}).values())

    def figures(self) -> tuple[Figure, ...]:
        """Every measure over everything and over each group."""
        every = {"all": list(dict.fromkeys(key for values in self.values.values() for key in values))}
        return figures_of(self.values, every | self.groups)


def _short(group: str) -> str:
    """A file without its folders, cut to what a plot has room for."""
    return group.rsplit("/", 1)[-1][:GROUP_CHARACTERS]


def report(
    kind: ReadingKind, path: Path, tally: Tally, *, scores: Sequence[Figure] = (), missing: Sequence[str] = ()
) -> ReadingReport:
    """The report of a run of rules over the gold set at `path`: `scores` come first, `missing` files are its notes."""
    notes = [f"not in the corpus: {file}" for file in missing]
    return ReadingReport(
        kind=kind,
        origin=origin_of(path.stem, _digest(path), model="rules", notes=notes),
        figures=(*scores, *tally.figures()),
        values=tally.values,
        peak_memory_mb=peak_memory_mb(),
        examples=tuple(tally.examples),
    )


def _digest(path: Path) -> str:
    """SHA-256 of a file in hexadecimal, of a folder's files in the order of their names."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
