"""What acts are made of: their kinds, clauses, numbers, the formal head, the signature with the addressees."""

from __future__ import annotations

import re
from bisect import bisect_left

from corpus.clean.lines import PICTOGRAM
from corpus.clean.page import Page

_DECOR = r"[\s#*_]*"
_NUMBERED = r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zđа-я]{1,2}|[IVXLC]{1,6})[.)]\s|§|\|"
_PARTS = r"Chương|Mục|Phụ lục|Mẫu|Глава|Раздел|Приложени|Розділ|Додат|Rozdział|Załącznik|Chapter|Annex"
_ARTICLES = r"Điều|Стать|Статт|Art\.|Article"
_SIGNED = r"nơi nhận|kính gửi|(?-i:\b(?:(?:TM|KT|TL|TUQ)\.|T/M\s))"
_STATE = r"\bcộng h(?:òa|oà) xã hội chủ nghĩa"

KIND = re.compile(
    rf"{_DECOR}(?:QUYẾT ĐỊNH|NGHỊ ĐỊNH|NGHỊ QUYẾT|THÔNG TƯ|CHỈ THỊ|CÔNG ĐIỆN|THÔNG BÁO|KẾ HOẠCH|LUẬT|ЗАКОН|РЕШЕНИЕ|"
    r"ПОСТАНОВЛЕНИЕ|ПРИКАЗ|УКАЗ|РАСПОРЯЖЕНИЕ|НАКАЗ|ПОСТАНОВА|РОЗПОРЯДЖЕННЯ|РІШЕННЯ|УХВАЛА|USTAWA|ROZPORZĄDZENIE|"
    r"UCHWAŁA|ZARZĄDZENIE|DECREE|DECISION|CIRCULAR|RESOLUTION|LAW)\b"
)
CLAUSE = re.compile(rf"{_DECOR}(?:{_NUMBERED}|(?:{_PARTS})\w*\b)", re.IGNORECASE)
PROVISION = re.compile(  # what stands in an act or an article and never around it; a statistic of an article as well
    rf"{_DECOR}(?:\d[\d.,]*%?\s*:|{_NUMBERED}|#|{PICTOGRAM}|[-–—•+]\s|(?:{_ARTICLES}|{_PARTS}|Căn cứ)\w*\b|{_SIGNED})",
    re.IGNORECASE,
)
SECTION = re.compile(rf"{_DECOR}(?:(?:{_ARTICLES}|{_PARTS})\w*|§)\s*[\dIVXLC]", re.IGNORECASE)  # with its number
SIGNATURE = re.compile(_SIGNED, re.IGNORECASE)
OFFICIAL = re.compile(rf"{_STATE}|{_SIGNED}", re.IGNORECASE)
SIGNER = re.compile(  # a name, after an office in capitals or with degrees before it
    r"(?:^|(?<=[A-ZĐ] ))(?:(?:[A-Z]{1,3}\.)+\s?)?(?:[^\W\d_a-z][^\W\d_A-Z]+\s+){1,4}[^\W\d_a-z][^\W\d_A-Z]+[*_]*$"
)
NUMBER = re.compile(  # an act's: "No. 12/2026", "№ 48 від", "15/NQ"; not that of a tram
    r"(?:\b(?:số|no\.|nr)|№)\s*:?\s*\d[\w/.-]*\s*(?:$|[,;(]|(?:ngày|от|від|z dnia|of|dated)\b)|"
    r"\d/(?:\d{4}/)?[A-ZĐ]{2,}",
    re.IGNORECASE,
)
SUBJECT = re.compile(  # what an act is about, below its kind and its number
    rf"{_DECOR}(?:Về|V/v|Ban hành|Quy định|Об?|Про|w sprawie|o zmianie|zmieniając\w+|on|concerning|amending|"
    r"to approve)\s",
    re.IGNORECASE,
)
PREAMBLE = re.compile(  # on what grounds an act is issued
    rf"{_DECOR}(?:- )?(?:Căn cứ|Theo đề nghị|Xét|В соответствии с|На основании|Во исполнение|В целях|Відповідно до|"
    r"На підставі|На виконання|Керуючись|З метою|Na podstawie|Pursuant to|Having regard|In exercise of|"
    r"At the proposal of|Considering)\s"
)
NUMBERED = 3  # filled lines from an act's kind to what it is about: its number, its day
_STATE_NAME = re.compile(_STATE, re.IGNORECASE)


def heads_act(page: Page, at: int) -> bool:
    """Whether a line names an act's kind or what it is about, or in capitals who issues it."""
    if KIND.match(page.lines[at]):
        return True
    if SUBJECT.match(page.lines[at]):
        place = bisect_left(page.filled, at)
        return any(KIND.match(page.lines[one]) for one in page.filled[max(0, place - NUMBERED) : place])
    if not page.lines[at].isupper():
        return False
    beside = [page.lines[one] for one in (page.previous_words(at), page.next_words(at)) if one is not None]
    return any(KIND.match(line) or _STATE_NAME.search(line) for line in beside)
