"""Pages of portals with a label in front of each line of their source: what is content and what surrounds it."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path

from evals.errors import DatasetError

LABELS = "CHBM-"  # content, heading, of the page, about the text, no words
_TAG = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]*>")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """A page as it is fetched or pasted, and its lines in reading order: (label, visible words)."""

    name: str
    source: str
    lines: tuple[tuple[str, str], ...]


def read_pages(folder: Path) -> tuple[LabelledPage, ...]:
    """The pages of a folder, sorted by name.

    Raises:
        DatasetError: there is none, or a line has no known label; names the file and the line.
    """
    files = sorted(folder.glob("*.*")) if folder.is_dir() else []
    if not files:
        raise DatasetError(f"{folder}: no folder of labelled pages")
    return tuple(_page(file) for file in files)


def _page(file: Path) -> LabelledPage:
    rows = [row.partition("|") for row in file.read_text(encoding="utf-8").splitlines()]
    for number, (label, mark, _) in enumerate(rows, 1):
        if not mark or label not in LABELS:
            raise DatasetError(f"{file}, line {number}: no label; give one of {', '.join(LABELS)} and |")
    visible = _visible_in_html if file.suffix == ".html" else _visible_in_text
    source = "\n".join(words for _, _, words in rows)
    return LabelledPage(file.name, source, tuple((label, visible(words)) for label, _, words in rows if label != "-"))


def _visible_in_html(words: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", words)).split())


def _visible_in_text(words: str) -> str:
    return " ".join(_LINK.sub(r"\1", words).split())
