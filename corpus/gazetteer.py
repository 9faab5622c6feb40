"""The gazetteer: agencies, collectives and provinces as data, and the words each is known by."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from corpus.fold import fold
from corpus.model import Language


@dataclass(frozen=True, slots=True)
class Agency:
    """A body that can be told to act. `names` has one name per language.

    `collective` bodies stand for many ("ministries and sectors"); `parts` are the collectives that one is made of;
    `context` bodies are mostly named as addressees or circumstances, seldom as those who must act; `site` is the
    body's own web site.
    """

    id: str
    names: dict[Language, str]
    collective: bool = False
    context: bool = False
    parts: tuple[str, ...] = ()
    site: str | None = None


@dataclass(frozen=True, slots=True)
class Alias:
    """One way to name an agency.

    `short` ones count in texts only when printed in capitals, `proper` ones when every word has one; `doubtful` ones
    usually mean another agency.
    """

    words: str
    agency: str
    language: Language | None
    short: bool = False
    proper: bool = False
    doubtful: bool = False


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str
    en: str
    vi: str
    ru: str
    uk: str
    pl: str
    en_also: list[str] = []
    vi_also: list[str] = []
    ru_also: list[str] = []
    uk_also: list[str] = []
    pl_also: list[str] = []
    short: list[str] = []
    doubtful: list[str] = []
    parts: list[str] = []
    site: str | None = None
    group: bool = False
    context: bool = False


class _Province(BaseModel):
    model_config = ConfigDict(extra="forbid")

    vi: str
    en: str
    ru: str = ""
    uk: str = ""
    pl: str = ""
    also: list[str] = []
    city: bool = False
    former: bool = False


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str
    en: list[str]
    en_city: list[str]
    vi: list[str]
    ru: list[str]
    uk: list[str]
    pl: list[str]


@cache
def agencies() -> dict[str, Agency]:
    """Every known agency by its canonical id."""
    listed = [_agency(entry, collective) for entry, collective in _entries()]
    return {agency.id: agency for agency in (*listed, *(a for a, _ in _provincial()))}


def is_province(identity: str) -> bool:
    """Whether a canonical id is a province or a city as such, and none of its bodies."""
    return identity in _provinces()


@cache
def _provinces() -> frozenset[str]:
    data = _read("provinces.toml")
    return frozenset(_slug(_Province.model_validate(province)) for province in data["province"])


def _slug(province: _Province) -> str:
    return fold(province.en).replace(" - ", "-").replace(" ", "-")


@cache
def aliases() -> tuple[Alias, ...]:
    """Every known way to name an agency, in all languages."""
    named = [alias for entry, _ in _entries() for alias in _aliases_of(entry)]
    named.extend(alias for _, found in _provincial() for alias in found)
    return tuple(named)


@cache
def _entries() -> tuple[tuple[_Entry, bool], ...]:
    single = [_Entry.model_validate(entry) for entry in _read("agencies.toml")["agency"]]
    collective = [_Entry.model_validate(entry) for entry in _read("collectives.toml")["agency"]]
    return tuple([(e, e.group) for e in single] + [(e, True) for e in collective])


def _read(name: str) -> dict[str, list[dict[str, object]]]:
    return tomllib.loads((files("corpus") / "data" / name).read_text(encoding="utf-8"))


def _agency(entry: _Entry, collective: bool) -> Agency:
    names = {lang: str(getattr(entry, lang.value)) for lang in Language}
    return Agency(entry.id, names, collective, entry.context, tuple(entry.parts), entry.site)


def _aliases_of(entry: _Entry) -> Iterator[Alias]:
    for lang in Language:
        for words in (str(getattr(entry, lang.value)), *getattr(entry, f"{lang.value}_also")):
            yield Alias(words, entry.id, lang)
    for words in entry.short:
        yield Alias(words, entry.id, None, short=True)
    for words in entry.doubtful:
        yield Alias(words, entry.id, None, short=True, doubtful=True)


@cache
def _provincial() -> tuple[tuple[Agency, tuple[Alias, ...]], ...]:
    """The bodies of every province, composed from their patterns."""
    data = _read("provinces.toml")
    provinces = [_Province.model_validate(p) for p in data["province"]]
    bodies = [_Body.model_validate(b) for b in data["body"]]
    return tuple(_compose(province, body) for province in provinces for body in bodies)


def _compose(province: _Province, body: _Body) -> tuple[Agency, tuple[Alias, ...]]:
    identity = body.id.replace("{p}", _slug(province))
    bare = body.id == "{p}"
    patterns = {lang: list(getattr(body, lang.value)) for lang in Language}
    patterns[Language.EN] = list(body.en_city if province.city else body.en)
    names = {lang: _fill(patterns[lang][0], province, lang) for lang in Language}
    found = [
        Alias(_fill(pattern, province, lang, name), identity, lang, proper=pattern == "{p}")
        for lang in Language
        for pattern in patterns[lang]
        for name in (_spelling(province, lang), *province.also)
        if not (pattern == "{p}" and (province.former or fold(name) == "ho chi minh"))
    ]
    if bare and province.city:
        found.append(Alias(f"TP {province.vi}", identity, Language.VI))
    return Agency(identity, names), tuple(found)


def _spelling(province: _Province, language: Language) -> str:
    return str(getattr(province, language.value)) or province.en


def _fill(pattern: str, province: _Province, language: Language, name: str | None = None) -> str:
    name = name or _spelling(province, language)
    if language is Language.EN and pattern.endswith("{p} City") and name.endswith(" City"):
        return name
    if language is Language.EN and "{p} City" in pattern and name.endswith(" City"):
        pattern = pattern.replace("{p} City", "{p}")
    return pattern.replace("{p}", name).replace("{o}", "thành phố" if province.city else "tỉnh")
