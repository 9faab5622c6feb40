"""The bot's catalogues say the same things in each language."""

from __future__ import annotations

import pytest

from bot.application import COMMANDS, SERVICE_COMMANDS
from bot.phrases import WORDS, interface_language
from corpus.catalogue import catalogue
from corpus.model import Language

VIETNAMESE = catalogue(WORDS, Language.VI)


@pytest.mark.parametrize("language", [one for one in Language if one is not Language.VI])
def test_nothing_is_left_untranslated(language: Language) -> None:
    assert [key for key, sentence in catalogue(WORDS, language).items() if sentence == VIETNAMESE[key]] == []


@pytest.mark.parametrize("language", Language)
def test_help_names_every_command(language: Language) -> None:
    text = catalogue(WORDS, language)["help"]
    named = {*COMMANDS, *SERVICE_COMMANDS, "remind"} - {"help"}
    assert {name for name in named if f"/{name} " not in text} == set()


@pytest.mark.parametrize(
    ("code", "language"), [("uk", "uk"), ("en-GB", "en"), ("PL", "pl"), ("de", "vi"), ("", "vi"), (None, "vi")]
)
def test_the_language_of_a_client_is_taken_where_it_is_one_of_the_five(code: str | None, language: str) -> None:
    assert interface_language(code) is Language(language)
