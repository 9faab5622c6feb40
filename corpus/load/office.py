"""Legacy Word documents, RTF and OpenDocument, read by kreuzberg."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from kreuzberg import ExtractionConfig, KreuzbergError, extract_bytes_sync

from corpus.load.errors import BrokenFile, EncryptedFile
from corpus.load.model import Extract
from corpus.load.sniff import Kind
from corpus.load.tables import table_lines

MEDIA_TYPES = {
    Kind.DOC: "application/msword",
    Kind.RTF: "application/rtf",
    Kind.ODT: "application/vnd.oasis.opendocument.text",
}
NAMES = {Kind.DOC: "Word document", Kind.RTF: "RTF file", Kind.ODT: "OpenDocument text"}

_CONFIG = ExtractionConfig(output_format="plain", use_cache=False)
_FIELD_CODE = re.compile(r"\x13[^\x14\x15]*\x14?|\x15")  # what Word computes: page numbers, links, tables of contents
_ROW_END = re.compile(r"\t\t+")
_CELL_CHARACTERS = 600  # more than any first cell of a row holds: what is longer is text between two tables
_SECTOR = 512
_ENCRYPTED = 0x0100  # the flag fEncrypted in a Word document's first bytes


def read_office(data: bytes, kind: Kind) -> Extract:
    """The text of a legacy document.

    Raises:
        EncryptedFile, BrokenFile: as their names say.
    """
    if kind is Kind.DOC and _is_encrypted(data):
        raise EncryptedFile
    try:
        content = extract_bytes_sync(data, MEDIA_TYPES[kind], config=_CONFIG).content
    except KreuzbergError as error:
        if "password" in str(error).lower() or "encrypted" in str(error).lower():
            raise EncryptedFile from error
        raise BrokenFile(NAMES[kind], str(error).split("\n", 1)[0][:200]) from error
    lines = _with_tables(_FIELD_CODE.sub("", content)) if kind is Kind.DOC else content.split("\n")
    return Extract("\n".join(lines), MEDIA_TYPES[kind])


def _is_encrypted(data: bytes) -> bool:
    """The header of the Word stream starts a sector; it says whether the text is encrypted."""
    at = data.find(b"\xec\xa5")
    while at >= 0:
        if at % _SECTOR == 0:
            return bool(struct.unpack_from("<H", data, at + 10)[0] & _ENCRYPTED) if len(data) > at + 12 else False
        at = data.find(b"\xec\xa5", at + 1)
    return False


def _with_tables(content: str) -> Iterator[str]:
    """Tables as rows. In Word's own text a cell ends in a tab and a row in two; cells may hold several lines.

    Where the first row of a table begins nothing tells: its first line with a tab is taken.
    """
    *segments, rest = _ROW_END.split(content)
    rows: list[list[str]] = []
    for segment in segments:
        before, row = _split_row(segment, continued=bool(rows))
        if before:
            yield from table_lines(rows)
            yield from before
            rows = []
        rows.append(row)
    yield from table_lines(rows)
    yield from (line.replace("\t", " ").strip() for line in rest.split("\n"))


def _split_row(segment: str, *, continued: bool) -> tuple[list[str], list[str]]:
    """What stands before a table's row, as lines, and the row's cells."""
    first, *others = segment.split("\t")
    lines = first.split("\n")
    if continued and len(first) <= _CELL_CHARACTERS:
        return [], [first, *others]
    return [line.strip() for line in lines[:-1]], [lines[-1], *others]
