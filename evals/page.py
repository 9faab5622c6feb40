"""Reports as one HTML file that needs nothing else: tables, plots as inline SVG, examples of failures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from io import StringIO
from pathlib import Path

from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from evals.report import AnswersReport, Example, Figure, Report, SavedReport

BAR = "#2f5d8a"
GROUPS_PER_PLOT = 24  # more bars than this cannot be told apart at the width of a page


def write_page(report: SavedReport, path: Path) -> Path:
    """Write the report beside its JSON; returns the path."""
    environment = Environment(loader=PackageLoader("evals"), autoescape=select_autoescape(["html"]))
    page = environment.get_template("report.html").render(
        report=report,
        tables=_by_measure(report.figures),
        plots=[Markup(plot) for plot in plots(report)],
        failures=_by_failure(report.examples),
    )
    path.write_text(page, encoding="utf-8")
    return path


def plots(report: Report) -> list[str]:
    """The plots of a report as SVG elements: each main measure over its groups, and the coverage-risk curve."""
    draws: list[Callable[[Axes], None]] = [partial(_bars, f) for f in _by_measure(report.figures).values()]
    if isinstance(report, AnswersReport) and report.curve:
        draws.append(partial(_curve, report))
    return [_svg(draw) for draw in draws]


def _bars(figures: Sequence[Figure], axes: Axes) -> None:
    shown = list(figures)[:GROUPS_PER_PLOT]
    places, means = range(len(shown)), [f.mean for f in shown]
    errors = [[f.mean - f.low for f in shown], [f.high - f.mean for f in shown]]
    axes.barh(places, means, xerr=errors, color=BAR, ecolor="#444", capsize=2)
    axes.set_yticks(places, [f"{f.group} (n={f.n})" for f in shown])
    axes.invert_yaxis()
    axes.set_xlim(0, 1)
    axes.set_title(shown[0].measure)


def _curve(report: AnswersReport, axes: Axes) -> None:
    axes.step([p.coverage for p in report.curve], [p.risk for p in report.curve], color=BAR, where="post")
    axes.set_xlabel("coverage: share of questions answered")
    axes.set_ylabel("risk: share of answers that are wrong")
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.set_title("Coverage and risk over the confidence threshold")


def _svg(draw: Callable[[Axes], None]) -> str:
    canvas = Canvas(figsize=(6.4, 3.6), layout="constrained")
    draw(canvas.subplots())
    out = StringIO()
    canvas.savefig(out, format="svg", metadata={"Date": None})
    svg = out.getvalue()
    return svg[svg.index("<svg") :]


def _by_measure(figures: Sequence[Figure]) -> dict[str, list[Figure]]:
    grouped: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        grouped[figure.measure].append(figure)
    return dict(grouped)


def _by_failure(examples: Sequence[Example]) -> dict[str, list[Example]]:
    grouped: defaultdict[str, list[Example]] = defaultdict(list)
    for example in examples:
        grouped[example.failure].append(example)
    return dict(grouped)
