"""The buttons under messages and the short, opaque words that Telegram hands back when one is pressed."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from assistant.model import Citation
from bot.phrases import EXAMPLES, phrase
from corpus.model import Language

# What pressed buttons send, as patterns: at most 64 bytes, and nothing in them that a person wrote.
START_LANGUAGE = r"^start:(vi|en|ru|uk|pl)$"
LANGUAGE = r"^language:(vi|en|ru|uk|pl)$"
EXAMPLE = r"^example:(\d)$"
CITATION = r"^cite:([\w-]{1,16}):(\d{1,3})$"
PAGE = r"^page:([\w-]{1,16}):(\d{1,3})$"
NEAREST = r"^near:([\w-]{1,16})$"
CHOICE = r"^choice:(\d{1,2})$"

NAMES = {  # each language in its own words: a reader must recognise his own
    Language.VI: "Tiếng Việt",
    Language.EN: "English",
    Language.RU: "Русский",
    Language.UK: "Українська",
    Language.PL: "Polski",
}
_IN_A_ROW = 5  # numbers that fit side by side on a narrow phone
_ON_A_PAGE = 20  # lists cite every row, and Telegram takes no more than 100 buttons


def language_keyboard(action: str = "language") -> InlineKeyboardMarkup:
    """One button per language; `action` is "language" or "start"."""
    return InlineKeyboardMarkup(_language_rows(action))


def start_keyboard(language: Language) -> InlineKeyboardMarkup:
    """The languages, then one example question a row."""
    examples = [
        [InlineKeyboardButton(phrase(language, f"example_{n}"), callback_data=f"example:{n}")] for n in EXAMPLES
    ]
    return InlineKeyboardMarkup([*_language_rows("start"), *examples])


def citation_keyboard(token: str, citations: Sequence[Citation], page: int = 0) -> InlineKeyboardMarkup:
    """[1] [2] … for the citations kept under `token`; many are leafed through by ‹ and ›. Pages count from 0."""
    start = page * _ON_A_PAGE
    buttons = [
        InlineKeyboardButton(f"[{c.n}]", callback_data=f"cite:{token}:{c.n}")
        for c in citations[start : start + _ON_A_PAGE]
    ]
    rows = [buttons[at : at + _IN_A_ROW] for at in range(0, len(buttons), _IN_A_ROW)]
    turns = [("‹", page - 1, page > 0), ("›", page + 1, start + _ON_A_PAGE < len(citations))]
    leaf = [InlineKeyboardButton(sign, callback_data=f"page:{token}:{to}") for sign, to, there in turns if there]
    return InlineKeyboardMarkup([*rows, leaf] if leaf else rows)


def nearest_keyboard(token: str, language: Language) -> InlineKeyboardMarkup:
    """One button that shows the passages kept under `token`."""
    return InlineKeyboardMarkup.from_button(
        InlineKeyboardButton(phrase(language, "nearest_button"), callback_data=f"near:{token}")
    )


def with_choices(keyboard: InlineKeyboardMarkup | None, choices: Sequence[str]) -> InlineKeyboardMarkup:
    """The buttons of an answer below one button for each choice that answers its question back."""
    offered = [[InlineKeyboardButton(words, callback_data=f"choice:{n}")] for n, words in enumerate(choices)]
    return InlineKeyboardMarkup([*offered, *(keyboard.inline_keyboard if keyboard else ())])


def choice_of(keyboard: InlineKeyboardMarkup | None, n: str) -> str | None:
    """The words of choice `n` as its button shows them; None where there is no such button any more."""
    buttons = [button for row in keyboard.inline_keyboard for button in row] if keyboard else []
    return next((button.text for button in buttons if button.callback_data == f"choice:{n}"), None)


def _language_rows(action: str) -> list[list[InlineKeyboardButton]]:
    buttons = [InlineKeyboardButton(name, callback_data=f"{action}:{code}") for code, name in NAMES.items()]
    return [buttons[:2], buttons[2:]]
