"""Finding what there is to read: files, folders, and the members of archives, one after the other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.load.archive import Member, members
from corpus.load.errors import LoadError, TooLarge, UnavailableFile
from corpus.load.model import Limits, Source
from corpus.load.sniff import Kind, zip_kind

_HEAD = 512  # bytes that show whether a file may be an archive
_COMPRESSED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")
MEMBER = "!/"  # stands between an archive's path and its member's


@dataclass(frozen=True, slots=True)
class Place:
    """A file on disk, not yet opened. `modified` is in seconds since 1970."""

    path: Path
    file: str
    size: int
    modified: float


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file or member that could not even be opened, and why."""

    path: str
    file: str
    error: LoadError
    size: int = 0
    modified: float | None = None


def find(path: Path) -> Iterator[Place | Unreadable]:
    """The files at `path`, sorted; hidden ones left out. Names are relative to the parent of what was asked for."""
    path = path.resolve()
    for found in _walk(path):
        file = str(found.relative_to(path.parent) if path.is_dir() else Path(path.parent.name) / path.name)
        try:
            facts = found.stat()
        except OSError as error:
            yield Unreadable(str(found), file, UnavailableFile(error.strerror or str(error)))
            continue
        yield Place(found, file, facts.st_size, facts.st_mtime)


def is_archive(place: Place) -> bool:
    """Whether a file holds other files: a zip that is no Office document, or a tar of any compression."""
    try:
        with place.path.open("rb") as stream:
            head = stream.read(_HEAD)
        if head.startswith(b"PK"):
            return zip_kind(place.path) is Kind.ZIP
        return head[257:262] == b"ustar" or head.startswith(_COMPRESSED)
    except (OSError, LoadError):
        return False  # reading it will say what is wrong


def open_place(place: Place, limits: Limits) -> Iterator[Source | Unreadable]:
    """The file itself, or every member of an archive."""
    path = str(place.path)
    try:
        if is_archive(place):
            for member in members(place.path, limits):
                yield _opened(place, member, limits)
        elif place.size > limits.file_bytes:
            raise TooLarge("the file's size in bytes", place.size, limits.file_bytes)
        else:
            yield Source(path, place.file, place.path.read_bytes(), place.modified)
    except OSError as error:
        yield Unreadable(path, place.file, UnavailableFile(error.strerror or str(error)), place.size, place.modified)
    except LoadError as error:
        yield Unreadable(path, place.file, error, place.size, place.modified)


def _opened(place: Place, member: Member, limits: Limits) -> Source | Unreadable:
    path, file = f"{place.path}{MEMBER}{member.name}", f"{place.file}{MEMBER}{member.name}"
    try:
        return Source(path, file, member.read(limits), member.modified)
    except LoadError as error:
        return Unreadable(path, file, error, member.size, member.modified)


def _walk(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(folder) / name
