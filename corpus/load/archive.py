"""Members of zip and tar archives, streamed, with their sizes checked before they are unpacked."""

from __future__ import annotations

import lzma
import tarfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.load.errors import BrokenFile, EncryptedFile, TooLarge
from corpus.load.model import Limits

_SMALL = 10_000_000  # bytes; below this no ratio of packing does harm
_DAMAGE = (tarfile.TarError, zipfile.BadZipFile, lzma.LZMAError, zlib.error, EOFError, ValueError, NotImplementedError)
_ENCRYPTED_FLAG = 0x1


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive, to be read before the next is asked for. Sizes in bytes."""

    name: str
    size: int
    packed: int | None  # unknown in a tar, whose members are packed together
    modified: float | None
    encrypted: bool
    unpack: Callable[[], bytes]

    def read(self, limits: Limits) -> bytes:
        """The member's bytes.

        Raises:
            EncryptedFile, TooLarge, BrokenFile: as their names say.
        """
        if self.encrypted:
            raise EncryptedFile
        if self.size > limits.file_bytes:
            raise TooLarge("the file's size in bytes", self.size, limits.file_bytes)
        if self.packed is not None and self.size > max(_SMALL, limits.member_ratio * self.packed):
            raise TooLarge("the unpacked size in bytes", self.size, limits.member_ratio * self.packed)
        try:
            return self.unpack()
        except _DAMAGE as error:
            raise BrokenFile("file in the archive", str(error) or type(error).__name__) from error


def members(path: Path, limits: Limits) -> Iterator[Member]:
    """The files in an archive, in its order; folders, links and hidden files are left out.

    Raises:
        BrokenFile: the archive is damaged.
        TooLarge: it holds too many files, or they are too large together.
        OSError: it cannot be opened.
    """
    total = 0
    try:
        for count, member in enumerate(_zip(path) if zipfile.is_zipfile(path) else _tar(path), 1):
            if count > limits.members:
                raise TooLarge("the number of files in the archive", count, limits.members)
            total += member.size
            if total > limits.unpacked_bytes:
                raise TooLarge("the archive's unpacked size in bytes", total, limits.unpacked_bytes)
            if not any(part.startswith((".", "__MACOSX")) for part in member.name.split("/")):
                yield member
    except _DAMAGE as error:
        raise BrokenFile("archive", str(error) or type(error).__name__) from error


def _zip(path: Path) -> Iterator[Member]:
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if not info.is_dir():
                yield Member(
                    name=_safe(info.filename),
                    size=info.file_size,
                    packed=info.compress_size,
                    modified=time.mktime((*info.date_time, 0, 0, -1)),
                    encrypted=bool(info.flag_bits & _ENCRYPTED_FLAG),
                    unpack=lambda info=info: archive.read(info),  # type: ignore[misc]
                )


def _tar(path: Path) -> Iterator[Member]:
    with tarfile.open(path, "r|*") as archive:
        for info in archive:
            if info.isfile():
                yield Member(
                    name=_safe(info.name),
                    size=info.size,
                    packed=None,
                    modified=float(info.mtime),
                    encrypted=False,
                    unpack=lambda info=info: _stream(archive, info),  # type: ignore[misc]
                )


def _stream(archive: tarfile.TarFile, info: tarfile.TarInfo) -> bytes:
    stream = archive.extractfile(info)
    return b"" if stream is None else stream.read()


def _safe(name: str) -> str:
    """A member's name as a plain path: it is only shown and compared, never written to."""
    return "/".join(part for part in name.replace("\\", "/").split("/") if part not in ("", ".", ".."))
