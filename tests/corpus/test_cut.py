"""Cutting: passages are clauses with their headings, sized for the model, and no word of the content is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.clean import line_kinds
from corpus.cut import cut
from corpus.cut.passages import HARD, MAX_HEADINGS
from corpus.language import detect_text
from corpus.model import Language, LineKind, Passage, TextRecord
from corpus.structure import structure


def passages(content: str, *, language: Language = Language.VI, title: str | None = None) -> list[Passage]:
    kinds = line_kinds(content)
    text = TextRecord("t", language, "t.txt", "0", content, title=title)
    return cut(text, structure(content, language, kinds), kinds)


def plain(content: str, kinds: list[LineKind] | None = None) -> list[Passage]:
    kinds = kinds or [LineKind.CONTENT if line.strip() else LineKind.BLANK for line in content.split("\n")]
    text = TextRecord("t", Language.VI, "t.txt", "0", content)
    return cut(text, structure(content, Language.VI, kinds), kinds)


SENTENCE = "Cơ quan có thẩm quyền xem xét hồ sơ và trả lời người dân bằng văn bản trong thời hạn luật định. "
LONG_CLAUSE = SENTENCE * 8


def test_a_short_article_is_one_passage_that_begins_with_its_heading() -> None:
    found = plain(
        "Điều 1. Phạm vi\n1. Luật này nói về cây.\n2. Luật này không nói về hoa.\nĐiều 2. Đối tượng\nMọi người.\n"
    )
    assert [p.section for p in found] == ["Điều 1", "Điều 2"]
    assert found[0].content.startswith("Điều 1. Phạm vi") and found[0].content.endswith("về hoa.")


def test_a_long_article_is_cut_at_its_clauses_and_each_knows_the_article() -> None:
    found = plain(f"Chương I\nQUY ĐỊNH\nĐiều 5. Trả lời đơn\n1. {LONG_CLAUSE}\n2. {LONG_CLAUSE}\n")
    assert [p.section for p in found] == ["Điều 5.1", "Điều 5.2"]
    assert found[0].content.startswith("Điều 5. Trả lời đơn\n1. ")
    assert found[1].headings == ("Chương I. QUY ĐỊNH", "Điều 5. Trả lời đơn")


def test_articles_never_share_a_passage() -> None:
    found = plain("".join(f"Điều {n}. Việc {n}\nLàm.\n" for n in range(1, 9)))
    assert [p.section for p in found] == [f"Điều {n}" for n in range(1, 9)]


def test_the_line_that_announces_points_goes_with_the_first_and_heads_the_others() -> None:
    found = plain(f"Điều 5. Đơn\n1. Người dân được:\na) {LONG_CLAUSE}\nb) {LONG_CLAUSE}\n")
    assert "1. Người dân được:" in found[0].content
    assert "1. Người dân được:" in found[1].headings


def test_tiny_clauses_share_a_passage_and_long_ones_do_not() -> None:
    clauses = "".join(f"{n}. Việc nhỏ số {n} làm ngay.\n" for n in range(1, 6))
    found = plain(f"I. VIỆC\n{clauses}6. {LONG_CLAUSE}\n7. {LONG_CLAUSE}\n")
    assert [p.section for p in found] == ["I", "I.6", "I.7"]


def test_a_sentence_too_long_for_the_model_is_still_kept_whole_between_its_pieces() -> None:
    content = "Điều 1. Danh sách\n" + "cây thông, cây tùng, cây bách, " * 200
    found = plain(content)
    assert all(len(p.content) <= HARD for p in found)
    assert_nothing_lost(content, found)


def test_a_long_clause_is_split_at_the_ends_of_sentences() -> None:
    found = plain("Điều 1. Việc\n1. " + SENTENCE * 40 + "\n")
    assert len(found) > 2
    assert all(p.content.endswith("luật định.") for p in found)
    assert {p.section for p in found} == {"Điều 1.1"}


def test_a_question_and_its_answer_are_one_passage() -> None:
    guide = "".join(
        f"### Câu hỏi {n}: Nộp đơn số {n} ở đâu?\n**Trả lời:**\n1. Ở xã.\n2. Trên mạng.\n\n" for n in range(1, 4)
    )
    found = passages(guide)
    assert [p.section for p in found] == ["Câu hỏi 1", "Câu hỏi 2", "Câu hỏi 3"]
    assert "Nộp đơn số 2" in found[1].content and "Trên mạng." in found[1].content


def test_every_piece_of_a_long_answer_carries_the_question() -> None:
    guide = f"### Câu hỏi 1: Nộp ở đâu?\n**Trả lời:**\n{SENTENCE * 30}\n### Câu hỏi 2: Bao lâu?\n**Trả lời:** 3 ngày.\n"
    pieces = [p for p in passages(guide) if p.section == "Câu hỏi 1"]
    assert len(pieces) > 1
    assert all("Câu hỏi 1: Nộp ở đâu?" in p.embedded for p in pieces)


def test_a_table_is_cut_between_rows_and_repeats_its_header() -> None:
    rows = "".join(f"| {n} | Thủ tục cấp giấy phép số {n} | {n}0.000 đồng |\n" for n in range(1, 80))
    found = plain(f"Điều 1. Biểu phí\n| STT | Thủ tục | Mức phí |\n|---|---|---|\n{rows}")
    assert len(found) > 2
    assert all(line.startswith("|") and line.endswith("|") for p in found[1:] for line in p.content.split("\n"))
    assert all("STT | Thủ tục | Mức phí" in p.headings for p in found[1:])


def test_news_is_cut_at_paragraphs_and_short_ones_join_their_neighbours() -> None:
    news = f"{LONG_CLAUSE}\n\n{LONG_CLAUSE}\n\nNgắn thôi.\n\n{SENTENCE}{SENTENCE}\n"
    found = plain(news)
    assert [p.section for p in found][:2] == ["para 1", "para 2"]
    assert any("Ngắn thôi." in p.content and SENTENCE.strip() in p.content for p in found)


def test_metadata_and_boilerplate_are_in_no_passage() -> None:
    content = "Первый абзац о деле.\nФото: ВИА\nВторой абзац о деле.\nИсточник: https://a.vn\n"
    kinds = [LineKind.CONTENT, LineKind.BOILERPLATE, LineKind.CONTENT, LineKind.METADATA, LineKind.BLANK]
    found = plain(content, kinds)
    assert [p.content for p in found] == ["Первый абзац о деле.", "Второй абзац о деле."]


def test_links_between_codified_articles_are_not_words_to_search() -> None:
    found = plain(
        "Điều 9.1.LQ.1. Cây\n\nTrồng cây.\n\n(Điều này có nội dung liên quan đến Điều 9.1.LQ.7. Hoa)\n\n"
        "Điều 9.1.LQ.2. Lá\n\nNhặt lá.\n"
    )
    assert [p.content for p in found] == ["Điều 9.1.LQ.1. Cây\n\nTrồng cây.", "Điều 9.1.LQ.2. Lá\n\nNhặt lá."]


def test_an_article_glued_to_a_sentence_has_a_passage_of_its_own() -> None:
    found = plain("Điều 9.1.LQ.1. Cây\nTrồng cây.Điều 9.1.LQ.2. Lá\nNhặt lá.\n")
    assert [(p.section, p.content) for p in found] == [
        ("Điều 9.1.LQ.1", "Điều 9.1.LQ.1. Cây\nTrồng cây."),
        ("Điều 9.1.LQ.2", "Điều 9.1.LQ.2. Lá\nNhặt lá."),
    ]


def test_a_list_of_articles_at_the_end_does_not_repeat_them() -> None:
    found = plain("Điều 9.1.LQ.1. Cây\nTrồng cây.\n## Danh sách điều khoản\nĐiều 9.1.LQ.1. Cây\n")
    assert [p.content for p in found] == ["Điều 9.1.LQ.1. Cây\nTrồng cây."]


def test_the_title_heads_the_chain_and_the_chain_stays_short() -> None:
    content = "Chương I\n" + "TÊN RẤT DÀI " * 30 + "\nĐiều 1. Việc\n1. " + LONG_CLAUSE + "\n2. " + LONG_CLAUSE + "\n"
    found = passages(content, title="Nghị định về cây")
    assert found[-1].headings[0] == "Nghị định về cây"
    assert all(sum(map(len, p.headings)) <= MAX_HEADINGS for p in found)


def test_ids_survive_when_something_else_in_the_file_changes() -> None:
    before = plain("Điều 1. Một\nLàm một.\nĐiều 2. Hai\nLàm hai.\n")
    after = plain("Điều 1. Một\nLàm một việc khác hẳn.\nĐiều 2. Hai\nLàm hai.\n")
    assert before[0].id != after[0].id
    assert before[1].id == after[1].id
    assert before[1].start != after[1].start


def test_the_same_words_twice_have_two_ids() -> None:
    found = plain("Điều 1. Một\nLàm.\nĐiều 1. Một\nLàm.\n")
    assert found[0].content == found[1].content
    assert found[0].id != found[1].id


# -- properties ----------------------------------------------------------------------------------------------------


def words_of(content: str) -> str:
    return re.sub(r"[\W_]+", "", content)


def assert_nothing_lost(content: str, found: list[Passage]) -> None:
    """Passages follow each other without overlap, and what lies between them is white space and marks."""
    at = 0
    for passage in found:
        assert passage.content == content[passage.start : passage.end]
        assert passage.start >= at
        assert not words_of(content[at : passage.start])
        at = passage.end
    assert not words_of(content[at:])


PIECES = [
    "Điều 1. Tên", "Điều 2.", "1. Việc làm", "2. Việc:", "a) Ý một.", "b) Ý hai", "(1) Nhỏ (2) Bé", "- Gạch",
    "Chữ thường. Câu nữa.", "", "| a | b |", SENTENCE, LONG_CLAUSE, "x" * 3000,
]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(alphabet="aăđ1(.)“”|- ", max_size=12), max_size=25))
def test_passages_are_ordered_spans_within_the_limit(lines: list[str]) -> None:
    content = "\n".join(lines)
    found = plain(content)
    assert len({p.id for p in found}) == len(found)
    at = 0
    for passage in found:
        assert passage.content == content[passage.start : passage.end]
        assert at <= passage.start < passage.end
        assert len(passage.content) <= HARD
        at = passage.end


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(["1. Việc làm", "2. Việc khác", "a) Ý một.", "b) Ý hai", "", LONG_CLAUSE]), max_size=25)
)
def test_no_word_of_a_text_without_headings_is_lost(lines: list[str]) -> None:
    content = "\n".join(lines)
    assert_nothing_lost(content, plain(content))


@pytest.mark.shared
def test_no_line_of_a_real_text_is_lost(shared: Path) -> None:
    """Every line of words is in a passage, or in the headings of one."""
    lost = []
    files = [p for p in sorted((shared / "corpus").rglob("*")) if p.suffix in {".md", ".txt"} and p.name != "README.md"]
    for file in files:
        content = file.read_text(encoding="utf-8")
        kinds = line_kinds(content)
        text = TextRecord("t", detect_text(content), file.name, "0", content)
        found = cut(text, structure(content, text.language, kinds), kinds)
        assert all(len(p.embedded) < 2000 for p in found)
        headings = words_of("".join(h for p in found for h in p.headings))
        covered = bytearray(len(content))
        for p in found:
            covered[p.start : p.end] = b"\1" * (p.end - p.start)
        at = 0
        for line, kind in zip(content.split("\n"), kinds, strict=True):
            words = words_of(line)
            read = kind in {LineKind.CONTENT, LineKind.HEADING}
            inside = all(covered[at + i] for i, c in enumerate(line) if c.isalnum())
            if read and any(c.isalpha() for c in words) and not inside and words[:100] not in headings:
                lost.append((file.name, line[:120]))
            at += len(line) + 1
    assert not lost, lost[:20]
