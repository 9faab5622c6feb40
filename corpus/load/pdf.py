"""PDF, page by page: the text layer where there is one, OCR where a page is a picture."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.load import ocr
from corpus.load.errors import BrokenFile, EncryptedFile, TooLarge
from corpus.load.lines import paragraphs, without_running_heads
from corpus.load.model import Extract, Limits

MEDIA_TYPE = "application/pdf"
FEW_CHARACTERS = 50  # besides the stamp: a scanned page has none, a printed one hundreds
FULL_PAGE = 0.5  # of the page's area covered by pictures: scans cover 0.9 and more, logos 0.1 and less

# the visible stamp of an electronic signature stands as text on the first page of a scan
_STAMP = re.compile(
    r"^\s*(?:(?:Người|Đơn vị|Cơ quan|Thời gian|Ngày)\s*ký|Ký bởi|Email|Cơ quan|Tổ chức|Chức vụ|Giờ ký|Signature|"
    r"Signed by|Signing time|Date|Digitally signed)\b.*$|^\s*[\d.:/+\-\s]+$",
    re.MULTILINE | re.IGNORECASE,
)


@dataclass(slots=True)
class _Reading:
    """What has been read so far; the language that OCR found is kept from page to page."""

    pages: list[list[str]] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    scanned: int = 0
    language: str | None = None


def read_pdf(data: bytes, limits: Limits) -> Extract:
    """The text of a PDF.

    Raises:
        EncryptedFile, BrokenFile, TooLarge: as their names say.
    """
    document = _open(data)
    try:
        if len(document) > limits.pages:
            raise TooLarge("the number of pages", len(document), limits.pages)
        reading = _Reading()
        for number in range(len(document)):
            _read_page(document, number, reading)
    except pypdfium2.PdfiumError as error:
        raise BrokenFile("PDF", str(error)) from error
    finally:
        document.close()
    if reading.scanned:
        reading.warnings.append(f"{reading.scanned} pages were read by OCR ({reading.language})")
    return Extract(_joined(reading), MEDIA_TYPE, tuple(reading.warnings), tuple(reading.unread))


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedFile from error
        raise BrokenFile("PDF", str(error)) from error


def _read_page(document: pypdfium2.PdfDocument, number: int, reading: _Reading) -> None:
    page = document[number]
    layer = page.get_textpage()
    text = layer.get_text_bounded().replace("\r\n", "\n").replace("\ufffe", "").replace("\x02", "")
    layer.close()
    if len("".join(_STAMP.sub("", text).split())) < FEW_CHARACTERS and _is_picture(page):
        text = _read_picture(page, number, reading) or text
    reading.pages.append(text.split("\n"))
    page.close()


def _is_picture(page: pypdfium2.PdfPage) -> bool:
    width, height = page.get_size()
    covered = 0.0
    for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = picture.get_bounds()
        covered += abs(right - left) * abs(top - bottom)
    return bool(covered >= FULL_PAGE * width * height)


def _read_picture(page: pypdfium2.PdfPage, number: int, reading: _Reading) -> str | None:
    if not ocr.languages():
        reading.unread.append(number + 1)
        return None
    picture = io.BytesIO()
    page.render(scale=ocr.RESOLUTION / 72, grayscale=True).to_pil().save(picture, "PNG", compress_level=1)
    try:
        if reading.language is None:
            words, reading.language = ocr.read_unknown(picture.getvalue())
        else:
            words = ocr.read_page(picture.getvalue(), reading.language)
    except ocr.PageUnread as error:
        reading.unread.append(number + 1)
        reading.warnings.append(f"page {number + 1} could not be read by OCR: {error}")
        return None
    reading.scanned += 1
    return words


def _joined(reading: _Reading) -> str:
    """All pages as one run of paragraphs, so that a sentence goes on from page to page."""
    lines = [line for page in without_running_heads(reading.pages) for line in page]
    return "\n".join(paragraphs(lines))
