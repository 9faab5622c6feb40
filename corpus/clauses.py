"""References to clauses: "khoản 2 Điều 5", "art. 5 ust. 2", "пункт 3 статьи 5", "Điều 41.5.NĐ.1.2"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.fold import fold_with_offsets

_NUMBER = r"\d{1,3}[a-zđ]?"
_CODE = r"\d{1,3}\.\d{1,3}\.(?:lq|nd|tt|qd|tl|pl|nq|ct|hd|vb)(?:\.\d+)+[a-z]?"
_WORDS = {
    "article": r"(?:dieu|articles?|art\.?|стат(?:ья|ьи|ье|ью|ей|тя|ті|тю)|ст\.|artykul\w*)",
    "clause": r"(?:khoan|clauses?|paragraphs?|para\.?|пункт\w*|п\.|част(?:ь|и|ина|ини|ині)|ч\.|ust\.?|ustep\w*)",
    "point": r"(?:diem|points?|подпункт\w*|пп\.|підпункт\w*|lit\.?|pkt|litera\w*)",
}
_CODIFIED = re.compile(rf"(?<![\w.])(?:dieu\s+)?(?P<code>{_CODE})(?!\w)")
_INWARD = re.compile(  # the point first, the article last: Vietnamese, Russian, Ukrainian, English
    rf"(?<!\w)(?:{_WORDS['point']}\s+(?P<point>[\"']?\w{{1,2}}\)?[\"']?),?\s+(?:of\s+)?)?"
    rf"(?:{_WORDS['clause']}\s+(?P<clause>{_NUMBER}),?\s+(?:of\s+)?)?{_WORDS['article']}\s*(?P<article>{_NUMBER})"
    rf"(?:\((?P<in_clause>\d{{1,2}})\)(?:\((?P<in_point>[a-z])\))?)?(?![\w.]\w)"
)
_OUTWARD = re.compile(  # the article first: Polish
    rf"(?<!\w){_WORDS['article']}\s*(?P<article>{_NUMBER})\s*,?\s+{_WORDS['clause']}\s*(?P<clause>{_NUMBER})"
    rf"(?:\s*,?\s+{_WORDS['point']}\s*(?P<point>\w{{1,2}})\)?)?(?!\w)"
)
_ROMAN_PATH = re.compile(r"(?<![\w./-])(?P<path>[IVX]{1,5}(?:\.\d{1,2})(?:\.[a-zđ])?)(?!\w)")


@dataclass(frozen=True, slots=True)
class ClauseReference:
    """A clause that words refer to. `path` has the form of `Section.path` ("Điều 5.2.a", "III.8")."""

    path: str
    start: int
    end: int


def find_clauses(content: str) -> list[ClauseReference]:
    """References to articles, clauses and points in any of the five languages, in reading order, without overlap."""
    folded, offsets = fold_with_offsets(content)
    found: list[ClauseReference] = []
    for pattern, text in ((_CODIFIED, folded), (_OUTWARD, folded), (_INWARD, folded), (_ROMAN_PATH, content)):
        for match in pattern.finditer(text):
            start, end = match.span()
            if text is folded:
                start, end = offsets[start], offsets[end - 1] + 1
            if not any(start < other.end and other.start < end for other in found):
                found.append(ClauseReference(_path(match, content[start:end]), start, end))
    return sorted(found, key=lambda reference: reference.start)


def _path(match: re.Match[str], words: str) -> str:
    groups = match.groupdict()
    if groups.get("path"):
        return str(groups["path"])
    if groups.get("code"):
        return f"Điều {words.rsplit(maxsplit=1)[-1].strip('.')}"
    clause = groups.get("clause") or groups.get("in_clause")
    point = (groups.get("point") or groups.get("in_point") or "").strip("\"')")
    if point == "d" and "đ" in words.lower().split("khoản")[0]:
        point = "đ"
    return ".".join(part for part in (f"Điều {groups['article']}", clause, point) if part)
