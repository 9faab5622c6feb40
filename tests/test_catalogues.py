"""Every sentence for people exists in every language of the interface, and some code says it."""

from __future__ import annotations

import re
import string
from functools import cache
from http import HTTPStatus
from pathlib import Path

import pytest

from corpus.catalogue import catalogue
from corpus.model import Language
from tests.conftest import REPOSITORY

FOLDERS = sorted(path.parent for path in REPOSITORY.glob("*/words/**/vi.toml"))
ANSWERS = {str(status.value): status.name for status in HTTPStatus}
ROOMS = ("api", "assistant", "bot", "congvu", "corpus", "register")

in_each_folder = pytest.mark.parametrize(
    "folder", FOLDERS, ids=lambda folder: folder.relative_to(REPOSITORY).as_posix().replace("/", "-")
)


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@cache
def source() -> str:
    """All code, templates and data that may name a sentence; no catalogue."""
    files = (
        file
        for room in ROOMS
        for ending in ("py", "html", "js", "toml")
        for file in (REPOSITORY / room).rglob(f"*.{ending}")
        if "words" not in file.parent.parts or ending == "py"
    )
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


@cache
def slugged() -> str:
    """The same as one chain of words, so that "by letter" and "joint-circular" are found as parts of keys."""
    return re.sub(r"\W+", "_", source())


@cache
def families() -> tuple[re.Pattern[str], ...]:
    """What code, scripts and templates build keys of: `f"status_{status}"`, `f"{unit}_below"`, `"relation_" ~ name`."""
    built = re.findall(r"""f"((?:\w|\{[^{}"]+\})+)\"""", source())
    built += re.findall(r"""f'((?:\w|\{[^{}']+\})+)'""", source())
    built += [name.replace("$", "") for name in re.findall(r"`((?:\w|\$\{[^{}`]+\})+)`", source())]
    built += [f"{head}{{}}{tail}" for head, tail in re.findall(r"""'(\w+_)' ~ [\w.]+(?: ~ '(_\w+)')?""", source())]
    parts = {tuple(re.split(r"\{[^{}]*\}", name)) for name in built if "{" in name}
    return tuple(
        re.compile("(.+?)".join(fixed)) for fixed in parts if fixed[0].endswith("_") or fixed[-1].startswith("_")
    )


@cache
def named() -> frozenset[str]:
    """What code names in quotation marks or as an attribute."""
    return frozenset(re.findall(r"""["'.](\w[\w-]*)\b""", source()))


def is_said(key: str) -> bool:
    """Whether code names the key, or builds it of a family and of words that code or data name."""
    return key in named() or any(
        all(map(is_named, match.groups())) for family in families() if (match := family.fullmatch(key))
    )


def is_named(member: str) -> bool:
    """Whether code or data know a word; a number is the status of an HTTP answer."""
    return f"_{ANSWERS.get(member, member).replace('-', '_')}_" in slugged()


def test_the_rooms_with_words_are_found() -> None:
    rooms = {folder.relative_to(REPOSITORY).as_posix() for folder in FOLDERS}
    assert rooms == {"api/words", "assistant/words", "bot/words", "register/words", "register/words/procedures"}


@in_each_folder
@pytest.mark.parametrize("language", list(Language))
def test_each_catalogue_has_the_same_sentences_with_the_same_values(folder: Path, language: Language) -> None:
    own, vietnamese = catalogue(folder, language), catalogue(folder, Language.VI)
    assert {key: fields(own[key]) for key in own} == {key: fields(vietnamese[key]) for key in vietnamese}
    assert [key for key, sentence in own.items() if not sentence.strip()] == []


@in_each_folder
def test_no_sentence_is_never_said(folder: Path) -> None:
    assert [key for key in catalogue(folder, Language.EN) if not is_said(key)] == []


@pytest.mark.parametrize("key", ["never_said_by_anybody", "status_of_no_task", "aeon_below"])
def test_a_sentence_that_nothing_says_is_noticed(key: str) -> None:
    assert not is_said(key)
