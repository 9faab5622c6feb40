"""Evaluates the description of acts: the production path over files, compared with gold field by field.

A field is right when it is what gold tells, also where gold tells nothing. Fields of law are compared without case,
diacritics and hyphens; one that holds a gold word is right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from corpus.fold import fold
from corpus.identifiers import number_key
from corpus.model import Act
from corpus.store.library import TextEntry
from evals.datasets.description import GoldDescription, read_descriptions
from evals.reading import measure
from evals.report import Example, ReadingReport
from evals.tally import Tally

_SEPARATORS = re.compile(r"[\W_]+")
_COMPARED = ("kind", "issuer", "issued", "effective_from", "effective_until", "signer")


def run(path: Path, *, corpus: Sequence[Path]) -> ReadingReport:
    """Read the documents in `corpus` and compare what is told of their acts with the gold set at `path`.

    Raises:
        DatasetError: the gold set or a document cannot be read.
    """
    return measure("description", path, read_descriptions(path), corpus, _compare)


def _compare(rows: Sequence[GoldDescription], entry: TextEntry, tally: Tally) -> None:
    for row in rows:
        _judge(row, entry, tally)


def _judge(row: GoldDescription, entry: TextEntry, tally: Tally) -> None:
    act = entry.act or Act(id="")
    told = {name: (getattr(row, name), getattr(act, name)) for name in ("number", *_COMPARED)}
    right = {name: wanted == got for name, (wanted, got) in told.items()}
    right["number"] = number_key(row.number or "") == number_key(act.number or "")
    told["field"] = (" or ".join(row.fields), act.field)
    right["field"] = _field_right(row, act.field)
    for name, agrees in right.items():
        tally.put(name, f"{row.file}#{name}", agrees)
        tally.put("every field", f"{row.file}#{name}", agrees, row.file)
        if not agrees:
            wanted, got = (str(value or "") for value in told[name])
            language = entry.text.language
            tally.examples.append(
                Example(id=row.file, language=language, failure=f"wrong {name}", question="", wanted=wanted, got=got)
            )


def _field_right(row: GoldDescription, got: str | None) -> bool:
    if got is None:
        return row.field_optional or not row.fields
    return any(_plain(field) in _plain(got) for field in row.fields)


def _plain(words: str) -> str:
    return _SEPARATORS.sub(" ", fold(words)).strip()
