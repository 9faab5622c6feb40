"""Any sentence-transformers model as an encoder: by folder, or by name from the hub or its cache."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from retrieval.embedding.batches import CPU_TOKENS, GPU_TOKENS, batches
from retrieval.errors import ModelUnavailable
from retrieval.model import FloatMatrix, Progress

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

CHARACTERS_PER_TOKEN = 3  # rough, over our languages: lengths only sort the texts and size the batches


class SentenceModelEncoder:
    """Runs a whole sentence-transformers pipeline, so pooling and dense heads are the model's own."""

    def __init__(self, model: SentenceTransformer) -> None:
        self._model = model
        self._lock = Lock()  # fast tokenizers refuse to be shared while their padding changes
        self.dim = int(model.get_embedding_dimension() or 0)

    def encode(self, words: Sequence[str], *, progress: Progress | None = None) -> FloatMatrix:
        """Encode texts in their order."""
        sentences = np.zeros((len(words), self.dim), np.float32)
        longest = self._model.max_seq_length or 512
        lengths = [min(longest, len(w) // CHARACTERS_PER_TOKEN + 2) for w in words]
        done = 0
        for batch in batches(lengths, CPU_TOKENS if self._model.device.type == "cpu" else GPU_TOKENS):
            with self._lock:
                # An empty prompt: ours is already in front, and the model's default must not come twice.
                sentences[batch] = self._model.encode(
                    [words[i] for i in batch], prompt="", normalize_embeddings=True, show_progress_bar=False
                )
            done += len(batch)
            if progress:
                progress(done, len(words))
        # Normalised again: in half precision a model's own normalisation is off by some thousandths.
        norms = np.linalg.norm(sentences, axis=1, keepdims=True)
        return np.asarray(sentences / np.maximum(norms, 1e-9), np.float32)


def model_revision(model: SentenceTransformer) -> str:
    """The commit of the hub that a model came from, as far as its configuration tells."""
    config = getattr(getattr(model[0], "auto_model", None), "config", None)
    return str(getattr(config, "_commit_hash", None) or "unknown")


def load_sentence_model(name: str, device: str, precision: torch.dtype) -> SentenceTransformer:
    """Load by folder or name. A folder never reaches out to a network.

    Raises:
        ModelUnavailable: there is no such folder, or neither the hub nor its cache has the model.
    """
    local = Path(name).is_dir()
    if local:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(
            name, device=device, local_files_only=local, model_kwargs={"dtype": precision}, trust_remote_code=False
        )
    except (OSError, ValueError) as error:
        raise ModelUnavailable(
            f"cannot load the embedding model {name!r} ({error}); give a folder, a name the hub knows, or 'packaged'"
        ) from error
