"""Public services as structured records, read out of guides, every field with the words it was read from."""

from corpus.procedures.extract import find_in_law, find_procedures
from corpus.procedures.model import (
    Basis,
    Channel,
    ChannelUse,
    Fee,
    Level,
    Paper,
    PaperKind,
    Procedure,
    Quote,
    Step,
    TimeLimit,
)

__all__ = [
    "Basis",
    "Channel",
    "ChannelUse",
    "Fee",
    "Level",
    "Paper",
    "PaperKind",
    "Procedure",
    "Quote",
    "Step",
    "TimeLimit",
    "find_in_law",
    "find_procedures",
]
