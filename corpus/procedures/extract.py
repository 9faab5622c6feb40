"""Procedures out of a guide, whether in the usual template or in questions and answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.procedures.guides import questions, read_question
from corpus.procedures.model import Procedure
from corpus.procedures.pieces import Source
from corpus.procedures.template import read_template

LONGEST = 400_000  # characters: guides have under 100,000, and codes of law are not gone through for nothing
_HINT = re.compile(r"trinh tu thuc hien|thanh phan ho so|ten thu tuc|tra loi|\?\**\s*$", re.MULTILINE)


def find_procedures(content: str) -> tuple[Procedure, ...]:
    """The procedures that a Vietnamese text describes, in reading order; none where it is no guide.

    Every quote of a record is verbatim: `quote.words == content[quote.start:quote.end]`.
    """
    if len(content) > LONGEST:
        return ()
    source = Source(content)
    if not _HINT.search(source.folded):
        return ()
    asked = questions(source)
    return tuple(_answers(source, asked) if asked else read_template(source))


def _answers(source: Source, asked: list[re.Match[str]]) -> Iterator[Procedure]:
    ends = [*(match.start() for match in asked[1:]), len(source.content)]
    for match, end in zip(asked, ends, strict=True):
        found = read_question(source, match, end, opening=asked[0].start())
        if found:
            yield found
