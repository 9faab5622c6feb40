"""Which passages of a large corpus are embedded in an evaluation, when embedding all would take hours."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from heapq import nsmallest

from corpus.model import Passage, Section, SectionKind
from corpus.store import Library
from evals.datasets.model import Dataset
from evals.places import same_file


@dataclass(frozen=True, slots=True)
class Sample:
    """Passages that are embedded: all of the files that the questions name, and of `articles` others by a digest."""

    named: frozenset[str]
    others: frozenset[str]
    articles: int
    total: int

    def __contains__(self, passage: Passage) -> bool:
        return passage.id in self.named or passage.id in self.others

    @property
    def note(self) -> str:
        """What was embedded, for the report."""
        return (
            f"embedded: {len(self.named)} passages of the files that the questions name and {len(self.others)} of "
            f"{self.articles} other articles, of {self.total}; the rest is found by words only"
        )


Choose = Callable[[Library], Sample]


def sampler(dataset: Dataset, articles: int) -> Choose:
    """A choice of all passages of the files that `dataset` names and of so many other articles, alike on every run."""

    def choose(library: Library) -> Sample:
        named, others = set[str](), dict[str, list[str]]()
        for text in library.texts():
            if any(same_file(file, text.file) for file in dataset.files):
                named.update(passage.id for passage in library.passages_of(text.id))
                continue
            for article, passage in _with_articles(library, text.id):
                others.setdefault(article, []).append(passage.id)
        drawn = nsmallest(articles, others, key=lambda article: sha256(article.encode()).digest())
        chosen = frozenset(key for article in drawn for key in others[article])
        return Sample(frozenset(named), chosen, len(drawn), library.count_passages())

    return choose


def _with_articles(library: Library, text_id: str) -> Iterator[tuple[str, Passage]]:
    """The passages of a text, each with a name for its article; one that stands in none is an article of its own."""
    articles = [section for section in library.sections(text_id) if section.kind is SectionKind.ARTICLE]
    starts = [article.start for article in articles]
    for passage in library.passages_of(text_id):
        place = bisect_right(starts, passage.start) - 1
        inside = place >= 0 and passage.start < articles[place].end
        yield (_name(text_id, articles[place]) if inside else passage.id), passage


def _name(text_id: str, article: Section) -> str:
    return f"{text_id}@{article.start}"
