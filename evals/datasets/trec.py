"""Reads and writes TREC runs (`query Q0 document rank score tag`) and reads qrels (`query 0 document grade`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from evals.errors import DatasetError

Ranking = tuple[str, ...]  # document ids, best first


def read_run(path: Path) -> dict[str, Ranking]:
    """Rankings by query: by score, best first; ties keep the order of the file.

    Raises:
        DatasetError: a line has not six columns, or its score is no number.
    """
    scored: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    for number, columns in _columns(path, 6, "query Q0 document rank score tag"):
        scored[columns[0]].append((_number(columns[4], path, number), columns[2]))
    return {query: tuple(doc for _, doc in sorted(found, key=lambda s: -s[0])) for query, found in scored.items()}


def read_qrels(path: Path) -> dict[str, dict[str, int]]:
    """Grades of relevant documents by query; documents judged 0 or less are left out, their queries kept.

    Raises:
        DatasetError: a line has not four columns, or its grade is no number.
    """
    judged: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for number, columns in _columns(path, 4, "query 0 document grade"):
        grade = int(_number(columns[3], path, number))
        judged[columns[0]] |= {columns[2]: grade} if grade > 0 else {}
    return dict(judged)


def write_run(path: Path, rankings: Mapping[str, Sequence[str]], *, tag: str) -> None:
    """Write rankings so that `read_run` and other tools read them back in the same order."""
    with path.open("w", encoding="utf-8") as file:
        for query, ranking in rankings.items():
            file.writelines(f"{query} Q0 {doc} {n} {1 / n:.8f} {tag}\n" for n, doc in enumerate(ranking, 1))


def _columns(path: Path, count: int, form: str) -> Iterator[tuple[int, list[str]]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(f"{path}: cannot be read as UTF-8 text: {error}") from error
    for number, line in enumerate(lines, 1):
        columns = line.split()
        if columns and len(columns) != count:
            raise DatasetError(f"{path}, line {number}: expected '{form}', got {line!r}")
        if columns:
            yield number, columns


def _number(word: str, path: Path, line: int) -> float:
    try:
        return float(word)
    except ValueError as error:
        raise DatasetError(f"{path}, line {line}: {word!r} is not a number") from error
