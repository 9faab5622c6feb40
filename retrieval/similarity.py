"""How near sentences are to a question, on the same scale as the dense part of a search."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from corpus.model import Language
from retrieval.centring import centred, code_of
from retrieval.diacritics import restore
from retrieval.model import Embedder, FloatMatrix
from retrieval.sentence_vectors import SentenceVectors
from retrieval.snapshot import Snapshot


def similarities(
    snapshot: Snapshot,
    embedder: Embedder,
    vectors: SentenceVectors,
    question: tuple[str, Language],
    sentences: Sequence[tuple[str, Language]],
) -> FloatMatrix:
    """Centred cosines of `sentences` to `question`, (n,) float32."""
    words, language = question
    spelt = restore(words) if language is Language.VI else words
    asked = centred(embedder.queries([spelt]), [code_of(language)], snapshot.means)
    raw = vectors.of([sentence for sentence, _ in sentences])
    codes = [code_of(spoken) for _, spoken in sentences]
    return np.asarray(centred(raw, codes, snapshot.means) @ asked[0], np.float32)
