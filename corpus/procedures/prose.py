"""Articles and leaflets that tell a procedure in sentences, each under a heading of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.model import Language
from corpus.procedures.finding import names_service
from corpus.procedures.model import Procedure, Quote
from corpus.procedures.naming import topics_named
from corpus.procedures.sections import LEAST_TOPICS, Section, all_sections, read_told
from corpus.procedures.source import Source
from corpus.procedures.wording import wording

_MANY = 4  # fields told below a heading that names no known service
_LONGEST = 6_000  # characters: what is longer is about more than one procedure
_TITLE = re.compile(r"(?:(?<=\n\n)|\A)(?P<name>[^\s#|>*\-+•\d][^\n|]{5,90}[^\s.:;,|])\n", re.MULTILINE)


def read_prose(source: Source) -> list[Procedure]:
    """The procedures of sections in prose that name a service in their heading, or in a sentence ("thủ tục ...")."""
    sections = [one for one in (*all_sections(source), *_titled(source)) if one.end - one.body <= _LONGEST]
    found: list[Procedure] = []
    for sure in (True, False):
        for section in sections if sure else sorted(sections, key=lambda one: one.end - one.body):
            if not any(_within(section, one) for one in found):
                found.extend(_read(source, section, sure=sure))
    return sorted(found, key=lambda one: one.start)


def _fields_named(source: Source, section: Section) -> int:
    """How many fields a heading names or asks for, so that it names no service."""
    heading = source.folded[section.name.start : section.name.end].strip(" *:")
    return len(topics_named(heading, source.language, alone=True)[0])


def _within(section: Section, one: Procedure) -> bool:
    return section.start < one.end and one.start < section.end


def _titled(source: Source) -> Iterator[Section]:
    """Parts of an article below lines that stand by themselves and end no sentence."""
    heads = list(_TITLE.finditer(source.content))
    for n, head in enumerate(heads):
        end = heads[n + 1].start() if n + 1 < len(heads) else len(source.content)
        name = source.quote(*head.span("name"))
        yield Section(style=(0, ""), number=None, name=name, start=head.start(), body=head.end(), end=end)


def _read(source: Source, section: Section, *, sure: bool) -> Iterator[Procedure]:
    """What a section tells under the name of a service; where it is not `sure` to have one, under its heading."""
    name = _name(source, section) if sure else section.name if _fields_named(source, section) != 1 else None
    found = read_told(source, replace(section, name=name), least=LEAST_TOPICS if sure else _MANY) if name else None
    if found:
        yield found


def _name(source: Source, section: Section) -> Quote | None:
    """The heading where it names a service, the procedure that a sentence names, or a heading that begins so."""
    patterns = wording().patterns
    if _fields_named(source, section):
        return None
    if names_service(section.name.words):
        return section.name
    named = patterns["procedure_named"].search(source.folded, section.body, section.end)
    if named and source.language is Language.VI:
        return source.quote(*named.span("name"))
    acts = patterns["service_title"].match(source.folded, section.name.start, section.name.end)
    return section.name if acts else None
