"""Fixtures that several rooms share."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.embedding import ModelEmbedder, load_embedder

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
