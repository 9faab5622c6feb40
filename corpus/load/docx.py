"""DOCX: paragraphs with their automatic numbers, and tables as rows, in the order of the document."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.paragraph import Paragraph

from corpus.load.errors import BrokenFile
from corpus.load.model import Extract
from corpus.load.numbering import Numbering
from corpus.load.tables import table_lines

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

# what damaged parts make python-docx raise; a broken XML part is a SyntaxError to lxml
_DAMAGE = (OpcError, zipfile.BadZipFile, SyntaxError, KeyError, ValueError, AttributeError, OSError)


def read_docx(data: bytes) -> Extract:
    """The text of a DOCX file.

    Raises:
        BrokenFile: it is damaged.
    """
    try:
        document = docx.Document(io.BytesIO(data))
        lines = list(_lines(document))
    except _DAMAGE as error:
        raise BrokenFile("DOCX file", str(error) or type(error).__name__) from error
    return Extract("\n".join(lines), MEDIA_TYPE)


def _lines(document: Document) -> Iterator[str]:
    numbering = Numbering(document)
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from table_lines(_rows(block, numbering))
        else:
            yield from _paragraph(block, numbering).split("\n")


def _paragraph(paragraph: Paragraph, numbering: Numbering) -> str:
    text = paragraph.text.replace("\t", " ").strip()
    number = numbering.next(paragraph) if text else ""
    return f"{number} {text}" if number else text


def _rows(table: Table, numbering: Numbering) -> list[list[str]]:
    """Cells of each row; a cell that spans columns or rows is given once."""
    rows: list[list[str]] = []
    seen: set[object] = set()
    for row in table.rows:
        cells: list[str] = []
        for cell in row.cells:
            if cell._tc in seen:
                continue
            seen.add(cell._tc)
            cells.append("\n".join(_cell_lines(cell, numbering)))
        rows.append(cells)
    return rows


def _cell_lines(cell: docx.table._Cell, numbering: Numbering) -> Iterator[str]:
    for block in cell.iter_inner_content():
        if isinstance(block, Table):
            yield from table_lines(_rows(block, numbering))
        else:
            yield _paragraph(block, numbering)
