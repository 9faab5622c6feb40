"""Evaluates how pages of portals are read: the production path over labelled pages, line by line.

A line is *set aside* when most of its words reach no line that is indexed, be it that loading drops them, or that they
are told to be of the page or about the text. Precision is over what was set aside, recall over what should be; content
that was set aside is lost, and shown.
"""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

from corpus.clean import line_kinds
from corpus.language import detect_text
from corpus.load import Source, interpret
from corpus.model import LineKind
from evals.datasets.pages import LabelledPage, read_pages
from evals.report import Example, ReadingReport
from evals.tally import Tally, report

_WORD = re.compile(r"\w+")
_INDEXED = frozenset((LineKind.CONTENT, LineKind.HEADING))
_ASIDE_LABELS = "BM"


def run(path: Path) -> ReadingReport:
    """Read the labelled pages in the folder `path` and compare what is set aside.

    Raises:
        DatasetError: the folder holds no labelled pages.
    """
    tally = Tally()
    for page in read_pages(path):
        _compare(page, tally)
    return report("pages", path, tally)


def _compare(page: LabelledPage, tally: Tally) -> None:
    content = interpret(Source(page.name, page.name, page.source.encode())).content
    for number, ((label, words), kept) in enumerate(zip(page.lines, _kept(page, content), strict=True)):
        key, beside = f"{page.name}:{number}", label in _ASIDE_LABELS
        if beside:
            tally.put("aside recall", key, not kept, page.name)
        else:
            tally.put("content kept", key, kept, page.name)
        if not kept:
            tally.put("aside precision", key, beside, page.name)
        if kept == beside:
            failure = "furniture kept" if beside else "content lost"
            language = detect_text(content)
            tally.examples.append(
                Example(id=key, language=language, failure=failure, question=words, wanted=label, got="")
            )


def _kept(page: LabelledPage, content: str) -> list[bool]:
    """Whether most words of each labelled line are indexed, the words of both put side by side in order."""
    wanted = [(word, n) for n, (_, words) in enumerate(page.lines) for word in _words(words)]
    kinds = line_kinds(content)
    read = [(word, kinds[n]) for n, line in enumerate(content.split("\n")) for word in _words(line)]
    matcher = SequenceMatcher(None, [word for word, _ in wanted], [word for word, _ in read], autojunk=False)
    indexed: Counter[int] = Counter()
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            indexed[wanted[block.a + step][1]] += read[block.b + step][1] in _INDEXED
    return [2 * indexed[n] > len(_words(words)) for n, (_, words) in enumerate(page.lines)]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
