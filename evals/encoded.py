"""Vectors of passages and questions, for all ways to search that would each make the very same.

They are made once by our own encoder, whose cosine to plain sentence-transformers is above .9999.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from retrieval.embedding import load_embedder
from retrieval.embedding.packaged import PACKAGED, PROMPTS, packaged_folder
from retrieval.model import FloatMatrix


class Encoder(Protocol):
    """Vectors (n, dim) float32 of passages and questions, rows L2-normalised, prompts applied inside."""

    def passages(self, words: Sequence[str]) -> FloatMatrix: ...

    def questions(self, words: Sequence[str]) -> FloatMatrix: ...


class PlainEncoder:
    """sentence-transformers as most tutorials use it, with the model's prompts."""

    def __init__(self, model: str, folder: Path) -> None:
        from sentence_transformers import SentenceTransformer

        self._prompts = prompts_of(model)
        self._model = SentenceTransformer(weights(model, folder), device="cpu")

    def passages(self, words: Sequence[str]) -> FloatMatrix:
        return self._encoded(words, "passage")

    def questions(self, words: Sequence[str]) -> FloatMatrix:
        return self._encoded(words, "query")

    def _encoded(self, words: Sequence[str], prompt: str) -> FloatMatrix:
        vectors = self._model.encode(list(words), prompt=self._prompts[prompt], normalize_embeddings=True)
        return np.asarray(vectors, np.float32)


class Encoded:
    """Vectors looked up by their words. Unknown words are an error: all are encoded ahead."""

    def __init__(self, passages: Sequence[str], questions: Sequence[str], vectors: FloatMatrix) -> None:
        """`vectors` (passages and questions, dim) in their order."""
        self._vectors = vectors
        self._passages = {words: row for row, words in enumerate(passages)}
        self._questions = {words: row for row, words in enumerate(questions, len(passages))}

    def passages(self, words: Sequence[str]) -> FloatMatrix:
        return np.asarray(self._vectors[[self._passages[one] for one in words]], np.float32)

    def questions(self, words: Sequence[str]) -> FloatMatrix:
        return np.asarray(self._vectors[[self._questions[one] for one in words]], np.float32)

    def either(self, words: Sequence[str]) -> FloatMatrix:
        """Vectors of words of either kind, for tools that do not tell which they want."""
        known = {**self._questions, **self._passages}
        return np.asarray(self._vectors[[known[one] for one in words]], np.float32)


def encoded_once(
    model: str, folder: Path, passages: Sequence[str], questions: Sequence[str], kept: Path | None = None
) -> Encoded:
    """Encode all words, or read them from `kept` where an earlier run left them."""
    file = kept / f"{digest_of_words(model, passages, questions)}.npy" if kept else None
    if file is not None and file.is_file():
        return Encoded(passages, questions, np.load(file))
    embedder = load_embedder(model, folder)
    vectors = np.concatenate([embedder.passages(passages), embedder.queries(questions)])
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        np.save(file, vectors)
    return Encoded(passages, questions, vectors)


def prompts_of(model: str) -> dict[str, str]:
    """What the model wants before questions and passages; nothing for one that is not the packaged one."""
    return PROMPTS if model == PACKAGED else {"query": "", "passage": ""}


def weights(model: str, folder: Path) -> str:
    """What tools load the model by: a folder or a name."""
    return str(packaged_folder(folder)) if model == PACKAGED else model


def digest_of_words(model: str, passages: Sequence[str], questions: Sequence[str]) -> str:
    """A short digest of what is encoded, by which a later run knows it."""
    digest = hashlib.blake2b(model.encode(), digest_size=8)
    for words in (*passages, "", *questions):
        digest.update(words.encode() + b"\0")
    return digest.hexdigest()
