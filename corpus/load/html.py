"""HTML: every block of a page that its markup does not show to be furniture, one line each."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from corpus.load.decoding import decode
from corpus.load.errors import BrokenFile, ErrorPage
from corpus.load.furniture import remove_furniture
from corpus.load.model import Extract
from corpus.load.tables import table_lines

MEDIA_TYPE = "text/html"
LAID_ROWS = 3  # rows of a table that has no data but a page's columns; a table of fees has more or shorter cells
LAID_PARTS = 8  # paragraphs in one of its cells
_ERROR_CHARACTERS = 1500  # an error message is shorter than any document

_ERROR = re.compile(
    r"\b(?:40[0134]|410|50[0234])\b|not found|forbidden|access denied|bad gateway|server error|service unavailable|"
    r"không tìm thấy|không tồn tại|từ chối truy cập|страница не найдена|доступ запрещ|сторінку не знайдено|"
    r"nie znaleziono|brak dostępu",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_HIDDEN = ("script", "style", "noscript", "template", "svg", "head", "iframe", "button", "select", "input")
_BLOCK = re.compile(
    r"p|div|section|article|main|header|h[1-6]|[uod]l|li|d[td]|table|tr|blockquote|pre|[bh]r|tbody|thead|figure|figcaption|address|"
    r"body|center"
)


def read_mhtml(data: bytes) -> Extract:
    """The page in a web archive, as which some offices save their .doc files.

    Raises:
        BrokenFile: there is no page in it.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == MEDIA_TYPE:
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return read_html(payload)
    raise BrokenFile("web archive", "no page in it")


def read_html(data: bytes) -> Extract:
    """The article of a page under what its head tells of it, as front matter.

    Raises:
        ErrorPage: the page is a server's error message.
    """
    markup = _decoded(data)
    soup = BeautifulSoup(markup, "lxml")
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    about = _front_matter(soup, title)
    for tag in soup.find_all(_HIDDEN):
        tag.decompose()
    whole = "\n".join(_blocks(soup))
    _refuse_error(title, whole)
    remove_furniture(soup)
    _mark_items(soup)
    chosen = "\n".join(_blocks(soup)) or whole
    return Extract("\n".join((*about, chosen)) if about else chosen, MEDIA_TYPE)


def _mark_items(soup: BeautifulSoup) -> None:
    """Put before each item of a list the dash or the number that a browser shows there."""
    for listed in soup.find_all(["ul", "ol"]):
        for number, item in enumerate(listed.find_all("li", recursive=False), 1):
            first = next((child for child in item.children if str(child).strip()), None)
            nested = isinstance(first, Tag) and _BLOCK.fullmatch(first.name) is not None
            at = first if nested and isinstance(first, Tag) else item
            at.insert(0, NavigableString("- " if listed.name == "ul" else f"{number}. "))


def _decoded(data: bytes) -> str:
    declared = _CHARSET.search(data[:4000])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode(declared.group(1).decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            return decode(data).text  # a page's word on its own encoding is often wrong
    return decode(data).text


def _refuse_error(title: str, content: str) -> None:
    if len(content) > _ERROR_CHARACTERS:
        return
    heading = title or content.split("\n", 1)[0]
    if _ERROR.search(heading) or not content.strip():
        raise ErrorPage(heading[:80] or "empty page")


def _front_matter(soup: BeautifulSoup, title: str) -> list[str]:
    """Title, address, publisher and date as the page declares them, in the form that Markdown files use."""
    values = {
        "title": _meta(soup, "og:title") or title,
        "source": _meta(soup, "og:url") or _canonical(soup),
        "publisher": _meta(soup, "og:site_name"),
        "date": (_meta(soup, "article:published_time") or _meta(soup, "pubdate"))[:10],
    }
    lines = [f"{name}: {' '.join(value.split())}" for name, value in values.items() if value.strip()]
    return ["---", *lines, "---", ""] if lines else []


def _meta(soup: BeautifulSoup, name: str) -> str:
    found = soup.find("meta", attrs={"property": name}) or soup.find("meta", attrs={"name": name})
    return str(found.get("content", "")) if isinstance(found, Tag) else ""


def _canonical(soup: BeautifulSoup) -> str:
    found = soup.find("link", attrs={"rel": "canonical"})
    return str(found.get("href", "")) if isinstance(found, Tag) else ""


def _blocks(root: Tag) -> Iterator[str]:
    """The visible text, one line per block, tables as rows."""
    line: list[str] = []
    for piece in _pieces(root):
        if piece is not None and "\x00" not in piece:
            line.append(piece)
            continue
        text = " ".join("".join(line).split())
        if text:
            yield text
        line = []
        if piece is not None:
            yield from piece.strip("\x00").split("\n")
    if text := " ".join("".join(line).split()):
        yield text


def _lays_out(table: Tag) -> bool:
    """Whether a table only puts the parts of a page beside each other, as pages did before they had style sheets."""
    if table.find(["table", "h1", "h2", "h3", "article", "main"]) is not None or table.get("role") == "presentation":
        return True
    rows = table.find_all("tr")
    cells = (cell for row in rows for cell in row.find_all(["td", "th"]))
    return len(rows) <= LAID_ROWS and any(len(cell.find_all(["div", "p", "li"])) >= LAID_PARTS for cell in cells)


def _rows(table: Tag) -> list[list[str]]:
    return [[cell.get_text(" ", strip=True) for cell in row.find_all(["td", "th"])] for row in table.find_all("tr")]


def _pieces(tag: Tag) -> Iterator[str | None]:
    """Text in reading order; None ends a line; a table comes whole, between zero characters."""
    for child in tag.children:
        if isinstance(child, Tag):
            if child.name == "table" and not _lays_out(child):
                yield "\x00" + "\n".join(table_lines(_rows(child))) + "\x00"
                continue
            block = _BLOCK.fullmatch(child.name) is not None
            if block:  # a term and what it says are one line
                yield None if child.name != "dd" else " "
            yield from _pieces(child)
            if child.name == "dt":
                yield _behind_term(child)
            elif block:
                yield None
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            yield str(child)


def _behind_term(term: Tag) -> str:
    """The colon that stands in a list of terms by its layout alone: between a term and what is said of it."""
    following = term.find_next_sibling()
    told = following is not None and following.name == "dd"
    return ":" if told and not term.get_text(strip=True).endswith((":", "?", ".", "!")) else ""
