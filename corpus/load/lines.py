"""Lines as a page has them, put together into paragraphs as an author wrote them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

FULL_LINE = 0.72  # of the page's usual line length: a shorter line ended because its paragraph did
_RUNNING_PAGES = 3  # a header is one when it stands on so many pages
_EDGE = 2  # lines at the top and at the foot of a page that may be headers

# what begins a paragraph of its own, however long the line before it is
_OPENING = re.compile(
    r"""\s*(?:
        (?:Phần|Chương|Mục|Tiểu\s+mục|Điều|Phụ\s+lục|Mẫu\s+số|Căn\s+cứ|Nơi\s+nhận|Số:)\b
      | (?:Статья|Глава|Раздел|Приложение|Стаття|Розділ|Додаток|Art\.|Rozdział|Załącznik|Article|Chapter|Annex)\b
      | [IVXLC]+\s*[.)\-–]\s | \d{1,3}(?:\.\d{1,3})*\s*[.)]\s | \(\d{1,3}\)\s | \d+(?:\.\d+)+\.?\s
      | \(?[a-zđ]{1,2}\)\s | [-–—+*•●▪]\s | \| | \#{1,6}\s
      | (?-i:\d{1,3}\s+[A-ZĐÀ-Ỹ])
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_ENDED = re.compile(r"[.;:!?…]['\"”»)]*$|^\(.*\)$")
_DIGITS = re.compile(r"\d+")


def paragraphs(lines: Sequence[str]) -> list[str]:
    """Join lines that were broken only because the page was full. Blank lines separate paragraphs and go."""
    width = _usual_width(lines)
    joined: list[str] = []
    full = False
    for line in (line.strip() for line in lines):
        if full and line and _continues(joined[-1], line):
            joined[-1] = f"{joined[-1]} {line}"
        elif line:
            joined.append(line)
        full = len(line) >= FULL_LINE * width
    return joined


def without_running_heads(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Pages without page numbers and without repeated headers and footers, each kept where it stands first."""
    shapes = Counter(shape for page in pages for shape in {_shape(page[at]) for at in _edges(page)})
    seen: set[str] = set()
    kept = []
    for page in pages:
        dropped = set()
        for at in _edges(page):
            shape = _shape(page[at])
            if shape == "#" or (shapes[shape] >= _RUNNING_PAGES and shape in seen):
                dropped.add(at)
            seen.add(shape)
        kept.append(_trimmed([line for at, line in enumerate(page) if at not in dropped]))
    return kept


def _usual_width(lines: Sequence[str]) -> int:
    """The length that nine lines in ten do not exceed, in characters; at least 40, below which nothing wraps."""
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    return max(40, lengths[len(lengths) * 9 // 10]) if lengths else 40


def _continues(before: str, line: str) -> bool:
    """Whether a line goes on with the paragraph of the full line before it."""
    if _OPENING.match(line) or _new_style(before, line):
        return False
    return line[0].islower() or not _ENDED.search(before)


def _new_style(before: str, line: str) -> bool:
    """A heading in capitals ends where small letters begin, and the reverse."""
    return before.isupper() != line.isupper() and sum(map(str.isalpha, line)) > 2


def _edges(page: Sequence[str]) -> list[int]:
    filled = [at for at, line in enumerate(page) if line.strip()]
    return sorted({*filled[:_EDGE], *filled[-_EDGE:]})


def _trimmed(page: list[str]) -> list[str]:
    """A page without the blank lines at its top and foot, so that a sentence goes on over its edge."""
    filled = [at for at, line in enumerate(page) if line.strip()]
    return page[filled[0] : filled[-1] + 1] if filled else []


def _shape(line: str) -> str:
    """A line without what changes from page to page, so that all its repetitions are equal. "#" is a page number."""
    bare = " ".join(_DIGITS.sub("#", line).split()).casefold()
    return "#" if bare.strip(" -–—") == "#" else bare
