"""Lines that are there to be clicked on: links and nothing else, pointers, files to download, consents to cookies."""

from __future__ import annotations

import re

from corpus.clean.lines import TITLE, is_text
from corpus.clean.page import Page
from corpus.model import LineKind

EDGE = 8  # filled lines from the top and from the foot, within which a page asks for consent
_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*(?:\s\"[^\"]*\")?\)")
_BESIDE = 12  # letters and digits outside of links: a count, an hour, "1."
_FILE = re.compile(
    r".*\.(?:pdf|docx?|xlsx?|odt|zip|rar)\b.{0,3}\d.*[kmкм]i?[bб]\)?|.*\((?:pdf|docx?|xlsx?|odt|zip|rar)\b.{0,12}\)",
    re.IGNORECASE,
)
_POINTER = re.compile(r"(?:>>+|[»→▶►])\s*\w")
# "News > Jobs", "National | Transport": rubrics, from the outermost to that of the article
_RUBRICS = re.compile(r"(?:[^\W\d_][^\W_]*(?: [^\W_]+){0,3})(?:\s[|>»›→]\s(?:[^\W\d_][^\W_]*(?: [^\W_]+){0,3}))+")
TOP = 60  # filled lines above an article
_COOKIES = re.compile(r"\bcookies?\b|\bкук[иі]", re.IGNORECASE)  # the same word in every language


def mark_clicks(page: Page) -> None:
    """Mark them on pages that are no law."""
    if not page.news:
        return
    edges = {*page.filled[:EDGE], *page.filled[-EDGE:]}
    for n, at in enumerate(page.filled):
        line = page.lines[at]
        if not page.is_words(at):
            continue
        if is_links(line) and not line.startswith("# "):
            page.mark(at, LineKind.BOILERPLATE)
            _mark_teaser(page, at)
        elif n < TOP and _RUBRICS.fullmatch(line):
            page.mark(at, LineKind.BOILERPLATE)
        elif _FILE.fullmatch(line) or _POINTER.match(line):
            _mark_with_heading(page, n)
        elif at in edges and _COOKIES.search(line):
            _mark_block(page, at)


def is_links(line: str) -> bool:
    """Whether a line in Markdown is links, with no more than a few characters beside them."""
    if "](" not in line:
        return False
    rest = _LINK.sub("", line)
    return rest != line and sum(map(str.isalnum, rest)) <= _BESIDE


def _mark_teaser(page: Page, at: int) -> None:
    """Below a headline that is a link stands how its article begins."""
    below = at + 1
    if page.lines[at].startswith("##") and below < len(page.lines) and page.is_words(below):
        page.mark(below, LineKind.BOILERPLATE)


def _mark_with_heading(page: Page, n: int) -> None:
    """A file to download or another article, and the short line above the first one."""
    at, above = page.filled[n], page.filled[n - 1] if n else None
    page.mark(at, LineKind.BOILERPLATE)
    if above is not None and page.is_words(above) and len(page.lines[above]) < 2 * TITLE and not is_text(page, above):
        page.mark(above, LineKind.BOILERPLATE)


def _mark_block(page: Page, at: int) -> None:
    """A notice on cookies, with the short lines that touch it: its heading and its buttons."""
    page.mark(at, LineKind.BOILERPLATE)
    for step in (-1, 1):
        beside = at + step
        while 0 <= beside < len(page.lines) and page.is_words(beside) and len(page.lines[beside]) < 2 * TITLE:
            page.mark(beside, LineKind.BOILERPLATE)
            beside += step
