"""Why a file could not be read, each with what to do about it.

LoadError
├── EmptyFile         nothing in it
├── TooLarge          over a limit that protects memory
├── EncryptedFile     a password is needed
├── BrokenFile        damaged, or cut off
├── ErrorPage         a web server's error message saved under a document's name
├── UnsupportedFile   a kind that is not read
└── UnavailableFile   the disk or the permissions refuse it
"""

from __future__ import annotations


class LoadError(Exception):
    """A file that cannot be read. The message says what happened and what to do; `reason` is a stable code."""

    reason = "unreadable"


class EmptyFile(LoadError):
    """There is nothing in the file."""

    reason = "empty"

    def __init__(self) -> None:
        super().__init__("the file is empty: download or export it again")


class TooLarge(LoadError):
    """The file, or what it unpacks to, is over a limit."""

    reason = "too_large"

    def __init__(self, what: str, size: int, limit: int) -> None:
        super().__init__(f"{what} is {size:,}, over the limit of {limit:,}: split it, or raise the limit")


class EncryptedFile(LoadError):
    """The file opens only with a password."""

    reason = "encrypted"

    def __init__(self) -> None:
        super().__init__("the file is protected by a password: save a copy without one and add that")


class BrokenFile(LoadError):
    """The file says what it is, but cannot be read as that."""

    reason = "broken"

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(f"damaged {kind} ({detail}): get the file again, or save it anew from its program")


class ErrorPage(LoadError):
    """What was saved is a web server's error message."""

    reason = "error_page"

    def __init__(self, title: str) -> None:
        super().__init__(f"a web page with the error “{title}” instead of the document: download it again")


class UnsupportedFile(LoadError):
    """A kind of file that is not read."""

    reason = "unsupported"

    def __init__(self, kind: str) -> None:
        super().__init__(f"{kind} is not read: convert it to pdf, docx, html, md or txt")


class UnavailableFile(LoadError):
    """The operating system refuses to give the file."""

    reason = "unavailable"

    def __init__(self, detail: str) -> None:
        super().__init__(f"cannot be opened ({detail}): check that it exists and may be read")
