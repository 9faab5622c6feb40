"""Lines of pages are told apart: content, headings, metadata, boilerplate.

The pages in `pages/` are ours, written like those of portals in five languages and of a Markdown archive. Each line
starts with the label a reader gave it: c content, h heading, m metadata, b boilerplate, _ blank.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from corpus.clean import line_kinds
from corpus.clean.page import Page
from corpus.model import LineKind

PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))
LABELS = dict(zip("chmb_", LineKind, strict=True))
BAR = 0.95  # precision and recall of boilerplate and metadata


def labelled(page: Path) -> tuple[str, list[LineKind]]:
    lines = page.read_text(encoding="utf-8").rstrip("\n").split("\n")
    return "\n".join(line[2:] for line in lines), [LABELS[line[0]] for line in lines]


@pytest.mark.parametrize("kind", [LineKind.BOILERPLATE, LineKind.METADATA, LineKind.HEADING])
def test_precision_and_recall_over_all_pages(kind: LineKind) -> None:
    right = found = wanted = 0
    for page in PAGES:
        content, labels = labelled(page)
        pairs = Counter((label is kind, told is kind) for label, told in zip(labels, line_kinds(content), strict=True))
        right += pairs[True, True]
        found += pairs[True, True] + pairs[False, True]
        wanted += pairs[True, True] + pairs[True, False]

    assert right >= BAR * found, "precision"
    assert right >= BAR * wanted, "recall"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_content_is_lost(page: Path) -> None:
    content, labels = labelled(page)
    told = line_kinds(content)

    lost = [
        line
        for line, label, kind in zip(content.split("\n"), labels, told, strict=True)
        if label in (LineKind.CONTENT, LineKind.HEADING) and kind not in (LineKind.CONTENT, LineKind.HEADING)
    ]
    assert lost == []


def kinds_of(*lines: str) -> list[LineKind]:
    return line_kinds("\n".join(lines))


def test_there_is_one_kind_per_line() -> None:
    assert line_kinds("") == [LineKind.BLANK]
    assert line_kinds("\n---\n") == [LineKind.BLANK] * 3


LONG = "Bộ Tài chính chủ trì xây dựng cơ sở dữ liệu về giá và báo cáo Thủ tướng Chính phủ trước ngày 15 tháng 12. " * 3


def test_comments_in_the_middle_of_a_text_do_not_end_it() -> None:
    told = kinds_of(LONG, "Bình luận (2)", *[LONG] * 4)

    assert told[1] is LineKind.BOILERPLATE
    assert told[2:] == [LineKind.CONTENT] * 4


def test_an_annex_after_the_source_is_no_trailer() -> None:
    told = kinds_of(LONG, LONG, "Nguồn: https://example.vn/a", "Phụ lục I", "Danh mục thủ tục", "1. Cấp thẻ")

    assert told[2] is LineKind.METADATA
    assert LineKind.BOILERPLATE not in told


def test_words_of_buttons_are_content_in_a_law() -> None:
    told = kinds_of(
        "Điều 1. Phạm vi", LONG, "Đăng ký", "Doanh nghiệp", "Ảnh: 02 tấm 4x6", "Điện thoại: 024 12345678", LONG
    )

    assert LineKind.BOILERPLATE not in told


def test_a_caption_may_be_told_twice() -> None:
    told = kinds_of(
        LONG,
        "",
        "img_1.jpg",
        "Chủ tịch tỉnh phát biểu tại hội nghị",
        "",
        "*Chủ tịch tỉnh phát biểu tại hội nghị.*",
        "",
        LONG,
    )

    assert told[2:6] == [LineKind.BOILERPLATE, LineKind.BOILERPLATE, LineKind.BLANK, LineKind.BOILERPLATE]
    assert told[7] is LineKind.CONTENT


def test_text_directly_under_a_picture_is_not_always_its_caption() -> None:
    told = kinds_of("img_1.jpg", LONG, LONG)

    assert told[1:] == [LineKind.CONTENT, LineKind.CONTENT]


def test_a_table_of_fees_is_content_and_a_table_of_attributes_is_not() -> None:
    fees = ("| Thủ tục | Mức thu |", "|---|---|", "| Cấp mới | 50.000 đồng |")
    facts = ("| Số hiệu | 1/2026/NĐ-CP |", "| Ngày ban hành | 05/01/2026 |", "| Ghi chú | Bản sao |")

    assert set(kinds_of(*fees)) == {LineKind.CONTENT, LineKind.BLANK}
    assert set(kinds_of(*facts)) == {LineKind.METADATA}


def test_front_matter_needs_its_end() -> None:
    assert kinds_of("---", "title: Một", "---", "Hai")[1] is LineKind.METADATA
    assert kinds_of("---", "Một dòng chữ thường", "---", "Hai")[1] is LineKind.CONTENT


def test_the_keys_of_codified_articles_are_metadata() -> None:
    assert kinds_of("### 0200100000000000100000100000000000000000", "Điều 2.1.LQ.1. Phạm vi")[0] is LineKind.METADATA


def test_running_heads_of_the_gazette_are_metadata() -> None:
    told = kinds_of(
        "34 CÔNG BÁO/Số 35 + 36/Ngày 08-01-2024", LONG, "(Xem tiếp Công báo số 37 + 38)", "Công báo là ấn phẩm."
    )

    assert told == [LineKind.METADATA, LineKind.CONTENT, LineKind.METADATA, LineKind.CONTENT]


# What a reader finds in the news texts beside the repository that have no gold labels.
READ_BY_HAND = {
    "001": ({1, 9, 10, 67, 69, 71, 73, 75, 76, 77, 78, 80, 82, 84, 86, 88, 90, 92, 94, 96}, {7, 64}),
    "003": ({69}, {68}),
    "004": (
        {1, 3, 13, 14, 18, 19, 23, 24, 28, 29, 35, 36, 48, 49, 69, 70, 85, 87, 88, 90, 92, 94, 95, 96, 97, 99}
        | {101, 103, 105, 107, 109, 111, 113, 115},
        {9, 82},
    ),
}


@pytest.mark.shared
def test_news_texts_are_cleaned_as_labelled(shared: Path) -> None:
    wanted = dict(READ_BY_HAND)
    for line in (shared / "evals" / "documents.dev.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        wanted[gold["doc"]] = (set(gold["boilerplate_lines"]), set(gold["metadata_lines"]))
    for doc, (boilerplate, metadata) in wanted.items():
        (file,) = (shared / "corpus" / "seeds").glob(f"{doc}_*.txt")
        told = line_kinds(file.read_text(encoding="utf-8"))
        assert {at for at, kind in enumerate(told, 1) if kind is LineKind.BOILERPLATE} == boilerplate, doc
        assert {at for at, kind in enumerate(told, 1) if kind is LineKind.METADATA} == metadata, doc


@pytest.mark.shared
def test_no_line_of_an_article_is_lost_from_the_directives(shared: Path) -> None:
    for file in sorted((shared / "corpus" / "directives-vi").glob("*.md")):
        lines = file.read_text(encoding="utf-8").split("\n")
        for line, kind in zip(lines, line_kinds("\n".join(lines)), strict=True):
            if line.lstrip("#* ").startswith(("Điều ", "Chương ", "1. ", "a) ")):
                assert kind in (LineKind.CONTENT, LineKind.HEADING), f"{file.name}: {line}"


def test_an_introduction_with_an_address_in_front_is_text() -> None:
    introduction = "VTB.vn - Mỗi học sinh nội trú được cấp 18 kg gạo một tháng."
    assert kinds_of("Học sinh được hỗ trợ thêm gạo", introduction, LONG)[1] is LineKind.CONTENT
    assert kinds_of("Vietnam.vn - Nền tảng quảng bá Việt Nam", LONG, LONG)[0] is LineKind.BOILERPLATE


def test_sentences_that_stand_alone_below_an_article_are_of_the_page() -> None:
    remark = "Nhà tôi đã nhận được kết quả sau hai ngày và không phải đi lại lần nào."
    furniture = ["Chia sẻ", "Bình luận (3)", "Mới nhất", "Minh Anh", remark, "Thích", "Trả lời", "Bài đọc nhiều"]
    told = kinds_of("Trang chủ", "Xã trả kết quả tại nhà", LONG, LONG, LONG, *furniture)
    assert set(told[5:]) == {LineKind.BOILERPLATE}
    assert set(told[2:5]) == {LineKind.CONTENT}


def test_an_article_that_begins_a_sentence_with_the_provision_it_cites_is_no_law() -> None:
    article = [
        "Thợ xây được mua bảo hiểm theo ngày",
        "Điều 9 buộc chủ thầu lập danh sách thợ mỗi ngày và gửi lên ứng dụng trước tám giờ sáng.",
        "Cầu mới trong đêm khánh thành - Ảnh: LAN CHI",
    ]
    told = dict(zip(article, line_kinds("\n".join(article)), strict=True))
    assert told[article[1]] is LineKind.CONTENT
    assert told[article[2]] is LineKind.BOILERPLATE
    law = Page("Điều 9. Danh sách thợ\nĐiều 10 Trách nhiệm\nArticle 11: Fees")
    assert law.law and not Page("\n".join(article)).law


def test_a_headline_below_a_label_is_set_aside_and_the_heading_after_an_advertisement_stays() -> None:
    said = "The ministry puts the price of new counters at 410 billion dong over the next three years."
    told = kinds_of("Counters for all", said, "ADVERTISEMENT", "Flats by the river", "What it costs", said)
    assert told[3] is LineKind.BOILERPLATE
    assert told[4] in (LineKind.CONTENT, LineKind.HEADING)
