"""What opens a section: the words, numbers and letters at the start of a line, in five languages."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from corpus.model import SectionKind

VIETNAMESE_LETTERS = "abcdđeghiklmnopqrstuvxy"  # the order of points in law; translations often print d twice
LATIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"
RUSSIAN_LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"
UKRAINIAN_LETTERS = "абвгґдеєжзиіїйклмнопрстуфхцчшщюя"
ALPHABETS = (VIETNAMESE_LETTERS, LATIN_LETTERS, RUSSIAN_LETTERS, UKRAINIAN_LETTERS)

MAX_PLAIN_NUMBER = 199  # "2025." at the start of a line is a year, not a clause


class Style(Enum):
    """How a section is numbered. Sections of one list share a style."""

    KEYWORD = "keyword"  # Chương, Điều, статья, Art.
    ROMAN = "I."
    UPPER = "A."
    NUMBER = "1."
    NUMBER_PAREN = "1)"
    LETTER = "a)"
    PAREN_NUMBER = "(1)"
    PAREN_ROMAN = "(i)"
    PAREN_LETTER = "(a)"
    LETTER_NUMBER = "a.1"
    DASH = "-"
    HEADING = "#"
    QUESTION = "?"
    PARAGRAPH = "para"


class Marker(NamedTuple):
    """The start of a section as a line prints it.

    `number` is as printed without punctuation ("34.11.LQ.1", "II", "d"); `ordinal` counts from 1 in its list, or is
    None where it cannot be counted; `level` is the Markdown level, 0 for a plain line; `rest` is where the words
    after the marker start, in characters from the start of the line.
    """

    kind: SectionKind
    style: Style
    number: str
    ordinal: int | None
    level: int
    rest: int
    bold: bool = False
    word: str = ""
    doubtful: bool = False  # "2," as scans print "2.": a clause only where it is the next in turn


_KEYWORDS: dict[SectionKind, tuple[str, ...]] = {
    SectionKind.PART: ("phần thứ", "phần", "часть", "частина", "część", "part"),
    SectionKind.CHAPTER: ("chương", "глава", "розділ", "rozdział", "chapter"),
    SectionKind.DIVISION: ("tiểu mục", "mục", "подраздел", "раздел", "підрозділ", "oddział", "section", "division"),
    SectionKind.ARTICLE: ("điều", "статья", "стаття", "artykuł", "art.", "article", "§"),
    SectionKind.CLAUSE: ("khoản", "пункт", "clause", "ust."),
    SectionKind.POINT: ("điểm", "подпункт", "підпункт", "point", "pkt"),
    SectionKind.ANNEX: ("phụ lục số", "phụ lục", "приложение", "додаток", "załącznik", "annex", "appendix"),
    SectionKind.QUESTION: ("câu hỏi", "hỏi", "вопрос", "питання", "запитання", "pytanie", "question"),
}
ANNEX_WORDS = frozenset(_KEYWORDS[SectionKind.ANNEX])
_KIND_OF_WORD = {word: kind for kind, words in _KEYWORDS.items() for word in words}
_WORDS = "|".join(sorted((re.escape(w).replace(r"\ ", r"\s+") for w in _KIND_OF_WORD), key=len, reverse=True))
_ORDINAL_WORDS = {
    "nhất": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
    "первая": 1, "вторая": 2, "третья": 3, "перша": 1, "друга": 2, "третя": 3,
    "pierwsza": 1, "druga": 2, "trzecia": 3, "one": 1, "two": 2, "three": 3,
}  # fmt: skip

_DECORATION = (
    r"(?P<decoration>[ \t\u00a0_'’`]*(?P<quoted>>[> \t\u00a0]*)?(?P<hashes>(?:\#{1,6}+[ \t\u00a0]*+)*+)"
    r"(?P<bullet>[-*•+][ \t\u00a0]+(?=[*_]*[(\w]))?(?P<bold>[*_]{1,3})?[ \t\u00a0]*)"
)
_MARKER = re.compile(
    _DECORATION
    + rf"""(?:
      (?P<word>(?i:{_WORDS}))(?!\w)[ \t\u00a0]*(?i:(?:số|nr|№|no\.)[ \t\u00a0]*)?
        (?P<number>\d+\w?(?:\*{{4}}\d+)?(?:\.(?:\d\w*|[A-ZĐ]{{2,3}}\b))*|[IVXLC]+(?:\.\d+)*(?!\w)|[A-ZĐ](?!\w)|(?i:{"|".join(_ORDINAL_WORDS)})(?!\w))?
        (?P<close>[*_ ]*[.:)/—–-]?[*_]*)(?=[\s*_"“(]|\w|$)
    | (?P<roman>[IVXL]{{1,7}})(?:[.)/]|[ \t\u00a0]?[-–—])[*_]*(?=\s)
    | (?P<dotted>\d{{1,2}}(?:\.\d{{1,2}})+)[.)]?[*_]*(?=[ \t\u00a0])
    | (?P<plain>\d{{1,3}}[a-zđ]?)[\\ ]?(?P<plain_end>[.)]|/(?=[ \t\u00a0])|,(?=[ \t\u00a0]+[A-ZĐ]))(?!\d)
    | (?P<sub>[a-zđа-яёєіїґ]\.\d{{1,2}})[.)]?(?=[ \t\u00a0])
    | (?P<letter>[a-zđа-яёєіїґ])(?P<letter_end>\)\.?|\.)
    | \((?P<inner>\d{{1,3}}|[ivx]{{1,6}}|[a-zđа-я])\)
    | (?P<upper>[A-ZĐ])[.)](?=[ \t\u00a0])
    )[*_]*[ \t\u00a0]*""",
    re.VERBOSE,
)
_EDGES = "*_ \t\u00a0"
_NAME_OF_FILE = re.compile(r"\.(?:docx?|xlsx?|pdf|rar|zip)\b", re.IGNORECASE)
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ROMAN = re.compile(r"(?=[ivxlc])(?:xc|xl|l?x{0,4}|c{0,3}l?x{0,4})(?:ix|iv|v?i{0,4})$")


def read_marker(line: str) -> Marker | None:
    """The marker at the start of a line, or None. A quoted line (`> ...`) has none."""
    match = _MARKER.match(line)
    if match is None or match["quoted"]:
        return None
    hashes = match["hashes"].split()
    level = len(hashes[-1]) if hashes else 0
    emphasised = level > 0 or bool(match["bold"])
    rest = line[match.end() :]
    if match["word"]:  # in a bullet list it is an entry of a table of contents
        listed = match["bullet"] and (match["bold"] or rest.strip(_EDGES))
        return None if listed else _keyword(match, rest, level, emphasised)
    return _numbered(match, rest, level)


def _keyword(match: re.Match[str], rest: str, level: int, emphasised: bool) -> Marker | None:
    """A marker with a word in front. Words in running text ("Điều 5 của Luật") are not markers."""
    word = " ".join(match["word"].lower().split())
    kind = _KIND_OF_WORD[word]
    number, close = match["number"] or "", match["close"].strip(_EDGES)
    if not _opens(kind, number, close, rest, emphasised=emphasised, word=word):
        return None
    number = number.replace("****", "")
    if kind in _LAW_LEVELS_IN_PROSE:  # "Khoản 1." stands for "1.": the same list may use both
        kind = SectionKind.CLAUSE if number[0].isdigit() else SectionKind.POINT
        style = Style.NUMBER if number[0].isdigit() else Style.LETTER
        return Marker(kind, style, number, ordinal_of(number, style), level, match.end(), bool(match["bold"]), word)
    return Marker(kind, Style.KEYWORD, number, ordinal_of(number), level, match.end(), bool(match["bold"]), word)


def _opens(kind: SectionKind, number: str, close: str, rest: str, *, emphasised: bool, word: str) -> bool:
    """Whether a keyword at the start of a line names a section rather than refers to one."""
    words = rest.strip(_EDGES)
    if kind is SectionKind.ANNEX:
        named = f"{close}{words}"  # "Phụ lục I.doc" is a file, not an annex
        return not _NAME_OF_FILE.search(named) and _opens_annex(words, emphasised=emphasised or bool(close))
    if kind is SectionKind.QUESTION:
        return close in {":", "."} or (bool(number) and emphasised)
    if not number or not words:
        return bool(number)
    title = words[0].isupper() or words[0].isdigit() or words[0] in '"“(['
    closed = bool(close) and title
    if kind in _LAW_LEVELS_IN_PROSE:
        return closed and close != ")"
    if kind is SectionKind.ARTICLE:
        return closed or (title and (emphasised or word in {"art.", "§"}) and not _NAMES_AN_ACT.match(words))
    return closed or emphasised or _mostly_upper(words)


_LAW_LEVELS_IN_PROSE = (SectionKind.CLAUSE, SectionKind.POINT)  # their words often open a sentence


_NAMES_AN_ACT = re.compile(r"(?:Bộ luật|Luật|Nghị định|Nghị quyết|Thông tư|Quyết định|Pháp lệnh|Quy chế|Hiến pháp)\b")


def _opens_annex(words: str, *, emphasised: bool) -> bool:
    return not words or emphasised or words[0] in "([" or _mostly_upper(words)


def _mostly_upper(words: str) -> bool:
    letters = [c for c in words[:80] if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) > 0.7 * len(letters)


def _numbered(match: re.Match[str], rest: str, level: int) -> Marker | None:
    """A marker of digits or letters alone; its ordinal decides later whether it continues a list."""
    kind, style, number = _style(match)
    ordinal = ordinal_of(number.rsplit(".", 1)[-1], style)
    words = rest.strip(_EDGES)
    if kind is SectionKind.ITEM and not words:  # numbers of columns
        return None
    if ordinal is None or (style is Style.NUMBER and ordinal > MAX_PLAIN_NUMBER):
        return None
    if style in _NEED_CAPITAL and words and not (words[0].isupper() or words[0] in '"“(['):
        return None
    doubtful = match["plain_end"] == ","
    if doubtful and _REFERENCE.match(words):  # "khoản 1,\n2, Điều 5"
        return None
    return Marker(kind, style, number, ordinal, level, match.end(), bool(match["bold"]), doubtful=doubtful)


_REFERENCE = re.compile(r"(?:Điều|Khoản|Điểm|Chương|Mục|Phụ lục|Luật|Bộ luật|Nghị|Thông tư|Quyết định|Mẫu)\b")
_NEED_CAPITAL = (Style.ROMAN, Style.UPPER, Style.NUMBER)
_INNER = re.compile(r"(?P<digits>\d+)|(?P<roman>[ivx]+)")


def _style(match: re.Match[str]) -> tuple[SectionKind, Style, str]:
    """Kind, style and number of a marker without a word, by the group that matched."""
    group, kind, style = _GROUPS[match.lastgroup or ""]
    number = match[group]
    if match["plain_end"] == ")":
        style = Style.NUMBER_PAREN
    if group == "inner" and not number.isdigit():
        style = Style.PAREN_ROMAN if set(number) <= set("ivx") else Style.PAREN_LETTER
    return kind, style, number


_GROUPS = {  # by the last group of each alternative: the one that holds its number, kind and style
    "plain_end": ("plain", SectionKind.CLAUSE, Style.NUMBER),
    "sub": ("sub", SectionKind.ITEM, Style.LETTER_NUMBER),
    "letter_end": ("letter", SectionKind.POINT, Style.LETTER),
    "inner": ("inner", SectionKind.ITEM, Style.PAREN_NUMBER),
    "dotted": ("dotted", SectionKind.CLAUSE, Style.NUMBER),
    "roman": ("roman", SectionKind.DIVISION, Style.ROMAN),
    "upper": ("upper", SectionKind.DIVISION, Style.UPPER),
}


_LETTERED = (Style.LETTER, Style.PAREN_LETTER, Style.UPPER)


@lru_cache(maxsize=4096)
def ordinal_of(number: str, style: Style = Style.KEYWORD) -> int | None:
    """The place of a number in its list, from 1; None where it has none (a compound code)."""
    low = number.lower()
    if style in _LETTERED:
        return letter_ordinal(low)
    if digits := re.match(r"\d+", low):
        return int(digits[0])
    if low in _ORDINAL_WORDS:
        return _ORDINAL_WORDS[low]
    return roman_ordinal(low)


def roman_ordinal(low: str) -> int | None:
    """Value of a Roman number in small letters, or None."""
    if not _ROMAN.match(low):
        return None
    values = [_ROMAN_DIGITS[c] for c in low]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def letter_ordinal(low: str) -> int | None:
    """Place of a letter in the first alphabet that has it, from 1."""
    return next((alphabet.index(low) + 1 for alphabet in ALPHABETS if low in alphabet), None)
