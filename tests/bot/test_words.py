"""The bot's catalogues say the same things in each language."""

from __future__ import annotations

import string

import pytest

from assistant.catalogue import catalogue
from bot.application import COMMANDS
from bot.phrases import WORDS, interface_language
from corpus.model import Language

VIETNAMESE = catalogue(WORDS, Language.VI)


def _names(sentence: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", Language)
def test_each_catalogue_has_the_same_sentences_with_the_same_values(language: Language) -> None:
    words = catalogue(WORDS, language)
    assert set(words) == set(VIETNAMESE)
    assert {key: _names(words[key]) for key in words} == {key: _names(VIETNAMESE[key]) for key in words}


@pytest.mark.parametrize("language", [one for one in Language if one is not Language.VI])
def test_nothing_is_left_untranslated(language: Language) -> None:
    assert [key for key, sentence in catalogue(WORDS, language).items() if sentence == VIETNAMESE[key]] == []


@pytest.mark.parametrize("language", Language)
def test_help_names_every_command(language: Language) -> None:
    text = catalogue(WORDS, language)["help"]
    assert [name for name in COMMANDS if name != "help" and f"/{name} " not in text] == []


@pytest.mark.parametrize(
    ("code", "language"), [("uk", "uk"), ("en-GB", "en"), ("PL", "pl"), ("de", "vi"), ("", "vi"), (None, "vi")]
)
def test_the_language_of_a_client_is_taken_where_it_is_one_of_the_five(code: str | None, language: str) -> None:
    assert interface_language(code) is Language(language)
