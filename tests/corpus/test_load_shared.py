"""The real files beside the repository, as offices send them."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import pypdfium2
import pytest

from corpus.load import LoadedFile, LoadError, Source, interpret, load, ocr
from corpus.load.decoding import word_share

pytestmark = pytest.mark.shared

PROSE = 0.15  # of words that are among the commonest: Vietnamese law has 0.2 to 0.3


@pytest.fixture
def files(shared: Path) -> Path:
    return shared / "corpus" / "files"


def read(path: Path) -> LoadedFile:
    (loaded,) = load(path)
    return loaded


def test_a_circular_keeps_its_fees_beside_what_they_are_for(files: Path) -> None:
    lines = read(files / "circular-fees.pdf").content.split("\n")

    assert "2 Máy bơm chữa cháy Cái 40.000" in lines
    assert any(line.startswith("Điều 4. Mức thu phí") for line in lines)
    assert any(line.endswith("phương tiện phòng cháy và chữa cháy.") and len(line) > 150 for line in lines)


@pytest.mark.parametrize("name", ["procedures-digital.pdf", "procedures-digital-2.pdf"])
def test_the_gazette_gives_whole_articles_without_running_heads(files: Path, name: str) -> None:
    content = read(files / name).content

    assert content.count("CÔNG BÁO/Số") <= 2, "once for even pages, once for odd"
    assert content.count("\nĐiều ") > 20
    assert word_share(content) > PROSE


@pytest.mark.parametrize(
    ("name", "characters", "warnings"),
    [
        ("decree-82-2018.doc", 114_000, ()),
        ("draft-law-decomposed-unicode.doc", 80_000, ()),
        ("law-really-doc.docx", 43_000, ("named .docx, read as doc",)),
    ],
)
def test_legacy_word_files_are_read_whole_and_composed(
    files: Path, name: str, characters: int, warnings: tuple[str, ...]
) -> None:
    loaded = read(files / name)

    assert loaded.warnings == warnings
    assert len(loaded.content) > characters
    assert unicodedata.is_normalized("NFC", loaded.content)
    assert "\t" not in loaded.content
    assert "CỘNG H" in loaded.content[:200]
    assert word_share(loaded.content) > PROSE


def test_an_error_page_named_pdf_is_told(files: Path) -> None:
    with pytest.raises(LoadError, match="404"):
        read(files / "not-really-a.pdf")


@pytest.mark.skipif(
    "vie" not in ocr.languages(), reason="needs tesseract with Vietnamese: apt-get install tesseract-ocr-vie"
)
def test_a_scanned_decree_is_read_page_by_page(files: Path) -> None:
    """Its first two pages; all 24 take half a minute."""
    whole, part, stream = (
        pypdfium2.PdfDocument(files / "procedures-scanned.pdf"),
        pypdfium2.PdfDocument.new(),
        io.BytesIO(),
    )
    part.import_pages(whole, [0, 1])
    part.save(stream)
    loaded = interpret(Source("s.pdf", "s.pdf", stream.getvalue()))

    assert loaded.warnings == ("2 pages were read by OCR (vie)",)
    assert "Số: 45/2020/NĐ-CP" in loaded.content
    assert "thủ tục hành chính trên môi trường điện tử" in loaded.content
    assert word_share(loaded.content) > PROSE


def test_texts_stand_as_in_their_files(shared: Path) -> None:
    """Gold quotes are substrings of the files, so nothing may move."""
    for folder in ("seeds", "directives-vi", "procedures-vi"):
        for path in sorted((shared / "corpus" / folder).iterdir()):
            loaded = read(path)
            assert loaded.content == path.read_text(encoding="utf-8").removeprefix("\ufeff")
            assert loaded.file == f"{folder}/{path.name}"
