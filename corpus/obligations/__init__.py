"""Obligations: who must do what by when, read out of the clauses of acts by rules and data that people can read."""

from corpus.obligations.extract import find_obligations
from corpus.obligations.model import Deadline, DeadlineKind, Obligation, Strength

__all__ = ["Deadline", "DeadlineKind", "Obligation", "Strength", "find_obligations"]
