"""Questions made readable: invisible characters out, disguised letters back, no longer than anybody reads.

What a person typed is kept as it is in the answer; only what is searched and understood is straightened.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 4000  # characters that are read; a chat message has at most 4096, the longest gold question 300

_DISGUISED = re.compile(r"[\uff01-\uff5e\U0001d400-\U0001d7ff\u2460-\u24ff\U0001f130-\U0001f189]")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_SELECTORS = re.compile(r"[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_WORD = re.compile(r"[^\W\d_]+")
# Letters, signs and spaces that everybody sees, for most texts at once.
_SEEN = re.compile(
    r"[\n\t -~\u00a0-\u00ac\u00ae-\u036f\u0400-\u052f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2116]*"
)
_LATIN, _CYRILLIC = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"), re.compile(r"[\u0400-\u04ff]")
_LOOKS = ("aceopxyikmhtbABCEHIKMOPTXYS", "асеорхуікмнтвАВСЕНІКМОРТХУЅ")  # letters that print alike
_TO_CYRILLIC = str.maketrans(*_LOOKS)
_TO_LATIN = str.maketrans(*reversed(_LOOKS))


def straightened(words: str) -> str:
    """The words in composed form, without control, zero-width and direction marks, full-width and styled letters as
    plain ones, and letters of the wrong alphabet inside a word replaced by those that they look like.
    """
    composed = unicodedata.normalize("NFC", words[:LONGEST])
    plain = _DISGUISED.sub(lambda match: unicodedata.normalize("NFKC", match.group()), composed)
    seen = visible(plain)
    mixed = _LATIN.search(seen) and _CYRILLIC.search(seen)
    return _WORD.sub(lambda match: _one_alphabet(match.group()), seen) if mixed else seen


def visible(words: str) -> str:
    """The words without what nobody sees: control, zero-width and direction marks, tags, selectors of variants.

    A language model reads words that are spelt in them.
    """
    if _SEEN.fullmatch(words):
        return words
    return "".join(c if c in "\n\t" or _is_visible(c) else "" for c in words)


def storable(words: str) -> str:
    """The words as typed, but for what no database keeps: NUL, and halves of surrogate pairs, which become "?"."""
    return words.replace("\x00", "").encode("utf-8", "replace").decode()


def _is_visible(character: str) -> bool:
    return unicodedata.category(character) not in _UNSEEN and not _SELECTORS.match(character)


def _one_alphabet(word: str) -> str:
    latin, cyrillic = len(_LATIN.findall(word)), len(_CYRILLIC.findall(word))
    if not latin or not cyrillic:
        return word
    return word.translate(_TO_LATIN if latin >= cyrillic else _TO_CYRILLIC)
