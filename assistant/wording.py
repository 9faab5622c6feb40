"""What words have in common: stems within a language, concepts of the thesaurus across languages."""

from __future__ import annotations

from functools import lru_cache

from corpus.fold import fold
from corpus.model import Language
from retrieval.concepts import concepts

STEM = 5  # letters compared when looking for the question's words; inflection changes what follows
SHORTEST = 3  # words with fewer letters say little about the topic


def coverage(stems: frozenset[str], words: str) -> float:
    """The share, 0..1, of the question's stems in `words`."""
    return len(stems & stems_of(words)) / len(stems) if stems else 0.0


def concept_coverage(wanted: frozenset[str], words: str, language: Language) -> float:
    """The share, 0..1, of the question's concepts that `words` name in their language."""
    return len(wanted & concepts_of(words, language)) / len(wanted) if wanted else 0.0


@lru_cache(maxsize=4000)
def concepts_of(words: str, language: Language) -> frozenset[str]:
    """The concepts of the thesaurus that `words` name."""
    return frozenset(concepts(words, language))


@lru_cache(maxsize=4000)
def stems_of(words: str) -> frozenset[str]:
    """First letters of the words that say something, folded."""
    return frozenset(word[:STEM] for word in fold(words).split() if len(word) >= SHORTEST)
