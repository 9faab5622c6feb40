"""`congvu corpus`: add documents, make their vectors, see what is there, correct which act a text renders."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from assistant.settings import Settings
from congvu import printing, task_verbs
from congvu.terminal import note, note_beside_bars, progress, stages
from corpus.graph import read_graph
from corpus.grouping import assign, withdraw
from corpus.ingest import ingest
from corpus.model import Relation
from corpus.report import IngestReport, Progress
from corpus.status import status as count_everything
from corpus.store import Database, Library, open_database
from retrieval.generations import Generation

SEARCHABLE = (
    "Words and document numbers can be searched now; meaning is added portion by portion. This may be stopped at any "
    "time: `congvu corpus embed` goes on where it stopped."
)

app = typer.Typer(no_args_is_help=True, add_completion=False)

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command()
def add(
    paths: Annotated[list[Path], typer.Argument(help="Files, folders and archives.", exists=True)],
    drop_missing: Annotated[
        bool, typer.Option("--drop-missing", help="Also drop texts whose files are no longer there.")
    ] = False,
    words_only: Annotated[
        bool, typer.Option("--words-only", help="Leave vectors to `congvu corpus embed`; words and numbers are found.")
    ] = False,
    background: Annotated[
        bool, typer.Option("--background", help="Return once words are found; make vectors in another process.")
    ] = False,
    json: Json = False,
) -> None:
    """Read documents and make them searchable. Safe to stop and to run again: it goes on where it stopped."""
    from retrieval.indexing import WORDS_FIRST

    settings = Settings()
    database = open_database(settings.database_url)
    library, words_alone = Library(database), words_only or background
    report = _read(paths, database, drop_missing=drop_missing)
    much = report.passages >= WORDS_FIRST
    if much:  # found by words before the register, which reads all of it once more, is brought up
        generation = _index(settings, library, words_only=True)
    task_verbs.synchronise(database)
    if not (much and words_alone):
        generation = _index(settings, library, words_only=words_alone)
    printing.ingested(report, as_json=json)
    if background and not generation.manifest.complete:
        _embed_elsewhere(settings)
    if not report.ok:
        raise typer.Exit(1)


@app.command()
def embed() -> None:
    """Make the vectors that are still missing. Safe to stop and to run again; searches go on meanwhile."""
    settings = Settings()
    _index(settings, Library(open_database(settings.database_url)))


AsOf = Annotated[
    datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="Leave out acts not in force on this day.")
]


@app.command()
def status(as_of: AsOf = None, json: Json = False) -> None:
    """Count acts, texts, passages and files, and name those that need a person."""
    from retrieval.progress import read_progress

    settings = Settings()
    database = open_database(settings.database_url)
    counted = count_everything(database, as_of.date() if as_of else None)
    printing.corpus_status(counted, read_progress(settings.index_folder, database), as_json=json)


@app.command()
def graph(
    act: Annotated[str | None, typer.Option("--act", help="Only the act of this id, with its neighbours.")] = None,
    relation: Annotated[list[Relation] | None, typer.Option("--relation", help="Only links of these kinds.")] = None,
    as_of: AsOf = None,
    json: Json = False,
) -> None:
    """Which act replaces, amends, carries out, mentions or is related to which. The page /corpus draws it."""
    found = read_graph(open_database(Settings().database_url))
    if act is not None and act not in found.acts:
        raise typer.BadParameter(f"There is no act '{act}'. `congvu corpus graph` lists those that have links.")
    found = found.only(frozenset(relation)) if relation else found
    found = found.standing(as_of.date(), *((act,) if act else ())) if as_of else found
    printing.graph(found.around(act) if act else found, as_json=json)


@app.command(name="assign")
def assign_text(
    text: Annotated[str, typer.Argument(help="The id of a text.")],
    act: Annotated[str | None, typer.Argument(help="The id of the act that it renders; none if left out.")] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why; people will read it.")] = "corrected by hand",
    by: Annotated[str, typer.Option("--by", help="Who says so.")] = "operator",
) -> None:
    """Put a text to an act. The correction stands when the text is read again."""
    database = _holding(text)
    assign(database, text, act, reason=reason, decided_by=by)
    note(f"{text} renders {act or 'no act'}. Run `congvu corpus embed` so that searches know.")


@app.command(name="withdraw")
def withdraw_correction(text: Annotated[str, typer.Argument(help="The id of a text.")]) -> None:
    """Take a correction back: the text's own words decide when it is read again."""
    withdraw(_holding(text), text)


def _holding(text: str) -> Database:
    """The database, if it holds a text.

    Raises:
        typer.BadParameter: it does not.
    """
    database = open_database(Settings().database_url)
    if Library(database).text(text) is None:
        raise typer.BadParameter(f"There is no text '{text}'. `congvu search` and /acts name texts.")
    return database


def _read(paths: list[Path], database: Database, *, drop_missing: bool) -> IngestReport:
    with progress("Reading", "file") as report:

        def tell(now: Progress) -> None:
            report(now.done, now.expected)

        return ingest(paths, Library(database), database, progress=tell, drop_missing=drop_missing)


def _index(settings: Settings, library: Library, *, words_only: bool = False) -> Generation:
    """Bring the index up; what is already embedded is not embedded again."""
    from retrieval.embedding import load_embedder
    from retrieval.indexing import WORDS_FIRST, update_index
    from retrieval.sentence_vectors import update_sentences

    embedder = load_embedder(settings.model, settings.model_folder, when_needed=True)
    with stages() as stage:
        words, meaning = stage("Indexing words", "passage"), _reassuring(stage("Indexing", "passage"), WORDS_FIRST)
        index = settings.index_folder
        generation = update_index(index, library, embedder, progress=meaning, words=words, words_only=words_only)
        if generation.manifest.complete:
            update_sentences(index, library, embedder, progress=stage("Reading sentences", "sentence"))
    return generation


def _reassuring(report: Callable[[int, int], None], long: int) -> Callable[[int, int], None]:
    """A report that, from a total of `long` on, first tells people that they need not wait."""
    told = False

    def tell(done: int, total: int) -> None:
        nonlocal told
        if not told and total >= long:
            note_beside_bars(SEARCHABLE)
            told = True
        report(done, total)

    return tell


def _embed_elsewhere(settings: Settings) -> None:
    """Make vectors in a process of its own, which outlives this one; what it says goes to a file."""
    log = settings.home / "embedding.log"
    with log.open("ab") as out:
        subprocess.Popen(
            [sys.executable, "-m", "congvu", "corpus", "embed"], stdout=out, stderr=out, start_new_session=True
        )
    note(f"Vectors are made in the background; `congvu corpus status` tells how far, {log} what happens.")
