"""What a question names, and how much of it the words of an entry speak of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

from assistant.understanding import Understanding
from assistant.wording import coverage, stems_of
from corpus.fold import fold
from corpus.model import Language
from corpus.procedures.finding import common_concepts, everyday_words, speaks_of, without_fields
from corpus.thesaurus import read_thesaurus
from retrieval.concepts import outer_concepts


def covered(asked: Understanding, words: str, language: Language) -> float:
    """The share of what the question names that an entry's words hold; in its own language, of all its words too."""
    folded = fold(words)
    meant = everyday_words(asked.question.words)
    told = frozenset(name for name in meant if speaks_of(name, folded)) | (meant & everyday_words(words))
    held = len(told) / len(meant) if meant else 0.0
    if asked.language is not language:
        return held
    return (
        (held + coverage(stems_of(asked.question.words), words)) / 2
        if meant
        else coverage(stems_of(asked.question.words), words)
    )


def concepts_named(asked: Understanding) -> frozenset[str]:
    """The concepts of a question that tell services apart, none of which needs the words that ask for a field.

    Without diacritics "công an tỉnh bao lâu" would name a service of intelligence ("tình báo").
    """
    words, language = asked.question.words, asked.language
    named = outer_concepts(words, language) & outer_concepts(without_fields(words), language)
    return named - common_concepts()


def unspoken(concepts_lacking: frozenset[str], words: str) -> frozenset[str]:
    """Those of concepts that no line of Vietnamese words speaks of, though it may say a term in another order.

    Diacritics count: without them a line about a child ("cho con") would speak of a dog ("con chó").
    """
    lines = [frozenset(_spelt(line)) for line in words.split("\n")] if concepts_lacking else []
    return frozenset(
        one for one in concepts_lacking if not any(term <= line for term in vietnamese_terms()[one] for line in lines)
    )


def _spelt(words: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", words).lower())


@cache
def vietnamese_terms() -> Mapping[str, Sequence[frozenset[str]]]:
    """The words of each Vietnamese term of two words and more, as they are spelt, by concept."""
    read = {one.id: [frozenset(_spelt(term)) for term in one.terms[Language.VI]] for one in read_thesaurus()}
    return {concept: [term for term in terms if len(term) > 1] for concept, terms in read.items()}
