"""Where a task's term and leaders are stated when its own clause does not: in the line that opens its list.

A directive says "by 31 October the ministries shall:" once, above ten clauses. The task knows its term; its quote does
not show it. So the line above is cited too, and a fact for which no line is found is not claimed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from assistant.model import Citation
from corpus.mentions import find_mentions, supported
from corpus.model import Language, Mention, MentionKind
from corpus.store import Library
from corpus.structure import section_at
from register.model import Source, Task

ABOVE = 6000  # characters before a clause in which the line that opens its list is looked for
OPENING = 1500  # characters at the start of the text: who issues a plan for himself is named there
LONGEST = 500  # characters of a cited line

Key = tuple[MentionKind | None, str]  # a fact, or words of a line above that the action of a task repeats


@dataclass(slots=True)
class Grounds:
    """Finds the lines that state what the clauses of tasks leave unsaid; numbers their citations after those given."""

    library: Library
    citations: list[Citation]
    _texts: dict[str, str] = field(default_factory=dict)

    def of(self, task: Task, n: int) -> dict[Key, int]:
        """The number of the citation that states each fact of a task, `n` being that of its own clause.

        A fact that no line states is absent. So it is with what the action repeats of a heading or of the line that
        opens its list.
        """
        source = task.sources[0]
        own = find_mentions(source.quote, source.language)
        found: dict[Key, int] = {}
        for words in _repeated(task.action, source.quote):
            if (line := self._line_that(source, partial(_shows, words))) is not None:
                found[None, words] = self._number(source, n, *line)
        for fact in _facts_of(task):
            if supported(fact, own):
                found[fact.kind, fact.value] = n
            elif (line := self._line_that(source, partial(_states, fact, source.language))) is not None:
                found[fact.kind, fact.value] = self._number(source, n, *line)
        return found

    def _line_that(self, source: Source, shows: Callable[[str], bool]) -> tuple[int, int] | None:
        content = self._content(source.text_id)
        for start, end in _lines_around(content, source.start, source.end):
            if shows(content[start:end]):
                return start, end
        return None

    def _number(self, source: Source, n: int, start: int, end: int) -> int:
        """The number of the citation that shows a line: the task's own, widened, where the line holds its clause."""
        place = (source.text_id, start, end)
        known = next((c.n for c in self.citations if (c.text.id, c.start, c.end) == place), None)
        if known is not None:
            return known
        content = self._content(source.text_id)
        if start <= source.start and source.end <= end:
            model = self.citations[n - 1]
        else:
            model = next(c for c in self.citations if c.text.id == source.text_id)
            n = len(self.citations) + 1
            self.citations.append(model)
        line = replace(model, n=n, quote=content[start:end], start=start, end=end)
        self.citations[n - 1] = replace(line, section=self._path(source, start))
        return n

    def _path(self, source: Source, position: int) -> str:
        """The clause path at a position of a source's text; that of the source where the text has no structure."""
        sections = self.library.sections(source.text_id)
        return section_at(sections, position).path if sections else source.section

    def _content(self, text_id: str) -> str:
        if text_id not in self._texts:
            text = self.library.text(text_id)
            self._texts[text_id] = text.content if text else ""
        return self._texts[text_id]


def _states(fact: Mention, language: Language, words: str) -> bool:
    return supported(fact, find_mentions(words, language))


def _shows(words: str, line: str) -> bool:
    return words in line


def _repeated(action: str, quote: str) -> Iterator[str]:
    """What an action says that its own clause does not: "report: the plan (2. Water)" has words of two lines above."""
    said, _, topic = action.removesuffix(")").rpartition(" (") if action.endswith(")") else (action, "", "")
    if topic and topic not in quote:
        yield topic
    lead, found, _ = said.partition(": ")
    if found and lead not in quote:
        yield lead


def states(words: str, language: Language, kind: MentionKind, value: str) -> bool:
    """Whether words of a language state a value, such as a day, themselves."""
    return bool(value) and supported(Mention(kind, value, "", 0, 0), find_mentions(words, language))


def _facts_of(task: Task) -> Iterator[Mention]:
    if task.due:
        yield Mention(MentionKind.DATE, task.due.isoformat(), "", 0, 0)
    for one in task.agencies:
        yield Mention(MentionKind.AGENCY, one, "", 0, 0)


def _lines_around(content: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The clause's own line, those above it from the nearest up, the next two, then those that open the text."""
    spans = [span for span in _lines(content) if span[1] > max(0, start - ABOVE) and span[0] < end + LONGEST]
    own = [span for span in spans if span[0] < end and span[1] > start]
    yield from own
    yield from reversed([span for span in spans if span[1] <= start])
    yield from [span for span in spans if span[0] >= end][:2]
    yield from (span for span in _lines(content[:OPENING]))


def _lines(content: str) -> Iterator[tuple[int, int]]:
    """Lines with words, without the white space around them, and no longer than is quoted."""
    at = 0
    for line in content.splitlines(keepends=True):
        words = line.strip()
        if words:
            start = at + line.index(words[0])
            yield start, start + min(len(words), LONGEST)
        at += len(line)
