"""Showing the report of an evaluation: figures on stdout, where they were saved on stderr."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from congvu.terminal import note

if TYPE_CHECKING:
    from evals.report import SavedReport

Out = Annotated[Path, typer.Option("--out", help="Folder of saved reports.")]
Json = Annotated[bool, typer.Option("--json", help="Print the whole report as JSON.")]
REPORTS = Path("artifacts/evals")


def show(report: SavedReport, out: Path, *, as_json: bool) -> None:
    """Save the report as JSON and as a page under `out`, and print it."""
    from evals.page import write_page
    from evals.report import save_report

    saved = save_report(report, out)
    page = write_page(report, saved.with_suffix(".html"))
    typer.echo(report.model_dump_json() if as_json else report.table())
    note(f"saved {saved} and {page}")
