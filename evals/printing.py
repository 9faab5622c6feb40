"""What `congvu evals` shows: figures on stdout, progress and where reports were saved on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from tqdm import tqdm

from evals.errors import EvalsError

if TYPE_CHECKING:
    from evals.report import SavedReport

Out = Annotated[Path, typer.Option("--out", help="Folder of saved reports.")]
Json = Annotated[bool, typer.Option("--json", help="Print the whole report as JSON.")]
REPORTS = Path("artifacts/evals")


@contextmanager
def told() -> Iterator[None]:
    """Known errors end the command as one clean line."""
    try:
        yield
    except EvalsError as error:
        note(f"congvu: {error}")
        raise typer.Exit(1) from error


@contextmanager
def progress(name: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr, told how many are done of how many; a smaller number than before begins it anew."""
    with tqdm(desc=name, dynamic_ncols=True, file=sys.stderr, mininterval=0.5, disable=None) as bar:

        def tell(done: int, total: int) -> None:
            if done < bar.n:
                bar.reset(total)
            bar.total = total
            bar.update(done - bar.n)

        yield tell


def show(report: SavedReport, out: Path, *, as_json: bool) -> None:
    """Save the report as JSON and as a page under `out`, and print it."""
    from evals.page import write_page
    from evals.report import save_report

    saved = save_report(report, out)
    page = write_page(report, saved.with_suffix(".html"))
    typer.echo(report.model_dump_json() if as_json else report.table())
    note(f"saved {saved} and {page}")


def note(message: str) -> None:
    """A line for the person at the terminal, apart from the data."""
    typer.echo(message, err=True)
