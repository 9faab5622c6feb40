"""Law in force first: what is not yet or no longer in force is found when it is asked for, or when nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from corpus.calendar import today_in_vietnam
from corpus.identifiers import find_numbers, find_partial_numbers
from retrieval.model import Hit, Query, Retriever


class InForceRetriever:
    """Searches as of the query's day, today when it names none. Safe to share where what it wraps is."""

    def __init__(self, retriever: Retriever, today: Callable[[], date] = today_in_vietnam) -> None:
        self._retriever, self._today = retriever, today

    def search(self, query: Query) -> list[Hit]:
        """Hits among what is in force on the day; among everything where the words name an act, or nothing is found."""
        if names_an_act(query.words):
            return self.whole.search(query)
        day = query.filters.as_of or self._today()
        found = self._retriever.search(replace(query, filters=replace(query.filters, as_of=day)))
        return found or self.whole.search(query)

    @property
    def whole(self) -> Retriever:
        """The search among everything, whatever the day."""
        return _Whole(self._retriever)


class _Whole:
    """Searches among everything, whenever it is in force."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever

    def search(self, query: Query) -> list[Hit]:
        return self._retriever.search(replace(query, filters=replace(query.filters, as_of=None)))


def names_an_act(words: str) -> bool:
    """Whether a question asks for an act by its number, and so for just this act, in force or not."""
    return bool(find_numbers(words) or find_partial_numbers(words))
