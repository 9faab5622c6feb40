"""Two saved reports: what changed, and whether it could be chance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from evals.errors import ReportError
from evals.metrics import Difference, difference
from evals.report import Report

SIGNIFICANT = 0.05  # two-sided; the usual level, stated so that the mark in the table has one meaning


@dataclass(frozen=True, slots=True)
class Comparison:
    """One measure in both reports; `difference.delta` is second minus first."""

    measure: str
    difference: Difference

    @property
    def significant(self) -> bool:
        """Whether the randomisation test finds the difference unlikely to be chance, measure by measure."""
        return self.difference.randomised < SIGNIFICANT

    def row(self) -> dict[str, object]:
        """The comparison as data, flat but for the interval."""
        return {"measure": self.measure, "significant": self.significant, **asdict(self.difference)}


def compare(first: Report, second: Report) -> list[Comparison]:
    """Pair two reports question by question, over every measure that both hold.

    The p values are not corrected for the number of measures compared.

    Raises:
        ReportError: the reports are of different datasets, or share no measure or question.
    """
    if first.origin.dataset_sha256 != second.origin.dataset_sha256:
        raise ReportError(
            f"the reports are of different data ({first.origin.dataset}, {second.origin.dataset}): "
            "evaluate both commits on the same files"
        )
    found = list(_comparisons(first, second))
    if not found:
        raise ReportError("the reports share no measure over the same questions; compare two reports of one kind")
    return found


def table(comparisons: list[Comparison]) -> str:
    """The comparisons as lines of text; a star marks p < 0.05 by the randomisation test."""
    head = f"{'measure':24} {'first':>7} {'second':>7} {'delta':>7}  95 % interval       p (random.)  p (t)      n"
    return "\n".join([head, *(_line(comparison) for comparison in comparisons)])


def _comparisons(first: Report, second: Report) -> Iterator[Comparison]:
    for measure, values in first.values.items():
        other = second.values.get(measure, {})
        if values.keys() & other.keys():
            yield Comparison(measure, difference(values, other))


def _line(comparison: Comparison) -> str:
    d = comparison.difference
    star = "*" if comparison.significant else " "
    return (
        f"{comparison.measure:24} {d.first:7.3f} {d.second:7.3f} {d.delta.mean:+7.3f}{star} "
        f"[{d.delta.low:+.3f}, {d.delta.high:+.3f}]  {d.randomised:11.4f}  {d.t:7.4f}  {d.n:5d}"
    )
