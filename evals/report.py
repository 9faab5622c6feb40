"""Reports: what an evaluation measured, saved as JSON under the commit that was measured."""

from __future__ import annotations

import os
import platform
import resource
import subprocess
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from evals.datasets.jsonl import explain
from evals.errors import ReportError
from evals.metrics import Values, interval, percentile

REPOSITORY = Path(__file__).resolve().parent.parent


class Part(BaseModel):
    """A part of a report, as it is saved."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Figure(Part):
    """The mean of one measure over a group of questions, with its 95 % bootstrap interval."""

    measure: str
    group: str
    n: int
    mean: float
    low: float
    high: float


class Latency(Part):
    """Milliseconds per call, one client, warm."""

    n: int
    mean: float
    p50: float
    p95: float


class Example(Part):
    """A question that went wrong, for a person to look at; `failure` names how."""

    id: str
    language: str
    failure: str
    question: str
    wanted: str
    got: str


class Origin(Part):
    """What was measured, on what, when."""

    commit: str
    created: str
    machine: str
    dataset: str
    dataset_sha256: str
    model: str
    variant: str = "full"
    notes: tuple[str, ...] = ()


class Report(Part):
    """What both kinds of report share. `values` holds every measure by question, so that runs can be paired."""

    origin: Origin
    figures: tuple[Figure, ...]
    values: dict[str, dict[str, float]]
    latency: Latency | None = None
    peak_memory_mb: float | None = None
    examples: tuple[Example, ...] = ()

    def figure(self, measure: str, group: str = "all") -> Figure | None:
        """One figure, or None when nothing was measured under that name."""
        return next((f for f in self.figures if f.measure == measure and f.group == group), None)

    def table(self) -> str:
        """The figures as lines of text for a terminal: a row for each group, a column for each measure."""
        measures = list(dict.fromkeys(f.measure for f in self.figures))
        means = {(f.group, f.measure): f"{f.mean:.3f}" for f in self.figures}
        counts = {f.group: f.n for f in reversed(self.figures)}
        head = f"{'':20} {'n':>5} " + " ".join(f"{m:>{max(7, len(m))}}" for m in measures)
        rows = [
            f"{group:20} {counts[group]:>5} "
            + " ".join(f"{means.get((group, m), '-'):>{max(7, len(m))}}" for m in measures)
            for group in dict.fromkeys(f.group for f in self.figures)
        ]
        latency = self.latency and f"latency ms: p50 {self.latency.p50:.1f}, p95 {self.latency.p95:.1f}"
        return "\n".join([head, *rows, *([latency] if latency else []), *self.origin.notes])


class RetrievalReport(Report):
    """How well, and how fast, passages are found."""

    kind: Literal["retrieval"] = "retrieval"
    passages: int = 0
    depth: int = 0
    passages_per_second: float | None = None
    indexing_seconds: float | None = None


class Threshold(Part):
    """A point of the coverage-risk curve: answering only at this confidence or above."""

    confidence: float
    coverage: float
    risk: float


class AnswersReport(Report):
    """How right, how well cited and how honest answers are."""

    kind: Literal["answers"] = "answers"
    curve: tuple[Threshold, ...] = ()


ReadingKind = Literal["obligations", "procedures", "structure", "description", "pages"]


class ReadingReport(Report):
    """How well rules tell tasks, procedures, clauses, descriptions, or what surrounds an article on a page."""

    kind: ReadingKind


SavedReport = RetrievalReport | AnswersReport | ReadingReport
AnyReport = Annotated[SavedReport, Field(discriminator="kind")]
_ADAPTER: TypeAdapter[SavedReport] = TypeAdapter(AnyReport)


def load_report(path: Path) -> SavedReport:
    """Read a saved report.

    Raises:
        ReportError: the file is absent or is not a report of this version.
    """
    try:
        return _ADAPTER.validate_json(path.read_bytes())
    except OSError as error:
        raise ReportError(f"{path}: cannot be read: {error.strerror}") from error
    except ValidationError as error:
        raise ReportError(f"{path}: no report of this version; evaluate again: {explain(error)}") from error


def save_report(report: SavedReport, folder: Path) -> Path:
    """Write `<folder>/<commit>/<kind>-<dataset>-<variant>.json`, making folders as needed; returns its path."""
    origin = report.origin
    path = folder / origin.commit / f"{report.kind}-{origin.dataset}-{origin.variant}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(report.model_dump_json(indent=1), encoding="utf-8")
    return path


def figures_of(values: Mapping[str, Values], groups: Mapping[str, Sequence[str]]) -> tuple[Figure, ...]:
    """Every measure over every group of question ids in which it has a value."""
    found = []
    for measure, by_question in values.items():
        for group, ids in groups.items():
            if chosen := [by_question[key] for key in ids if key in by_question]:
                i = interval(chosen)
                found.append(Figure(measure=measure, group=group, n=i.n, mean=i.mean, low=i.low, high=i.high))
    return tuple(found)


def latency_of(milliseconds: Sequence[float]) -> Latency | None:
    """Mean and percentiles, or None when nothing was timed."""
    if not milliseconds:
        return None
    mean = sum(milliseconds) / len(milliseconds)
    p50, p95 = percentile(milliseconds, 0.5), percentile(milliseconds, 0.95)
    return Latency(n=len(milliseconds), mean=mean, p50=p50, p95=p95)


def origin_of(dataset: str, sha256: str, *, model: str, variant: str = "full", notes: Sequence[str] = ()) -> Origin:
    """An origin for a run that is made now, by this checkout, on this machine."""
    return Origin(
        commit=commit(),
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        machine=machine(),
        dataset=dataset,
        dataset_sha256=sha256,
        model=model,
        variant=variant,
        notes=tuple(notes),
    )


def machine() -> str:
    """The machine in words. The load tells whether others worked on it: latencies count only well below its cores."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{platform.machine()}, {usable_cores()} cores{load}, Python {platform.python_version()}"


def commit() -> str:
    """The short hash of the checkout, with "-dirty" when files differ from it; "unversioned" outside of git."""
    try:
        head = _git("rev-parse", "--short=10", "HEAD")
        return f"{head}-dirty" if _git("status", "--porcelain", "--untracked-files=no") else head
    except (OSError, subprocess.CalledProcessError):
        return "unversioned"


def usable_cores() -> int:
    """Processor cores that this process may use."""
    affinity: Callable[[int], set[int]] | None = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def peak_memory_mb() -> float:
    """The largest resident size of this process so far, in MiB.

    Linux counts a process's `ru_maxrss` on from the process that started it, so its own high-water mark is read there.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        high = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(high.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def _git(*words: str) -> str:
    done = subprocess.run(("git", *words), cwd=REPOSITORY, capture_output=True, text=True, check=True)
    return done.stdout.strip()
