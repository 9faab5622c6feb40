"""`congvu procedures`: public services that guides describe, with fee, time limit, papers and where to go."""

from __future__ import annotations

from typing import Annotated

import typer

from api.present_procedures import procedures_out
from api.procedure_schemas import ProcedureFilter, ProcedureOut
from assistant.settings import Settings
from congvu import printing
from corpus.model import Language
from corpus.store import Library, open_database


def procedures(
    query: Annotated[str, typer.Argument(help="Everyday words, accents or not; all procedures without any.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many.")] = 5,
    json: Annotated[bool, typer.Option("--json", help="Print JSON in the shape of the HTTP API.")] = False,
) -> None:
    """Find procedures: what a public service costs, how long it takes, which papers it wants, and where."""
    wanted = ProcedureFilter(q=query, limit=limit)
    found = procedures_out(Library(open_database(Settings().database_url)), wanted, Language.VI)
    if json:
        typer.echo(found.model_dump_json(indent=2))
        return
    for one in found.procedures:
        typer.echo("\n".join(_lines(one)))
    printing.note(f"{len(found.procedures)} of {found.total} procedures")


def _lines(one: ProcedureOut) -> list[str]:
    return [
        f"{one.name.words}  ({one.id})",
        *(f"    @ {who.words}" for who in one.authorities),
        *(f"    $ {_by_case(fee.case, fee.quote.words)}" for fee in one.fees),
        *(f"    ~ {_by_case(term.case, term.quote.words)}" for term in one.time_limits),
        *(f"    - {_by_case(paper.case, paper.quote.words)}" for paper in one.papers),
    ]


def _by_case(case: str | None, words: str) -> str:
    return f"{case}: {words}" if case and not words.startswith(case) else words
