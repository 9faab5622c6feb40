"""`congvu conversations`: read one, forget one, drop what has expired."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from congvu.terminal import note

if TYPE_CHECKING:
    from assistant.conversations import Conversations

app = typer.Typer(no_args_is_help=True, add_completion=False)

Id = Annotated[str, typer.Argument(help="The conversation_id of an answer (`congvu ask --json`).")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON in the shape of the HTTP API.")]


@app.command()
def show(conversation_id: Id, json: Json = False) -> None:
    """Print a conversation with the words that its answers cited."""
    from api.conversation_schemas import conversation_out

    kept = _kept()
    expires = kept.expires_at(conversation_id)
    if expires is None:
        _none(conversation_id)
    found = conversation_out(conversation_id, expires, kept.turns(conversation_id))
    if json:
        typer.echo(found.model_dump_json(indent=2))
        return
    for turn in found.turns:
        typer.echo(f"{turn.asked_at:%Y-%m-%d %H:%M} — {turn.question}\n{turn.answer}\n")
        for citation in turn.citations:
            typer.echo(f"[{citation.n}] {citation.text.file} · {citation.section}: {citation.quote}\n")


@app.command()
def forget(conversation_id: Id) -> None:
    """Delete a conversation for good."""
    if not _kept().forget(conversation_id):
        _none(conversation_id)
    typer.echo("deleted")


@app.command()
def purge() -> None:
    """Delete the conversations that have expired; the server and the bot do so by themselves as people ask."""
    typer.echo(f"{_kept().purge()} deleted")


def _kept() -> Conversations:
    from assistant.conversations import Conversations
    from assistant.settings import Settings
    from corpus.store import open_database

    return Conversations(open_database(Settings().database_url))


def _none(conversation_id: str) -> NoReturn:
    note(f"congvu: there is no conversation '{conversation_id}': never stored, expired, or deleted.")
    raise typer.Exit(1)
