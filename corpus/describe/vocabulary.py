"""Words that describing goes by, read from `corpus/data/describing.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from corpus.fold import fold
from corpus.identifiers import number_key


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`attributes`: folded name to field; `kinds`: code in numbers (folded) to name; `kind_words`: names in texts,
    longest first; `issuers`: folded abbreviation to agency id; `publishers`: host to name.
    """

    attributes: dict[str, str]
    kinds: dict[str, str]
    kind_words: tuple[tuple[re.Pattern[str], str], ...]
    issuers: dict[str, str]
    publishers: dict[str, str]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, read once."""
    data = tomllib.loads((files("corpus") / "data" / "describing.toml").read_text(encoding="utf-8"))
    words = sorted(((w, k["name"]) for k in data["kind"] for w in k["words"]), key=lambda item: -len(item[0]))
    return Vocabulary(
        {name: field for field, names in data["attributes"].items() for name in names},
        {fold(kind["code"]): kind["name"] for kind in data["kind"]},
        tuple((re.compile(rf"\b{_pattern(word)}"), name) for word, name in words),
        dict(data["issuers"]),
        dict(data["publishers"]),
    )


def _pattern(word: str) -> str:
    return re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else r"\b")


def kind_of_words(words: str) -> str | None:
    """The kind that words name first ("Nghị định sửa đổi" is a decree), or None."""
    folded = fold(words)
    found = [
        (match.start(), -len(match[0]), name) for p, name in vocabulary().kind_words if (match := p.search(folded))
    ]
    return min(found)[2] if found else None


def kind_of_number(number: str) -> str | None:
    """The kind that a document number names: 118/2025/NĐ-CP is a decree, 36/2005/QH11 a law."""
    parts = number_key(number).split("-")
    kinds = vocabulary().kinds
    return next((kinds[part] for part in parts[1:] if part in kinds), None)


def issuer_of_number(number: str) -> str | None:
    """The agency whose abbreviation ends a document number, or None."""
    parts = re.split(r"[/\-–\s]+", fold(number))
    issuers = vocabulary().issuers
    return next((issuers[key] for part in reversed(parts) if (key := part.rstrip("0123456789")) in issuers), None)


def publisher_of(url: str) -> str | None:
    """The name of the publisher of a page, its host where it is not known."""
    host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").removeprefix("www.")
    return vocabulary().publishers.get(host, host) or None
