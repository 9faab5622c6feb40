"""Articles of acts that lay a procedure down in prose: who hands in what where, and how long each office has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.fold import fold
from corpus.procedures.model import Procedure, Quote
from corpus.procedures.pieces import pieces
from corpus.procedures.reading import Record
from corpus.procedures.source import Source
from corpus.procedures.template import read_pieces
from corpus.procedures.wording import wording

_ARTICLE = re.compile(r"^[#*\s]*(?P<n>Điều \d+[a-zđ]?(?:\.[\wĐ]+)*)[.:]\**[ \t]+(?P<title>[^\n]+)$", re.MULTILINE)
_SHORTEST, _LONGEST = 150, 15_000  # characters of an article that can describe one procedure
_LEAST_FIELDS = 3  # papers, time limit, authority, fee, by when to apply: what an article must tell
_HANDED = re.compile(r"hồ sơ|giấy tờ|[Mm]ẫu số|[Đđ]ơn đề nghị|[Tt]ờ khai")
_TERM = re.compile(r"\d{1,3}(?: \([^)\n]{2,20}\))? ngày|trong ngày")
_SENT = re.compile(r"(?:nộp|gửi|đề nghị|trình)\b")


def tells_procedures(content: str) -> bool:
    """Whether some article's heading speaks of a procedure: most acts are not gone through for nothing."""
    return any(_opens(match["title"]) for match in _ARTICLE.finditer(content))


def read_articles(source: Source) -> list[Procedure]:
    """The procedures of an act's articles, each under its article ("Điều 14"), in reading order."""
    return [found for name, number, body, end in _articles(source) for found in _read(source, name, number, body, end)]


def _articles(source: Source) -> Iterator[tuple[Quote, str, int, int]]:
    """Articles with the shape of a procedure: name, number, where the words begin, and where they end."""
    heads = list(_ARTICLE.finditer(source.content))
    ends = [*(head.start() for head in heads[1:]), len(source.content)][: len(heads)]
    for head, end in zip(heads, ends, strict=True):
        if not _SHORTEST < end - head.end() < _LONGEST or not _opens(head["title"]):
            continue
        words = source.content[head.end() : end]
        if all(cue.search(words) for cue in (_TERM, _HANDED, _SENT)):
            yield source.quote(*head.span("title")), head["n"], head.end(), end


def _opens(title: str) -> bool:
    """Whether a heading names a procedure rather than duties, terms or penalties."""
    patterns, folded = wording().patterns, fold(title).strip(" *")
    return not patterns["no_procedure"].match(folded) and bool(patterns["procedure_title"].search(folded))


def _read(source: Source, name: Quote, number: str, body: int, end: int) -> Iterator[Procedure]:
    taken = list(pieces(source, body, end))
    told = list(read_pieces(source, taken))
    record = Record(source, asking=True)
    if len(told) == 1 and told[0].papers:
        yield _named(told[0], name, number)
        return
    for piece in taken:
        record.read(piece)
    record.offices.acting(body, end)
    if record.told() >= _LEAST_FIELDS:
        yield record.procedure(name, number, name.start, end)


def _named(told: Procedure, name: Quote, number: str) -> Procedure:
    return replace(told, name=name, section=number, start=name.start)
