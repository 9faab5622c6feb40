"""Language means that ship with the packaged model."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np

from retrieval.centring import LANGUAGES, Means, no_means
from retrieval.model import Embedder

SHIPPED = {"multilingual-e5-small@": "means_multilingual_e5_small.npz"}
SHIPPED_WEIGHT = 200.0  # passages that the shipped means of a language count for beside the corpus's own


def shipped_means(embedder: Embedder) -> Means:
    """The means that ship with this embedder's model, or none for a model we do not know."""
    for prefix, name in SHIPPED.items():
        if embedder.fingerprint.startswith(prefix):
            return _read(name)
    return no_means(embedder.dim)


@cache
def _read(name: str) -> Means:
    path = files("retrieval") / "data" / name
    if not path.is_file():
        return no_means(384)
    with path.open("rb") as file:
        means = np.load(file)
        vectors = np.stack([means[language] for language in LANGUAGES]).astype(np.float32)
    return Means(vectors * SHIPPED_WEIGHT, (SHIPPED_WEIGHT,) * len(LANGUAGES))
