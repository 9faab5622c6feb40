"""The verifier's numbers: what digits and number words may mean, whatever the language's separators."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

from evals.days import LANGUAGES

DATA = Path(__file__).parent / "data" / "number_words.toml"
NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")

_MULTIPLES = {
    1_000_000_000_000: r"nghìn\s+t[ỷỉ]|ngàn\s+t[ỷỉ]|trillions?|трлн|трильйон\w*|триллион\w*|bln|bilion\w*",
    1_000_000_000: r"tỷ|tỉ|billions?|bn|млрд|миллиард\w*|мільярд\w*|mld|miliard\w*",
    1_000_000: r"triệu|tr|millions?|m|млн|миллион\w*|мільйон\w*|mln|milion\w*",
    1_000: r"nghìn|ngàn|k|thousands?|тыс|тысяч\w*|тис|тисяч\w*|tys|tysi\w+",
}
_MULTIPLIED = re.compile(rf"({NUMBER.pattern})\s*({'|'.join(_MULTIPLES.values())})(?!\w)", re.IGNORECASE)


def numbers_in(words: str) -> Iterator[str]:
    """Every number that words may mean, as plain decimals: "1,5 triệu" is 1.5 and 1500000."""
    for number in NUMBER.findall(words):
        yield from forms_of(number)
    for number in re.findall(r"\d+", words):
        yield str(int(number))
    for number, word in _MULTIPLIED.findall(words):
        for form in forms_of(number):
            yield _plainly(Decimal(form) * _times(word))
    for language in LANGUAGES:
        for value, forms in enumerate(_number_words()[language], 1):
            if re.search(rf"(?<!\w)(?:{forms})(?!\w)", words, re.IGNORECASE):
                yield str(value)


def _times(word: str) -> int:
    return next(times for times, stem in _MULTIPLES.items() if re.fullmatch(stem, word, re.IGNORECASE))


def _plainly(value: Decimal) -> str:
    return f"{value.normalize():f}"


def forms_of(number: str) -> set[str]:
    """What digits may mean: with their separators as groups, and as a decimal point."""
    grouped = re.sub(r"[.,\s]", "", number)
    forms = {str(int(grouped))} if re.fullmatch(r"\d{1,3}(?:[.,\s]\d{3})+|\d+", number) else set()
    if re.fullmatch(r"\d+[.,]\d+", number):
        forms.add(number.replace(",", ".").rstrip("0").rstrip("."))
    return forms


def meant_by(number: str) -> set[str]:
    """What digits of an answer mean: answers group thousands, so "7,000" is no seven."""
    forms = forms_of(number)
    grouped = re.sub(r"[.,\s]", "", number)
    return {str(int(grouped))} if re.fullmatch(r"\d{1,3}(?:[.,\s]\d{3})+", number) else forms


@cache
def _number_words() -> dict[str, list[str]]:
    words: dict[str, list[str]] = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return words
