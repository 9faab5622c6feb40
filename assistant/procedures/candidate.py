"""An entry that a question may mean, with what speaks for it and how much that weighs."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.gathering import Found
from assistant.procedures.entries import Entry

# What an entry is worth: similarities are centred cosines (0 unrelated, 0.6 a paraphrase), the others shares 0..1.
# Chosen from a grid of 486 by the ranks of the right entry for 110 questions over the samples and over guides in
# questions and answers (Vietnamese with and without diacritics): first for 107, and the figures are flat around.
NAME, UNIT, VOTE, LEXICAL, COVERED, FIELD, CONCEPT = 0.75, 0.5, 0.5, 1.5, 1.0, 0.6, 1.0
CHANGE = 0.3  # what an entry loses that changes what one has ("gia hạn"), where no change is asked for
EVENT = 0.25  # what an entry loses whose own name is another service than the one that is named


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry with what speaks for it. `found` are its passages with weighed sentences, in reading order."""

    entry: Entry
    found: tuple[Found, ...]
    name: float  # similarity of its nearest name to the question
    unit: float  # similarity of its nearest sentence
    vote: float  # its best passage's score among those found, as a share of the best, 0..1
    lexical: float  # agreement of names in words, 0..1.5
    covered: float  # share of the question's words that it holds; 0 across languages
    fields: float  # share of the fields asked for that it tells; 0 where none is asked for
    named: int  # concepts that the question names
    held: float  # share of the question's concepts that it names; 1 where the question names none
    alien: frozenset[str]  # the question's concepts that it does not name
    another: bool = False  # the question names services, and this entry is of none of them
    event: bool = False  # what the question names is only what this entry's term counts from: its name is another
    change: bool = False  # its name is of a change that the question does not ask for
    kept: bool = False  # the conversation is about it, and the question names no other

    @property
    def score(self) -> float:
        return (
            NAME * self.name
            + UNIT * self.unit
            + VOTE * self.vote
            + LEXICAL * self.lexical
            + COVERED * self.covered
            + FIELD * self.fields
            + CONCEPT * self.held
            - EVENT * self.event
            - CHANGE * self.change
        )
