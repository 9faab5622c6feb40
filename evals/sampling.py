"""Which passages of a large corpus are embedded in an evaluation, when embedding all would take hours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from heapq import nsmallest

from corpus.model import Passage
from corpus.store import Library
from evals.datasets.model import Dataset
from evals.places import same_file


@dataclass(frozen=True, slots=True)
class Sample:
    """Passages that are embedded: all of the files that the questions name, and others by the digest of their id."""

    named: frozenset[str]
    others: frozenset[str]
    total: int

    def __contains__(self, passage: Passage) -> bool:
        return passage.id in self.named or passage.id in self.others

    @property
    def note(self) -> str:
        """What was embedded, for the report."""
        return (
            f"embedded: {len(self.named)} passages of the files that the questions name and {len(self.others)} others, "
            f"of {self.total}; the rest is found by words only"
        )


Choose = Callable[[Library], Sample]


def sampler(dataset: Dataset, others: int) -> Choose:
    """A choice of all passages of the files that `dataset` names and of `others` more, the same on every run."""

    def choose(library: Library) -> Sample:
        named_texts = {t.id for t in library.texts() if any(same_file(file, t.file) for file in dataset.files)}
        passages = [(n.passage.id, n.passage.text_id in named_texts) for n in library.numbered_passages()]
        rest = [key for key, named in passages if not named]
        chosen = nsmallest(others, rest, key=lambda key: sha256(key.encode()).digest())
        return Sample(frozenset(key for key, named in passages if named), frozenset(chosen), len(passages))

    return choose
