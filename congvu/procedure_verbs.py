"""`congvu procedures` finds public services; `congvu procedure` tells of one: changes, due days, exports."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer
from pydantic import BaseModel

from api.declare_once import declare_once, declare_once_csv
from api.linked_data import as_json
from api.present_feedback import satisfaction_out
from api.present_procedures import procedures_out
from api.procedure_schemas import ProcedureFilter, ProcedureOut
from api.procedure_shelf import comparison, due, history, one
from assistant.settings import Settings
from congvu import printing
from congvu.terminal import note
from corpus.calendar import today_in_vietnam
from corpus.model import Language
from corpus.procedures.model import Level
from corpus.store import Library, open_database
from corpus.validity import Validity
from register.procedure_wording import procedure_words
from register.satisfaction import satisfaction, satisfaction_csv

WHOLE = 100_000  # procedures; exports are complete

finding = typer.Typer(add_completion=False)
app = typer.Typer(no_args_is_help=True, add_completion=False)

Identity = Annotated[str, typer.Argument(help="Id of a procedure, as `congvu procedures` shows it.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON in the shape of the HTTP API.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print a table.")]
Lang = Annotated[Language, typer.Option("--lang", help="Language of names and sentences.")]
AsOf = Annotated[
    datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="What holds on this day; today if unset.")
]
Start = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day on which the papers were complete; today if unset.")
]


@finding.command()
def procedures(
    query: Annotated[str, typer.Argument(help="Everyday words, accents or not; all procedures without any.")] = "",
    field: Annotated[str, typer.Option(help="Only of this field, accents or not.")] = "",
    level: Annotated[Level | None, typer.Option(help="Only of this level.")] = None,
    agency: Annotated[str, typer.Option(help="Only of this agency, by id or name.")] = "",
    as_of: AsOf = None,
    validity: Annotated[Validity | None, typer.Option(help="Only with this validity on that day, or today.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many.")] = 5,
    json: Json = False,
) -> None:
    """Find procedures: what a public service costs, how long it takes, which papers it wants, and where."""
    wanted = ProcedureFilter(
        q=query, field=field, level=level, agency=agency, as_of=_day(as_of), validity=validity, limit=limit
    )
    found = procedures_out(_library(), wanted, Language.VI)
    if json:
        typer.echo(found.model_dump_json(indent=2))
        return
    for shown in found.procedures:
        typer.echo("\n".join(_lines(shown)))
    note(f"{len(found.procedures)} of {found.total} procedures")


@app.command("show")
def show(identity: Identity, lang: Lang = Language.VI, as_of: AsOf = None, json: Json = False) -> None:
    """One procedure, with the papers that a database already holds."""
    found = one(_library(), identity, lang, _day(as_of))
    words = procedure_words(lang)
    held = [words["held_told" if h.told else "held_law"].format(database=h.database.name) for h in found.held]
    bases = ["; ".join(f"{b.number}, {b.clause}" for b in h.bases) for h in found.held]
    more = [f"    = {h.paper}: {said} {basis}".rstrip() for h, said, basis in zip(found.held, held, bases, strict=True)]
    _print(found, [*_lines(found), *more], as_json=json)


@app.command("due")
def due_day(identity: Identity, start: Start = None, lang: Lang = Language.VI, json: Json = False) -> None:
    """By when results are due, by the working days and holidays of Viet Nam."""
    found = due(_library(), identity, _day(start) or today_in_vietnam())
    unknown = procedure_words(lang)["due_unknown"]
    lines = [
        f"{d.due or '-'}\t{_by_case(d.case, d.quote.words)}{'' if d.known else f'  ({unknown})'}" for d in found.dues
    ]
    _print(found, lines, as_json=json)


@app.command("history")
def changes(identity: Identity, lang: Lang = Language.VI, json: Json = False) -> None:
    """How a procedure changed, newest first, and the acts that cut or simplify it."""
    found = history(_library(), identity, lang)
    words = procedure_words(lang)
    lines = []
    for version in found.versions:
        lines.append(f"{version.seen_at:%Y-%m-%d}" + (f"\t{words['version_gone']}" if version.gone else ""))
        lines += [f"    {change.sentence}" for change in version.changes]
    for cut in found.cuts:
        act = (cut.act.number or cut.act.id) if cut.act else cut.text.file
        lines.append(f"{act}\t{words[f'cut_{cut.kind}']}: {cut.subject.words}")
    _print(found, lines, as_json=json)


@app.command("compare")
def compare(before: Identity, after: Identity, lang: Lang = Language.VI, json: Json = False) -> None:
    """Two procedures, or two guides to one service, field by field."""
    found = comparison(_library(), before, after, lang)
    _print(found, [change.sentence for change in found.changes], as_json=json)


@app.command("declare-once")
def review(lang: Lang = Language.VI, as_of: AsOf = None, json: Json = False, csv: Csv = False) -> None:
    """Which papers of which procedures a database could replace, by database, and where that is laid down."""
    found = declare_once(_library(), lang, _day(as_of))
    if csv:
        typer.echo(declare_once_csv(found), nl=False)
        return
    words, lines = procedure_words(lang), []
    for group in found.databases:
        counts = words["once_counts"].format(procedures=group.procedures, asked=group.asked, spared=group.spared)
        lines.append(f"{group.database.name}\n  {counts}")
        lines += [f"    {'=' if item.told else '-'} {item.procedure.name}: {item.paper}" for item in group.items]
    _print(found, lines, as_json=json)


@app.command("figures")
def figures(
    by_agency: Annotated[bool, typer.Option("--by-agency", help="By agency rather than by procedure.")] = False,
    lang: Lang = Language.VI,
    csv: Csv = False,
) -> None:
    """Ratings and reports of each month, as JSON lines or a table."""
    found = satisfaction(open_database(Settings().database_url), by_agency=by_agency)
    if csv:
        typer.echo(satisfaction_csv(found, lang), nl=False)
        return
    for row in found:
        typer.echo(satisfaction_out(row, lang).model_dump_json())


@app.command("export")
def export(
    identity: Annotated[str, typer.Argument(help="Id of a procedure; all without one.")] = "",
    site: Annotated[str, typer.Option(help="Address of the pages, without a slash at its end.")] = "",
) -> None:
    """Linked data: schema.org's GovernmentService with the terms of CPSV-AP, as JSON-LD."""
    library, settings = _library(), Settings()
    address = site or f"http://{settings.host}:{settings.port}"
    if identity:
        typer.echo(as_json([one(library, identity, Language.VI)], address, single=True))
        return
    everything = ProcedureFilter.model_construct(limit=WHOLE)
    typer.echo(as_json(procedures_out(library, everything, Language.VI).procedures, address))


def _library() -> Library:
    return Library(open_database(Settings().database_url))


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None


def _print(found: BaseModel, lines: list[str], *, as_json: bool) -> None:
    typer.echo(found.model_dump_json(indent=2) if as_json else "\n".join(lines))


def _lines(shown: ProcedureOut) -> list[str]:
    return [
        f"{shown.name.words}  ({shown.id}){printing.mark(shown.standing)}",
        *(f"    @ {who.words}" for who in shown.authorities),
        *(f"    $ {_by_case(fee.case, fee.quote.words)}" for fee in shown.fees),
        *(f"    ~ {_by_case(term.case, term.quote.words)}" for term in shown.time_limits),
        *(f"    - {_by_case(paper.case, paper.quote.words)}" for paper in shown.papers),
    ]


def _by_case(case: str | None, words: str) -> str:
    return f"{case}: {words}" if case and not words.startswith(case) else words
