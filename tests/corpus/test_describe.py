"""Description: what an act is, read from whatever its editors left, each value with its evidence."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from corpus.clean import line_kinds
from corpus.describe import Description, describe
from corpus.identifiers import number_key
from corpus.language import detect_text
from corpus.model import Completeness, Language, Relation
from corpus.structure import structure


def described(content: str, *, file: str = "act.md", language: Language = Language.VI) -> Description:
    kinds = line_kinds(content)
    return describe(content, file=file, language=language, kinds=kinds, sections=structure(content, language, kinds))


def described_file(path: Path, root: Path) -> Description:
    content = path.read_text(encoding="utf-8")
    return described(content, file=str(path.relative_to(root)), language=detect_text(content))


FRONT_MATTER = """---
title: "Nghị định 12/2026/NĐ-CP về trồng cây"
so_hieu: "12/2026/NĐ-CP"
loai_van_ban: "Nghị định"
co_quan_ban_hanh: "Chính phủ"
ngay_ban_hanh: "05/03/2026"
ngay_hieu_luc: 2026-04-01
nguoi_ky: "Phó Thủ tướng Trần Văn Cây"
linh_vuc: "Lâm nghiệp"
nguon: https://vanban.chinhphu.vn/?docid=1
---
### Điều 1. Việc trồng
Ai cũng trồng.
"""


def test_front_matter_tells_everything() -> None:
    found = described(FRONT_MATTER)
    act = found.act
    assert act is not None
    assert (act.id, act.number, act.kind, act.issuer) == ("12-2026-nd-cp", "12/2026/NĐ-CP", "decree", "government")
    assert (act.issued, act.effective_from, act.signer) == (date(2026, 3, 5), date(2026, 4, 1), "Trần Văn Cây")
    assert (act.field, found.source_url) == ("Lâm nghiệp", "https://vanban.chinhphu.vn/?docid=1")
    assert found.completeness is Completeness.FULL


def test_every_value_has_its_evidence_in_the_text() -> None:
    found = described(FRONT_MATTER)
    spans = {e.field: FRONT_MATTER[e.start : e.end] for e in found.evidence}
    assert spans["number"] == "12/2026/NĐ-CP"
    assert spans["issued"] == "05/03/2026"
    assert spans["effective_from"] == "2026-04-01"
    assert spans["issuer"] == "Chính phủ"


def test_a_table_of_attributes_is_read_and_an_empty_one_is_not() -> None:
    table = (
        "## THÔNG TIN VĂN BẢN\n\n| Thuộc tính | Nội dung |\n|---|---|\n| **Số hiệu** | 7/CĐ-TTg |\n"
        "| **Ngày ban hành** | 11 tháng 7 năm 2026 |\n| **Người ký** | Đang cập nhật |\n"
        "| **Ngày hết hiệu lực** | 28/02/2027 |\n\n## VĂN BẢN\n1. Các bộ làm ngay.\n"
    )
    act = described(table).act
    assert act is not None
    assert (act.kind, act.issuer, act.signer) == ("telegram", "prime-minister", None)
    assert (act.issued, act.effective_until) == (date(2026, 7, 11), date(2027, 2, 28))


def test_the_official_head_and_foot_are_enough() -> None:
    act = described(
        "BỘ Y TẾ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 09/2026/TT-BYT\nHà Nội, ngày 2 tháng 6 năm 2026\n\nTHÔNG TƯ\n"
        "Quy định về rửa tay\nCăn cứ Nghị định số 42/2025/NĐ-CP ngày 27 tháng 02 năm 2025;\n"
        "Điều 1. Rửa tay\nTrước khi ăn.\nĐiều 2. Hiệu lực\nThông tư này có hiệu lực thi hành kể từ ngày ký ban hành.\n"
        "Nơi nhận:\n- Như trên.\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nĐỗ Thị Sạch\n"
    ).act
    assert act is not None
    assert (act.number, act.kind, act.issuer) == ("09/2026/TT-BYT", "circular", "ministry-of-health")
    assert (act.issued, act.effective_from, act.signer) == (date(2026, 6, 2), date(2026, 6, 2), "Đỗ Thị Sạch")


def test_the_date_that_an_act_gives_for_something_else_is_not_its_own() -> None:
    act = described(
        "| **Số hiệu** | 8/NQ-CP |\n| **Ngày ban hành** | 01/06/2026 |\n"
        "| **Hiệu lực** | 06/2026 (trình trước 10/7/2026) |\n"
    ).act
    assert act is not None
    assert (act.issued, act.effective_from) == (date(2026, 6, 1), None)


def test_the_words_of_the_act_correct_an_editor_who_dates_it_back() -> None:
    act = described(
        "| **Số hiệu** | 8/2026/NĐ-CP |\n| **Ngày ban hành** | 07/07/2026 |\n| **Ngày hiệu lực** | 01/07/2026 |\n\n"
        "Điều 1. Hiệu lực\nNghị định này có hiệu lực thi hành kể từ ngày 21 tháng 8 năm 2026.\n"
    ).act
    assert act is not None
    assert act.effective_from == date(2026, 8, 21)


def test_numbers_without_a_year_take_the_year_of_issue_into_the_identifier() -> None:
    assert described("Số: 46/CĐ-TTg\nHà Nội, ngày 11 tháng 7 năm 2026\n1. Làm.\n").act.id == "46-cd-ttg-2026"  # type: ignore[union-attr]
    assert described("Số: 46/CĐ-TTg\n1. Làm.\n").act.id == "46-cd-ttg"  # type: ignore[union-attr]


def test_a_law_is_dated_by_the_day_it_was_passed_and_titled_by_its_preamble() -> None:
    act = described(
        "QUỐC HỘI\nLuật số: 12/2023/QH15\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nLUẬT\nTRỒNG CÂY\n"
        "Căn cứ Hiến pháp;\nQuốc hội ban hành Luật Trồng cây.\nĐiều 1. Trồng\nTrồng.\n"
        "Điều 2. Hiệu lực\nLuật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2024.\n"
        "Luật này được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XV, kỳ họp 6 thông qua ngày 27 tháng 11 "
        "năm 2023.\n"
    ).act
    assert act is not None
    assert (act.number, act.kind, act.issuer, act.title) == (
        "12/2023/QH15",
        "law",
        "national-assembly",
        "Luật Trồng cây",
    )
    assert (act.issued, act.effective_from) == (date(2023, 11, 27), date(2024, 7, 1))


def test_the_name_of_the_file_is_the_last_resort() -> None:
    act = described("# Về trồng rừng\nĐiều 1. Trồng\nTrồng.\n", file="x/nghi-dinh-31-2026-nd-cp-trong-rung.md").act
    assert act is not None
    assert act.number == "31/2026/NĐ-CP"


@pytest.mark.parametrize(
    ("language", "words", "told"),
    [
        (
            Language.RU,
            "Аппарат правительства опубликовал Уведомление № 712/TB-VPCP от 21 декабря 2025 года об итогах.",
            ("712/TB-VPCP", date(2025, 12, 21)),
        ),
        (
            Language.UK,
            "Урядовий офіс опублікував Повідомлення № 712/TB-VPCP від 21 грудня 2025 року про підсумки.",
            ("712/TB-VPCP", date(2025, 12, 21)),
        ),
        (
            Language.PL,
            "Treść zawiadomienia nr 07-TB/CQTTBCD z dnia 15 października 2025 r. jest następująca:",
            ("07-TB/CQTTBCĐ", date(2025, 10, 15)),
        ),
        (
            Language.EN,
            "The Government Office has issued Notice No. 712/TB-VPCP dated 21 December 2025 on the results.",
            ("712/TB-VPCP", date(2025, 12, 21)),
        ),
        (
            Language.VI,
            "Văn phòng Chính phủ vừa ký, đã ban hành Thông báo số 712/TB-VPCP ngày 21 tháng 12 năm 2025.",
            ("712/TB-VPCP", date(2025, 12, 21)),
        ),
    ],
)
def test_an_article_that_reports_an_act_is_a_text_of_it(language: Language, words: str, told: tuple[str, date]) -> None:
    found = described(f"{words}\n\n" + "Ещё слова.\n" * 3, file="news.txt", language=language)
    assert found.act is not None
    assert (found.act.number, found.act.issued) == told


def test_a_plan_is_linked_to_the_act_it_carries_out_and_not_taken_for_it() -> None:
    found = described(
        "Целью Плана является выполнение Уведомления № 07-TB/CQTTBCD от 15 октября 2025 года.\n"
        "Нужно учесть Резолюцию № 57-NQ/TW.\n",
        file="plan.txt",
        language=Language.RU,
    )
    assert found.act is None
    assert [(r.number, r.relation) for r in found.references] == [
        ("07-TB/CQTTBCĐ", Relation.IMPLEMENTS),
        ("57-NQ/TW", Relation.CITES),
    ]


def test_a_guide_of_questions_and_answers_is_no_act() -> None:
    guide = (
        "Câu hỏi 1: Nộp ở đâu?\nTrả lời: Theo Nghị định số 58/2026/NĐ-CP, nộp ở xã.\n"
        "Câu hỏi 2: Bao lâu?\nTrả lời: 3 ngày.\n"
    )
    found = described(guide, file="hoi-dap.txt")
    assert (found.act, found.completeness) == (None, Completeness.REPORT)
    assert [r.number for r in found.references] == ["58/2026/NĐ-CP"]


def test_relations_to_other_acts_are_read_from_the_words_around_them() -> None:
    found = described(
        "Số: 5/2026/NĐ-CP\nHà Nội, ngày 1 tháng 2 năm 2026\n"
        "Căn cứ Luật Cây số 10/2020/QH14 được sửa đổi, bổ sung bởi Luật số 11/2024/QH15;\n"
        "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 3/2021/NĐ-CP\n1. Bỏ khoản 2.\n"
        "Điều 2. Hiệu lực\n1. Nghị định này thay thế Nghị định số 4/2019/NĐ-CP.\n2. Bãi bỏ Thông tư số 6/2018/TT-BTC.\n"
    )
    relations = {r.number: (r.relation, r.clause) for r in found.references}
    assert relations["10/2020/QH14"][0] is Relation.CITES
    assert relations["11/2024/QH15"][0] is Relation.CITES
    assert relations["3/2021/NĐ-CP"] == (Relation.AMENDS, "Điều 1")
    assert relations["4/2019/NĐ-CP"] == (Relation.REPLACES, "Điều 2.1")
    assert relations["6/2018/TT-BTC"] == (Relation.REPEALS, "Điều 2.2")


def test_an_act_that_loses_its_force_here_is_replaced() -> None:
    found = described(
        "Số: 5/2026/NĐ-CP\nĐiều 1. Việc\nLàm.\nĐiều 2. Hiệu lực\n1. Từ mai.\n"
        "2. Nghị định số 64/2014/NĐ-CP ngày 26 tháng 6 năm 2014 hết hiệu lực kể từ ngày Nghị định này có hiệu lực.\n"
        "3. Các nghị định sau hết hiệu lực:\na) Nghị định số 7/2010/NĐ-CP;\nb) Nghị định số 8/2011/NĐ-CP.\n"
    )
    assert {r.number for r in found.references if r.relation is Relation.REPLACES} == {
        "64/2014/NĐ-CP",
        "7/2010/NĐ-CP",
        "8/2011/NĐ-CP",
    }


def test_a_decree_implements_the_law_that_its_title_names() -> None:
    found = described(
        "---\ntitle: Nghị định 5/2026/NĐ-CP quy định chi tiết thi hành Luật Trồng cây\n---\nSố: 5/2026/NĐ-CP\n"
        "Căn cứ Luật Trồng cây số 10/2025/QH15;\nCăn cứ Luật Nước số 11/2025/QH15;\nĐiều 1. Việc\nLàm.\n"
    )
    relations = {r.number: r.relation for r in found.references}
    assert relations == {"10/2025/QH15": Relation.IMPLEMENTS, "11/2025/QH15": Relation.CITES}


CODIFIED = "".join(
    f"Điều 9.1.LQ.{n}. Việc số {n}\n\n(Điều {n} Luật số 36/2005/QH11, có hiệu lực từ ngày 01/01/2006)\n\nLàm.\n\n"
    f"(Điều này có nội dung liên quan đến Điều 41.5.LQ.{n}. Đón khách; Điều 3.4.NĐ.1.2. Chữ ký)\n\n"
    for n in range(1, 8)
)


def test_codified_law_keeps_the_source_and_the_links_of_each_article() -> None:
    found = described("---\ntitle: Thương mại\n---\n# Thương mại\n\n" + CODIFIED, file="thuong-mai.md")
    assert found.act is not None
    assert (found.act.kind, found.act.number, found.act.title) == ("codification", None, "Thương mại")
    third = [r.number for r in found.references if r.clause == "Điều 9.1.LQ.3"]
    assert third == ["36/2005/QH11", "Điều 41.5.LQ.3", "Điều 3.4.NĐ.1.2"]


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("1. Nghị quyết có hiệu lực từ ngày 06/5/2026 đến hết ngày 31/7/2027.", date(2027, 7, 31)),
        ("- Nghị quyết có hiệu lực từ ngày 06/5/2026.\n- Thực hiện đến hết ngày 31/7/2027.", None),
    ],
)
def test_the_last_day_is_told_by_the_sentence_that_tells_the_first(words: str, until: date | None) -> None:
    act = described(f"Số: 26/2026/NQ-CP\n\nNGHỊ QUYẾT\n\n{words}\n", file="nq.txt").act
    assert act is not None
    assert (act.effective_from, act.effective_until) == (date(2026, 5, 6), until)


def test_a_topic_of_codified_law_and_its_subject_of_the_same_name_are_two_acts() -> None:
    other = CODIFIED.replace("9.1.", "9.2.")
    topic = described("# Thương mại\n\n" + CODIFIED + other, file="thuong-mai.md").act
    subject = described("# Thương mại\n\n" + CODIFIED, file="thuong-mai/thuong-mai.md").act
    renamed = described("# Mua bán\n\n" + CODIFIED, file="mua-ban.md").act
    assert topic and subject and renamed
    assert topic.id != subject.id == renamed.id


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://bvhttdl.gov.vn/trien-khai-20251025160204462.htm", date(2025, 10, 25)),
        ("https://baochinhphu.vn/nghi-quyet-102260608142117189.htm", date(2026, 6, 8)),
        ("https://example.vn/2026/03/09/tin.html", date(2026, 3, 9)),
        ("https://example.vn/tin-190505.html", None),
    ],
)
def test_the_day_of_publication_is_read_from_the_address(url: str, day: date | None) -> None:
    assert described(f"Первый абзац.\nИсточник: {url}\n", file="n.txt", language=Language.RU).published == day


# -- real texts ----------------------------------------------------------------------------------------------------

DIRECTIVES = {  # number, kind, issuer, issued, in force from, until: read from each file by hand
    "16-NQ-TW": ("16-NQ/TW", "resolution", "politburo", "2026-07-21", None, None),
    "161-2026": ("161/2026/NĐ-CP", "decree", "government", "2026-05-15", "2026-07-01", None),
    "224-2026": ("224/2026/NĐ-CP", "decree", "government", "2026-06-24", "2026-07-01", None),
    "278-2026": ("278/2026/NĐ-CP", "decree", "government", "2026-07-09", "2026-07-09", None),
    "cong-dien-46": ("46/CĐ-TTg", "telegram", "prime-minister", "2026-07-11", None, None),
    "cong-dien-47": ("47/CĐ-TTg", "telegram", "prime-minister", "2026-07-11", None, None),
    "nghi-dinh-142": ("142/2026/NĐ-CP", "decree", "government", "2026-04-30", "2026-05-01", None),
    "nghi-dinh-154": ("154/2026/NĐ-CP", "decree", "government", "2026-05-15", "2026-07-01", None),
    "nghi-dinh-191": ("191/2026/NĐ-CP", "decree", "government", "2026-05-29", "2026-05-29", None),
    "nghi-quyet-141": ("141/NQ-CP", "resolution", "government", "2026-06-01", None, None),
    "nghi-quyet-148": ("148/NQ-CP", "resolution", "government", "2026-06-07", None, None),
    "nghi-quyet-66-17": ("66.17/2026/NQ-CP", "resolution", "government", "2026-05-15", "2026-07-01", "2027-02-28"),
    "nghi-quyet-66-18": ("66.18/2026/NQ-CP", "resolution", "government", "2026-05-18", "2026-07-01", "2027-02-28"),
    "nghi-quyet-66-19": ("66.19/2026/NQ-CP", "resolution", "government", "2026-05-18", "2026-05-18", "2027-02-28"),
    "quyet-dinh-1255": ("1255/QĐ-TTg", "decision", "prime-minister", "2026-07-10", "2026-07-10", None),
    "quyet-dinh-21": ("21/2026/QĐ-TTg", "decision", "prime-minister", "2026-04-30", "2026-07-01", None),
    "thong-tu-19": ("19/2026/TT-NHNN", "circular", "state-bank-of-vietnam", "2026-05-19", "2026-06-30", None),
    "thong-tu-37": ("37/2026/TT-BCA", "circular", "ministry-of-public-security", "2026-04-24", "2026-06-08", None),
}


@pytest.mark.shared
def test_real_directives_are_described_right(shared: Path) -> None:
    wrong = []
    for file in sorted((shared / "corpus" / "directives-vi").glob("*.md")):
        expected = next(
            DIRECTIVES[key] for key in sorted(DIRECTIVES, key=len, reverse=True) if file.name.startswith(key)
        )
        act = described_file(file, shared).act
        dates = (act.issued, act.effective_from, act.effective_until) if act else ()
        found = (act.number, act.kind, act.issuer, *(d.isoformat() if d else None for d in dates)) if act else None
        if found != expected:
            wrong.append((file.name, found, expected))
    assert len(wrong) * 20 <= len(DIRECTIVES), wrong


@pytest.mark.shared
def test_real_metadata_agree_with_what_careful_readers_wrote_down(shared: Path) -> None:
    lines = (shared / "evals" / "documents.dev.jsonl").read_text(encoding="utf-8").splitlines()
    for record in map(json.loads, lines):
        found = described_file(shared / "corpus" / "seeds" / record["file"], shared)
        own = found.act.number if found.act else None
        cited = {number_key(r.number) for r in found.references} | ({number_key(own)} if own else set())
        assert cited == {number_key(n) for n in record["doc_numbers_vi"]}
        assert found.source_url == record["source_url"]
        assert (found.published.isoformat() if found.published else None) == record["date"]
        implemented = [number_key(r.number) for r in found.references if r.relation is Relation.IMPLEMENTS]
        assert implemented == ([number_key(record["implements"])] if record["implements"] else [])
        if record["main_document"]:
            assert own is not None and number_key(own) == number_key(record["main_document"])
            assert found.act is not None and found.act.issued is not None
            assert found.act.issued.isoformat() == record["document_date"]


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("Nghị định này thay thế Nghị định số 10/2018/NĐ-CP ngày 5 tháng 3 năm 2018.", Relation.REPLACES),
        ("Thay thế Phụ lục II kèm theo Nghị định số 10/2018/NĐ-CP bằng Phụ lục I.", Relation.AMENDS),
        ("Thay thế cụm từ “cấp xã” tại khoản 2 Điều 5 Nghị định số 10/2018/NĐ-CP.", Relation.AMENDS),
        ("Bãi bỏ Điều 58 Nghị định số 10/2018/NĐ-CP ngày 5 tháng 3 năm 2018.", Relation.AMENDS),
        ("Bãi bỏ Nghị định số 10/2018/NĐ-CP ngày 5 tháng 3 năm 2018.", Relation.REPEALS),
        ("Điều 4 Nghị định số 10/2018/NĐ-CP hết hiệu lực từ ngày Nghị định này có hiệu lực.", Relation.AMENDS),
        ("Nghị định số 10/2018/NĐ-CP hết hiệu lực từ ngày Nghị định này có hiệu lực.", Relation.REPLACES),
        ("Theo mẫu của Nghị định số 70/2025/NĐ-CP sửa đổi, bổ sung Nghị định số 10/2018/NĐ-CP.", Relation.CITES),
    ],
)
def test_a_part_of_an_act_is_amended_and_what_another_act_does_is_only_mentioned(
    words: str, relation: Relation
) -> None:
    content = f"Số: 20/2024/NĐ-CP\n\nHà Nội, ngày 7 tháng 8 năm 2024\n\nĐiều 9. Thi hành\n\nĐể thi hành:\n\n{words}\n"
    kinds = line_kinds(content)
    sections = structure(content, Language.VI, kinds)
    found = describe(content, file="a.md", language=Language.VI, kinds=kinds, sections=sections)
    assert {r.relation for r in found.references if r.number == "10/2018/NĐ-CP"} == {relation}


@pytest.mark.parametrize(
    ("heading", "own"),
    [
        ("Treść zawiadomienia nr 07-TB/CQTTBCD jest następująca", False),
        ("Полный текст уведомления № 07-TB/CQTTBCĐ", False),
        ("Повний текст повідомлення № 07-TB/CQTTBCĐ", False),
        ("Full text of notice 07-TB/CQTTBCĐ", False),
        ("Toàn văn Thông báo số 07-TB/CQTTBCĐ", False),
        ("Thông báo số 07-TB/CQTTBCĐ về chuyển đổi số", True),
        ("Nội dung chuyển đổi số trong năm 2026", True),
    ],
)
def test_a_title_that_only_names_the_text_of_an_act_is_not_the_acts_own(heading: str, own: bool) -> None:
    found = described(f"---\ntitle: {heading}\nso_hieu: 07-TB/CQTTBCĐ\n---\n1. Bộ Tư pháp rà soát thủ tục.\n")
    assert found.title == heading
    assert found.act is not None and found.act.number == "07-TB/CQTTBCĐ"
    assert found.act.title == (heading if own else None)
