"""Vietnamese before Unicode: the TCVN3 (ABC) and VNI font encodings, seen as Western letters.

Both reuse the codes of Western European letters. Text in them arrives either as bytes, or as Unicode that shows
those Western letters, from a .doc, a PDF or a page whose fonts did the rest.
"""

from __future__ import annotations

import re

_TCVN3_CODES = "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢§£¤¥¦"
_TCVN3_LETTERS = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂĐÊÔƠƯ"
_TCVN3 = str.maketrans(_TCVN3_CODES, _TCVN3_LETTERS)

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


def from_vni(text: str) -> str:
    """Western letters that stand for VNI codes, as Vietnamese. Pairs of characters become one."""
    return _VNI_CODE.sub(lambda match: _VNI[match.group()], text)
