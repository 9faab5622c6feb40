"""Declare once: which papers of a procedure the state already holds, and where that is laid down."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field

from corpus.fold import fold
from corpus.model import Language
from corpus.procedures.model import Paper, Procedure

ELSEWHERE = "other"  # the database of a paper that a guide spares without saying by which
_FORMS = re.compile(r"(?:to khai|don |van ban de nghi|phieu de nghi|phieu yeu cau|ban khai|giay de nghi)")


class When(StrEnum):
    """What it depends on that a paper need not be handed in."""

    ALWAYS = "always"
    CONNECTED = "connected"  # the office's system reads the database
    INTEGRATED = "integrated"  # the person has had it put on the identity card or into VNeID


class HeldBasis(BaseModel):
    """Where it is laid down: an act by number, its clause, the day from which that holds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    number: str
    clause: str
    since: date
    when: When
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Holding:
    """A paper that a database holds. `told` says whether the guide itself spares it; then `bases` may be empty."""

    paper: Paper
    position: int
    database: str
    bases: tuple[HeldBasis, ...]
    told: bool


class _Paper(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    database: str
    words: tuple[str, ...]
    unless: tuple[str, ...] = Field((), alias="not")
    except_for: tuple[str, ...] = ()
    basis: tuple[HeldBasis, ...]


class _Held(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    databases: dict[str, dict[Language, str]]
    papers: dict[str, _Paper]
    named: dict[str, tuple[str, ...]]


def holdings(procedure: Procedure, *, as_of: date) -> tuple[Holding, ...]:
    """The papers of a procedure that a database holds on a day, in the procedure's order."""
    about = fold(" ".join(one.words for one in (procedure.name, procedure.field, *procedure.aliases) if one))
    issued = fold(procedure.name.words)
    found = (_holding(paper, n, (about, issued), as_of) for n, paper in enumerate(procedure.papers))
    return tuple(one for one in found if one is not None)


def database_name(identity: str, language: Language) -> str:
    """A database in a language."""
    return _held().databases[identity][language]


def database_ids() -> tuple[str, ...]:
    """The databases in the order of the data file."""
    return tuple(_held().databases)


def laid_down() -> tuple[HeldBasis, ...]:
    """Every basis of the data file."""
    return tuple(basis for paper in _held().papers.values() for basis in paper.basis)


def _holding(paper: Paper, position: int, named: tuple[str, str], as_of: date) -> Holding | None:
    about, issued = named
    words = fold(f"{paper.name} {paper.quote.words}")
    meant = None if paper.form or _FORMS.match(fold(paper.name)) else _meant(words, about, issued)
    bases = _bases(meant, about, as_of) if meant else ()
    if meant and bases:
        return Holding(paper, position, meant.database, bases, paper.replaced)
    if paper.replaced:
        return Holding(paper, position, meant.database if meant else _named(words), (), told=True)
    return None


def _meant(words: str, about: str, issued: str) -> _Paper | None:
    for paper in _held().papers.values():
        told = next((one for one in paper.words if _has(words, one)), None)
        spared = any(one in words for one in paper.unless) or any(one in about for one in paper.except_for)
        if told and not spared and not _has(issued, told):
            return paper
    return None


def _bases(paper: _Paper, about: str, as_of: date) -> tuple[HeldBasis, ...]:
    return tuple(
        basis
        for basis in paper.basis
        if basis.since <= as_of and (not basis.only or any(_has(about, word) for word in basis.only))
    )


def _named(words: str) -> str:
    return next((name for name, cues in _held().named.items() if any(cue in words for cue in cues)), ELSEWHERE)


def _has(words: str, one: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(one)}(?!\w)", words) is not None


@cache
def _held() -> _Held:
    told = tomllib.loads((files("corpus") / "data" / "held.toml").read_text(encoding="utf-8"))
    return _Held.model_validate(told)
