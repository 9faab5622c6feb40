"""Which acts, and which of their articles, a text refers to, and how."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.describe.numbers import numbers_in
from corpus.model import Reference, Relation, Section
from corpus.structure import section_at

BEFORE = 110  # characters before a number that tell the relation
AFTER = 300  # characters after it: the title of the act comes before what happens to it

_REPLACES = re.compile(
    r"(?:thay thế|hết hiệu lực|заменя\w+|замінює\w*|zastępuje|replaces?|supersedes?)(?: cho)?[^.;|]{0,90}$",
    re.IGNORECASE,
)
_REPEALS = re.compile(
    r"(?:bãi bỏ|hủy bỏ|huỷ bỏ|отменя\w+|скасову\w+|uchyla|repeals?|abolish\w*)[^.;|]{0,90}$", re.IGNORECASE
)
_AMENDS = re.compile(
    r"(?:(?<!được )sửa đổi(?:, bổ sung)?(?! bởi)|вносит изменения|вносить зміни|zmienia|amend(?:s|ing))"
    r"(?![^.;|]*\bbởi\b)[^.;|]{0,100}$",
    re.IGNORECASE,
)
_LAW_CARRIED_OUT = re.compile(
    r"(?:thi hành|hướng dẫn|quy định chi tiết)[^.;|]*?\b((?:Bộ luật|Luật|Pháp lệnh)(?: [^\W\d_]+){1,12})", re.IGNORECASE
)
_EXPIRES = re.compile(r"[^.;|]*?\bhết hiệu lực", re.IGNORECASE)
_EXPIRE_BELOW = re.compile(r"sau(?: đây)? hết hiệu lực", re.IGNORECASE)
_REPEALED_BELOW = re.compile(r"^\W*\w*\W*(?:bãi bỏ|hủy bỏ|huỷ bỏ)[^.;]*sau(?: đây)?\W*$", re.IGNORECASE)
_GROUNDS = re.compile(r"(?:^|\n)[\s*_>-]*(?:Căn cứ|Viện dẫn|Theo)\b[^\n]*$", re.IGNORECASE)
_RELATIONS = ((_REPLACES, Relation.REPLACES), (_REPEALS, Relation.REPEALS), (_AMENDS, Relation.AMENDS))
_CODE = r"\d{1,2}\.\d{1,2}\.[A-ZĐ]{2,3}(?:\.\d+[a-zđ]?)+"
_SEE_ALSO = "(Điều này có nội dung liên quan"
_ARTICLE_CODE = re.compile(rf"Điều ({_CODE})")


def read_references(
    content: str, sections: Sequence[Section], *, own: str | None, implemented: str | None, title: str | None
) -> tuple[Reference, ...]:
    """Every act that the text names by number, and every article of codified law that an article points to.

    Args:
        content: the text.
        sections: its structure, for the clause in which each reference stands.
        own: the normalised number of the text's own act, which is no reference.
        implemented: the number of the act that the text is a plan for.
        title: of the text; the law that it says it carries out is told by name.
    """
    law = _law_carried_out(title or "")
    found = []
    for mention in numbers_in(content):
        if mention.value == own:
            continue
        carried = mention.value == implemented or (
            law and content.endswith((f"{law} số ", f"{law} "), 0, mention.start)
        )
        section = section_at(sections, mention.start)
        above = sections[section.parent].heading if section.parent is not None else ""
        relation = Relation.IMPLEMENTS if carried else _relation(content, mention.start, mention.end, above)
        found.append(Reference(mention.value, relation, mention.start, mention.end, section.path or None))
    found.extend(_see_also(content, sections))
    return tuple(sorted(found, key=lambda reference: reference.start))


def _law_carried_out(title: str) -> str | None:
    """The law whose carrying out the title promises ("... thi hành Luật Chuyển đổi số")."""
    match = _LAW_CARRIED_OUT.search(title)
    return match[1].strip() if match else None


def _see_also(content: str, sections: Sequence[Section]) -> Iterator[Reference]:
    start = content.find(_SEE_ALSO)
    while start >= 0:
        end = content.find("\n", start)
        end = len(content) if end < 0 else end
        if not content[content.rfind("\n", 0, start) + 1 : start].strip():
            clause = section_at(sections, start).path or None
            for match in _ARTICLE_CODE.finditer(content, start, end):
                yield Reference(f"Điều {match[1]}", Relation.RELATED, match.start(), match.end(), clause)
        start = content.find(_SEE_ALSO, end)


def _relation(content: str, start: int, end: int, above: str) -> Relation:
    """What the words around a number do to its act; `above` is the line that announces a list it stands in."""
    before = content[max(0, start - BEFORE) : start]
    if "\n" in before:
        before = before[before.rindex("\n") :]
    if _GROUNDS.search(before):
        return Relation.CITES
    if _EXPIRES.match(content, end, end + AFTER) or _EXPIRE_BELOW.search(above):
        return Relation.REPLACES
    if _REPEALED_BELOW.search(above):
        return Relation.REPEALS
    return next((relation for pattern, relation in _RELATIONS if pattern.search(before)), Relation.CITES)
