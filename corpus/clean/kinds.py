"""What each line of a file is."""

from __future__ import annotations

from corpus.clean.captions import mark_captions
from corpus.clean.card import mark_card
from corpus.clean.clicks import mark_clicks
from corpus.clean.edges import mark_edges
from corpus.clean.headings import mark_emptied, mark_headings
from corpus.clean.metadata import mark_metadata
from corpus.clean.page import Page
from corpus.clean.posts import mark_posts
from corpus.clean.trailer import mark_page_furniture
from corpus.clean.weighing import mark_likely
from corpus.model import LineKind


def line_kinds(content: str) -> list[LineKind]:
    """The kind of every line of `content`, which is split at "\\n".

    Lines without a letter or digit are blank, rules of dashes too. A source line is metadata; captions, buttons,
    comments and other articles' headlines are boilerplate; a line that nothing speaks against is content.
    """
    page = Page(content)
    mark_known(page)
    mark_likely(page)
    mark_emptied(page)
    mark_headings(page)
    return page.kinds


def mark_known(page: Page) -> None:
    """Mark what words, Markdown or tables give away; what is left is weighed."""
    mark_metadata(page)
    mark_card(page)
    mark_captions(page)
    mark_clicks(page)
    mark_page_furniture(page)
    mark_posts(page)
    mark_edges(page)
