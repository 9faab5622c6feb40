"""Each format gives its text as a person reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.load import Source, interpret, load, ocr
from corpus.load.html import read_html
from tests.corpus import papers

needs_ocr = pytest.mark.skipif(
    "vie" not in ocr.languages(), reason="needs tesseract with Vietnamese: apt-get install tesseract-ocr-vie"
)


def read(data: bytes, name: str = "a/file") -> str:
    return interpret(Source(name, name, data)).content


def test_a_pdf_gives_paragraphs_not_printed_lines() -> None:
    lines = read(papers.text_pdf([papers.DECREE_LINES])).split("\n")

    assert lines[:3] == ["Chương I", "QUY ĐỊNH CHUNG", "Điều 1. Phạm vi điều chỉnh"]
    assert lines[3].endswith("đề nghị cấp lại giấy chứng nhận tại Ủy ban nhân dân cấp xã.")
    assert lines[4] == "2. Lệ phí là 25.000 đồng."


def test_running_heads_and_page_numbers_do_not_interrupt_sentences() -> None:
    long = "Người nộp hồ sơ xuất trình giấy tờ tùy thân và nộp lệ phí theo biểu, sau đó nhận giấy hẹn có ghi"
    pages = [
        [f"{number + 1} CÔNG BÁO/Số 12/Ngày 05-01-2026", f"{number + 1}. Trường hợp thứ {number}.", f"{long}", ""]
        for number in range(4)
    ]
    pages[1].insert(1, "ngày trả kết quả cụ thể.")
    content = read(papers.text_pdf(pages))

    assert content.count("CÔNG BÁO") == 1
    assert f"{long} ngày trả kết quả cụ thể." in content


@needs_ocr
def test_a_scanned_page_is_read_by_ocr() -> None:
    loaded = interpret(Source("s.pdf", "s.pdf", papers.scanned_pdf([papers.DECREE_LINES])))

    assert "Lệ phí là 25.000 đồng" in loaded.content
    assert "Phạm vi điều chỉnh" in loaded.content
    assert loaded.unread_pages == ()
    assert "OCR" in loaded.warnings[0]


@needs_ocr
def test_the_words_of_a_signature_stamp_do_not_hide_a_scan() -> None:
    stamp = ("Người ký: VĂN PHÒNG UBND", "Email: vanphong@example.vn", "Thời gian ký: 05.01.2026 16:40:12 +07:00")
    content = read(papers.stamped_scan(papers.DECREE_LINES, stamp))

    assert "Lệ phí là 25.000 đồng" in content


@pytest.mark.skipif(
    "rus" not in ocr.languages(), reason="needs tesseract with Russian: apt-get install tesseract-ocr-rus"
)
def test_a_russian_scan_is_not_read_as_vietnamese() -> None:
    lines = (
        "Статья 1. Предмет документа",
        "Этот документ определяет порядок и сроки",
        "для всех министерств и ведомств.",
    )

    assert "порядок и сроки" in read(papers.scanned_pdf([lines]))


def test_a_scan_without_ocr_lists_its_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    ocr.languages.cache_clear()
    try:
        loaded = interpret(Source("s.pdf", "s.pdf", papers.scanned_pdf([papers.DECREE_LINES, papers.DECREE_LINES])))
    finally:
        monkeypatch.undo()
        ocr.languages.cache_clear()

    assert loaded.unread_pages == (1, 2)
    assert loaded.content.strip() == ""


def test_a_docx_keeps_its_automatic_numbers_and_its_tables() -> None:
    fees = [["Loại giấy", "Mức thu"], ["Bản sao", "8.000 đồng"]]
    first, second = "Phạm vi của quyết định", "Đối tượng chịu lệ phí"
    content = read(
        papers.word_file(
            ["QUYẾT ĐỊNH", first, second, "người cao tuổi", "trẻ em", fees, "Cuối"],
            numbered={first: "Điều %1.", second: "Điều %1.", "người cao tuổi": "%1)", "trẻ em": "%1)"},
        )
    )

    assert content.split("\n") == [
        "QUYẾT ĐỊNH",
        "Điều 1. Phạm vi của quyết định",
        "Điều 2. Đối tượng chịu lệ phí",
        "a) người cao tuổi",
        "b) trẻ em",
        "| Loại giấy | Mức thu |",
        "| Bản sao | 8.000 đồng |",
        "Cuối",
    ]


def test_the_head_of_an_act_is_no_table() -> None:
    head = [["CHÍNH PHỦ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"]]

    assert read(papers.word_file([head, "NGHỊ ĐỊNH"])).split("\n") == [
        "CHÍNH PHỦ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "NGHỊ ĐỊNH",
    ]


PAGE = """<!DOCTYPE html><html><head><title>Lệ phí hộ tịch</title>
<meta property="og:url" content="https://example.vn/le-phi"><meta property="og:site_name" content="Cổng mẫu">
<meta property="article:published_time" content="2026-01-05T08:00:00+07:00"></head>
<body><nav><a>Trang chủ</a><a>Liên hệ</a></nav><article><h1>Lệ phí hộ tịch</h1>
{body}
<table><tr><th>Giấy</th><th>Mức</th></tr><tr><td>Bản sao</td><td>8.000 đồng</td></tr></table></article>
<script>var x = "không đọc";</script><footer>Bản quyền</footer></body></html>"""


def test_items_of_lists_keep_the_dash_or_number_that_a_browser_shows() -> None:
    page = b"<html><body><p>Tasks:</p><ul><li>one</li><li><p>two</p></li></ul><ol><li>first</li><li>then</li></ol>"
    assert read_html(page).text.split("\n") == ["Tasks:", "- one", "- two", "1. first", "2. then"]


def test_html_gives_the_article_under_what_its_head_declares() -> None:
    body = "".join(
        f"<p>Đoạn {n}: người dân nộp hồ sơ tại bộ phận một cửa và nhận kết quả đúng hẹn.</p>" for n in range(6)
    )
    content = read(PAGE.format(body=body).encode())

    assert content.startswith("---\ntitle: Lệ phí hộ tịch\nsource: https://example.vn/le-phi\n")
    assert "publisher: Cổng mẫu\ndate: 2026-01-05\n---" in content
    assert "Đoạn 5: người dân nộp hồ sơ" in content
    assert "8.000 đồng" in content
    assert "không đọc" not in content
    assert "Liên hệ" not in content


def test_a_page_of_cards_is_read_whole() -> None:
    cards = "".join(f'<div class="card"><span>Thủ tục {n}</span><b>{n}0.000 đồng</b></div>' for n in range(1, 9))
    content = read(f"<html><body>{cards}</body></html>".encode())

    assert all(f"{n}0.000 đồng" in content for n in range(1, 9))


def test_a_web_archive_named_doc_is_read() -> None:
    page = "Content-Type: text/html; charset=utf-8\n\n<html><body><p>Điều 1. Lệ phí là 5.000 đồng</p></body></html>"
    archive = f'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n{page}\n--x--\n'

    assert "Lệ phí là 5.000 đồng" in read(archive.encode(), "giay/quyet-dinh.doc")


def test_rtf_is_read() -> None:
    assert "Fee is 5000" in read(rb"{\rtf1\ansi Fee is 5000 dong.\par Second line.}")


def test_names_show_the_folder_that_was_added(tmp_path: Path) -> None:
    folder = tmp_path / "thu-tuc"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text("Một dòng chữ.", encoding="utf-8")
    (folder / "sub" / "b.md").write_text("# Hai\n\nBa.", encoding="utf-8")
    (folder / ".hidden.txt").write_text("không đọc", encoding="utf-8")

    assert [(loaded.file, loaded.media_type) for loaded in load(folder)] == [
        ("thu-tuc/a.txt", "text/plain"),
        ("thu-tuc/sub/b.md", "text/markdown"),
    ]
    assert [loaded.file for loaded in load(folder / "a.txt")] == ["thu-tuc/a.txt"]


@pytest.mark.parametrize(
    "make", [papers.zip_of, papers.tar_of, lambda m: papers.tar_of(m, "gz")], ids=["zip", "xz", "gz"]
)
def test_archives_give_their_members(tmp_path: Path, make: object) -> None:
    members = {"van-ban/a.txt": b"Mot", "van-ban/b.docx": papers.word_file(["Hai"]), "van-ban/.x": b"an"}
    path = tmp_path / "goi.bin"
    path.write_bytes(make(members))  # type: ignore[operator]
    loaded = list(load(path))

    assert [file.content for file in loaded] == ["Mot", "Hai"]
    assert loaded[0].file == f"{tmp_path.name}/goi.bin!/van-ban/a.txt"
    assert loaded[0].path == f"{path}!/van-ban/a.txt"
