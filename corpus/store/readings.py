"""Obligations read in texts, kept until a text is put again or the code that read it changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select

from corpus.obligations.model import Deadline, DeadlineKind, Obligation, Strength
from corpus.store.database import Database
from corpus.store.tables import obligation_readings

CORPUS = Path(__file__).parents[1]
# What obligations are read with: nothing else of the corpus decides what a text, once it is stored, is read to assign.
CODE = (
    "agencies.py",
    "clean/*.py",
    "describe/dates.py",
    "fold.py",
    "gazetteer.py",
    "identifiers.py",
    "language.py",
    "mentions/*.py",
    "model.py",
    "nametrie.py",
    "nearnames.py",
    "obligations/*.py",
    "officials.py",
    "store/readings.py",
)
WORDS = (
    "agencies",
    "calendar",
    "cleaning",
    "collectives",
    "document_kinds",
    "issuer_codes",
    "language",
    "obligations",
    "officials",
    "page_weights",
    "provinces",
    "quantities",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The obligations of a text in reading order, and for each the line (from 1) that it begins in."""

    obligations: tuple[Obligation, ...] = ()
    lines: tuple[int, ...] = ()


def kept_readings(database: Database) -> dict[str, Reading]:
    """Readings by text, those by other code left out."""
    query = select(obligation_readings).where(obligation_readings.c.version == reader_version())
    with database.engine.connect() as connection:
        return {row.text_id: _reading_of(row.record) for row in connection.execute(query)}


def keep_readings(database: Database, readings: Mapping[str, Reading]) -> None:
    """Write readings, by text, in place of earlier ones.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database refuses to write, or a text has gone meanwhile.
    """
    version = reader_version()
    rows = [
        {"text_id": text_id, "version": version, "record": _record_of(reading)} for text_id, reading in readings.items()
    ]
    if not rows:
        return
    with database.engine.begin() as connection:
        for row in rows:
            connection.execute(delete(obligation_readings).where(obligation_readings.c.text_id == row["text_id"]))
        connection.execute(insert(obligation_readings), rows)


@cache
def reader_version() -> str:
    """What differs whenever the code or the words differ that texts are read with."""
    digest = hashlib.sha256()
    for file in reader_files():
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def reader_files() -> list[Path]:
    """The code and the words that obligations are read with."""
    code = (file for pattern in CODE for file in CORPUS.glob(pattern))
    return sorted((*code, *(CORPUS / "data" / f"{name}.toml" for name in WORDS)))


def _record_of(reading: Reading) -> bytes:
    return json.dumps(asdict(reading), default=str, ensure_ascii=False).encode()


def _reading_of(record: bytes) -> Reading:
    read = json.loads(record)
    return Reading(tuple(map(_obligation, read["obligations"])), tuple(read["lines"]))


def _obligation(read: dict[str, Any]) -> Obligation:
    return Obligation(
        **read
        | {name: tuple(read[name]) for name in ("agencies", "coordinating", "reasons")}
        | {"strength": Strength(read["strength"]), "deadline": _deadline(read["deadline"])}
    )


def _deadline(read: dict[str, Any]) -> Deadline:
    day = read["date"] and date.fromisoformat(read["date"])
    return Deadline(**read | {"kind": DeadlineKind(read["kind"]), "date": day})
