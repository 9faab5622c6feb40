"""Lines that are there to be clicked on: links and nothing else, pointers, files to download, consents to cookies."""

from __future__ import annotations

import itertools
import re

from corpus.clean.extent import act_extent
from corpus.clean.formal import PROVISION
from corpus.clean.lines import TITLE, is_text
from corpus.clean.page import Page
from corpus.clean.words import words
from corpus.model import LineKind

EDGE = 8  # filled lines from the top and from the foot, within which a page asks for consent
_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*(?:\s\"[^\"]*\")?\)")
_SUFFIX = re.compile(r"\.(?:pdf|docx?|xlsx?|odt|rtf|xml|zip|rar)\b", re.IGNORECASE)
_BRACKETED = re.compile(r"\([^)]*\)")
_ANNOUNCED = 25  # letters and digits beside files: "Attachments:"
MENU = 3  # lines of links above an act that leave no doubt that a portal prints them
_BESIDE = 12  # letters and digits outside of links: a count, an hour, "1."
_FILE = re.compile(
    r".*\.(?:pdf|docx?|xlsx?|odt|zip|rar)\b.{0,3}\d.*[kmкм]i?[bб]\)?|.*\((?:pdf|docx?|xlsx?|odt|zip|rar)\b.{0,12}\)",
    re.IGNORECASE,
)
_POINTER = re.compile(r"(?:>>+|[»→▶►])\s*\w")
# "News > Jobs", "National | Transport": rubrics, from the outermost to that of the article
_RUBRICS = re.compile(r"(?:[^\W\d_][^\W_]*(?: [^\W_]+){0,3})(?:\s[|>»›→]\s(?:[^\W\d_][^\W_]*(?: [^\W_]+){0,3}))+")
_ENTRY = re.compile(r"(?:\d{1,2}[.)]|[-*+•])\s+(.{2,60}[^.;:,!?…])")
TOP = 60  # filled lines above an article
_COOKIES = re.compile(r"\bcookies?\b|\bкук[иі]", re.IGNORECASE)  # the same word in every language


def mark_clicks(page: Page) -> None:
    """Mark them on pages that are no law; on a page of an act with menus around it, lines of links alone."""
    if page.law:
        _mark_links_around(page)
    if not page.news:
        return
    edges = {*page.filled[:EDGE], *page.filled[-EDGE:]}
    for n, at in enumerate(page.filled):
        line = page.lines[at]
        if not page.is_words(at):
            continue
        if (is_links(line) or is_files(line)) and not line.startswith("# "):
            page.mark(at, LineKind.BOILERPLATE)
            _mark_teaser(page, at)
        elif n < TOP and _RUBRICS.fullmatch(line):
            page.mark(at, LineKind.BOILERPLATE)
        elif n < TOP and (entry := _ENTRY.fullmatch(line)) and words().chrome.fullmatch(entry[1]):
            _mark_menu(page, n)
        elif _FILE.fullmatch(line) or _POINTER.match(line):
            _mark_with_heading(page, n)
        elif at in edges and _COOKIES.search(line):
            _mark_block(page, at)


def _mark_links_around(page: Page) -> None:
    """Where three lines of links stand above an act, mark these, all below it, and buttons and files inside.

    Below an act alone stand an editor's references, and files of his in tables.
    """
    first, last = act_extent(page)
    free = [at for at in page.filled if page.is_words(at) and not page.lines[at].startswith("|")]
    links = [at for at in free if is_links(page.lines[at]) or is_files(page.lines[at])]
    if sum(at < first for at in links) < MENU:
        return
    for at in links:
        line = page.lines[at]
        clause = first <= at <= last and PROVISION.match(_LINK.sub(r"\1", line))
        if not line.startswith("# ") and not clause:
            page.mark(at, LineKind.BOILERPLATE)


def is_files(line: str) -> bool:
    """Whether a line in Markdown is files to download, with their sizes and few words beside them."""
    links = list(_LINK.finditer(line))
    rest = _BRACKETED.sub("", _LINK.sub("", line))
    named = all(_SUFFIX.search(link[0]) for link in links)
    return bool(links) and named and sum(map(str.isalnum, rest)) <= _ANNOUNCED


def is_links(line: str) -> bool:
    """Whether a line in Markdown is links, with no more than a few characters beside them."""
    if "](" not in line:
        return False
    rest = _LINK.sub("", line)
    return rest != line and sum(map(str.isalnum, rest)) <= _BESIDE


def _mark_menu(page: Page, n: int) -> None:
    """A list that begins with a button's word, down to its last entry that is no sentence."""
    for at in itertools.takewhile(lambda one: _ENTRY.fullmatch(page.lines[one]), page.filled[n:]):
        page.mark(at, LineKind.BOILERPLATE)


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
