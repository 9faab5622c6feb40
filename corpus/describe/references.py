"""Which acts, and which of their articles, a text refers to, and how."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from corpus.describe.numbers import numbers_in
from corpus.model import Reference, Relation, Section
from corpus.structure import section_at

BEFORE = 110  # characters before a number that tell the relation
SENTENCE = 260  # characters before it in which another act may be named that has the relation
AFTER = 300  # characters after it: the title of the act comes before what happens to it

# What is done to an act is looked for in small letters, for patterns that ignore case are not looked for by letters.
_UP_TO_90 = r"(?:[^.;|]|\bn[or]\.){0,90}$"  # characters up to the number, in one sentence
_REPLACES = re.compile(
    r"(?:thay thế|hết hiệu lực|заменя\w+|замінює\w*|zastępuje|replaces?|supersedes?|"
    r"утративш\w+ силу|втрати\w+ чинність|traci\w* moc)(?: cho)?" + _UP_TO_90
)
_REPEALS = re.compile(
    r"(?:bãi bỏ|hủy bỏ|huỷ bỏ|отменя\w+|скасову\w+|uchyla|repeals?|abolish\w*|annul\w*)(?![^.;|]*\bbởi\b)" + _UP_TO_90
)
_AMENDS = re.compile(
    r"(?:s(?<!được s)ửa đổi(?:, bổ sung)?(?! bởi)|вносит изменения|вносить зміни|zmienia|amend(?:s|ing))"
    r"(?![^.;|]*\bbởi\b)(?:[^.;|]|\bn[or]\.){0,100}$"
)
_LAW_CARRIED_OUT = re.compile(
    r"(?:thi hành|hướng dẫn|quy định chi tiết)[^.;|]*?\b((?:Bộ luật|Luật|Pháp lệnh)(?: [^\W\d_]+){1,12})", re.IGNORECASE
)
_PART_ABROAD = (
    r"articles?|clauses?|annex\w*|appendi\w+|certain|стать\w+|пункт\w*|приложени\w*|отдельн\w+|некотор\w+|статт\w+|"
    r"додат\w+|окрем\w+|деяк\w+|art\.|ust\.|załącznik\w*|niektór\w+"
)
_PART_OF_ACT = re.compile(  # what is replaced or repealed is a part of the act, which so is amended
    r"\b(?:phụ lục|mẫu(?: số)?|cụm từ|từ ngữ|điểm|khoản|Điều \d+\w?|các quy định|quy định tại|một số|danh mục|"
    rf"{_PART_ABROAD})(?!\w)",
    re.IGNORECASE,
)
_PART_NAMED = re.compile(  # the same where it stands right before the act that it is a part of
    r"(?:Điều \d+\w?|khoản \d+\w?|điểm \w|Phụ lục(?: [IVX\d]+)?|quy định)\s+(?:(?:của|tại|ban hành|kèm theo)\s+)*"
    r"(?:Nghị định|Thông tư(?: liên tịch)?|(?:Bộ )?[Ll]uật[^.;,\d]{0,60}|Quyết định|Nghị quyết)(?:\s+số)?\s*$"
    rf"|\b(?:{_PART_ABROAD})\s+[\dIVX]+\w?\s[^.;|]{{0,40}}(?:\bN[or]\.\s*)?$",
    re.IGNORECASE,
)
_ROW = re.compile(r"^\s*\|([^|]{2,30})\|(?=[^|]*$)")  # "| Sửa đổi | Nghị định số ...": the name of an attribute
_OTHER_ACT = re.compile(r"\d/(?:\d{4}/)?[A-ZĐ][\wĐ-]+[^;:]*$|\bbởi\b[^;:]*$")
_AMENDING_LAW = re.compile(r"\bLuật\s*$")
_EXPIRES = re.compile(
    r"[^.;|]*?\b(?:hết hiệu lực|утрачива\w+ силу|втрача\w+ чинність|traci\w* moc|"
    r"(?:ceases?|shall cease) to (?:have effect|be in force)|expires?\b|no longer in force)",
    re.IGNORECASE,
)
_CHANGED_BY = re.compile(  # an act named as what changed the ended one, or as what the ended one changed, stays
    r"(?:sửa đổi|изменени\w+|змін\w*|zmian\w*|amend\w*)[^.;|]*$", re.IGNORECASE
)
_UNTIL = re.compile(r"\bđến (?:khi|hết|ngày)\b[^.;|]*$", re.IGNORECASE)  # until another act expires, it is in force
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
        relation = Relation.IMPLEMENTS if carried else _relation(content, mention.start, mention.end, above, own)
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


def _relation(content: str, start: int, end: int, above: str, own: str | None) -> Relation:
    """What the words around a number do to its act; `above` is the line that announces a list it stands in.

    `own` is the number of the act that the words belong to.
    """
    before = content[max(0, start - BEFORE) : start]
    if "\n" in before:
        before = before[before.rindex("\n") :]
    if _GROUNDS.search(before) or _is_see_also(content, start):
        return Relation.CITES
    relation = _told_around(content, before, end, above)
    if relation is None:
        return _done_to_it(content[max(0, start - SENTENCE) : start].rpartition("\n")[2], own)
    whole = relation is not Relation.AMENDS
    return Relation.CITES if whole and _CHANGED_BY.search(before) else relation


def _told_around(content: str, before: str, end: int, above: str) -> Relation | None:
    """What the line above a list, or the rest of the sentence, says happens to an act; None where neither tells."""
    expires, repealed = _told_above(above)
    if expires or (_EXPIRES.match(content, end, end + AFTER) and not _UNTIL.search(before)):
        return Relation.AMENDS if _PART_NAMED.search(before) else Relation.REPLACES
    if repealed:
        return Relation.AMENDS if _PART_NAMED.search(before) else Relation.REPEALS
    return None


@lru_cache(maxsize=256)
def _told_above(above: str) -> tuple[bool, bool]:
    """Whether the line that announces a list says that what it lists expires, and that it is repealed."""
    return _EXPIRE_BELOW.search(above) is not None, _REPEALED_BELOW.search(above) is not None


def _is_see_also(content: str, start: int) -> bool:
    """Whether a number stands among the links of codified law, whose titles may hold any word."""
    return content.startswith(_SEE_ALSO, content.rfind("\n", 0, start) + 1)


def _done_to_it(before: str, own: str | None) -> Relation:
    """What the words of a line before a number say is done to its act, if it is this text's act that does it."""
    before = _ROW.sub(r"\1: ", before)
    lowered = before.lower()
    for pattern, relation in _RELATIONS:
        if found := pattern.search(lowered, max(0, len(before) - BEFORE)):
            words = before[found.start() :]
            if _by_another(before[: found.start()], words, own):
                return Relation.CITES
            partial = relation is not Relation.AMENDS and _PART_OF_ACT.search(words)
            return Relation.AMENDS if partial else relation
    return Relation.CITES


def _by_another(before: str, found: str, own: str | None) -> bool:
    """Whether the act that amends is another one, named just before, or is itself the one whose number follows."""
    if _OTHER_ACT.search(before):
        return True
    return _AMENDING_LAW.search(before) is not None and "Luật" in found and "/QH" not in (own or "")
