"""Where a line or a sentence lists several papers, and where each of them begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from corpus.model import Language
from corpus.procedures.source import Source
from corpus.procedures.wording import wording

_COUNT = re.compile(  # "03 tài liệu", "hai bản sao": how many, before what
    r"^(?:(?:mot|hai|ba|bon|nam|sau|thu (?:nhat|hai|ba|tu|nam)) la |\(?\d\) ?)?(?:cac |nhung |cai |cuon |tam |chiec )?"
    r"(?:\d{1,2} (?:\([^)]{1,12}\) )?(?!ban |bo )|(?:mot|hai|ba|bon|nam) (?=ban |anh |to |bo |mau ))?"
)
_JOIN = re.compile(r" (?:kem theo|kem|va|thi dung) (?=\W*(?:phieu|van ban|ban sao|ban khai|giay xac))")
_COMMA = re.compile(
    r"[,;]\s+(?:(?:va|cung|kem(?: theo)?|hoac|roi) )?(?:them )?|\s+(?:va|cung(?: voi)?|kem(?: theo)?)\s+"
    r"(?=\W*(?:\d|ban |van ban|anh|don|to khai|giay|phieu|the |so |hop dong|van bang|chung))"
)
_OR = re.compile(r"\shoac\s+(?:giay|don|to khai|van ban|ban |hop dong|quyet dinh|the )")
_ASIDE = ("cung duoc", "khong phai nop", "khong can nop", "khong can chung")  # what a sentence only adds to a list
_AND = re.compile(r"\s*[,;]\s*(?:(?:and|и|і|та|oraz|i)\s)?|\s(?:and|и|і|та|oraz|i|plus|плюс)\s")
_ARTICLES = re.compile(
    r"[\s:–—-]*(?:(?:a|an|the|your|his|her|their|also|only|just|свой|свою|ваш\w*|своє\w*|one|two)\s+)*", re.IGNORECASE
)
_FIRST_WORDS = re.compile(r"\W*(?:[^\s.,;:!?]+[ \t]*){1,4}")
_NEXT = re.compile(r"(?<=\w{3})[.]\s+(?=[^\W\d_a-z])")
_STOP = re.compile(r"[.;](?=\s|$)|,,")


def begins(source: Source, start: int, end: int) -> bool:
    """Whether words begin like the name of a paper, as far as Vietnamese ones are known; a count may stand before."""
    return bool(wording().nouns.match(_COUNT.sub("", source.folded[start:end].lstrip(' *"“'))))


def begins_abroad(source: Source, start: int, end: int) -> bool:
    """The same of other languages: whether one of the first words is of a paper."""
    lead = _ARTICLES.match(source.content, start, end)
    first = lead.end() if lead else start
    words = _FIRST_WORDS.match(source.content, first, end)
    return bool(words and wording().patterns["nouns_abroad"].search(source.folded, first, words.end()))


def on_a_line(source: Source, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Papers of one line, apart by semicolons where each part begins like a paper, as far as their words are known."""
    marks = [at for at in range(start, end) if source.content[at] == ";" and source.closed(start, at)]
    bounds = [start, *(at + 1 for at in marks if at + 1 < end), end]
    parts = [(first, last) for first, last in pairwise(bounds) if source.content[first:last].strip()]
    known = source.language is not Language.VI or all(begins(source, *part) for part in parts)
    yield from parts if known else [(start, end)]


def joined_in(source: Source, start: int, end: int) -> Iterator[tuple[int, int]]:
    """One item may join papers: "đề nghị và văn bản đồng ý", when both begin like papers."""
    for match in _JOIN.finditer(source.folded, start, end):
        if source.closed(start, match.start()):
            yield start, match.start()
            start = match.end()
    yield start, end


def in_a_sentence(source: Source, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The papers that a sentence lists: cut where commas or "và" stand before what begins like another paper.

    Papers of which "hoặc" stands before the last are one, in several shapes.
    """
    marks = [
        mark
        for mark in _COMMA.finditer(source.folded, start, end)
        if source.closed(start, mark.start()) and begins(source, mark.end(), end)
    ]
    if any(mark.group().strip() == "," for mark in marks[-1:]) and _OR.search(source.folded, marks[-1].end(), end):
        marks = []
    bounds = [start, *(at for mark in marks for at in mark.span()), end]
    for first, last in list(pairwise(bounds))[::2]:
        words = source.folded[first:last].strip(" *")
        if words not in wording().sorts and not any(cue in words for cue in _ASIDE):
            yield first, last


def abroad(source: Source, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a list that name papers, without articles and counts before them."""
    marks = [match.span() for match in _AND.finditer(source.content, start, end) if source.closed(start, match.start())]
    bounds = [start, *(at for mark in marks for at in mark), end]
    for first, last in list(pairwise(bounds))[::2]:
        lead = _ARTICLES.match(source.content, first, last)
        name = lead.end() if lead else first
        if wording().patterns["nouns_abroad"].search(source.folded, name, last):
            yield name, last


def line_end(source: Source, start: int, end: int) -> int:
    """Where the first sentence of a line ends that another one follows."""
    stop = _NEXT.search(source.content, start, end)
    return stop.end() if stop and source.closed(start, stop.start()) else end


def sentence_end(source: Source, start: int, end: int) -> int:
    """Where the sentence that begins at `start` ends."""
    stop = _STOP.search(source.content, start, end)
    return stop.start() if stop else end
