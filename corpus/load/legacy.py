"""Vietnamese before Unicode: the TCVN3 (ABC), VNI and VPS font encodings, seen as Western letters.

They reuse the codes of Western European letters. Text in them arrives either as bytes, or as Unicode that shows
those Western letters, from a .doc, a PDF or a page whose fonts did the rest.
"""

from __future__ import annotations

import re

_TCVN3_CODES = "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢§£¤¥¦"
_TCVN3_LETTERS = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂĐÊÔƠƯ"
_TCVN3 = str.maketrans(_TCVN3_CODES, _TCVN3_LETTERS)

# VPS: the letters by their codes; those capitals that stand among the control codes of ASCII are left out
_VPS_CODES = bytes.fromhex(
    "e0e1e4e3e5 e2c0c3c4c5c6 e6a2a1a3a4a5 c7 e8e9c8ebcb ea8a898bcd8c ecedccefce f2f3d5f586 f4d2d3b087b6 d6a9a7aaabae"
    "f9fafbdbf8 dcd8d9babbbf ff9a9bcf9c 80c18182 c2848385 888e8d8ff0 f1 d7c9defe ca939094 95 b5b4b7b8 bcb9bdbe"
    "d497969899 f79e9d9fa6 a8dad1ac d0afadb1 b2ddfdb3"
)
_VPS_LETTERS = (
    "àáảãạâầấẩẫậăằắẳẵặđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    "ÀÁẢÃÂẦẤẨĂẰẮẲẴĐÈÉẺẼÊỀẾỂỄÌÍỈĨÒÓỎÕÔỒỐỔỖƠỜỚỞỠÙÚỦŨƯỪỨỬỲÝỶỸ"
)
_VPS = {code: letter for code, letter in zip(_VPS_CODES, _VPS_LETTERS, strict=True)} | {
    ord(bytes([code]).decode("cp1252")): letter
    for code, letter in zip(_VPS_CODES, _VPS_LETTERS, strict=True)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)  # codes that Windows leaves empty
}

# VNI writes a base letter and then a mark; which letter results is listed per base, in the order of the marks
_VNI_TONES, _VNI_HATS, _VNI_BREVES = "ùøûõï", "âáàåãä", "êéèúüë"
_VNI_ROWS = {
    "a": (_VNI_TONES + _VNI_HATS + _VNI_BREVES, "áàảãạâấầẩẫậăắằẳẵặ"),
    "e": (_VNI_TONES + _VNI_HATS, "éèẻẽẹêếềểễệ"),
    "o": (_VNI_TONES + _VNI_HATS, "óòỏõọôốồổỗộ"),
    "u": (_VNI_TONES, "úùủũụ"),
    "i": (_VNI_TONES[:2], "íì"),
    "y": (_VNI_TONES, "ýỳỷỹỵ"),
    "ô": (_VNI_TONES, "ớờởỡợ"),
    "ö": (_VNI_TONES, "ứừửữự"),
}
_VNI_SINGLE = dict(zip("æóòîñôö", "ỉĩịỵđơư", strict=True))


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_SINGLE)
    for base, (marks, letters) in _VNI_ROWS.items():
        table |= {base + mark: letter for mark, letter in zip(marks, letters, strict=True)}
    upper = {code.upper(): letter.upper() for code, letter in table.items()}
    mixed = {code[0].upper() + code[1]: letter.upper() for code, letter in table.items() if len(code) == 2}
    return table | mixed | upper


_VNI = _vni_table()
_VNI_CODE = re.compile("|".join(sorted(_VNI, key=len, reverse=True)))


def from_tcvn3(text: str) -> str:
    """Western letters that stand for TCVN3 codes, as Vietnamese. Every character stays one character."""
    return text.translate(_TCVN3)


def from_vps(text: str) -> str:
    """Western letters that stand for VPS codes, as Vietnamese. Every character stays one character."""
    return text.translate(_VPS)


def from_vni(text: str) -> str:
    """Western letters that stand for VNI codes, as Vietnamese. Pairs of characters become one."""
    return _VNI_CODE.sub(lambda match: _VNI[match.group()], text)
