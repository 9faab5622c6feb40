"""`congvu corpus`: add documents, make their vectors, see what is there, correct which act a text renders."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer
from tqdm import tqdm

from assistant.settings import Settings
from congvu import printing, task_verbs
from corpus.ingest import ingest
from corpus.report import IngestReport, Progress
from corpus.status import status as count_everything
from corpus.store import Database, Library, open_database
from retrieval.generations import Generation

app = typer.Typer(no_args_is_help=True, help="Add documents and see what is there.")

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
    settings = Settings()
    database = open_database(settings.database_url)
    report = _read(paths, database, drop_missing=drop_missing)
    task_verbs.synchronise(database)
    generation = _index(settings, Library(database), words_only=words_only or background)
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


@app.command()
def status(json: Json = False) -> None:
    """Count acts, texts, passages and files, and name those that need a person."""
    printing.corpus_status(count_everything(open_database(Settings().database_url)), as_json=json)


def _read(paths: list[Path], database: Database, *, drop_missing: bool) -> IngestReport:
    with tqdm(desc="Reading", unit="file", dynamic_ncols=True, file=sys.stderr, mininterval=0.5) as bar:

        def tell(progress: Progress) -> None:
            bar.total = progress.expected
            bar.update(progress.done - bar.n)

        return ingest(paths, Library(database), database, progress=tell, drop_missing=drop_missing)


def _index(settings: Settings, library: Library, *, words_only: bool = False) -> Generation:
    """Bring the index up; what is already embedded is not embedded again."""
    from retrieval.embedding import load_embedder
    from retrieval.indexing import WORDS_FIRST, update_index
    from retrieval.sentence_vectors import update_sentences

    embedder = load_embedder(settings.model, settings.model_folder)
    with printing.progress("Indexing", "passage", long=WORDS_FIRST) as report:
        index = settings.index_folder
        generation = update_index(index, library, embedder, progress=report, words_only=words_only)
    if generation.manifest.complete:
        with printing.progress("Reading sentences", "sentence") as report:
            update_sentences(settings.index_folder, library, embedder, progress=report)
    return generation


def _embed_elsewhere(settings: Settings) -> None:
    """Make vectors in a process of its own, which outlives this one; what it says goes to a file."""
    log = settings.home / "embedding.log"
    with log.open("ab") as out:
        subprocess.Popen(
            [sys.executable, "-m", "congvu", "corpus", "embed"], stdout=out, stderr=out, start_new_session=True
        )
    printing.note(f"Vectors are made in the background; `congvu corpus status` tells how far, {log} what happens.")
