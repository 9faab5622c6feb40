"""Words of documents as Telegram's HTML."""

from __future__ import annotations

import re
from html import escape

_BOLD = re.compile(r"\*\*(\S(?:[^*\n]*\S)?)\*\*")


def as_html(words: str) -> str:
    """Escaped words; what Markdown files print bold is bold. Never longer on the screen than `words`."""
    return _BOLD.sub(r"<b>\1</b>", escape(words, quote=False))
