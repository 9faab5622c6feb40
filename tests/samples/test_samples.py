"""The sample documents are what their names and their README say."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from corpus.clean import line_kinds
from corpus.language import detect
from corpus.load import load
from corpus.mentions import find_mentions
from corpus.model import Language, MentionKind, Section
from corpus.structure import structure

SAMPLES = Path(__file__).parents[2] / "samples"
DIRECTIVES = sorted((SAMPLES / "directives").iterdir())
PROCEDURES = sorted((SAMPLES / "procedures").iterdir())

NUMBER_AND_DATE = {  # how each act prints its number, and the ways a text may print its date
    "07-tb-cqttbcd": ("07-TB/CQTTBCĐ", r"15 (tháng 10 năm|October|октября|жовтня|października) 2025"),
    "712-tb-vpcp": ("712/TB-VPCP", r"21 (tháng 12 năm|December|грудня) 2025"),
    "ke-hoach-bvhttdl-2025": ("07-TB/CQTTBCĐ", r"25 (tháng 10 năm|октября) 2025"),
    "46-cd-ttg": ("46/CĐ-TTg", r"11 (tháng 7 năm|July) 2026"),
    "58-2026-nd-cp": ("58/2026/NĐ-CP", r"13/02/2026"),
    "161-2026-nd-cp": ("161/2026/NĐ-CP", r"15/05/2026"),
    "57-nq-tw": ("57-NQ/TW", r"22/12/2024"),
    "73-2024-nd-cp": ("73/2024/NĐ-CP", r"30/06/2024"),
    "154-2024-nd-cp": ("154/2024/NĐ-CP", r"26/11/2024"),
}

UNOFFICIAL = (
    r"không (phải|thay thế) văn bản chính thức|đọc văn bản chính thức"
    r"|not an official|официальн|офіційн|urzędowe"
)

CLAUSE = re.compile(r"([IVX]+|Annex)\b")
CHROME = r"(?i)comments? \(|коментар|комментар|читайте также|related headlines|©|у тій самій темі"

DEADLINES_OF_NOTICE_07 = {  # how often each term stands in every text, and how each language prints it
    "2025-10-18": (1, r"18/10/2025|18 (October|октября|жовтня|października) 2025"),
    "2025-10-20": (1, r"20/10/2025|20 (October|октября|жовтня|października) 2025"),
    "2025-10-30": (1, r"30/10/2025|30 (October|октября|жовтня|października) 2025"),
    "2025-10-31": (7, r"tháng 10/2025|in October 2025|в октябре 2025|у жовтні 2025|październik 2025"),
    "2025-11-15": (1, r"15/11/2025|15 (November|ноября|листопада|listopada) 2025"),
    "2025-11-30": (4, r"tháng 11/2025|in November 2025|в ноябре 2025|у листопаді 2025|listopad 2025"),
    "2025-12-31": (
        4,
        r"tháng 12/2025|quý IV/2025|December 2025|the fourth quarter of 2025|декабр[ея] 2025|четвёртом квартале 2025"
        r"|груд(ні|ня) 2025|четвертому кварталі 2025|gru(dzień|dnia) 2025|czwarty kwartał 2025",
    ),
    "2026-03-31": (1, r"31/3/2026|31 (March|марта|березня|marca) 2026"),
    "monthly": (1, r"hằng tháng|monthly|ежемесячно|щомісяця|co miesiąc"),
}


def content(path: Path) -> str:
    return next(iter(load(path))).content


def sections(path: Path) -> list[Section]:
    text = content(path)
    return structure(text, named(path)[1], line_kinds(text))


def named(path: Path) -> tuple[str, Language]:
    """The act and the language that the name of a directive's file tells."""
    act, language, _ = path.name.split(".")
    return act, Language(language)


@pytest.mark.parametrize("path", [*DIRECTIVES, *PROCEDURES, SAMPLES / "README.md"], ids=lambda path: path.name)
def test_files_are_composed_utf8_with_plain_line_ends(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text and "\ufeff" not in text and "\u00a0" not in text
    assert text.endswith("\n")


@pytest.mark.parametrize("path", DIRECTIVES, ids=lambda path: path.name)
def test_directives_are_in_the_language_of_their_name(path: Path) -> None:
    assert detect(content(path)) == named(path)[1]


@pytest.mark.parametrize("path", PROCEDURES, ids=lambda path: path.name)
def test_guides_are_in_vietnamese(path: Path) -> None:
    assert detect(content(path)) == Language.VI


@pytest.mark.parametrize("path", DIRECTIVES, ids=lambda path: path.name)
def test_directives_name_number_date_and_source_and_say_that_they_are_not_official(path: Path) -> None:
    number, date = NUMBER_AND_DATE[named(path)[0]]
    text = content(path)
    assert number in text
    assert re.search(date, text)
    assert re.search(r"(?im)^\W*(source|nguồn|источник|джерело|źródło)\b", text)
    assert re.search(UNOFFICIAL, text)


@pytest.mark.parametrize("path", DIRECTIVES, ids=lambda path: path.name)
def test_pages_lose_their_chrome(path: Path) -> None:
    assert re.search(CHROME, content(path)) is None


@pytest.mark.parametrize("path", PROCEDURES, ids=lambda path: path.name)
def test_guides_name_their_legal_basis(path: Path) -> None:
    text = content(path)
    assert re.search(r"Căn cứ( pháp lý)?\b", text)
    assert re.search(r"\d+/\d{4}/(QH\d+|NĐ-CP|TT-[A-ZĐ]+)", text)


@pytest.mark.parametrize("language", ["vi", "en", "ru", "uk", "pl"])
def test_the_five_texts_of_notice_07_carry_the_same_terms(language: str) -> None:
    (path,) = [p for p in DIRECTIVES if p.name.startswith(f"07-tb-cqttbcd.{language}.")]
    text = content(path)
    counted = {term: len(re.findall(printed, text)) for term, (_, printed) in DEADLINES_OF_NOTICE_07.items()}
    assert counted == {term: times for term, (times, _) in DEADLINES_OF_NOTICE_07.items()}


@pytest.mark.parametrize("act", ["07-tb-cqttbcd", "712-tb-vpcp", "ke-hoach-bvhttdl-2025", "46-cd-ttg"])
def test_texts_of_one_act_cite_the_same_documents(act: str) -> None:
    cited = {
        path.name: set(re.findall(r"\d+(?:/\d{4})?[-/](?:NQ|QĐ|TB|KH|NĐ|CĐ)[-/][A-ZĐT]\w+", content(path)))
        for path in DIRECTIVES
        if named(path)[0] == act
    }
    assert len(cited) > 1
    assert len({frozenset(numbers) for numbers in cited.values()}) == 1, cited


def test_the_readme_lists_every_file() -> None:
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    patterns = [re.escape(name).replace(r"\*", ".*") for name in re.findall(r"^\| `([^`]+)`", readme, re.MULTILINE)]
    names = [path.name for path in (*DIRECTIVES, *PROCEDURES)]
    assert [name for name in names if not any(re.fullmatch(p, name) for p in patterns)] == []
    assert [p for p in patterns if not any(re.fullmatch(p, name) for name in names)] == []


def test_the_five_texts_of_notice_07_have_the_same_clauses() -> None:
    paths = {
        path.name: [re.sub(r"^(Phụ lục|Annex)", "Annex", section.path) for section in sections(path)]
        for path in DIRECTIVES
        if named(path)[0] == "07-tb-cqttbcd"
    }
    clauses = {name: [path for path in found if CLAUSE.match(path)] for name, found in paths.items()}
    assert len(clauses) == 5
    assert {"III.8", "Annex 3.d.2", "Annex 4.c.(ii)"} <= set(clauses["07-tb-cqttbcd.vi.md"])
    assert len({tuple(found) for found in clauses.values()}) == 1


def test_the_five_texts_of_notice_07_mention_the_same_documents_and_deadlines() -> None:
    mentioned = {
        path.name: {
            (m.kind, m.value)
            for m in find_mentions(content(path), named(path)[1])
            if m.kind is MentionKind.DOCUMENT or (m.kind is MentionKind.DATE and m.value in DEADLINES_OF_NOTICE_07)
        }
        for path in DIRECTIVES
        if named(path)[0] == "07-tb-cqttbcd"
    }
    first = mentioned["07-tb-cqttbcd.vi.md"]
    assert {value for kind, value in first if kind is MentionKind.DATE} == set(DEADLINES_OF_NOTICE_07) - {"monthly"}
    assert {name for name, found in mentioned.items() if found != first} == set()
