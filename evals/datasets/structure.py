"""Gold clauses: what each line of a stretch of a file opens, as a person cites it."""

from __future__ import annotations

from pathlib import Path

from evals.datasets.jsonl import StrictRow, rows

Step = tuple[str, str]  # kind of a section or "number" for any; its label, "" for any


class GoldStructure(StrictRow):
    """The clauses of one file, by line from 1: "chapter I > article 5 > clause 2 > point đ".

    Within the `stretches` (first and last line) every other line opens nothing. Headings without a legal level are left
    out of paths, and may stand anywhere.
    """

    file: str
    stretches: list[tuple[int, int]]
    clauses: dict[int, str]

    def steps(self, line: int) -> tuple[Step, ...]:
        """The path of a line from the outermost clause inwards, without dashes, which nobody cites."""
        printed = (step.partition(" ") for step in self.clauses[line].split(" > "))
        return tuple((kind, label) for kind, _, label in printed if label != "-")

    def is_dash(self, line: int) -> bool:
        return self.clauses[line].endswith(" -")


def read_structure(path: Path) -> tuple[GoldStructure, ...]:
    """The gold clauses of a JSON lines file.

    Raises:
        DatasetError: the file is absent or a row is malformed; names the line and the fields.
    """
    return tuple(rows(path, GoldStructure))
