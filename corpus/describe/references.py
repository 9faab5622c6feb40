"""Which acts, and which of their articles, a text refers to, and how."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.describe.numbers import numbers_in
from corpus.model import Reference, Relation, Section
from corpus.structure import section_at

BEFORE = 110  # characters before a number that tell the relation

_REPLACES = re.compile(
    r"(?:thay thế|hết hiệu lực|заменя\w+|замінює\w*|zastępuje|replaces?|supersedes?)(?: cho)?[^.;|]{0,90}$",
    re.IGNORECASE,
)
_REPEALS = re.compile(
    r"(?:bãi bỏ|hủy bỏ|huỷ bỏ|отменя\w+|скасову\w+|uchyla|repeals?|abolish\w*)[^.;|]{0,90}$", re.IGNORECASE
)
_AMENDS = re.compile(
    r"(?:(?<!được )sửa đổi, bổ sung|(?<!được )sửa đổi(?! bởi)|вносит изменения|вносить зміни|zmienia|amend(?:s|ing))(?![^.;|]*\bbởi\b)"
    r"[^.;|]{0,100}$",
    re.IGNORECASE,
)
_IMPLEMENTS = re.compile(
    r"(?:quy định chi tiết|hướng dẫn|thi hành|triển khai|thực hiện|выполнени\w*|реализаци\w*|исполнени\w*|виконанн\w*|реалізаці\w*"
    r"|wdroż\w*|wdraż\w*|wykonani\w*|implement\w*)[^.;|]{0,100}$",
    re.IGNORECASE,
)
_GROUNDS = re.compile(r"(?:^|\n)[\s*_>-]*(?:Căn cứ|Viện dẫn|Theo)\b[^\n]*$", re.IGNORECASE)
_RELATIONS = ((_REPLACES, Relation.REPLACES), (_REPEALS, Relation.REPEALS), (_AMENDS, Relation.AMENDS))
_CODE = r"\d{1,2}\.\d{1,2}\.[A-ZĐ]{2,3}(?:\.\d+[a-zđ]?)+"
_SEE_ALSO = re.compile(r"^\s*\(Điều này có nội dung liên quan.*$", re.MULTILINE)
_ARTICLE_CODE = re.compile(rf"Điều ({_CODE})")


def read_references(content: str, sections: Sequence[Section], own: str | None) -> tuple[Reference, ...]:
    """Every act that the text names by number, and every article of codified law that an article points to.

    Args:
        content: the text.
        sections: its structure, for the clause in which each reference stands.
        own: the normalised number of the text's own act, which is no reference.
    """
    found = [
        Reference(m.value, _relation(content, m.start), m.start, m.end, section_at(sections, m.start).path or None)
        for m in numbers_in(content)
        if m.value != own
    ]
    found.extend(_see_also(content, sections))
    return tuple(sorted(found, key=lambda reference: reference.start))


def _see_also(content: str, sections: Sequence[Section]) -> Iterator[Reference]:
    for line in _SEE_ALSO.finditer(content):
        clause = section_at(sections, line.start()).path or None
        for match in _ARTICLE_CODE.finditer(content, line.start(), line.end()):
            yield Reference(f"Điều {match[1]}", Relation.CITES, match.start(), match.end(), clause)


def _relation(content: str, at: int) -> Relation:
    before = content[max(0, at - BEFORE) : at]
    if "\n" in before:
        before = before[before.rindex("\n") :]
    if _GROUNDS.search(before):
        return Relation.CITES
    return next((relation for pattern, relation in _RELATIONS if pattern.search(before)), Relation.CITES)
