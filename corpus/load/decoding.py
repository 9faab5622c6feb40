"""Bytes to characters: which encoding a text file is in, judged by what reads as words.

UTF-8 and UTF-16 prove themselves. The eight-bit encodings do not, so each candidate is decoded and the one whose
words are the words of our five languages wins.
"""

from __future__ import annotations

import codecs
import re
import tomllib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.load.errors import UnsupportedFile
from corpus.load.legacy import from_tcvn3, from_vni, from_vps

SAMPLE = 50_000  # characters that are enough to tell encodings apart
_CONTROL_SHARE = 0.01  # of NUL and other control characters: text has none, binary data 10 % and more
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_WORD = re.compile(r"[^\W\d_]+")

_MARKED = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

# letters of Vietnamese that no Western encoding of it can show by accident
_VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_FOREIGN = re.compile("[\u00a1-\u00ff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, and the encoding they were in."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """Decode a text file.

    Raises:
        UnsupportedFile: the bytes are no text in any encoding known here.
    """
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return _checked(data.decode(encoding, errors="replace"), encoding)
    if wide := _unmarked_utf16(data):
        return _checked(data.decode(wide, errors="replace"), wide)
    try:
        return _checked(data.decode(), "utf-8")
    except UnicodeDecodeError as error:
        if error.end >= len(data) - 3 or _damaged_utf8(data):
            return _checked(data.decode(errors="replace"), "utf-8, damaged")
    return _checked(*_best(data))


def repair_fonts(text: str) -> Decoded:
    """Undo TCVN3, VNI and VPS in text that was read as Western letters; other text comes back as it is."""
    sample = text[:SAMPLE]
    foreign = len(_FOREIGN.findall(sample))
    if foreign < 5 or foreign <= 2 * len(_VIETNAMESE.findall(sample)):
        return Decoded(text, "unicode")
    found: list[tuple[float, str, Callable[[str], str]]] = [
        (word_share(repair(sample)), name, repair)
        for name, repair in (("tcvn3", from_tcvn3), ("vni", from_vni), ("vps", from_vps))
    ]
    share, name, repair = max(found)
    if share < 0.15 or share < 1.3 * word_share(sample):
        return Decoded(text, "unicode")
    return Decoded(repair(text), name)


def word_share(text: str) -> float:
    """The share of words that are among the commonest of our languages: 0.2 and more for real prose, 0..1."""
    words = _WORD.findall(text.casefold())
    common = _common_words()
    return sum(word in common for word in words) / max(1, len(words))


@cache
def _common_words() -> frozenset[str]:
    listed = tomllib.loads((files("corpus") / "data" / "encodings.toml").read_text(encoding="utf-8"))
    return frozenset(word for words in listed.values() for word in words.split())


def _best(data: bytes) -> tuple[str, str]:
    head = data[:SAMPLE]
    shares = {name: word_share(unicodedata.normalize("NFC", read(head))) for name, read in _EIGHT_BIT.items()}
    name = max(shares, key=shares.__getitem__)
    return _EIGHT_BIT[name](data), name


def _reader(encoding: str) -> Callable[[bytes], str]:
    return lambda data: data.decode(encoding, errors="replace")


_EIGHT_BIT: dict[str, Callable[[bytes], str]] = {
    "cp1258": _reader("cp1258"),
    "tcvn3": lambda data: from_tcvn3(data.decode("latin-1")),
    "vni": lambda data: from_vni(data.decode("latin-1")),
    "vps": lambda data: from_vps(data.decode("latin-1")),
    "cp1251": _reader("cp1251"),
    "koi8-u": _reader("koi8-u"),
    "cp1250": _reader("cp1250"),
    "iso8859-2": _reader("iso8859-2"),
    "cp1252": _reader("cp1252"),
}


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark shows in zero bytes at every other place, even among Vietnamese letters."""
    head = data[:4000]
    half = max(1, len(head) // 2)
    odd, even = head[1::2].count(0) / half, head[0::2].count(0) / half
    if odd > 0.3 and even < 0.02:
        return "utf-16-le"
    return "utf-16-be" if even > 0.3 and odd < 0.02 else None


def _damaged_utf8(data: bytes) -> bool:
    """Mostly valid UTF-8 with a few broken bytes, as cut downloads and careless editors leave."""
    text = data[:SAMPLE].decode(errors="replace")
    return text.count("\ufffd") * 50 < sum(character > "\x7f" for character in text)


def _checked(text: str, encoding: str) -> Decoded:
    sample = text[:SAMPLE]
    if len(_CONTROLS.findall(sample)) > _CONTROL_SHARE * max(1, len(sample)):
        raise UnsupportedFile("binary data")
    return Decoded(text, encoding)
