"""What ingestion tells: progress while it runs, and a report at its end."""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.parsing import Parsed


class Outcome(StrEnum):
    """What happened to a file in one run."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    NEEDS_OCR = "needs_ocr"
    FAILED = "failed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """One file's outcome. `reason` is a stable code of a failure, `message` a line that says what to do."""

    file: str
    outcome: Outcome
    message: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come. `expected` grows while archives are opened."""

    done: int
    expected: int
    last: FileOutcome


@dataclass(frozen=True, slots=True)
class IngestReport:
    """The result of a run. `seconds` is by the clock; the stages' times are on a core, summed over processes."""

    outcomes: Mapping[Outcome, int]
    problems: tuple[FileOutcome, ...]
    text_ids: tuple[str, ...]
    sections: int
    passages: int
    characters: int
    bytes_read: int
    seconds: float
    load_seconds: float
    read_seconds: float
    store_seconds: float
    peak_bytes: int

    @property
    def ok(self) -> bool:
        """Whether every file could be read."""
        return not self.outcomes.get(Outcome.FAILED)

    @property
    def changed(self) -> bool:
        """Whether the library is other than before."""
        return bool(self.text_ids) or bool(self.outcomes.get(Outcome.DROPPED))


@dataclass(slots=True)
class Tally:
    """Counts while a run goes on, and tells the caller."""

    tell: Callable[[Progress], None] | None
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    problems: list[FileOutcome] = field(default_factory=list)
    text_ids: list[str] = field(default_factory=list)
    sections: int = 0
    passages: int = 0
    characters: int = 0
    bytes_read: int = 0
    load_seconds: float = 0.0
    read_seconds: float = 0.0
    store_seconds: float = 0.0
    expected: int = 0
    started: float = field(default_factory=time.perf_counter)

    def expect(self, files: int) -> None:
        """Count files that will be gone through."""
        self.expected += files

    def parsed(self, parsed: Parsed, outcome: FileOutcome) -> None:
        """Count a file that was parsed."""
        self.bytes_read += parsed.size
        self.load_seconds += parsed.load_seconds
        self.read_seconds += parsed.read_seconds
        if (entry := parsed.entry) is not None:
            self.text_ids.append(entry.text.id)
            self.sections += len(entry.sections)
            self.passages += len(entry.passages)
            self.characters += len(entry.text.content)
        self.settled(outcome)

    def stored(self, seconds: float) -> None:
        self.store_seconds += seconds

    def settled(self, outcome: FileOutcome, count: int = 1) -> None:
        """Count a file whose fate is known, and tell of it."""
        self.outcomes[outcome.outcome] += count
        if outcome.outcome in (Outcome.FAILED, Outcome.NEEDS_OCR):
            self.problems.append(outcome)
        if self.tell is not None:
            done = sum(self.outcomes.values())
            self.tell(Progress(done, max(done, self.expected), outcome))

    def report(self) -> IngestReport:
        return IngestReport(
            outcomes=dict(self.outcomes),
            problems=tuple(self.problems),
            text_ids=tuple(dict.fromkeys(self.text_ids)),
            sections=self.sections,
            passages=self.passages,
            characters=self.characters,
            bytes_read=self.bytes_read,
            seconds=time.perf_counter() - self.started,
            load_seconds=self.load_seconds,
            read_seconds=self.read_seconds,
            store_seconds=self.store_seconds,
            peak_bytes=_peak_bytes(),
        )


def _peak_bytes() -> int:
    """The most memory this process and, beside it, its largest child ever held."""
    unit = 1 if sys.platform == "darwin" else 1024
    return unit * sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
