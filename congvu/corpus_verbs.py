"""`congvu corpus add` and `congvu corpus status`."""

from __future__ import annotations

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

app = typer.Typer(no_args_is_help=True, help="Add documents and see what is there.")

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command()
def add(
    paths: Annotated[list[Path], typer.Argument(help="Files, folders and archives.", exists=True)],
    drop_missing: Annotated[
        bool, typer.Option("--drop-missing", help="Also drop texts whose files are no longer there.")
    ] = False,
    json: Json = False,
) -> None:
    """Read documents and make them searchable. Safe to stop and to run again: it goes on where it stopped."""
    settings = Settings()
    database = open_database(settings.database_url)
    report = _read(paths, database, drop_missing=drop_missing)
    task_verbs.synchronise(database)
    _index(settings, Library(database))
    printing.ingested(report, as_json=json)
    if not report.ok:
        raise typer.Exit(1)


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


def _index(settings: Settings, library: Library) -> None:
    """Bring the index up; what is already embedded is not embedded again."""
    from retrieval.embedding import load_embedder
    from retrieval.indexing import update_index
    from retrieval.sentence_vectors import update_sentences

    embedder = load_embedder(settings.model, settings.model_folder)
    with printing.progress("Indexing", "passage") as report:
        update_index(settings.index_folder, library, embedder, progress=report)
    with printing.progress("Reading sentences", "sentence") as report:
        update_sentences(settings.index_folder, library, embedder, progress=report)
