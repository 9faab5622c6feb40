"""Officials who are told to act by name: "Phó Thủ tướng Phạm Gia Túc", also as Cyrillic texts spell them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from itertools import takewhile

from corpus.fold import fold
from corpus.model import Language, Mention, MentionKind

_NAME = r"[^\W\d_]+(?:[ \u00a0][^\W\d_]+){1,3}"
_OFFICES = frozenset(("chinh phu", "thuong truc"))  # words that follow a title and are no name


def find_officials(content: str, language: Language) -> list[Mention]:
    """Deputy prime ministers and other leaders named with their title; `value` is like "deputy-prime-minister-..."."""
    found = []
    for match in _pattern(language).finditer(content):
        title = _titles()[fold(" ".join(match["title"].split()))]
        name = " ".join(takewhile(lambda word: word[0].isupper(), match["name"].split()))
        if " " not in name or fold(" ".join(name.split()[:2])) in _OFFICES:
            continue
        value = f"{title}-{_latin(name).replace(' ', '-')}"
        end = match.start("name") + len(name)
        found.append(Mention(MentionKind.AGENCY, value, content[match.start() : end], match.start(), end))
    return found


def official_name(identity: str, language: Language) -> str | None:
    """The title in a language and the name, or None when the id is no official's."""
    data = _data()["title"]
    for title in sorted(data, key=lambda title: -len(title["id"])):
        if identity.startswith(f"{title['id']}-"):
            name = identity.removeprefix(f"{title['id']}-").split("-")
            return f"{title[language.value][0]} {' '.join(word.capitalize() for word in name)}"
    return None


def _latin(name: str) -> str:
    """The name in Latin letters without diacritics; Cyrillic syllables are looked up one by one."""
    table = _data()["syllables"][0]
    return " ".join(table.get(word, [word])[0] for word in fold(name).split())


@cache
def _data() -> dict[str, list[dict[str, list[str]]]]:
    return tomllib.loads((files("corpus") / "data" / "officials.toml").read_text(encoding="utf-8"))


@cache
def _titles() -> dict[str, str]:
    """Ids of titles by every folded form."""
    return {fold(form): str(t["id"]) for t in _data()["title"] for lang in Language for form in t[lang.value]}


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    forms = {form for title in _data()["title"] for lang in (language, Language.VI) for form in title[lang.value]}
    titles = "|".join(sorted((re.escape(f).replace(r"\ ", r"\s+") for f in forms), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?P<title>(?i:{titles}))\s+(?P<name>{_NAME})")
