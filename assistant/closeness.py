"""How near the words of obligations are in meaning, by the vectors of the model that search uses."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from assistant.settings import Settings
from corpus.model import Language
from corpus.obligations.repeats import Words
from retrieval.centring import centred, code_of
from retrieval.embedding import load_embedder
from retrieval.means import shipped_means
from retrieval.model import Embedder, FloatMatrix


class ModelCloseness:
    """Cosines of centred vectors; the model is loaded when first needed, which most runs never do."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def between(self, ones: Sequence[Words], others: Sequence[Words]) -> Sequence[Sequence[float]]:
        """(len(ones), len(others)) cosines in -1..1, languages balanced."""
        cosines: list[list[float]] = (self._vectors(ones) @ self._vectors(others).T).tolist()
        return cosines

    @cached_property
    def _embedder(self) -> Embedder:
        return load_embedder(self._settings.model, self._settings.model_folder)

    def _vectors(self, words: Sequence[tuple[Language, str]]) -> FloatMatrix:
        raw = self._embedder.passages([quote for _, quote in words])
        return centred(raw, [code_of(language) for language, _ in words], shipped_means(self._embedder).vectors)
