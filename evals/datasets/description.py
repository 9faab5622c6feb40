"""Gold descriptions: what a reader finds that a file tells of its act."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from evals.datasets.jsonl import StrictRow, rows


class GoldDescription(StrictRow):
    """What one file tells of its act; None where it does not. Agencies and kinds by id.

    Any of `fields` is right; with `field_optional` only the address of the page names one, and none is right as well.
    """

    file: str
    number: str | None
    kind: str | None
    issuer: str | None
    issued: date | None
    effective_from: date | None
    effective_until: date | None
    signer: str | None
    fields: list[str]
    field_optional: bool = False


def read_descriptions(path: Path) -> tuple[GoldDescription, ...]:
    """The gold descriptions of a JSON lines file.

    Raises:
        DatasetError: the file is absent or a row is malformed; names the line and the fields.
    """
    return tuple(rows(path, GoldDescription))
