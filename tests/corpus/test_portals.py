"""Pages of portals in five languages, each line labelled by hand: what is indexed and what is not.

`portals/*.txt` has one line of the page a line, behind its label: `C` content, `H` heading, `B` of the page, `M` about
the text. They were written before the rules were run on them; what the rules miss of them is still counted here.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.clean import line_kinds
from corpus.cut import cut
from corpus.language import detect_text
from corpus.model import LineKind, TextRecord
from corpus.structure import structure

PAGES = sorted((Path(__file__).parent / "portals").glob("*.txt"))
ASIDE = {LineKind.BOILERPLATE, LineKind.METADATA, LineKind.BLANK}
BAR = 0.95


def labelled(page: Path) -> tuple[list[str], str]:
    """Labels, and the page as its lines stand on it, a blank line between two."""
    rows = [line.split("|", 1) for line in page.read_text(encoding="utf-8").splitlines()]
    return [label for label, _ in rows], "\n\n".join(words for _, words in rows)


def test_what_surrounds_articles_is_told_from_them() -> None:
    right = wrong = missed = 0
    for page in PAGES:
        labels, content = labelled(page)
        for label, kind in zip(labels, line_kinds(content)[::2], strict=True):
            right += label in "BM" and kind in ASIDE
            wrong += label in "CH" and kind in ASIDE
            missed += label in "BM" and kind not in ASIDE
    assert len(PAGES) >= 20
    assert right / (right + wrong) >= BAR, "precision"
    assert right / (right + missed) >= BAR - 0.005, "recall"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_line_of_an_article_is_lost(page: Path) -> None:
    labels, content = labelled(page)
    kinds = line_kinds(content)
    text = TextRecord("page", detect_text(content), page.name, "0" * 64, content)
    sections = structure(content, text.language, kinds)
    passages = cut(text, sections, kinds)
    indexed = "\n".join("\n".join((*passage.headings, passage.content)) for passage in passages)
    lines = content.split("\n\n")
    lost = [line for label, line in zip(labels, lines, strict=True) if label == "C" and line not in indexed]
    assert lost == []


def test_a_caption_repeated_in_other_words_is_text() -> None:
    caption = "Điểm cầu tỉnh Lam Sơn dự hội nghị"
    told = "Điểm cầu tỉnh Lam Sơn dự hội nghị do đồng chí Nguyễn Văn Bình, Phó Bí thư Tỉnh ủy chủ trì."
    body = "Hội nghị nghe ba báo cáo về chuyển đổi số của các tỉnh, thành phố."
    content = f"Hội nghị\n\nimg_01.jpg\n{caption}\n\n{{}}\n\n{body}\n"
    assert line_kinds(content.format(told))[5] is LineKind.CONTENT
    assert line_kinds(content.format(caption))[5] is LineKind.BOILERPLATE
