"""Fixtures that several rooms share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.composition import build_assistant
from assistant.settings import Settings
from corpus.ingest import ingest
from corpus.store import Library, open_database
from register.sync import sync
from retrieval.embedding import ModelEmbedder, load_embedder
from retrieval.indexing import update_index
from retrieval.sentence_vectors import update_sentences

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real texts and gold data beside the repository; the test is skipped where it is absent."""
    folder = REPOSITORY.parent / "shared"
    if not (folder / "corpus").is_dir():
        pytest.skip("needs the real texts beside the repository, in ../shared/corpus and ../shared/evals")
    return folder


@pytest.fixture(scope="session")
def samples() -> Path:
    """The sample documents that ship with the repository."""
    return REPOSITORY / "samples"


@pytest.fixture(scope="session")
def embedder() -> ModelEmbedder:
    """The packaged model, dequantised once into build/model and kept between runs."""
    return load_embedder("packaged", REPOSITORY / "build" / "model")


@pytest.fixture(scope="session")
def assistant(embedder: ModelEmbedder, samples: Path) -> Assistant:
    """The assistant over the sample documents, read anew; vectors of unchanged passages are kept in build/samples."""
    settings = Settings(_env_file=None, home=REPOSITORY / "build" / "samples", llm=None)
    _forget_all_but_vectors(settings)
    database = open_database(settings.database_url)
    library = Library(database)
    ingest([samples / "directives", samples / "procedures"], library, database)
    sync(library, database)
    update_index(settings.index_folder, library, embedder)
    update_sentences(settings.index_folder, library, embedder)
    return build_assistant(settings)


def _forget_all_but_vectors(settings: Settings) -> None:
    """Empty a data home, but keep its model (shared with `embedder`) and its cache of vectors."""
    settings.home.mkdir(parents=True, exist_ok=True)
    if not settings.model_folder.exists():
        settings.model_folder.symlink_to(REPOSITORY / "build" / "model", target_is_directory=True)
    for file in settings.home.glob("congvu.db*"):
        file.unlink()
    for part in settings.index_folder.glob("*"):
        if part.is_dir() and part.name not in ("embedded", "sentences"):
            shutil.rmtree(part)
        elif part.is_file():
            part.unlink()
