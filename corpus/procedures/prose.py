"""Articles and leaflets that tell a procedure in sentences, each under a heading of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.model import Language
from corpus.procedures.finding import names_service
from corpus.procedures.model import Procedure, Quote
from corpus.procedures.sections import Section, all_sections, read_told
from corpus.procedures.source import Source
from corpus.procedures.wording import wording

_LONGEST = 6_000  # characters: what is longer is about more than one procedure
_TITLE = re.compile(r"(?:(?<=\n\n)|\A)(?P<name>[^\s#|>*\-+•\d][^\n|]{5,90}[^\s.:;,|])\n", re.MULTILINE)


def read_prose(source: Source) -> list[Procedure]:
    """The procedures of sections in prose that name a service in their heading, or in a sentence ("thủ tục ...")."""
    found: list[Procedure] = []
    for section in [*all_sections(source), *_titled(source)]:
        if section.end - section.body <= _LONGEST and not any(_within(section, one) for one in found):
            found.extend(_read(source, section))
    return sorted(found, key=lambda one: one.start)


def _within(section: Section, one: Procedure) -> bool:
    return section.start < one.end and one.start < section.end


def _titled(source: Source) -> Iterator[Section]:
    """Parts of an article below lines that stand by themselves and end no sentence."""
    heads = list(_TITLE.finditer(source.content))
    for n, head in enumerate(heads):
        end = heads[n + 1].start() if n + 1 < len(heads) else len(source.content)
        name = source.quote(*head.span("name"))
        yield Section(style=(0, ""), number=None, name=name, start=head.start(), body=head.end(), end=end)


def _read(source: Source, section: Section) -> Iterator[Procedure]:
    name = _name(source, section)
    if name is None:
        return
    found = read_told(source, replace(section, name=name))
    if found:
        yield found


def _name(source: Source, section: Section) -> Quote | None:
    """The heading where it names a service, the procedure that a sentence names, or a heading that begins so."""
    patterns = wording().patterns
    if names_service(section.name.words):
        return section.name
    named = patterns["procedure_named"].search(source.folded, section.body, section.end)
    if named and source.language is Language.VI:
        return source.quote(*named.span("name"))
    acts = patterns["service_title"].match(source.folded, section.name.start, section.name.end)
    return section.name if acts else None
