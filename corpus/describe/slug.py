"""Readable identifiers of acts, and numbers hidden in the names of files and pages."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath

from corpus.describe.found import Found
from corpus.fold import fold
from corpus.identifiers import find_numbers, number_key

_SLUG_NUMBER = re.compile(
    r"(?<![\d])(?P<number>\d{1,5}(?:-\d{1,2})?)-(?:(?P<year>(?:19|20)\d\d)-)?(?P<kind>nd|nq|qd|tt|ttlt|tb|cd|kl|kh|ct)-(?P<issuer>[a-z]{2,8})(?![a-z])"
)

_WITHOUT_YEAR = re.compile(r"^\d+[A-Za-z]?/[^\d\W]")


def act_id(number: str, issued: date | None = None) -> str:
    """A slug that all spellings of a number share: "07-TB/CQTTBCĐ" gives "7-tb-cqttbcd".

    Numbers of the state that carry no year ("148/NQ-CP") begin anew each year, so the year of issue is added.
    """
    key = number_key(number) if find_numbers(number) else fold(number)
    if issued is not None and _WITHOUT_YEAR.match(number):
        key = f"{key}-{issued.year}"
    return re.sub(r"[^a-z0-9]+", "-", key.replace(".", "-")).strip("-")[:120]


def number_of_name(file: str) -> Found[str] | None:
    """The number in a file's name ("nghi-dinh-142-2026-nd-cp-..."), spanning nothing of the content."""
    stem = fold(PurePosixPath(file).stem)
    for match in _SLUG_NUMBER.finditer(stem):
        year = f"/{match['year']}" if match["year"] else ""
        spelt = f"{match['number'].replace('-', '.')}{year}/{match['kind']}-{match['issuer']}".upper()
        if numbers := find_numbers(spelt):
            return Found(numbers[0].value, 0, 0)
    return None
