"""What loading takes and gives: sources of bytes, limits, and loaded files."""

from __future__ import annotations

import struct
import zlib
from bisect import bisect_right
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. Real documents stay far below; what is above is a mistake or an attack."""

    file_bytes: int = 200_000_000  # the largest official gazette volumes seen are under 100 MB
    unpacked_bytes: int = 4_000_000_000  # all members of one archive together; the codified law has 0.15 GB
    member_ratio: int = 200  # unpacked to packed, for members over 10 MB: text packs to 1:20 at best
    members: int = 100_000
    characters: int = 30_000_000  # of extracted text; the largest known act has 4 million
    pages: int = 5_000


@dataclass(frozen=True, slots=True)
class Source:
    """One file or archive member with its bytes, not yet interpreted.

    `path` is the ledger's key, `file` the name people see; `modified` is in seconds since 1970, or None.
    """

    path: str
    file: str
    data: bytes = field(repr=False)
    modified: float | None = None

    @property
    def name(self) -> str:
        """The file's own name without its folder."""
        return self.file.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where characters of the content stood before normalising, as pairs at which the distance changes.

    Between two pairs characters correspond one to one. An empty map means that nothing moved.
    """

    normal: tuple[int, ...] = ()
    original: tuple[int, ...] = ()

    def to_original(self, position: int) -> int:
        """The position in the decoded file of a position in the content."""
        at = bisect_right(self.normal, position) - 1
        return position if at < 0 else self.original[at] + position - self.normal[at]

    def __bool__(self) -> bool:
        return bool(self.normal)

    def packed(self) -> bytes | None:
        """The map for a database column: both rows as little-endian 32-bit numbers, zlib. None when empty."""
        numbers = (*self.normal, *self.original)
        return zlib.compress(struct.pack(f"<{len(numbers)}I", *numbers)) if numbers else None

    @staticmethod
    def unpacked(packed: bytes | None) -> OffsetMap:
        """The map that `packed` gave."""
        if packed is None:
            return OffsetMap()
        plain = zlib.decompress(packed)
        numbers = struct.unpack(f"<{len(plain) // 4}I", plain)
        return OffsetMap(numbers[: len(numbers) // 2], numbers[len(numbers) // 2 :])


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """A file as text. `content` is NFC with `\\n` line ends; `sha256` is of the file's bytes, in hexadecimal.

    `unread_pages` are the pages (from 1) that are pictures and could not be read for want of OCR.
    """

    path: str
    file: str
    content: str = field(repr=False)
    media_type: str
    sha256: str
    size: int
    modified: float | None = None
    offsets: OffsetMap = field(default_factory=OffsetMap, repr=False)
    warnings: tuple[str, ...] = ()
    unread_pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Extract:
    """What a reader of one format gives: text as it stands in the file, not yet normalised."""

    text: str = field(repr=False)
    media_type: str
    warnings: tuple[str, ...] = ()
    unread_pages: tuple[int, ...] = ()
