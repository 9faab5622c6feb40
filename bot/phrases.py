"""What the bot says, in five languages: the catalogues of `bot/words`."""

from __future__ import annotations

from pathlib import Path

from corpus.catalogue import catalogue
from corpus.model import Language

WORDS = Path(__file__).parent / "words"
EXAMPLES = (1, 2, 3)  # questions that /start offers: keys "example_1" and so on


def phrase(language: Language, key: str, **values: object) -> str:
    """A sentence in `language`, plain text (not HTML), with its `{names}` filled in.

    Raises:
        KeyError: the catalogue lacks the key, or the sentence a value.
    """
    return catalogue(WORDS, language)[key].format(**values)


def interface_language(code: str | None) -> Language:
    """The language of a Telegram client ("pl", "en-GB") where it is one of the five; Vietnamese otherwise."""
    try:
        return Language((code or "").partition("-")[0].lower())
    except ValueError:
        return Language.VI
