"""The `congvu` command: data on stdout, progress on stderr; exit 0 done, 1 failed, 2 bad usage."""

from __future__ import annotations

import logging
import sys
from datetime import datetime
from typing import Annotated

import typer

from congvu.environment import unknown_settings
from congvu.later import Verbs, add_later
from congvu.terminal import note
from corpus.model import Language

app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
add_later(app)

Json = Annotated[bool, typer.Option("--json", help="Print JSON in the shape of the HTTP API.")]
Lang = Annotated[Language | None, typer.Option("--lang", help="Language of the answer; that of the question if unset.")]
AsOf = Annotated[
    datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="Law in force on this day, today if unset.")
]


@app.callback()
def begin() -> None:
    """Answers over government documents, with citations that a person can check."""
    for line in unknown_settings():
        note(f"congvu: {line}")


@app.command()
def ask(
    question: str,
    lang: Lang = None,
    as_of: AsOf = None,
    conversation: Annotated[str | None, typer.Option(help="Ask on in this conversation, by its id.")] = None,
    json: Json = False,
) -> None:
    """Answer a question from the documents."""
    from assistant.composition import build_assistant
    from assistant.model import Question
    from assistant.settings import Settings
    from congvu import printing

    day = as_of.date() if as_of else None
    assistant = build_assistant(Settings(), model_when_needed=True)
    answer = assistant.ask(Question(question, reader=lang, as_of=day, conversation_id=conversation))
    printing.answer(answer, as_json=json)


@app.command()
def search(
    words: str,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many passages.")] = 10,
    lang: Annotated[list[Language] | None, typer.Option("--lang", help="Only texts in these languages.")] = None,
    as_of: AsOf = None,
    json: Json = False,
) -> None:
    """Find passages."""
    from assistant.composition import build_assistant
    from assistant.settings import Settings
    from assistant.stopwatch import Stopwatch
    from congvu import printing
    from retrieval.model import Filters, Query

    assistant = build_assistant(Settings())
    day = as_of.date() if as_of else None
    filters = Filters(languages=frozenset(lang or ()), as_of=day)
    watch = Stopwatch()
    found = assistant.search(Query(words, k=k, filters=filters))
    printing.hits(found, assistant.library, milliseconds=watch.total, as_json=json, as_of=day)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port to listen on.")] = None,
    demo: Annotated[bool, typer.Option("--demo", help="Print the address and three questions to try.")] = False,
) -> None:
    """Serve the web page and the HTTP API."""
    from api.server import serve as run
    from assistant.settings import Settings
    from congvu import printing

    given = {"host": host, "port": port}
    settings = Settings().model_copy(update={k: v for k, v in given.items() if v is not None})
    run(settings, bound=lambda: printing.address(settings, questions=demo))


@app.command()
def bot() -> None:
    """Run the Telegram bot; the token comes from CONGVU_TELEGRAM_TOKEN."""
    from assistant.settings import Settings
    from bot.run import run

    settings = Settings()
    if settings.telegram_token is None:
        raise typer.BadParameter("Set CONGVU_TELEGRAM_TOKEN to the token that @BotFather gave you, then run it again.")
    note("The bot starts; Ctrl-C stops it.")
    run(settings)


def main() -> None:
    """Entry point of the console script: known errors are one clean line on stderr."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        app()
    except SystemExit:  # the usual end, which must not look at the names of failures below
        raise
    except _known_failures() as error:
        from congvu import failures

        note(f"congvu: {failures.explained(error)}")
        sys.exit(failures.status_of(error))


def _known_failures() -> tuple[type[Exception], ...]:
    """Evaluated when something fails: a verb that does not fail does not wait for every room's errors."""
    from congvu.failures import KNOWN

    return KNOWN
