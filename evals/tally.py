"""What an evaluation of reading counts: 1 or 0 by measure and id, groups of ids, and examples of what went wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from evals.report import Example, Figure, Origin, figures_of, origin_of

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


def rules_origin(path: Path, digest: str, missing: Sequence[str] = ()) -> Origin:
    """The origin of a run of rules over the gold set at `path`; `missing` files are told as notes."""
    notes = [f"not in the corpus: {file}" for file in missing]
    return origin_of(path.stem, digest, model="rules", notes=notes)


def digest_of(path: Path) -> str:
    """SHA-256 of a file in hexadecimal, of a folder's files in the order of their names."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
