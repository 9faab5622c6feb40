"""A pool of passages as documents, so that the assistant can be asked about it like about anything else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.model import Passage
from evals.datasets.model import Case, Dataset, Place


@contextmanager
def as_documents(dataset: Dataset, corpus: Sequence[Path]) -> Iterator[tuple[Dataset, Sequence[Path]]]:
    """The dataset with gold stated as places, and where its documents lie.

    A set about documents comes back as it is, with `corpus`. A pool is written to a folder that is removed
    afterwards: one file for each text, one line for each passage, and each right passage is a support set of its own.
    """
    if not dataset.passages:
        yield dataset, corpus
        return
    with TemporaryDirectory(prefix="congvu-pool-") as folder:
        places = write_pool(dataset.passages, Path(folder))
        cases = tuple(_placed(case, places) for case in dataset.cases)
        yield replace(dataset, cases=cases, passages=()), [Path(folder)]


def write_pool(passages: Sequence[Passage], folder: Path) -> dict[str, Place]:
    """Write the texts that passages belong to; returns the place of each passage by its id."""
    texts: defaultdict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        texts[passage.text_id].append(passage)
    places: dict[str, Place] = {}
    for n, parts in enumerate(texts.values()):
        file = f"pool-{n}.{parts[0].language}.txt"
        ordered = sorted(parts, key=lambda part: part.start)
        lines = [" ".join(part.embedded.split()) for part in ordered]
        (folder / file).write_text("\n".join(lines) + "\n", encoding="utf-8")
        places |= {part.id: Place(file, line) for line, part in enumerate(ordered, 1)}
    return places


def _placed(case: Case, places: dict[str, Place]) -> Case:
    return replace(case, support_sets=tuple((places[key],) for key in case.relevant), relevant={})
