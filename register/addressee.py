"""Whom feedback on a procedure is for: the agency that carries the procedure out, as its guide names it."""

from __future__ import annotations

from corpus.agencies import find_agencies
from corpus.model import Language
from corpus.procedures import Procedure
from corpus.store.procedures import KnownProcedure
from register.feedback_model import Subject


def addressee(procedure: Procedure) -> str | None:
    """The first agency that the record's authorities name; None where they name none that is known."""
    for quote in procedure.authorities:
        named = find_agencies(quote.words, Language.VI)
        if named:
            return max(named, key=lambda mention: mention.end - mention.start).value
    return None


def subject_of(known: KnownProcedure) -> Subject:
    """A procedure as the subject of feedback or a rating."""
    return Subject(known.text_id, known.key, known.procedure.name.words, addressee(known.procedure))
