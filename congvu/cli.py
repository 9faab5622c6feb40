"""The `congvu` command: data on stdout, progress on stderr; exit 0 done, 1 failed, 2 bad usage."""

from __future__ import annotations

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Answers over government documents, with citations.")


def main() -> None:
    """Entry point of the console script."""
    app()
