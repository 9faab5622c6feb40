"""What can go wrong in the register.

RegisterError
├── NoSuchTask        the id is unknown
├── Conflict          somebody else changed the task meanwhile; nothing was written
├── NotAllowed        the person's role does not reach so far
├── BadReport         a report or correction that makes no sense
└── BadQuery          a filter that no task can meet, for it names nothing or contradicts itself
"""

from __future__ import annotations


class RegisterError(Exception):
    """Any error of the register; its message is for the person who called."""


class NoSuchTask(RegisterError):
    """There is no task of this id."""

    def __init__(self, task_id: str) -> None:
        super().__init__(f"There is no task '{task_id}'. List the tasks with `congvu tasks`.")
        self.task_id = task_id


class Conflict(RegisterError):
    """The task changed since the person read it. Nothing was written."""

    def __init__(self, task_id: str, *, read: int, current: int) -> None:
        super().__init__(
            f"Task '{task_id}' is at version {current}, you read version {read}. Read it again, then repeat the change."
        )
        self.task_id = task_id
        self.read = read
        self.current = current


class NotAllowed(RegisterError):
    """The person may not do this."""


class BadReport(RegisterError):
    """What was reported or corrected cannot be."""


class BadQuery(RegisterError):
    """A filter names nothing that is known, or contradicts itself; `kind` is a short name of what is wrong."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
