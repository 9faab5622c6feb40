"""`congvu corpus add` and `congvu corpus status`."""

from __future__ import annotations

import typer

app = typer.Typer(no_args_is_help=True, help="Add documents and see what is there.")
