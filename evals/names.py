"""The verifier's names: of agencies in any case and order of words, and of persons in either alphabet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.gazetteer import agencies, aliases
from evals.folding import bare

PERSON = 3  # words of a Vietnamese name that must stand together
SHORT = 5  # letters of a name's words that must agree: endings change by case
LISTED = 6  # words of other names that may stand between "ministries of" and the last name of the list

_WORD = re.compile(r"\w+|[,(]")
_LISTING = frozenset({",", "(", "and", "va", "и", "та", "і", "i", "oraz"})
_LATIN = dict(zip("абвгдеєжзиіїйклмнопрстуфхцчшщыэюя", [
    "a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "i", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u",
    "f", "h", "c", "tr", "s", "s", "i", "e", "u", "a",
], strict=True)) | {"ь": "", "ъ": ""}  # fmt: skip
_SOUNDS = (
    ("ph", "f"),
    ("th", "t"),
    ("kh", "h"),
    ("kkh", "h"),
    ("nh", "n"),
    ("ng", "n"),
    ("tr", "c"),
    ("ch", "c"),
    ("y", "i"),
)


def names_agency(identity: str, words: str) -> bool:
    """Whether a name of the agency, or of each of its parts, stands in the words, whatever the endings."""
    known = agencies().get(identity)
    if known and known.parts and all(names_agency(part, words) for part in known.parts):
        return True
    said = _WORD.findall(bare(words))
    names = [alias.words for alias in aliases() if alias.agency == identity]
    names += list(known.names.values()) if known else [identity.replace("-", " ")]
    return any(_follow(said, re.findall(r"\w+", bare(name))) for name in names)


def names_person(shown: str, words: str) -> bool:
    """Whether the words name the person whose name ends an official's title, in Latin or Cyrillic letters."""
    name = re.findall(r"\w+", bare(shown))[-PERSON:]
    said = re.findall(r"[^\W_]+", bare(words))
    wanted = [_sound(word) for word in name]
    runs = (said[at : at + PERSON] for at in range(len(said) - PERSON + 1))
    return len(name) == PERSON and any([_sound(word) for word in run] == wanted for run in runs)


def _sound(word: str) -> str:
    """A Vietnamese syllable as both alphabets write it: "Тхань" and "Thanh" are "tan", "Фам" and "Pham" are "fam"."""
    latin = "".join(_LATIN.get(letter, letter) for letter in word)
    for letters, sound in _SOUNDS:
        latin = latin.replace(letters, sound)
    return latin


def _follow(said: Sequence[str], name: Sequence[str]) -> bool:
    """Whether the words of a name stand in order, close together, or in a list that shares their first words."""
    close, far = len(name) + 2, len(name) + 2 * LISTED
    for at, word in enumerate(said):
        if name and _alike(word, name[0]):
            if _in_order(name, said[at : at + close]):
                return True
            reach = said[at : at + far]
            if len(name) > 1 and _LISTING & set(reach) and _in_order(name, reach):
                return True
    return False


def _in_order(name: Sequence[str], said: Iterable[str]) -> bool:
    rest = iter(said)
    return all(any(_alike(other, word) for other in rest) for word in name)


def _alike(one: str, other: str) -> bool:
    """Whether two words have one stem: endings change by case and number, short words by a letter ("міст", "міста")."""
    one, other = one[:SHORT], other[:SHORT]
    shorter = min(len(one), len(other))
    return one == other or (shorter > SHORT - 2 and one[:shorter] == other[:shorter])
