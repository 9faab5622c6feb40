"""Our search handed to MTEB: `mteb.evaluate(MtebSearch(embedder), tasks)` measures it like any model there.

MTEB is not installed by default (`pip install mteb`); only the description of the model needs it.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping

from corpus.language import detect
from corpus.model import Passage
from evals.errors import AlternativeMissing
from retrieval.memory import MemoryRetriever
from retrieval.model import Embedder, Query, Retriever

Row = Mapping[str, str]  # "id", "text" and, of a document, perhaps "title"


class MtebSearch:
    """The production search in the shape of MTEB's `SearchProtocol` (version 2)."""

    def __init__(self, embedder: Embedder, name: str = "congvu/hybrid") -> None:
        self._embedder, self._name = embedder, name
        self._retriever: Retriever | None = None

    def index(self, corpus: Iterable[Row], **_task: object) -> None:
        """Index documents in memory; their languages are detected, for the corpus does not tell them."""
        self._retriever = MemoryRetriever([_passage(row) for row in corpus], self._embedder)

    def search(self, queries: Iterable[Row], *, top_k: int, **_task: object) -> dict[str, dict[str, float]]:
        """Scores of the `top_k` best documents by query.

        Raises:
            RuntimeError: nothing was indexed.
        """
        if self._retriever is None:
            raise RuntimeError("MTEB searches what it indexed before; call index first")
        found = {row["id"]: self._retriever.search(Query(row["text"], k=top_k)) for row in queries}
        return {query: {hit.passage.id: hit.score for hit in hits} for query, hits in found.items()}

    @property
    def mteb_model_meta(self) -> object:
        """MTEB's `ModelMeta`, with what can be known of any embedder.

        Raises:
            AlternativeMissing: MTEB is not installed.
        """
        try:
            described = importlib.import_module("mteb.models.model_meta")
        except ImportError as error:
            raise AlternativeMissing("MTEB is not installed; run: pip install mteb") from error
        known = {"name": self._name, "revision": self._embedder.fingerprint, "embed_dim": self._embedder.dim}
        return described.ModelMeta.create_empty(known)


def _passage(row: Row) -> Passage:
    headings = (row["title"],) if row.get("title") else ()
    return Passage(row["id"], row["id"], detect(row["text"]), "", headings, row["text"], 0, len(row["text"]))
