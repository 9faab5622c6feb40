"""Words that people use in questions about documents, in the five languages: none of them is a slip of another word."""

from __future__ import annotations

import re
from functools import cache

from corpus.fold import fold
from corpus.model import Language
from corpus.thesaurus import read_thesaurus
from register.phrases import vocabulary

_WORD = re.compile(r"[^\W\d_]+")


def is_known(folded: str) -> bool:
    """Whether a folded word stands in the thesaurus or in the patterns of the register."""
    return folded in _words()


@cache
def _words() -> frozenset[str]:
    """The folded words of all terms of the thesaurus, and those with which people ask for tasks."""
    terms = (term for concept in read_thesaurus() for language in Language for term in concept.terms[language])
    return frozenset(word for term in terms for word in _WORD.findall(fold(term))) | vocabulary()
