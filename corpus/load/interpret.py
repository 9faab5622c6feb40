"""One source of bytes becomes one loaded file."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from dataclasses import replace

from corpus.load.decoding import decode, repair_fonts
from corpus.load.errors import BrokenFile, EmptyFile, EncryptedFile, LoadError, TooLarge, UnsupportedFile
from corpus.load.model import Extract, Limits, LoadedFile, Source
from corpus.load.normal import normalise
from corpus.load.sniff import Kind, is_html, other_kind, sniff

_NAMES = {  # endings that each kind properly has, for a warning where a file has another
    Kind.PDF: ("pdf",),
    Kind.DOCX: ("docx", "docm", "dotx"),
    Kind.DOC: ("doc", "dot"),
    Kind.RTF: ("rtf", "doc"),
}
_MARKDOWN = re.compile(r"\A---\n|^#{1,6} \S", re.MULTILINE)


def interpret(source: Source, limits: Limits | None = None) -> LoadedFile:
    """Read a file by what its bytes are.

    A scan that cannot be read for want of OCR is no error: its content is empty and `unread_pages` lists its pages.

    Raises:
        LoadError: it cannot be read; the message says why and what to do.
    """
    limits = limits or Limits()
    if not source.data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise EmptyFile
    if len(source.data) > limits.file_bytes:
        raise TooLarge("the file's size in bytes", len(source.data), limits.file_bytes)
    kind = sniff(source.data)
    extract = _without_old_fonts(_read(source.data, kind, limits))
    if len(extract.text) > limits.characters:
        raise TooLarge("the number of characters", len(extract.text), limits.characters)
    content, offsets = normalise(extract.text)
    if not content.strip() and not extract.unread_pages:
        raise EmptyFile
    return LoadedFile(
        path=source.path,
        file=source.file,
        content=content,
        media_type=extract.media_type,
        sha256=hashlib.sha256(source.data).hexdigest(),
        size=len(source.data),
        modified=source.modified,
        offsets=offsets,
        warnings=(*extract.warnings, *_misnamed(source.name, kind)),
        unread_pages=extract.unread_pages,
    )


def _read(data: bytes, kind: Kind, limits: Limits) -> Extract:
    """Read by kind. The readers are imported when first needed: some take half a second, and most files need none."""
    match kind:
        case Kind.PDF:
            from corpus.load.pdf import read_pdf

            return read_pdf(data, limits)
        case Kind.DOCX:
            from corpus.load.docx import read_docx

            _refuse_bomb(data, limits)
            return read_docx(data)
        case Kind.DOC | Kind.RTF | Kind.ODT:
            from corpus.load.office import read_office

            return read_office(data, kind)
        case Kind.MHTML:
            from corpus.load.html import read_mhtml

            return read_mhtml(data)
        case Kind.TEXT:
            return _read_text(data)
    raise _refusal(data, kind)


def _without_old_fonts(extract: Extract) -> Extract:
    """Text whose fonts showed Western letters as Vietnamese ones, as .VnTime and VNI-Times do, in Unicode."""
    repaired = repair_fonts(extract.text)
    if repaired.encoding == "unicode":
        return extract
    return replace(extract, text=repaired.text, warnings=(*extract.warnings, f"read as {repaired.encoding}"))


def _refusal(data: bytes, kind: Kind) -> LoadError:
    match kind:
        case Kind.ENCRYPTED:
            return EncryptedFile()
        case Kind.ZIP | Kind.TAR:
            return UnsupportedFile("an archive inside an archive")
        case _:
            return UnsupportedFile(other_kind(data) or "this kind of Office file")


def _read_text(data: bytes) -> Extract:
    decoded = decode(data)
    if is_html(decoded.text):
        from corpus.load.html import read_html

        return read_html(data)
    encoding = decoded.encoding
    warnings = () if encoding.startswith("utf-8") and "," not in encoding else (f"read as {encoding}",)
    media_type = "text/markdown" if _MARKDOWN.search(decoded.text[:20_000]) else "text/plain"
    return Extract(decoded.text, media_type, warnings)


def _refuse_bomb(data: bytes, limits: Limits) -> None:
    """A document unpacks to many times its size only to harm."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except zipfile.BadZipFile as error:
        raise BrokenFile("DOCX file", str(error)) from error
    if unpacked > max(limits.file_bytes, limits.member_ratio * len(data)):
        raise TooLarge("the unpacked size in bytes", unpacked, limits.file_bytes)


def _misnamed(name: str, kind: Kind) -> tuple[str, ...]:
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    others = {known for endings in _NAMES.values() for known in endings}
    if ending in others and ending not in _NAMES.get(kind, ()):
        return (f"named .{ending}, read as {kind}",)
    return ()
