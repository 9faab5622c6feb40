"""Structure: every section where a clerk would put it, every character in exactly one section's own words."""

from __future__ import annotations

import tarfile
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.clean import line_kinds
from corpus.language import detect_text
from corpus.model import Language, LineKind, Section, SectionKind
from corpus.structure import section_at, structure


def kinds(content: str) -> list[LineKind]:
    return [LineKind.CONTENT if line.strip() else LineKind.BLANK for line in content.split("\n")]


def sections(content: str, language: Language = Language.VI) -> list[Section]:
    return structure(content, language, kinds(content))


def paths(content: str, language: Language = Language.VI) -> list[str]:
    return [section.path for section in sections(content, language)[1:]]


def path_of(content: str, words: str, language: Language = Language.VI) -> str:
    return section_at(sections(content, language), content.index(words)).path


# -- Vietnamese law ----------------------------------------------------------------------------------------------


def test_articles_clauses_and_points_of_a_law_are_cited_as_lawyers_cite_them() -> None:
    law = (
        "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\nLuật này nói về cây.\nĐiều 2. Giải thích\n1. Cây là thực vật:\n"
        "a) Thân gỗ;\nb) Thân cỏ.\n2. Rừng là nhiều cây.\nChương II\nĐIỀU KHOẢN CUỐI\nĐiều 3. Hiệu lực\nTừ mai.\n"
    )
    assert paths(law) == [
        "Chương I", "Điều 1", "Điều 2", "Điều 2.1", "Điều 2.1.a", "Điều 2.1.b", "Điều 2.2", "Chương II", "Điều 3",
    ]  # fmt: skip


def test_the_title_of_a_chapter_on_the_next_line_belongs_to_its_heading() -> None:
    chapter = sections("Chương II\nTRÁCH NHIỆM CỦA CƠ QUAN\nĐiều 9. Việc chung\nLàm ngay.\n")[1]
    assert chapter.heading == "Chương II. TRÁCH NHIỆM CỦA CƠ QUAN"


def test_codified_articles_keep_their_whole_code() -> None:
    codified = "Điều 41.5.NĐ.1.2. Đối tượng\n1. Khách.\n2. Chủ.\nĐiều 41.5.LQ.3a. Nguyên tắc\nCông khai.\n"
    assert paths(codified) == ["Điều 41.5.NĐ.1.2", "Điều 41.5.NĐ.1.2.1", "Điều 41.5.NĐ.1.2.2", "Điều 41.5.LQ.3a"]


def test_points_follow_the_vietnamese_alphabet() -> None:
    letters = ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k"]
    law = "Điều 1. Việc\n1. Gồm:\n" + "".join(f"{letter}) Việc này;\n" for letter in letters)
    assert paths(law)[2:] == [f"Điều 1.1.{letter}" for letter in letters]


def test_a_reference_at_the_start_of_a_broken_line_opens_no_article() -> None:
    law = (
        "Điều 7. Việc\n1. Làm theo quy định tại khoản 4\nĐiều 12. của Luật Cây và\n"
        "Điều 13, Điều 14 của Luật Hoa.\n2. Hết.\n"
    )
    assert paths(law) == ["Điều 7", "Điều 7.1", "Điều 7.2"]


def test_a_reference_that_a_scan_made_look_like_an_article_is_betrayed_by_its_number() -> None:
    law = "Điều 4. Từ chối\n1. Theo khoản 1\nĐiều 9. Luật Cây thì thôi.\n2. Hết.\nĐiều 5. Nhận\nNhận.\nĐiều 6. Trả\n"
    assert paths(law) == ["Điều 4", "Điều 4.1", "Điều 4.2", "Điều 5", "Điều 6"]


def test_points_may_have_numbered_parts() -> None:
    law = "Điều 1. Tên\n1. Gồm:\na) Tên hóa đơn:\na.1) Loại một;\na.2) Loại hai;\nb) Mã.\n"
    assert paths(law)[2:] == ["Điều 1.1.a", "Điều 1.1.a.1", "Điều 1.1.a.2", "Điều 1.1.b"]


def test_a_table_of_contents_in_bullets_opens_nothing() -> None:
    act = "- **Chương I — QUY ĐỊNH** (Điều 1)\n- **Phụ lục** (Mẫu số 01)\n\n# VĂN BẢN\n### Điều 1. Việc\n1. Làm.\n"
    assert paths(act) == ["VĂN BẢN", "Điều 1", "Điều 1.1"]


def test_numbers_of_columns_are_no_clauses() -> None:
    assert paths("Điều 1. Mẫu\n1. Ghi bảng:\n(1)\n(2)\n(3)\n06/ĐN-CT\n2. Nộp.\n") == ["Điều 1", "Điều 1.1", "Điều 1.2"]


def test_articles_quoted_by_an_amending_act_stay_inside_its_clause() -> None:
    act = (
        "Điều 1. Sửa đổi Luật Cây\n1. Sửa Điều 5 như sau:\n“Điều 5. Trồng\n1. Trồng mùa xuân.\n2. Tưới mùa hè.”.\n"
        "2. Bỏ Điều 6.\nĐiều 2. Hiệu lực\nTừ mai.\n"
    )
    assert paths(act) == ["Điều 1", "Điều 1.1", "Điều 1.2", "Điều 2"]
    assert path_of(act, "Tưới mùa hè") == "Điều 1.1"


def test_a_quotation_that_is_never_closed_swallows_nothing() -> None:
    act = "Điều 1. Sửa\n“1. Mở mà không đóng.\nĐiều 2. Hiệu lực\nTừ mai.\n" + "Chữ.\n" * 500
    assert "Điều 2" in paths(act)


def test_a_regulation_attached_to_a_decree_is_an_annex_with_articles_of_its_own() -> None:
    decree = (
        "Điều 1. Ban hành\nKèm theo là quy chế.\nPHỤ LỤC I\nDANH MỤC\n1. Cây.\n2. Hoa.\n"
        "Phụ lục II\nMẪU\nĐiều 1. Tờ khai\nGhi tên.\n"
    )
    assert paths(decree) == ["Điều 1", "Phụ lục I", "Phụ lục I 1", "Phụ lục I 2", "Phụ lục II", "Phụ lục II, Điều 1"]


def test_names_of_attached_files_are_no_annexes() -> None:
    assert paths("Điều 1. Việc\nLàm.\nPhụ lục I.doc\nPhụ lục.docx\n") == ["Điều 1"]


def test_parts_number_their_clauses_with_the_part_only_where_numbers_begin_again() -> None:
    again = "## PHẦN I — A\n### 1. Một\nChữ.\n### 2. Hai\nChữ.\n## PHẦN II — B\n### 1. Ba\nChữ.\n"
    through = "## PHẦN I — A\n### 1. Một\nChữ.\n### 2. Hai\nChữ.\n## PHẦN II — B\n### 3. Ba\nChữ.\n"
    assert path_of(again, "1. Ba") == "II.1"
    assert path_of(through, "3. Ba") == "3"


# -- notices and other languages -----------------------------------------------------------------------------------

NOTICE = (
    "I - Wyniki\nDobrze.\nII- Kierunki\n1. Zasady\na) Porządek.\nWięcej o porządku.\nb) Praca.\n2. Hasła\na) Jedno.\n"
    "Załącznik\nZADANIA\n(Załączono do zawiadomienia)\n1. Ogólne\na) Agencje: (1) Robią. (2) Piszą.\n"
    "d) Prowincje i miasta\n- Zapewnić środki.\n- Sprawdzić sieć.\nd) Ministerstwo Zdrowia leczy.\n"
    "e) Ministerstwo Nauki bada.\n"
    "2. Technika: (i) Pierwsze. (ii) Drugie.\n"
)


def test_numbered_notices_nest_roman_arabic_letters_and_parentheses() -> None:
    assert path_of(NOTICE, "Więcej o porządku", Language.PL) == "II.1.a"
    assert path_of(NOTICE, "a) Jedno", Language.PL) == "II.2.a"
    assert path_of(NOTICE, "(2) Piszą", Language.PL) == "Annex 1.a.(2)"
    assert path_of(NOTICE, "(ii) Drugie", Language.PL) == "Annex 2.(ii)"


def test_dashes_that_carry_a_bare_point_are_counted() -> None:
    assert path_of(NOTICE, "Sprawdzić sieć", Language.PL) == "Annex 1.d.2"


def test_a_letter_that_a_translator_printed_twice_is_the_next_in_the_vietnamese_order() -> None:
    assert path_of(NOTICE, "Ministerstwo Zdrowia", Language.PL) == "Annex 1.đ"
    assert path_of(NOTICE, "Ministerstwo Nauki", Language.PL) == "Annex 1.e"


def test_a_letter_that_a_scan_printed_too_early_is_put_right() -> None:
    scanned = "Điều 1. Việc\na) Một;\nb) Hai;\nc) Ba;\nđ) Bốn;\nđ) Năm;\ne) Sáu.\n"
    assert paths(scanned)[1:] == [f"Điều 1.{letter}" for letter in "abcdđe"]


def test_parenthesised_numbers_nest_in_parenthesised_romans() -> None:
    text = "c) Technologie\n(i) Lista.\n(ii) Model, w którym:\n(1) Rynek.\n(2) Reszta.\n(iii) Dodać.\n"
    nested = "1. Dział\na) Pierwszy.\nb) Drugi.\n" + text
    assert path_of(nested, "(2) Reszta", Language.PL) == "1.c.(ii)(2)"
    assert path_of(nested, "(iii) Dodać", Language.PL) == "1.c.(iii)"


@pytest.mark.parametrize(
    ("language", "law", "expected"),
    [
        (
            Language.RU,
            "Глава 2\nОБЯЗАННОСТИ\nСтатья 5. Сроки\n1. Министерство:\n1) пишет;\n2) читает.\nПриложение 1\nФормы\n",
            ["Глава 2", "Статья 5", "Статья 5.1", "Статья 5.1.1", "Статья 5.1.2", "Annex 1"],
        ),
        (
            Language.UK,
            "Розділ I\nЗАГАЛЬНІ ПОЛОЖЕННЯ\nСтаття 1. Мета\n1. Закон про ліс.\n2. Закон про воду.\nДодаток\nТАБЛИЦЯ\n",
            ["Розділ I", "Стаття 1", "Стаття 1.1", "Стаття 1.2", "Annex"],
        ),
        (
            Language.PL,
            "Rozdział 1\nWSTĘP\nArt. 1. 1. Ustawa o lesie.\n2. Minister:\n1) sadzi;\n2) liczy.\nZałącznik nr 2\nWZR\n",
            ["Rozdział 1", "Art. 1", "Art. 1.1", "Art. 1.2", "Art. 1.2.1", "Art. 1.2.2", "Annex 2"],
        ),
        (
            Language.EN,
            "CHAPTER I\nGENERAL\nArticle 1. Scope\n1. This law is about:\na) oaks;\nb) firs.\nAnnex I\nFORMS\n",
            ["Chapter I", "Article 1", "Article 1.1", "Article 1.1.a", "Article 1.1.b", "Annex I"],
        ),
    ],
)
def test_laws_are_read_in_every_language(language: Language, law: str, expected: list[str]) -> None:
    assert paths(law, language) == expected


def test_years_and_initials_open_nothing() -> None:
    assert paths("Статья 1. Итоги\n2025. Год был хорош.\nV. Petrov был там.\n1. Одно.\n", Language.RU) == [
        "Статья 1",
        "Статья 1.1",
    ]


# -- guides, headings, news ----------------------------------------------------------------------------------------


def test_a_guide_is_a_list_of_questions_and_lists_in_answers_are_part_of_them() -> None:
    guide = (
        "### Câu hỏi 1: Nộp ở đâu?\n**Trả lời:**\n1. Công an xã.\n2. Trên mạng.\n\n"
        "### Câu hỏi 2: Bao nhiêu tiền?\n**Trả lời:** Miễn phí.\n"
    )
    found = sections(guide)[1:]
    assert [(s.kind, s.path) for s in found] == [
        (SectionKind.QUESTION, "Câu hỏi 1"),
        (SectionKind.QUESTION, "Câu hỏi 2"),
    ]
    assert found[0].heading == "Câu hỏi 1: Nộp ở đâu?"


def test_plain_questions_and_answers_are_a_guide_too() -> None:
    assert paths("Hỏi: Nộp ở đâu?\nĐáp: Ở xã.\nHỏi: Bao lâu?\nĐáp: 3 ngày.\n") == ["Hỏi", "Hỏi"]


def test_markdown_headings_without_numbers_hold_what_is_below_them() -> None:
    act = "# Nghị quyết\n## TÓM TẮT\nNgắn.\n## NỘI DUNG\n### Điều 1. Việc\nLàm.\n## GHI CHÚ\nNguồn.\n"
    assert path_of(act, "Ngắn") == "TÓM TẮT"
    assert path_of(act, "Làm") == "Điều 1"
    assert path_of(act, "Nguồn.") == "GHI CHÚ"


def test_recipients_and_signature_are_outside_the_last_article() -> None:
    act = "Điều 9. Thi hành\nMọi người làm.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. CHÍNH PHỦ\nLê Văn A\n"
    assert path_of(act, "Lưu: VT") == "Nơi nhận:"


def test_news_without_numbers_is_cited_by_paragraphs() -> None:
    news = "Первый абзац.\n\nВторой абзац.\nТретий абзац.\n"
    assert paths(news, Language.RU) == ["para 1", "para 2", "para 3"]
    assert path_of(news, "Третий", Language.RU) == "para 3"


def test_boilerplate_at_the_end_belongs_to_no_paragraph() -> None:
    news = "Первый абзац.\nВторой абзац.\nКомментарий (0)\n"
    found = structure(news, Language.RU, [LineKind.CONTENT, LineKind.CONTENT, LineKind.BOILERPLATE, LineKind.BLANK])
    assert found[-1].end == news.index("Комментарий")


# -- properties ----------------------------------------------------------------------------------------------------


def assert_tiles(content: str, found: list[Section]) -> None:
    """The root covers all; children lie in order inside their parents, without overlap."""
    assert (found[0].kind, found[0].start, found[0].end, found[0].parent) == (
        SectionKind.DOCUMENT,
        0,
        len(content),
        None,
    )
    reached = {0: 0}
    for index, section in enumerate(found[1:], 1):
        assert section.parent is not None and section.parent < index
        parent = found[section.parent]
        assert parent.start <= section.start <= section.end <= parent.end
        assert section.start >= reached.get(section.parent, parent.start)
        reached[section.parent] = section.end
    own = [section.end - section.start for section in found]
    for section in found[1:]:
        own[section.parent or 0] -= section.end - section.start
    assert min(own) >= 0
    assert sum(own) == len(content)


MARKS = [
    "Chương I", "CHƯƠNG II", "Điều 1. Tên", "Điều 2.", "1. Việc", "2. Việc:", "a) Ý", "b) Ý", "d) Ý", "đ) Ý",
    "(1) Nhỏ", "(i) Nhỏ", "- Gạch", "I. PHẦN MỘT", "II- Hai", "Phụ lục", "Załącznik nr 1", "## Heading",
    "### 3. Số", "Статья 4. Имя", "“Điều 9. Trích", "kết.”", "Câu hỏi 1: Sao?", "Trả lời: Vì thế.", "> a) Trích",
    "| a | b |", "", "   ", "Chữ thường, không dấu mốc.", "Nơi nhận:", "---", "Art. 1. 1. Tekst",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(MARKS) | st.text(alphabet="aăđ1(.)# “”|>-\t", max_size=12), max_size=40))
def test_sections_tile_any_text(lines: list[str]) -> None:
    content = "\n".join(lines)
    assert_tiles(content, structure(content, Language.VI, kinds(content)))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_sections_tile_even_noise(content: str) -> None:
    assert_tiles(content, structure(content, Language.EN, kinds(content)))


@pytest.mark.shared
def test_sections_tile_every_real_text(shared: Path) -> None:
    files = [p for p in sorted((shared / "corpus").rglob("*")) if p.suffix in {".md", ".txt"} and p.name != "README.md"]
    assert len(files) > 25
    for file in files:
        content = file.read_text(encoding="utf-8")
        assert_tiles(content, structure(content, detect_text(content), line_kinds(content)))


@pytest.mark.shared
def test_sections_tile_a_sample_of_the_law_archive(shared: Path) -> None:
    articles = 0
    with tarfile.open(shared / "corpus" / "law-vi.tar.xz", "r|xz") as archive:
        members = (member for member in archive if member.name.endswith(".md"))
        for member in islice(members, SAMPLED_LAW_FILES):
            file = archive.extractfile(member)
            assert file is not None
            content = file.read().decode()
            found = structure(content, Language.VI, line_kinds(content))
            assert_tiles(content, found)
            articles += sum(1 for section in found if section.kind is SectionKind.ARTICLE)
    assert articles > 500


SAMPLED_LAW_FILES = 40


def test_a_list_goes_on_after_the_dotted_list_inside_it() -> None:
    content = "\n".join(
        (
            "Phụ lục I", "I. XÁC ĐỊNH ĐỊNH MỨC", "1. Việc xác định", "2. Phương pháp xác định:", "2.1. Theo hồ sơ",
            "a) Tính toán", "2.2. Theo khảo sát", "3. Hồ sơ báo cáo", "3.1. Bảng tổng hợp", "4. Trình tự",
            "4.1. Bước 1",
        )
    )  # fmt: skip
    paths = [section.path for section in structure(content, Language.VI, kinds(content))[1:]]
    assert paths[2:] == [
        "Phụ lục I I.1", "Phụ lục I I.2", "Phụ lục I I.2.1", "Phụ lục I I.2.1.a", "Phụ lục I I.2.2", "Phụ lục I I.3",
        "Phụ lục I I.3.1", "Phụ lục I I.4", "Phụ lục I I.4.1",
    ]  # fmt: skip


def test_a_comma_that_a_scan_prints_for_a_full_stop_opens_the_clause_that_is_next_in_turn() -> None:
    content = (
        "Điều 3. Giải thích từ ngữ\n\n1, Cơ sở là nơi sản xuất.\n\n2, Sản phẩm là vật làm ra.\n\n"
        "Theo khoản 1,\n2, Điều 5 của Nghị định này.\n\n9, Hàng hóa không tới lượt.\n"
    )
    assert paths(content) == ["Điều 3", "Điều 3.1", "Điều 3.2"]
