"""The title of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.describe.attributes import Attribute
from corpus.describe.found import Found
from corpus.describe.vocabulary import kind_of_words
from corpus.fold import fold
from corpus.identifiers import find_numbers
from corpus.model import LineKind, Section

MAX_TITLE = 300
HEAD = 12_000  # characters in which the preamble of an act ends
FIRST_WORDS = 100  # characters of the first sentence that stand in for a title that nobody gave

_MARKDOWN_TITLE = re.compile(r"^#{1,2}[ \t]+(?P<words>[^\n]+?)[ \t]*$", re.MULTILINE)
_NO_TITLE = re.compile(
    r"cộng hòa xã hội|độc lập\s*[-–]|thông tin văn bản|^văn bản$|trích yếu|^nội dung|no data|vietnam\.vn", re.IGNORECASE
)
_ENACTED = re.compile(
    r"^[\s*_]*(?:Quốc hội|Ủy ban Thường vụ Quốc hội|Chính phủ|Thủ tướng|Bộ trưởng|Thống đốc|Tổng Kiểm toán|Chánh án)"
    r"[^\n.;]{0,90}?ban hành[ \n]+(?P<title>(?:Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Quyết định)\b"
    r"[^.;]{4,400}?)[.*_]*$",
    re.MULTILINE,
)
_AGENCY = re.compile(
    r"^(?:chính phủ|quốc hội|thủ tướng chính phủ|bộ [^,]{2,40}|ủy ban [^,]{2,60}|ngân hàng nhà nước.*)$", re.IGNORECASE
)
_READ = frozenset({LineKind.CONTENT, LineKind.HEADING})


_OF_TEXT = re.compile(  # folded: "Text of notice 8 ...", which a newspaper prints above an act, is no name of the act
    r"\W*(?:(?:pelna|pelny|полн\w+|повн\w+|the|full) )*"
    r"(?:tresc|tekst|текст|содержание|зміст|texts? of|contents? of|toan van|noi dung)\b"
)


def names_the_text(title: str, number: str) -> bool:
    """Whether a title says of which act the words below are, and does not name the act itself."""
    return _OF_TEXT.match(fold(title)) is not None and any(one.value == number for one in find_numbers(title))


def read_title(
    content: str, attributes: Sequence[Attribute], kinds: Sequence[LineKind], sections: Sequence[Section]
) -> Found[str] | None:
    """The title given by front matter, else a heading at the top, else the first words."""
    for field in ("title", "abstract"):
        for attribute in attributes:
            if attribute.field == field and attribute.front:
                return Found(attribute.value[:MAX_TITLE], attribute.start, attribute.end)
    for match in _MARKDOWN_TITLE.finditer(content, 0, min(len(content), 6000)):
        words = match["words"].strip("*_ ")
        if not _NO_TITLE.search(words) and not _only_kind(words):
            return Found(words[:MAX_TITLE], match.start("words"), match.end("words"))
    return _enacted(content) or _typographic(content, kinds) or _first_sentence(content, kinds)


def _enacted(content: str) -> Found[str] | None:
    """The act as its own preamble names it: "Chính phủ ban hành Nghị định quy định về ..."."""
    match = _ENACTED.search(content, 0, min(len(content), HEAD))
    if match is None:
        return None
    words = " ".join(match["title"].split())
    return Found(words[:1].upper() + words[1:MAX_TITLE], match.start("title"), match.end("title"))


def _only_kind(words: str) -> bool:
    return len(words) < 15 and kind_of_words(words) is not None


def _typographic(content: str, kinds: Sequence[LineKind]) -> Found[str] | None:
    """A heading before the first words of a page."""
    at = 0
    for line, kind in zip(content.split("\n"), kinds, strict=True):
        words = line.strip("*_ #\t")
        if kind is LineKind.CONTENT and words and not words.isupper():
            return None
        if kind is LineKind.HEADING and words and not _NO_TITLE.search(words) and not _AGENCY.match(words):
            return Found(words[:MAX_TITLE], at, at + len(line))
        at += len(line) + 1
    return None


def _first_sentence(content: str, kinds: Sequence[LineKind]) -> Found[str] | None:
    at = 0
    for line, kind in zip(content.split("\n"), kinds, strict=True):
        words = " ".join(line.strip("*_ #|>\t").split())
        if kind in _READ and len(words) > 3 and not _NO_TITLE.search(words):
            short = words if len(words) <= FIRST_WORDS else words[:FIRST_WORDS].rsplit(" ", 1)[0] + "…"
            return Found(short.rstrip(":"), at, at + len(line))
        at += len(line) + 1
    return None
