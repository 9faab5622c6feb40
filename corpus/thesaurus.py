"""The thesaurus: concepts of public administration with the terms that name them in each language.

A person may extend `data/thesaurus.tsv`: one concept a line, the terms of a language separated by semicolons.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.model import Language

THESAURUS = Path(__file__).parent / "data" / "thesaurus.tsv"


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept and its terms, base forms as people write them."""

    id: str
    terms: dict[Language, tuple[str, ...]]


def read_thesaurus() -> Iterator[Concept]:
    """All concepts, in the order of the file."""
    for row in _rows():
        yield Concept(row["concept"], {language: _terms(row[language] or "") for language in Language})


def read_terms(language: Language) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The id of each concept and its terms in one language, in a third of the time that all languages take."""
    for row in _rows():
        yield row["concept"], _terms(row[language] or "")


@cache
def thesaurus_digest() -> str:
    """A short digest of the file, by which an index knows the terms that it was made with."""
    return hashlib.blake2b(THESAURUS.read_bytes(), digest_size=8).hexdigest()


def _rows() -> Iterator[dict[str, str]]:
    with THESAURUS.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _terms(cell: str) -> tuple[str, ...]:
    return tuple(term for part in cell.split(";") if (term := part.strip()))
