"""The official head and foot of an act: number, place and date, name of the kind, issuer, who signed."""

from __future__ import annotations

import re

from corpus.describe.dates import DATE, read_date
from corpus.describe.found import Found
from corpus.describe.vocabulary import kind_of_words
from corpus.fold import fold
from corpus.identifiers import find_numbers

REACH = 20_000  # characters from the start in which the head of an act stands
FOOT = 4_000  # characters around the list of recipients in which the signature stands

_NUMBER_LINE = re.compile(
    r"^[\s*_>#|]*(?:(?:Luật|Bộ luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Quyết định)\s+)?"
    r"(?:[Ss]ố|Nr|№|No\.?|Number|Номер|Numer)(?:\s+hiệu)?\s*[:.]?[\s*]*(?P<number>\d[^\n]{3,40})",
    re.MULTILINE,
)
_PLACE_AND_DATE = re.compile(
    rf"(?:^|[\s*_|])[^\W\d_][\w .]{{1,30}}?,\s*(?:ngày|от|від|dnia|on)?\s*{DATE}", re.MULTILINE | re.IGNORECASE
)
_PASSED = re.compile(
    r"(?:Luật|Nghị quyết|Pháp lệnh)(?: này)? (?:đã )?được (?:Quốc hội|Ủy ban Thường vụ Quốc hội)[^.;]{0,160}?"
    rf"thông qua\s+ngày\s+{DATE}"
)
_KIND_LINE = re.compile(r"^[\s*_#>]*(?P<words>[^\W\d_][^\n]{2,60}?)[\s*_]*$", re.MULTILINE)
_SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Lương|Tô|Đinh|Trịnh|Mai|Cao|Hà|Tạ|Phùng|Chu"
    "|Trương|Đoàn|Lâm|Thái|Tăng|Đào|Vương|Kiều|Quách|Triệu|Đồng|Bạch|Đàm|Lưu|Tống|Lại|Nghiêm|Thạch|Từ|Hứa|Ninh|Châu|Khuất"
    "|Vi|Giàng|Sùng|Hầu|Nông|Ma|Lò|Quàng|Cầm|Điểu|Uông|Bế|Giáp|Doãn|Tòng"
)
_NAME = re.compile(rf"\b(?:{_SURNAMES})(?:[ \t]+[A-ZĐÀ-Ỹ][a-zđà-ỹ]+){{1,3}}(?![\w])")
_SIGNED_FOR = re.compile(r"^[\s*_|]*(?:TM|KT|TL|TUQ)\.[ \t]", re.MULTILINE)
_POSTS = frozenset({"thủ tướng", "phó thủ tướng", "chính phủ", "bộ trưởng"})


def read_number(content: str) -> Found[str] | None:
    """The number behind "Số:" in the head."""
    for match in _NUMBER_LINE.finditer(content, 0, min(len(content), REACH)):
        if numbers := find_numbers(match["number"]):
            first = numbers[0]
            at = match.start("number")
            return Found(first.value, at + first.start, at + first.end)
    return None


def read_issue_date(content: str, after: int = 0) -> Found[str] | None:
    """The date beside the place ("Hà Nội, ngày 11 tháng 7 năm 2026"), ISO."""
    for match in _PLACE_AND_DATE.finditer(content, after, min(len(content), after + REACH)):
        if found := read_date(match):
            start = min(match.start(g) for g in ("iso", "slashed", "vi", "worded", "english") if match[g])
            return Found(found.isoformat(), start, match.end())
    return None


def read_adoption_date(content: str) -> Found[str] | None:
    """The day on which a law was passed, told at its end ("... thông qua ngày 27 tháng 11 năm 2023"), ISO."""
    for match in _PASSED.finditer(content):
        if found := read_date(match):
            return Found(found.isoformat(), match.start(), match.end())
    return None


def read_kind(content: str) -> Found[str] | None:
    """A line that holds nothing but the name of a kind, in capitals."""
    for match in _KIND_LINE.finditer(content, 0, min(len(content), REACH)):
        words = match["words"].strip(" *_")
        if words.isupper() and len(words) < 25 and (kind := kind_of_words(words)):
            return Found(kind, match.start("words"), match.start("words") + len(words))
    return None


def name_of_person(words: str) -> str | None:
    """The Vietnamese name in a signer's line, without posts and ranks; None where only a post is given."""
    names = [match[0] for match in _NAME.finditer(words)]
    names = [name for name in names if name.lower() not in _POSTS and not fold(name).startswith("pho thu")]
    return names[-1] if names and "(" not in words.split(names[-1], maxsplit=1)[0] else (names[0] if names else None)


def read_signer(content: str) -> Found[str] | None:
    """The name under "TM. CHÍNH PHỦ" or "KT. BỘ TRƯỞNG"."""
    for signed in _SIGNED_FOR.finditer(content):
        for match in _NAME.finditer(content, signed.end(), min(len(content), signed.end() + FOOT // 10)):
            if match[0].lower() not in _POSTS:
                return Found(match[0], match.start(), match.end())
    return None
