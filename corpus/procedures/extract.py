"""Procedures out of a guide: questions and answers, tables, headings, the usual template, or articles of an act."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from corpus.fold import fold
from corpus.model import Language
from corpus.orders import blanked
from corpus.procedures.anywhere import SOUGHT, filled, read_anywhere
from corpus.procedures.articles import read_articles, tells_procedures
from corpus.procedures.blanking import plain
from corpus.procedures.columns import read_columns
from corpus.procedures.finding import fields_told
from corpus.procedures.guides import questions, read_question
from corpus.procedures.model import Procedure
from corpus.procedures.prose import read_prose
from corpus.procedures.runs import read_runs
from corpus.procedures.sections import read_sections
from corpus.procedures.source import Source
from corpus.procedures.tables import read_tables
from corpus.procedures.template import read_template
from corpus.procedures.wording import wording

LONGEST = 400_000  # characters: guides have under 100,000, and codes of law are not gone through for nothing
LONGEST_LAW = 3_000_000  # characters of an act
_ARTICLE = re.compile(r"^[#*\s]*dieu \d", re.MULTILINE)
_MORE = 1.5  # times the fields that a known shape tells: what stretches must tell, so that they are trusted more
_AS_WHOLE = (
    0.85  # of the fields that a service of a known shape tells: what each stretch must tell, or it is a part of one
)
_HEADED = re.compile(r"^[#*\s]*dieu \d+[a-z]?[.:]", re.MULTILINE)  # with its title, not "Điều 50 Luật ..."
_TELLING = 4  # words of a name that stands again for its service
_LEAST_FIELDS = 2  # names of different fields at the beginning of lines or cells, or questions


def find_procedures(content: str, language: Language = Language.VI, *, act: bool = False) -> tuple[Procedure, ...]:
    """The procedures that a guide in one of five languages describes, in reading order; none where it is no guide.

    An `act` tells procedures in shapes that are known alone: its sentences name terms, papers and offices of tasks too.
    Every quote of a record is verbatim: `quote.words == content[quote.start:quote.end]`.
    """
    if len(content) > LONGEST:
        return ()
    find = _shaped if act else _find
    return _obeying_nobody(lambda words: find(Source(plain(words), language, shown=words)), content)


def _obeying_nobody(read: Callable[[str], tuple[Procedure, ...]], content: str) -> tuple[Procedure, ...]:
    """What is read where sentences that tell an assistant what to say are taken for nothing."""
    found = read(content)
    heard = blanked(content, [(one.start, one.end) for one in found])
    return found if heard == content else read(heard)


def _find(source: Source) -> tuple[Procedure, ...]:
    """What the known shapes tell; what stretches of any text tell where that is more."""
    found = _shaped(source)
    if _HEADED.search(source.folded):
        return found  # an act, whose articles tell procedures in their own way
    loose = tuple(read_anywhere(source))
    asked = bool(questions(source))  # answers mention papers that are not handed in
    found = tuple(replace(filled(source, one), papers=one.papers) if asked else filled(source, one) for one in found)
    if _fields(loose) >= _fields(found) * _MORE and _share(loose) >= _share(found) * _AS_WHOLE:
        return loose or found
    beside = (one for one in loose if not any(_about(source, one, two) for two in found))
    return tuple(sorted((*found, *beside), key=lambda one: one.start))


def _about(source: Source, loose: Procedure, known: Procedure) -> bool:
    """Whether a stretch lies in a service of a known shape, or names it again, as annexes do that tell what was cut."""
    name = fold(known.name.words)
    again = len(name.split()) >= _TELLING and name in source.folded[loose.start : loose.end]
    return again or (loose.start < known.end and known.start < loose.end)


def _share(found: Sequence[Procedure]) -> float:
    """How many fields each service tells, on an average."""
    return _fields(found) / max(1, len(found))


def _fields(found: Sequence[Procedure]) -> int:
    return sum(len(SOUGHT & fields_told(one)) for one in found)


def _shaped(source: Source) -> tuple[Procedure, ...]:
    if not _hints(source.folded):
        columns = read_columns(source)
        return tuple(columns or _told(source, read_prose(source)))
    asked = questions(source)
    if asked:
        return tuple(_answers(source, asked))
    told = (read_template, read_articles) if _ARTICLE.search(source.folded) else (read_runs, _told)
    shapes = (read_tables, read_columns, read_sections, *told)
    return next((found for read in shapes if (found := tuple(read(source)))), ())


def find_in_law(content: str) -> tuple[Procedure, ...]:
    """The procedures that articles of a Vietnamese law or decree lay down, each under its article ("Điều 14")."""
    if len(content) > LONGEST_LAW or not tells_procedures(content):
        return ()
    return _obeying_nobody(lambda words: tuple(read_articles(Source(words))), content)


def _hints(folded: str) -> bool:
    """Whether a text names fields as guides do, asks, or has articles; cheaply."""
    found: set[object] = set()
    for match in wording().hint.finditer(folded):
        found.add(match.start() if match.group().startswith("?") else match.group())
        if len(found) >= _LEAST_FIELDS:
            return True
    return _ARTICLE.search(folded) is not None


def _told(source: Source, prose: list[Procedure] | None = None) -> list[Procedure]:
    """What named fields or sentences tell; of an article that goes on to another procedure in prose both.

    `prose` is what sentences tell, where it was read already.
    """
    found = list(read_template(source))
    if len(found) > 1:
        return found
    prose = read_prose(source) if prose is None else prose
    others = [one for one in prose if one.start > found[0].start] if found else []
    first = list(read_template(source, 0, others[0].start)) if others else []
    return [*first, *others] if first else found or prose


def _answers(source: Source, asked: list[re.Match[str]]) -> Iterator[Procedure]:
    ends = [*(match.start() for match in asked[1:]), len(source.content)]
    for match, end in zip(asked, ends, strict=True):
        found = read_question(source, match, end, opening=asked[0].start())
        if found:
            yield found
