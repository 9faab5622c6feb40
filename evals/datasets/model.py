"""The vocabulary of benchmarks: a dataset is cases, and either a pool of passages or documents to be added.

Gold answers are stated in one of two ways. Over a *pool* (SQuAD, XQuAD-R, BEIR) a case names the ids of relevant
passages. Over *documents* (our own sets) a case names places, a line or an article of a file, grouped in support
sets: finding every place of any one set suffices.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from corpus.fold import fold
from corpus.model import Language, Passage


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file, counted from 1, or an article by its heading as printed; both when both are known.

    `file` is the end of the path the document was added by ("procedures-vi/FAQ-CCCD.txt"), or the key before the
    first underscore of its name ("002").
    """

    file: str
    line: int | None = None
    article: str | None = None


SupportSet = tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """What a right answer states, normalised as `corpus.model.Mention` is; agencies by their canonical English name."""

    dates: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    yes: bool | None = None
    items: int | None = None
    recurrence: str | None = None

    @property
    def empty(self) -> bool:
        """True when nothing is stated that an answer could be compared with by value."""
        return not (self.dates or self.numbers or self.agencies or self.documents) and self.yes is None


@dataclass(frozen=True, slots=True)
class Case:
    """One question with its gold answer. `relevant` maps passage ids of a pool to grades of 1 or more.

    `before` was asked in the same conversation; `as_of` is the day that the question is asked about, today when None.
    """

    id: str
    language: Language
    question: str
    answerable: bool = True
    kind: str = ""
    style: str = ""
    support_sets: tuple[SupportSet, ...] = ()
    optional: tuple[Place, ...] = ()
    near_miss: tuple[Place, ...] = ()
    relevant: Mapping[str, int] = field(default_factory=dict)
    spans: tuple[str, ...] = ()
    expected: Expected = field(default_factory=Expected)
    cross_lingual: bool | None = None
    before: str | None = None
    as_of: date | None = None

    @property
    def support(self) -> str:
        """The support sets in words: "002:48 or 003:59 and 003:60"."""
        sets = (" and ".join(f"{p.file}:{p.line or p.article}" for p in chosen) for chosen in self.support_sets)
        return " or ".join(sets)

    @property
    def files(self) -> frozenset[str]:
        """The files that any support set or near miss names."""
        sets = (place for chosen in self.support_sets for place in chosen)
        return frozenset(place.file for place in (*sets, *self.optional, *self.near_miss))


@dataclass(frozen=True, slots=True)
class Dataset:
    """A benchmark. `passages` is empty when the cases are about documents; `sha256` is of its files."""

    name: str
    cases: tuple[Case, ...]
    passages: tuple[Passage, ...] = ()
    sha256: str = ""
    notes: tuple[str, ...] = ()  # what a reader of the report must know, such as files left out

    def thinned(self, most: int) -> Dataset:
        """At most so many cases, evenly over the whole set, so that languages keep their shares; the pool stays."""
        if len(self.cases) <= most:
            return self
        chosen = tuple(self.cases[n * len(self.cases) // most] for n in range(most))
        return replace(self, cases=chosen, notes=(*self.notes, f"{most} of {len(self.cases)} questions"))

    def typed_plainly(self) -> Dataset:
        """With the Vietnamese questions in small letters without diacritics, as many people type them."""
        cases = tuple(
            replace(case, question=fold(case.question)) if case.language is Language.VI else case for case in self.cases
        )
        return replace(self, cases=cases, notes=(*self.notes, "Vietnamese questions without diacritics"))

    @property
    def answerable(self) -> tuple[Case, ...]:
        return tuple(case for case in self.cases if case.answerable)

    @property
    def files(self) -> frozenset[str]:
        """Every file that some case names."""
        return frozenset[str]().union(*(case.files for case in self.cases))
