"""What can go wrong in retrieval.

RetrievalError
├── ModelUnavailable      the embedding model cannot be loaded
├── IndexMissing          there is no index yet
├── IndexDamaged          a generation lacks a file or cannot be read
└── WrongFingerprint      the index was built with another model
"""

from __future__ import annotations


class RetrievalError(Exception):
    """Anything that keeps retrieval from answering; the message says what to do."""


class ModelUnavailable(RetrievalError):
    """The embedding model cannot be loaded."""


class IndexMissing(RetrievalError):
    """There is no index yet."""


class IndexDamaged(RetrievalError):
    """A generation of the index lacks a file or cannot be read."""


class WrongFingerprint(RetrievalError):
    """The index holds vectors of another model, so comparing them would be meaningless."""

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(
            f"the index holds vectors of {found}, but the model in use is {expected}; "
            "set CONGVU_MODEL back, or make the vectors anew with `congvu corpus embed`"
        )
        self.found = found
        self.expected = expected
