"""What a file is, by its bytes. Its name is only asked where the bytes leave a choice."""

from __future__ import annotations

import io
import zipfile
from enum import StrEnum
from pathlib import Path

from corpus.load.errors import BrokenFile


class Kind(StrEnum):
    """The kinds of files that are told apart."""

    PDF = "pdf"
    DOCX = "docx"
    DOC = "doc"
    RTF = "rtf"
    ODT = "odt"
    MHTML = "web archive"
    ZIP = "zip"
    TAR = "tar"
    TEXT = "text"  # or HTML: told apart after decoding
    ENCRYPTED = "encrypted"
    OTHER = "other"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_COMPRESSED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")
_OTHERS = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"II*\x00": "a TIFF picture",
    b"MM\x00*": "a TIFF picture",
    b"GIF8": "a GIF picture",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"MZ": "a program",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
}


def sniff(data: bytes) -> Kind:
    """The kind of a file that is not empty.

    Raises:
        BrokenFile: it begins as a zip file and is none.
    """
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return zip_kind(io.BytesIO(data))
    if data.startswith(_OLE):
        return _inside_ole(data)
    return _by_head(data[:2000])


def _by_head(head: bytes) -> Kind:
    if head.startswith(b"{\\rtf"):
        return Kind.RTF
    if head.startswith(_COMPRESSED) or head[257:262] == b"ustar":
        return Kind.TAR
    if b"mime-version:" in head.lower() and b"multipart/related" in head.lower():
        return Kind.MHTML
    return Kind.OTHER if other_kind(head) else Kind.TEXT


def other_kind(data: bytes) -> str:
    """The name of a known kind of file that is not read, "" where it is unknown."""
    return next((name for magic, name in _OTHERS.items() if data.startswith(magic)), "")


def is_html(text: str) -> bool:
    """Whether text begins as a web page does."""
    head = text[:3000].lstrip("\ufeff \t\r\n").lower()
    return head.startswith(("<!doctype html", "<html", "<head", "<body")) or (
        head.startswith(("<?xml", "<!--")) and "<html" in head
    )


def zip_kind(file: Path | io.BytesIO) -> Kind:
    """What a zip file is: an Office document of some kind, or an archive.

    Raises:
        BrokenFile: it begins as a zip file and is none.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise BrokenFile("zip or Office file", str(error)) from error
    if "word/document.xml" in names:
        return Kind.DOCX
    if "content.xml" in names and "mimetype" in names:
        return Kind.ODT
    return Kind.OTHER if "[Content_Types].xml" in names else Kind.ZIP


def _inside_ole(data: bytes) -> Kind:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Kind.ENCRYPTED
    return Kind.DOC if "WordDocument".encode("utf-16-le") in data else Kind.OTHER
