"""`congvu evals obligations`, `procedures`, `structure`, `description`, `pages`: measure what is read of documents."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from congvu import reports
from congvu.reports import REPORTS, Json, Out

ABOUT = {
    "obligations": "Read obligations out of documents and measure what was found, who leads, by when.",
    "procedures": "Read procedures out of guides and measure fees, time limits, papers, authorities.",
    "structure": "Read the structure of documents and measure whether lines open the clauses that a person cites.",
    "description": "Describe acts and measure number, kind, issuer, dates, signer, field.",
}


def register(app: typer.Typer) -> None:
    """Add the commands; each calls `run` of the module that bears its name."""
    for verb, about in ABOUT.items():
        _register(app, verb, about)
    app.command()(pages)


def _register(app: typer.Typer, verb: str, about: str) -> None:
    @app.command(verb, help=about)
    def read(
        dataset: Annotated[Path, typer.Option("--dataset", help="What was read by hand, as JSON lines.", exists=True)],
        corpus: Annotated[list[Path], typer.Option("--corpus", help="The files that gold was read from.", exists=True)],
        out: Out = REPORTS,
        json: Json = False,
    ) -> None:
        report = import_module(f"evals.{verb}").run(dataset, corpus=corpus)
        reports.show(report, out, as_json=json)


def pages(
    dataset: Annotated[Path, typer.Option("--dataset", help="Folder of labelled pages.", exists=True)],
    out: Out = REPORTS,
    json: Json = False,
) -> None:
    """Read pages of portals and measure what is set aside and what is kept, line by line."""
    from evals.pages import run

    report = run(dataset)
    reports.show(report, out, as_json=json)
