"""What cannot be read gives one clear error that says what to do."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from corpus.load import Limits, LoadError, Source, Unreadable, find, interpret, open_place
from tests.corpus import papers

NOT_FOUND = (
    b"<!DOCTYPE html><html><head><title>404 - File or directory not found.</title></head><body>Gone</body></html>"
)


def trouble(data: bytes, name: str = "giay/to.pdf", limits: Limits | None = None) -> LoadError:
    with pytest.raises(LoadError) as raised:
        interpret(Source(name, name, data), limits)
    return raised.value


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "empty", id="nothing"),
        pytest.param(b" \r\n\t\n", "empty", id="white space"),
        pytest.param(b"\xef\xbb\xbf", "empty", id="a byte order mark"),
        pytest.param(papers.word_file([""]), "empty", id="docx without words"),
        pytest.param(NOT_FOUND, "error_page", id="a server's error page"),
        pytest.param(papers.locked_pdf(), "encrypted", id="pdf with password"),
        pytest.param(papers.locked_word_file(), "encrypted", id="docx with password"),
        pytest.param(papers.locked_legacy_word_file(), "encrypted", id="doc with password"),
        pytest.param(b"%PDF-1.7\n" + bytes(range(256)) * 20, "broken", id="damaged pdf"),
        pytest.param(papers.word_file(["a"])[:2000], "broken", id="cut off docx"),
        pytest.param(papers.DOC_MAGIC + bytes(600) + "WordDocument".encode("utf-16-le"), "broken", id="damaged doc"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(100), "unsupported", id="picture"),
        pytest.param(bytes(range(256)) * 50, "unsupported", id="binary data"),
        pytest.param(
            papers.zip_of({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"}), "unsupported", id="spreadsheet"
        ),
        pytest.param(papers.zip_of({"a.txt": b"x"}), "unsupported", id="archive in an archive"),
    ],
)
def test_each_trouble_has_its_reason(data: bytes, reason: str) -> None:
    error = trouble(data)

    assert error.reason == reason
    assert ": " in str(error), "the message says what to do after a colon"
    assert "\n" not in str(error)


def test_a_long_page_about_errors_is_a_document() -> None:
    body = (
        "<p>Khi máy chủ báo lỗi 404, người dân gọi tổng đài để được hướng dẫn nộp hồ sơ trực tiếp tại phường.</p>" * 30
    )
    page = f"<html><head><title>Lỗi 404 là gì</title></head><body>{body}</body></html>"

    assert "gọi tổng đài" in interpret(Source("a.html", "a.html", page.encode())).content


def test_an_enormous_file_is_refused_unread() -> None:
    assert trouble(b"a" * 101, limits=Limits(file_bytes=100)).reason == "too_large"
    assert trouble("ă".encode() * 60, limits=Limits(characters=50)).reason == "too_large"
    assert trouble(papers.text_pdf([["một"], ["hai"]]), limits=Limits(pages=1)).reason == "too_large"


def test_a_document_that_unpacks_to_hundreds_of_times_its_size_is_refused() -> None:
    stream = io.BytesIO(papers.word_file(["a"]))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/bomb.bin", bytes(30_000_000))

    assert trouble(stream.getvalue(), limits=Limits(file_bytes=1_000_000)).reason == "too_large"


def opened(path: Path, limits: Limits | None = None) -> list[Source | Unreadable]:
    places = [place for place in find(path) if not isinstance(place, Unreadable)]
    return [source for place in places for source in open_place(place, limits or Limits())]


def test_a_zip_bomb_is_one_line_and_its_neighbours_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(papers.zip_of({"bomb.txt": bytes(20_000_000), "good.txt": b"chu"}))
    bomb, good = opened(path)

    assert isinstance(bomb, Unreadable)
    assert bomb.error.reason == "too_large"
    assert isinstance(good, Source)


def test_archives_have_limits_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.tar.xz"
    path.write_bytes(papers.tar_of({f"{n}.txt": b"x" * 100 for n in range(10)}))

    assert isinstance(opened(path, Limits(members=5))[-1], Unreadable)
    last = opened(path, Limits(unpacked_bytes=450))[-1]
    assert isinstance(last, Unreadable)
    assert last.error.reason == "too_large"


def test_a_cut_off_archive_gives_what_came_before(tmp_path: Path) -> None:
    import os

    path = tmp_path / "a.tar.gz"
    path.write_bytes(papers.tar_of({f"{n}.txt": os.urandom(20_000) for n in range(5)}, "gz")[:60_000])
    *_, last = found = opened(path)

    assert len(found) > 1
    assert isinstance(last, Unreadable)
    assert last.error.reason == "broken"


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    (place,) = find(tmp_path / "none.txt")

    assert isinstance(place, Unreadable)
    assert place.error.reason == "unavailable"


def test_a_wrong_name_is_a_warning_not_an_error() -> None:
    loaded = interpret(Source("a.doc", "a.doc", papers.word_file(["Một văn bản."])))

    assert loaded.content == "Một văn bản."
    assert loaded.warnings == ("named .doc, read as docx",)
