"""How near sentences are to a question, on the same scale as the dense part of a search."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from corpus.model import Language
from retrieval.centring import centred, code_of
from retrieval.model import Embedder, FloatMatrix
from retrieval.snapshot import Snapshot


def similarities(
    snapshot: Snapshot, embedder: Embedder, question: tuple[str, Language], sentences: Sequence[tuple[str, Language]]
) -> FloatMatrix:
    """Centred cosines of `sentences` to `question`, (n,) float32."""
    words, language = question
    asked = centred(embedder.queries([words]), [code_of(language)], snapshot.means)
    vectors = embedder.passages([sentence for sentence, _ in sentences])
    codes = [code_of(spoken) for _, spoken in sentences]
    return np.asarray(centred(vectors, codes, snapshot.means) @ asked[0], np.float32)
