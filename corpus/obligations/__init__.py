"""Obligations: who must do what by when, read out of the clauses of acts by rules and data that people can read."""

from corpus.obligations.candidates import Candidate, CandidateError, CandidateSource
from corpus.obligations.extract import find_obligations
from corpus.obligations.model import Deadline, DeadlineKind, Obligation, Strength

__all__ = [
    "Candidate",
    "CandidateError",
    "CandidateSource",
    "Deadline",
    "DeadlineKind",
    "Obligation",
    "Strength",
    "find_obligations",
]
