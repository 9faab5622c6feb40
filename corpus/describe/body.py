"""What the words of a text tell about its act: which act a report reports, and from when to when an act is in force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.describe.dates import DATE, find_date, read_date
from corpus.describe.found import Found
from corpus.describe.numbers import numbers_in
from corpus.fold import fold

REPORT_REACH = 1_500  # characters of words in which a report names the act that it reports
_ISSUED_WORDS = re.compile(  # folded: no accents, lower case
    r"опубликова|издал|выпусти|обнародова|говорится в|опублік|оприлюдн|видав|видал|йдеться в"
    r"|opublikowa|wydal|tresc|pelny tekst|oglosil|published|issued|full text|released|promulgated"
    r"|toan van|noi dung (?:thong bao|nghi quyet|ket luan|chi thi)|vua ky|ky ban hanh|da ban hanh"
)
_CARRYING_OUT = re.compile(
    r"реализац|выполнен|исполнен|виконанн|реалізац|изложенн|викладен|wdraza|wdroze|realizacj|wykonani"
    r"|implement|carry|trien khai|thuc hien|thi hanh"
)
_PLAN = re.compile(r"\b(?:ke hoach|chuong trinh hanh dong|план[ауе]?|plan(?:u|em)?|action programme)\b")
PLAN_REACH = 300  # characters in which a plan says that it is one
BEFORE = 90  # characters before a number that tell what is done with the act

_ONLY_WORDS = re.compile(r"[\s*,(]*(?:ngày|dated|of|on|от|від|z|dnia|z dnia)?[\s*]*", re.IGNORECASE)
_THIS_ACT = (
    r"(?:Nghị định|Thông tư(?: liên tịch)?|Quyết định|Nghị quyết|Luật|Bộ luật|Chỉ thị|Quy chế|Quy định|Pháp lệnh"
    r"|Công điện|Hướng dẫn|Kế hoạch)"
)
_IN_FORCE = (  # each with the words that it cannot do without, since they are found far sooner
    (
        "hiệu lực",
        re.compile(
            rf"(?:{_THIS_ACT} này|văn bản(?: này)?|^[\s*_–-]*(?:\d{{1,2}}\.\s+)?{_THIS_ACT}) có hiệu lực(?: thi hành)?"
            rf"(?:,? kể)?,? từ (?:(?P<signed>ngày (?:ký|ban hành))|ngày\s+{DATE})",
            re.IGNORECASE | re.MULTILINE,
        ),
    ),
    (
        "в силу",
        re.compile(rf"вступает в силу (?:с|со)(?: (?P<signed>дня (?:его |ее )?подписания)|\s+{DATE})", re.IGNORECASE),
    ),
    (
        "чинності",
        re.compile(rf"набирає чинності (?:з|із)(?: (?P<signed>дня (?:його |її )?підписання)|\s+{DATE})", re.IGNORECASE),
    ),
    (
        "w życie",
        re.compile(rf"wchodzi w życie (?:z dniem|od|dnia)(?: (?P<signed>podpisania)|\s+{DATE})", re.IGNORECASE),
    ),
    *(
        (
            word,
            re.compile(
                rf"(?:(?:takes?|comes? into|enters? into|is in) (?:effect|force)|is effective) "
                rf"(?:on|from)(?: (?P<signed>the da(?:te|y) of (?:its )?sign\w+)|\s+{DATE})",
                re.IGNORECASE,
            ),
        )
        for word in ("force", "effect")
    ),
)
_AROUND = 160  # characters before and after those words within which the sentence tells
_SENTENCE_END = re.compile(r"[.;]\s|\n\s*(?:\n|[-•*+]\s)")
_UNTIL = re.compile(rf"(?:đến hết|đến|до|по|until|through|do)\s+(?:ngày|dnia|конца)?\s*{DATE}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """When an act is in force. `from_issue`: from the day it was signed."""

    start: Found[str] | None
    from_issue: Found[str] | None
    end: Found[str] | None


def read_implemented(content: str, first: int) -> Found[str] | None:
    """The number of the act that a plan carries out, where the text says in its first words that it is a plan."""
    reach = min(len(content), first + REPORT_REACH)
    if not _PLAN.search(fold(content[first : first + PLAN_REACH])):
        return None
    for mention in numbers_in(content, first, reach):
        if _CARRYING_OUT.search(fold(content[max(first, mention.start - 2 * BEFORE) : mention.start])):
            return Found(mention.value, mention.start, mention.end)
    return None


def read_report(content: str, first: int) -> Found[str] | None:
    """The number of the act that a text publishes or reports, where its first words say so.

    Args:
        content: the text.
        first: where the words begin, behind metadata.
    """
    reach = min(len(content), first + REPORT_REACH)
    for mention in numbers_in(content, first, reach):
        before = fold(content[max(first, mention.start - BEFORE) : mention.start])
        issued = list(_ISSUED_WORDS.finditer(before))
        carried = list(_CARRYING_OUT.finditer(before))
        if issued and (not carried or carried[-1].start() < issued[-1].start()):
            return Found(mention.value, mention.start, mention.end)
    return None


def read_date_after(content: str, end: int) -> Found[str] | None:
    """The date that follows a document number ("№ 712/TB-VPCP от 21 декабря 2025")."""
    found = find_date(content, end, min(len(content), end + 40))
    if found and not _ONLY_WORDS.fullmatch(content[end : found[1]]):
        return None
    return None if found is None else Found(found[0].isoformat(), found[1], found[2])


def read_date_beside(content: str, number: str) -> Found[str] | None:
    """The date that follows the act's own number wherever it is named ("attached to notice 07-TB/… of 15 October")."""
    for mention in numbers_in(content):
        if mention.value == number and (found := read_date_after(content, mention.end)):
            return found
    return None


def read_term(content: str) -> Term:
    """From when, and until when, the act says it is in force."""
    for words, pattern in _IN_FORCE:
        for match in _around(content, words, pattern):
            until = _until(content, match.end())
            if match["signed"]:
                return Term(None, Found(match["signed"], match.start("signed"), match.end("signed")), until)
            if found := read_date(match):
                return Term(Found(found.isoformat(), match.start(), match.end()), None, until)
    return Term(None, None, None)


def _around(content: str, words: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Matches of a pattern around the words that each of them holds, in reading order."""
    at = content.find(words)
    while at >= 0:
        if match := pattern.search(content, max(0, at - _AROUND), at + len(words) + _AROUND):
            yield match
        at = content.find(words, at + len(words))


def _until(content: str, at: int) -> Found[str] | None:
    """The last day where the same sentence tells it; the next one may tell the term of something else."""
    ended = _SENTENCE_END.search(content, at, at + 60)
    match = _UNTIL.search(content, at, ended.start() if ended else min(len(content), at + 60))
    found = read_date(match) if match else None
    return Found(found.isoformat(), match.start(), match.end()) if match and found else None
