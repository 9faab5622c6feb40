"""Awkward files as offices send them, made on the spot."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from PIL import Image, ImageDraw, ImageFont

A4_AT_150 = (1240, 1754)  # dots
DOC_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

DECREE_LINES = (
    "Chương I",
    "QUY ĐỊNH CHUNG",
    "Điều 1. Phạm vi điều chỉnh",
    "1. Quyết định này quy định thời hạn trả kết quả và lệ phí khi người dân đề nghị cấp lại",
    "giấy chứng nhận tại Ủy ban nhân dân cấp xã.",
    "2. Lệ phí là 25.000 đồng.",
)


def text_pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF with a text layer: each page's lines from the top."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot
    from matplotlib.backends.backend_pdf import PdfPages

    stream = io.BytesIO()
    with matplotlib.rc_context({"pdf.fonttype": 42}), PdfPages(stream) as document:
        for lines in pages:
            figure = pyplot.figure(figsize=(8.27, 11.69))
            for number, line in enumerate(lines):
                figure.text(0.08, 0.95 - 0.02 * number, line, fontsize=9)
            document.savefig(figure)
            pyplot.close(figure)
    return stream.getvalue()


def picture(lines: Sequence[str], *, size: int = 30) -> Image.Image:
    """A page as a scanner sees it."""
    import matplotlib

    font = ImageFont.truetype(str(Path(matplotlib.get_data_path()) / "fonts/ttf/DejaVuSans.ttf"), size)
    page = Image.new("L", A4_AT_150, 255)
    draw = ImageDraw.Draw(page)
    for number, line in enumerate(lines):
        draw.text((90, 120 + 60 * number), line, font=font, fill=0)
    return page


def scanned_pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF whose pages are pictures."""
    first, *others = [picture(lines) for lines in pages]
    stream = io.BytesIO()
    first.save(stream, "PDF", resolution=150, save_all=True, append_images=others)
    return stream.getvalue()


def stamped_scan(lines: Sequence[str], stamp: Sequence[str]) -> bytes:
    """A scanned page with the words of an electronic signature as its only text."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure = pyplot.figure(figsize=(8.27, 11.69))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.imshow(picture(lines), cmap="gray", aspect="auto")
    axes.axis("off")
    for number, line in enumerate(stamp):
        figure.text(0.6, 0.2 - 0.02 * number, line, fontsize=6)
    stream = io.BytesIO()
    with matplotlib.rc_context({"pdf.fonttype": 42}):
        figure.savefig(stream, format="pdf", dpi=150)
    pyplot.close(figure)
    return stream.getvalue()


def locked_pdf() -> bytes:
    """A PDF that asks for a password: its encryption dictionary fits no empty one."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>",
    ]
    body = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<00> <00>] >>\nstartxref\n%d\n%%%%EOF" % len(body)
    return body + table + trailer


def word_file(
    paragraphs: Sequence[str | Sequence[Sequence[str]]], *, numbered: Mapping[str, str] | None = None
) -> bytes:
    """A DOCX: strings become paragraphs, lists of rows tables; `numbered` paragraphs count as their pattern says."""
    document = docx.Document()
    lists = {pattern: _add_list(document, pattern) for pattern in set((numbered or {}).values())}
    for block in paragraphs:
        if isinstance(block, str):
            paragraph = document.add_paragraph(block)
            if numbered and block in numbered:
                _number(paragraph, lists[numbered[block]])
            continue
        table = document.add_table(rows=len(block), cols=len(block[0]))
        for row, cells in zip(table.rows, block, strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _add_list(document: docx.document.Document, pattern: str) -> int:
    root = document.part.numbering_part.element
    identity = 900 + len(root)
    abstract, level = OxmlElement("w:abstractNum"), OxmlElement("w:lvl")
    abstract.set(qn("w:abstractNumId"), str(identity))
    level.set(qn("w:ilvl"), "0")
    letters = "lowerLetter" if pattern.endswith(")") else "decimal"
    for tag, value in (("w:start", "1"), ("w:numFmt", letters), ("w:lvlText", pattern)):
        child = OxmlElement(tag)
        child.set(qn("w:val"), value)
        level.append(child)
    abstract.append(level)
    root.insert(0, abstract)
    number, target = OxmlElement("w:num"), OxmlElement("w:abstractNumId")
    number.set(qn("w:numId"), str(identity))
    target.set(qn("w:val"), str(identity))
    number.append(target)
    root.append(number)
    return identity


def _number(paragraph: Paragraph, identity: int) -> None:
    properties = paragraph._p.get_or_add_pPr()
    numbering = properties.get_or_add_numPr()
    numbering.get_or_add_ilvl().val = 0
    numbering.get_or_add_numId().val = identity


def locked_word_file() -> bytes:
    """What Word writes for a DOCX with a password."""
    return DOC_MAGIC + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)


def locked_legacy_word_file() -> bytes:
    """The head of a .doc whose encryption flag is set."""
    header = b"\xec\xa5\xc1\x00" + bytes(6) + b"\x00\x01" + bytes(500)
    return DOC_MAGIC + bytes(504) + header + "WordDocument".encode("utf-16-le") + bytes(1000)


def zip_of(members: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def tar_of(members: Mapping[str, bytes], compression: str = "xz") -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=f"w:{compression}") as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            info.mtime = 1_750_000_000
            archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


def act(number: int, *, fee: int = 20_000) -> str:
    """A short Vietnamese decision, of our own invention."""
    return f"""CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: {number}/2026/QĐ-UBND
Hà Nội, ngày 05 tháng 01 năm 2026

QUYẾT ĐỊNH
Về lệ phí cấp bản sao giấy tờ hộ tịch số {number}

Điều 1. Mức thu
1. Lệ phí cấp bản sao là {fee} đồng mỗi bản.
2. Người cao tuổi được miễn lệ phí.

Điều 2. Hiệu lực
Quyết định này có hiệu lực từ ngày 01 tháng 02 năm 2026.
"""
