"""`congvu feedback`: report a mistake in a guide, follow the report; handle reports as an official; forget old ones."""

from __future__ import annotations

from typing import Annotated

import typer

from api.present_feedback import followed_out, inbox_item
from api.procedure_shelf import find
from assistant.settings import Settings
from congvu.terminal import note
from corpus.model import Language
from corpus.store import Database, Library, open_database
from register.addressee import subject_of
from register.errors import NotAllowed
from register.feedback import erase, file_feedback, followed, forget_closed
from register.feedback_desk import FeedbackDesk
from register.feedback_model import OPEN, FeedbackKind, FeedbackPart, FeedbackStatus, Filing
from register.naming import agency_named
from register.people import person_of

app = typer.Typer(no_args_is_help=True, add_completion=False)

Token = Annotated[
    str, typer.Option(envvar="CONGVU_TOKEN", help="Who handles the reports: a token from `congvu people add`.")
]
Number = Annotated[int, typer.Argument(min=1, help="Number of the report.")]
Version = Annotated[int, typer.Option(min=1, help="The version that you read.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON in the shape of the HTTP API.")]


@app.command("send")
def send(
    procedure: Annotated[str, typer.Argument(help="Id of the procedure.")],
    words: Annotated[str, typer.Argument(help="What is wrong or could be better, without names.")],
    kind: Annotated[FeedbackKind, typer.Option(help="A mistake, or a proposal.")] = FeedbackKind.WRONG,
    part: Annotated[FeedbackPart, typer.Option(help="What it is about.")] = FeedbackPart.WHOLE,
    lang: Annotated[Language, typer.Option(help="Language of the words.")] = Language.VI,
) -> None:
    """Send a report; prints its number and the code to follow it by, which is shown only now."""
    database = _database()
    known = find(Library(database), procedure)
    number, code = file_feedback(database, Filing(subject_of(known), kind, part, words, lang))
    typer.echo(f"{number}\t{code}")


@app.command("follow")
def follow(code: str, lang: Annotated[Language, typer.Option(help="Language of names.")] = Language.VI) -> None:
    """Show a report with its status, answer and history, as JSON."""
    found = followed(_database(), code)
    if found is None:
        _fail("No report belongs to this code. It may have been deleted.")
        return
    typer.echo(followed_out(found, lang).model_dump_json(indent=2))


@app.command("erase")
def take_back(code: str) -> None:
    """Delete a report's words, contact and answer for good."""
    if not erase(_database(), code):
        _fail("No report belongs to this code. It may have been deleted already.")


@app.command("list")
def inbox(
    token: Token,
    status: Annotated[list[FeedbackStatus] | None, typer.Option(help="Only with this status.")] = None,
    lang: Annotated[Language, typer.Option(help="Language of names.")] = Language.VI,
    json: Json = False,
) -> None:
    """Reports for one's own agency, oldest first; editors see all."""
    found, total = _desk(token).inbox(statuses=tuple(status or OPEN))
    for one in found:
        shown = inbox_item(one, lang)
        line = f"{one.number}\tv{one.version}\t{one.status}\t{one.subject.name}\t{' '.join(one.words.split())}"
        typer.echo(shown.model_dump_json() if json else line)
    note(f"{len(found)} of {total} reports")


@app.command("take")
def take_up(number: Number, version: Version, token: Token) -> None:
    """Say that a report is being looked into."""
    _desk(token).take_up(number, version=version)


@app.command("answer")
def answer(
    number: Number,
    words: Annotated[str, typer.Argument(help="The answer that the person reads.")],
    version: Version,
    token: Token,
    decline: Annotated[bool, typer.Option("--decline", help="It stays as it is.")] = False,
) -> None:
    """Answer a report: accepted, or declined with the reason."""
    outcome = FeedbackStatus.DECLINED if decline else FeedbackStatus.ACCEPTED
    _desk(token).answer(number, words, outcome=outcome, version=version)


@app.command("pass-on")
def pass_on(
    number: Number,
    agency: Annotated[str, typer.Argument(help="The agency, by id or name.")],
    version: Version,
    token: Token,
) -> None:
    """Send a report to the agency that it is for."""
    _desk(token).pass_on(number, agency_named(agency), version=version)


@app.command("forget")
def forget(days: Annotated[int, typer.Option(min=1, help="Days since the answer.")] = 365) -> None:
    """Empty the reports that were answered long ago: numbers and history stay, words and contacts go."""
    note(f"{forget_closed(_database(), days=days)} reports emptied")


def _database() -> Database:
    return open_database(Settings().database_url)


def _desk(token: str) -> FeedbackDesk:
    database = _database()
    person = person_of(database, token)
    if person is None:
        raise NotAllowed("The token is not known. Ask for one: congvu people add.")
    return FeedbackDesk(database, person)


def _fail(words: str) -> None:
    note(f"congvu: {words}")
    raise typer.Exit(1)
