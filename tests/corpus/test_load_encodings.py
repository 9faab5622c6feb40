"""Text files of every age become NFC Unicode, and positions lead back to the file."""

from __future__ import annotations

import io
import unicodedata

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.load import OffsetMap, Source, interpret
from corpus.load.decoding import decode, repair_fonts
from corpus.load.legacy import from_tcvn3, from_vni
from corpus.load.normal import normalise

VIETNAMESE = (
    "Điều 1. Người dân có quyền được thông báo về việc thu lệ phí. Cơ quan nhà nước phải trả kết quả "
    "theo đúng thời hạn quy định tại Nghị định này và chịu trách nhiệm với tổ chức, cá nhân."
)
RUSSIAN = (
    "Статья 1. Граждане имеют право на получение документа в срок, и министерство не может отказать им из-за этого."
)
UKRAINIAN = "Стаття 1. Громадяни мають право на отримання документа у строк, і міністерство не може за це їм відмовити."
POLISH = (
    "Art. 1. Obywatele mogą złożyć wniosek w urzędzie, oraz są zwolnieni z opłaty, która nie jest należna przez rok."
)


def as_tcvn3(text: str) -> bytes:
    back = {from_tcvn3(chr(code)): code for code in range(0xA1, 0x100) if from_tcvn3(chr(code)) != chr(code)}
    return bytes(back.get(letter, ord(letter) if ord(letter) < 256 else 63) for letter in text)


def as_vni(text: str) -> str:
    from corpus.load.legacy import _VNI

    back = {letter: code for code, letter in reversed(_VNI.items())}
    return "".join(back.get(letter, letter) for letter in text)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (VIETNAMESE, "utf-8"),
        (VIETNAMESE, "utf-8-sig"),
        (VIETNAMESE, "utf-16"),
        (VIETNAMESE, "utf-16-le"),
        (VIETNAMESE, "utf-16-be"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-u"),
        (UKRAINIAN, "cp1251"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859-2"),
        (POLISH, "utf-16"),
        (
            "The fee of £5 is due by the end of the month and may not be waived for a firm with an office in Hanoi.",
            "cp1252",
        ),
    ],
)
def test_every_encoding_is_recognised(text: str, encoding: str) -> None:
    assert interpret(Source("a.txt", "a.txt", text.encode(encoding))).content == text


def test_windows_vietnamese_comes_composed() -> None:
    """Windows 1258 has letters with one mark, and combining tones after them."""
    data = "".join(_with_tone_apart(letter) for letter in VIETNAMESE).encode("cp1258")

    assert interpret(Source("a.txt", "a.txt", data)).content == VIETNAMESE


def _with_tone_apart(letter: str) -> str:
    try:
        letter.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", letter)
        tone = next(mark for mark in parts[1:] if mark in "\u0300\u0301\u0303\u0309\u0323")
        return unicodedata.normalize("NFC", parts.replace(tone, "")) + tone
    return letter


def test_tcvn3_and_vni_become_unicode() -> None:
    small = VIETNAMESE.replace("Điều", "điều")
    assert interpret(Source("a.txt", "a.txt", as_tcvn3(small))).content == small
    assert interpret(Source("a.txt", "a.txt", as_vni(small).encode("cp1252"))).content == small


def test_vps_becomes_unicode_from_bytes_and_from_western_letters() -> None:
    from corpus.load.legacy import _VPS_CODES, _VPS_LETTERS

    assert len(set(_VPS_CODES)) == len(_VPS_CODES) == len(_VPS_LETTERS) == len(set(_VPS_LETTERS))
    codes = dict(zip(_VPS_LETTERS, _VPS_CODES, strict=True))
    data = bytes(codes.get(letter, ord(letter) if ord(letter) < 128 else 63) for letter in VIETNAMESE)
    assert interpret(Source("a.txt", "a.txt", data)).content == VIETNAMESE
    repaired = repair_fonts(data.decode("cp1252", errors="replace"))
    assert repaired.encoding == "vps"


def test_old_fonts_in_a_word_document_are_undone() -> None:
    file = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(as_tcvn3(VIETNAMESE.replace("Điều", "điều")).decode("latin-1"))
    document.save(file)
    loaded = interpret(Source("a.docx", "a.docx", file.getvalue()))
    assert loaded.content == VIETNAMESE.replace("Điều", "điều")
    assert "read as tcvn3" in loaded.warnings


def test_old_fonts_inside_unicode_files_are_undone() -> None:
    """Converters give the Western letters that the codes stand for."""
    assert repair_fonts(as_tcvn3(VIETNAMESE).decode("latin-1")).encoding == "tcvn3"
    assert repair_fonts(as_vni(VIETNAMESE)).text == VIETNAMESE
    assert from_vni("Coäng hoøa xaõ hoäi") == "Cộng hòa xã hội"
    assert from_tcvn3("Céng hßa x· héi") == "Cộng hòa xã hội"


@pytest.mark.parametrize(
    "text", [VIETNAMESE, RUSSIAN, POLISH, "Café Müller, garçon à l'hôtel élégant: naïve façade, œuvre"]
)
def test_other_text_is_left_alone(text: str) -> None:
    assert repair_fonts(text).text == text


def test_a_broken_byte_costs_one_character_not_the_encoding() -> None:
    data = VIETNAMESE.encode() * 3
    broken = data[:200].rstrip(b"\x80") + b"\xff" + data[200:]

    assert decode(broken).text.count("Nghị định này") == 3


def test_decomposed_text_is_composed_and_positions_lead_back() -> None:
    original = unicodedata.normalize("NFD", "Điều 1.\r\nLệ phí: 70.000 đồng")
    content, offsets = normalise(original)

    assert content == "Điều 1.\nLệ phí: 70.000 đồng"
    start = content.index("70.000")
    found = offsets.to_original(start)
    assert original[found : found + 6] == "70.000"


def test_composed_text_needs_no_map() -> None:
    content, offsets = normalise(VIETNAMESE)

    assert content == VIETNAMESE
    assert not offsets
    assert offsets.to_original(17) == 17


WILD = st.text(st.sampled_from("aăeđ \n\r\u0301\u0323\u0302\ufeff1Ậy"), max_size=40)


@given(WILD)
def test_normalising_is_nfc_and_positions_never_go_back(original: str) -> None:
    content, offsets = normalise(original)
    places = [offsets.to_original(at) for at in range(len(content) + 1)]

    plain = original.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")
    assert content == unicodedata.normalize("NFC", plain)
    assert places == sorted(places)
    assert places[-1] <= len(original)


@given(WILD)
def test_a_map_survives_the_database(original: str) -> None:
    offsets = normalise(original)[1]

    assert OffsetMap.unpacked(offsets.packed()) == offsets
