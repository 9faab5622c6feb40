"""Turning words into vectors with the packaged model or any sentence-transformers model."""

from retrieval.embedding.embedder import ModelEmbedder
from retrieval.embedding.loading import load_embedder

__all__ = ["ModelEmbedder", "load_embedder"]
