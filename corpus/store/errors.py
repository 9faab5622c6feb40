"""What can go wrong in the store.

StoreError
├── StoreUnreachable      the database cannot be opened: address, driver, rights, or a file that is none
├── StoreRefused          the disk takes no more: it is full, or fails
└── StoreTooNew           a later release has already changed the schema
"""

from __future__ import annotations


class StoreError(Exception):
    """The database cannot be used; the message says which one and what to do."""


class StoreUnreachable(StoreError):
    """The database cannot be opened."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"the database {where} cannot be opened: {why}. Check CONGVU_DATABASE or CONGVU_HOME.")


class StoreRefused(StoreError):
    """The disk below the database takes no more; what was written before stays."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(
            f"the disk refuses to write to the database {where} ({why}). All that was written before stays and is "
            "served. Free some disk space, then run the same again: it goes on where it stopped."
        )


class StoreTooNew(StoreError):
    """The schema is one that this release does not know."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"the database {where} was written by a later release of congvu. Upgrade congvu, or name another data home "
            "with CONGVU_HOME."
        )
