"""Citations as Telegram messages: the quote, where it stands, and a way to the whole text."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import urlsplit

from assistant.model import Citation
from bot.buttons import NAMES
from bot.markup import as_html
from bot.phrases import phrase
from bot.splitting import LIMIT, clipped, units
from corpus.model import Language
from corpus.validity import Validity

QUOTE_LIMIT = 3000  # units; leaves room for the lines around the quote in one message
NEAREST_LIMIT = 600  # units of each of the nearest passages: five of them fit into one message
_TITLE_LIMIT = 300
_MARKED = frozenset({Validity.NOT_YET, Validity.NO_LONGER})
_FOLDED = 500  # units from which a quote is shown folded


def citation_html(citation: Citation, language: Language) -> str:
    """One citation: number, act, clause, publisher and language of the text, the verbatim quote, the link."""
    lines = [
        _heading(citation, language),
        escape(_place(citation)),
        _quote(citation.quote, QUOTE_LIMIT),
        _link(citation, language),
    ]
    return "\n".join(line for line in lines if line)


def nearest_html(citations: Sequence[Citation], language: Language) -> str:
    """The passages nearest to a question that has no answer, as many as fit into one message."""
    shown = [escape(phrase(language, "nearest"))]
    room = LIMIT - units(shown[0])
    for citation in citations:
        block = "\n".join(
            (_heading(citation, language), escape(_place(citation)), _quote(citation.quote, NEAREST_LIMIT))
        )
        room -= units(block) + 2
        if room < 0:
            break
        shown.append(block)
    return "\n\n".join(shown)


def _heading(citation: Citation, language: Language) -> str:
    return f"<b>[{citation.n}] {escape(_name(citation))}</b>{escape(_validity(citation, language))}"


def _validity(citation: Citation, language: Language) -> str:
    """A mark behind an act that was not in force on the day that was asked about; "" behind the rest."""
    if citation.act is None or citation.act.validity not in _MARKED:
        return ""
    return " · " + phrase(language, f"validity_{citation.act.validity}")


def _name(citation: Citation) -> str:
    """The act's number and title as far as known; else the file."""
    act = citation.act
    parts = [part for part in (act.number, act.title) if part] if act else []
    return clipped(". ".join(parts) or citation.text.file, _TITLE_LIMIT)


def _place(citation: Citation) -> str:
    text = citation.text
    return " · ".join(part for part in (citation.section, text.publisher, NAMES[text.language]) if part)


def _quote(words: str, limit: int) -> str:
    folded = " expandable" if units(words) > _FOLDED else ""
    return f"<blockquote{folded}>{as_html(clipped(words, limit))}</blockquote>"


def _link(citation: Citation, language: Language) -> str:
    """A link to the publisher's page where there is one, else the name of the file."""
    url = citation.text.source_url
    if url and urlsplit(url).scheme in {"http", "https"}:
        return f'<a href="{escape(url)}">{escape(phrase(language, "source_link"))}</a>'
    return f"{escape(phrase(language, 'full_text'))}: {escape(citation.text.file)}"
