"""What of a page's markup is furniture: lists of links, captions, and parts that their authors named so.

Told from the markup alone, before words are looked at. What names articles or chapters of a law is left whole:
its lists of contents are links as well.
"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from bs4.element import Tag

LINKED = 0.6  # share of a block's characters inside links from which it is a list of links
LISTED = 2  # links below a heading that make a list, to which the heading belongs
CARD = 400  # characters of the longest card: a link that holds another page's headline, picture and beginning
SENTENCE = 60  # characters of unlinked words that end as a sentence does: such a block tells something
MAIN = 0.4  # of a page's characters: a part that holds as much is the article, whatever it is called

_CHROME = ("nav", "aside", "footer", "form", "figcaption", "dialog")
_ROLES = ("navigation", "search", "contentinfo", "complementary", "tablist", "menu", "menubar", "toolbar", "dialog")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_CARDS = ("div", "p", "li", *_HEADINGS)
_COUNT = re.compile(r"\(\s*\d[\d.,\s]*\)")  # behind an entry: how many pages it leads to
_ARTICLE = ("html", "body", "main", "article", "h1")
_BLOCKS = ("div", "ul", "ol", "li", "p", "section", "table", "tr", "td", "header", "dl", "span", "h2", "h3", "h4", "h5")
_LAW = re.compile(r"^\s*(?:Điều|Статья|Стаття|Art\.|Article)\s*\d", re.MULTILINE)
_LEGAL = re.compile(  # what a list of contents of a law has, and an act
    r"\b(?:Điều|Chương|Mục|Phụ lục|Mẫu|Стать|Глава|Раздел|Приложени|Статт|Розділ|Додат|Art|Rozdział|Załącznik|Article|"
    r"Chapter|Annex)\S{0,4}\s*[\dIVX]"
)
_SENTENCE = re.compile(rf".{{{SENTENCE},}}[.!?…]\s*$", re.MULTILINE)
_NAMED = re.compile(  # English, as authors of pages name their parts in any country
    r"(?:^|[^a-z])(?:nav|menu|breadcrumbs?|share|sharing|social|related|comments?|tags?|cookies?|newsletter|subscribe|"
    r"sidebar|footer|advert\w*|ads?|banner|caption|pagination|pager|popup|modal|rating|toolbar|skip)(?:$|[^a-z])|"
    r"(?:^|\s)widgets?(?:$|[^a-z])|[^a-z]widgets?(?:$|\s)",  # and not the text of a post in "tgme-widget-message-text"
    re.IGNORECASE,
)
_SMALL = re.compile(  # parts of a line or two around an article or a post
    r"(?:^|[^a-z])(?:tabs|tab-?(?:bar|list|nav)|link-preview|inline-button|consent|poll)(?:$|[^a-z])",
    re.IGNORECASE,
)
_PICTURED = re.compile(  # parts beside a picture: captions and credits, and not whole articles named for what they show
    r"(?:^|[^a-z])(?:photos?|images?|img|pictures?|figure|gallery|lightbox|copyright|credits?)(?:$|[^a-z])",
    re.IGNORECASE,
)
PICTURED = 300  # characters of the longest caption


def remove_furniture(soup: BeautifulSoup) -> None:
    """Take furniture out of a parsed page, in place."""
    whole = soup.get_text(" ", strip=True)
    law = _LAW.search(soup.get_text("\n")) is not None
    headings = []
    for tag in soup.find_all(True):
        if not tag.decomposed and tag.name not in _ARTICLE and _is_furniture(tag, MAIN * len(whole), law=law):
            headings.append(tag.find_previous_sibling())
            tag.decompose()
    for heading in headings:
        if heading is not None and not heading.decomposed and _is_left_alone(heading):
            heading.decompose()


def _is_left_alone(heading: Tag) -> bool:
    """Whether nothing is left of what stood below a heading, up to one as high."""
    below = heading.find_next_sibling()
    short = len(heading.get_text(" ", strip=True)) <= SENTENCE
    return heading.name in _HEADINGS and short and (below is None or heading.name >= below.name in _HEADINGS)


def _is_furniture(tag: Tag, large: float, *, law: bool) -> bool:
    words = tag.get_text(" ", strip=True)
    law = law and _LEGAL.search(words) is not None
    if tag.name in _CHROME or tag.get("role") in _ROLES or (_is_called(tag, _NAMED) and not law):
        return len(words) < large and tag.find("h1") is None
    if not law and words and len(words) <= min(PICTURED, large) and _is_small(tag):
        return True
    return not law and tag.find("h1") is None and (_is_card(tag, words, large) or _is_list(tag, words))


def _is_small(tag: Tag) -> bool:
    """Whether a part is called what belongs to a picture, or what is printed around an article."""
    if _is_called(tag, _PICTURED):
        return tag.find(["h1", "h2", "p", "div"]) is None or tag.find(["img", "picture", "figure"]) is not None
    return _is_called(tag, _SMALL) and tag.find("h1") is None and not _tells(tag)


def _is_card(tag: Tag, words: str, large: float) -> bool:
    """Whether a link holds blocks: what another page is called and how it begins."""
    held = tag.find_all(_CARDS) if tag.name == "a" and tag.get("href") and len(words) <= min(CARD, large) else []
    return len(held) > 1 or any(one.name in _HEADINGS for one in held)


def _is_called(tag: Tag, parts: re.Pattern[str]) -> bool:
    names = " ".join((*map(str, tag.get_attribute_list("class")), str(tag.get("id", ""))))
    return parts.search(re.sub(r"(?<=[a-z])(?=[A-Z])", "-", names).replace("_", "-")) is not None


def _is_list(tag: Tag, words: str) -> bool:
    """Whether a block is links and little else; headings over them, and counts behind them, belong to the list."""
    if tag.name not in _BLOCKS or not words:
        return False
    links = tag.find_all("a")
    linked = sum(len(link.get_text(" ", strip=True)) for link in links)
    headings = sum(len(one.get_text(" ", strip=True)) for one in tag.find_all(_HEADINGS) if one.find("a") is None)
    own = headings if len(links) >= LISTED and headings < linked else 0
    own += sum(map(len, _COUNT.findall(words)))
    said = tag.name == "p" and _SENTENCE.search(words) is not None  # a paragraph of an article may be one link
    return linked >= LINKED * (len(words) - own) and not said and not _tells(tag)


def _tells(tag: Tag) -> bool:
    """Whether some words outside of links are a sentence."""
    rest = (piece for piece in tag.find_all(string=True) if piece.find_parent("a") is None)
    return any(_SENTENCE.search(piece) for piece in rest)
