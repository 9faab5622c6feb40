"""What a user would pick instead of us, each set up as its documentation says, with the same model.

They are not installed by default: `pip install 'congvu[sidebyside]'`. Each takes passages and gives ids, best first.
Handed vectors that were made ahead, those with a model use them; else they encode as their documentation says.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

from langchain_core.embeddings import Embeddings

from corpus.model import Passage
from evals.encoded import Encoded, Encoder, PlainEncoder, prompts_of, weights
from evals.errors import AlternativeMissing
from retrieval.embedding import load_embedder
from retrieval.memory import MemoryRetriever
from retrieval.model import Embedder, FloatMatrix, Query

INSTALL = "pip install 'congvu[sidebyside]'"


class Alternative(Protocol):
    """A way to search; `search` gives passage ids, best first."""

    def index(self, passages: Sequence[Passage]) -> None: ...

    def search(self, words: str, k: int) -> list[str]: ...


class Ours:
    """The production engine over a list in memory."""

    def __init__(self, embedder: Embedder, encoded: Encoded | None = None) -> None:
        self._embedder, self._encoded = embedder, encoded

    def index(self, passages: Sequence[Passage]) -> None:
        vectors = self._encoded.passages([passage.content for passage in passages]) if self._encoded else None
        self._retriever = MemoryRetriever(passages, self._embedder, vectors=vectors)

    def search(self, words: str, k: int) -> list[str]:
        return [hit.passage.id for hit in self._retriever.search(Query(words, k=k))]


class PlainVectors:
    """sentence-transformers and an exact FAISS index: the recipe of most tutorials, with the model's prompts."""

    def __init__(self, model: str, folder: Path, encoded: Encoded | None = None) -> None:
        self._faiss = _module("faiss")
        self._encoder: Encoder = encoded or PlainEncoder(model, folder)

    def index(self, passages: Sequence[Passage]) -> None:
        self._ids = [passage.id for passage in passages]
        vectors = self._encoder.passages([passage.content for passage in passages])
        self._index = self._faiss.IndexFlatIP(vectors.shape[1])
        self._index.add(vectors)

    def search(self, words: str, k: int) -> list[str]:
        _, found = self._index.search(self._encoder.questions([words]), k)
        return [self._ids[n] for n in found[0] if n >= 0]


class LangChainEnsemble:
    """LangChain's FAISS store and BM25 retriever, joined by its EnsembleRetriever (reciprocal ranks, equal weights)."""

    def __init__(self, model: str, folder: Path, encoded: Encoded | None = None) -> None:
        self._stores = _module("langchain_community.vectorstores")
        self._lexical = _module("langchain_community.retrievers")
        self._ensemble = _module("langchain_classic.retrievers")
        self._embeddings = _for_langchain(encoded) if encoded else _of_hugging_face(model, folder)

    def index(self, passages: Sequence[Passage]) -> None:
        words, ids = [p.content for p in passages], [{"id": p.id} for p in passages]
        self._vectors = self._stores.FAISS.from_texts(words, self._embeddings, metadatas=ids)
        self._bm25 = self._lexical.BM25Retriever.from_texts(words, metadatas=ids)

    def search(self, words: str, k: int) -> list[str]:
        self._bm25.k = k
        parts = [self._bm25, self._vectors.as_retriever(search_kwargs={"k": k})]
        joined = self._ensemble.EnsembleRetriever(retrievers=parts, weights=[0.5, 0.5], id_key="id")
        return [document.metadata["id"] for document in joined.invoke(words)][:k]


class TxtaiHybrid:
    """txtai with `hybrid=True`: its vectors and its BM25, normalised and averaged."""

    def __init__(self, model: str, folder: Path, encoded: Encoded | None = None) -> None:
        prompts = prompts_of(model)
        own = {
            "path": weights(model, folder),
            "gpu": False,
            "instructions": {"query": prompts["query"], "data": prompts["passage"]},
        }
        self._embeddings = _module("txtai").Embeddings(hybrid=True, **(_for_txtai(encoded) if encoded else own))

    def index(self, passages: Sequence[Passage]) -> None:
        self._embeddings.index([(passage.id, passage.content, None) for passage in passages])

    def search(self, words: str, k: int) -> list[str]:
        return [str(found) for found, _ in self._embeddings.search(words, k)]


class Bm25s:
    """bm25s with its default tokenizer and no stop words: the fastest purely lexical search in Python."""

    def __init__(self, _model: str, _folder: Path, _encoded: Encoded | None = None) -> None:
        self._bm25s = _module("bm25s")

    def index(self, passages: Sequence[Passage]) -> None:
        self._ids = [passage.id for passage in passages]
        self._index = self._bm25s.BM25()
        self._index.index(self._tokens([passage.content for passage in passages]), show_progress=False)

    def search(self, words: str, k: int) -> list[str]:
        found, scores = self._index.retrieve(self._tokens([words]), k=min(k, len(self._ids)), show_progress=False)
        return [self._ids[n] for n, score in zip(found[0], scores[0], strict=True) if score > 0]

    def _tokens(self, words: list[str]) -> Any:
        return self._bm25s.tokenize(words, stopwords=None, show_progress=False)


OURS = "congvu"
ALTERNATIVES: Mapping[str, Callable[[str, Path, Encoded | None], Alternative]] = {
    OURS: lambda model, folder, encoded: Ours(load_embedder(model, folder), encoded),
    "sentence-transformers + FAISS": PlainVectors,
    "LangChain FAISS + BM25 (RRF)": LangChainEnsemble,
    "txtai hybrid": TxtaiHybrid,
    "bm25s": Bm25s,
}
NEEDED = ("bm25s", "langchain_classic", "langchain_community", "langchain_huggingface", "rank_bm25", "txtai")


def check_installed() -> None:
    """Raises AlternativeMissing when a library of the comparison is not there."""
    for name in NEEDED:
        _module(name)


def _module(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise AlternativeMissing(f"{name} is needed for the comparison and is not installed; run: {INSTALL}") from error


def _of_hugging_face(model: str, folder: Path) -> Any:
    prompts = prompts_of(model)
    return _module("langchain_huggingface").HuggingFaceEmbeddings(
        model_name=weights(model, folder),
        model_kwargs={"device": "cpu"},
        encode_kwargs={"normalize_embeddings": True, "prompt": prompts["passage"]},
        query_encode_kwargs={"normalize_embeddings": True, "prompt": prompts["query"]},
    )


def _for_txtai(encoded: Encoded) -> dict[str, Any]:
    def transform(words: list[str]) -> FloatMatrix:  # it must be a plain function
        return encoded.either(words)

    return {"method": "external", "transform": transform}


def _for_langchain(encoded: Encoded) -> Embeddings:
    class Ahead(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return encoded.passages(texts).tolist()  # type: ignore[no-any-return]  # numpy's stubs

        def embed_query(self, text: str) -> list[float]:
            return encoded.questions([text])[0].tolist()  # type: ignore[no-any-return]  # numpy's stubs

    return Ahead()
