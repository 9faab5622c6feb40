"""What can go wrong in evaluations.

EvalsError
├── DatasetError        a dataset cannot be read
├── ReportError         a saved report cannot be read or compared
├── AlternativeMissing  a library that only this measurement needs is not installed
└── ServerUnreachable   a server that is timed, or that serves a model, does not answer
"""

from __future__ import annotations


class EvalsError(Exception):
    """Anything that keeps an evaluation from running; the message says what to do."""


class DatasetError(EvalsError):
    """A dataset cannot be read. The message names the file, the line, what is wrong and what was expected."""


class ReportError(EvalsError):
    """A saved report cannot be read or compared. The message names the file and the reason."""


class AlternativeMissing(EvalsError):
    """A library that only this measurement needs is not installed. The message names the command that installs it."""


class ServerUnreachable(EvalsError):
    """A server that is timed, or that serves a model, does not answer as it should. The message says how."""
