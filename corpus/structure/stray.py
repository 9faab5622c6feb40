"""Lines that look like the head of an article and are the rest of a sentence, which numbers out of turn betray."""

from __future__ import annotations

import re

LOOK_AHEAD = 3  # articles among which the one that is next in turn must appear

_ARTICLE = re.compile(r"\n[ \t*_#]*(?:Điều|Статья|Стаття|Article|Art\.|Artykuł)[ \t]+(?P<number>\d{1,3})(?![\d.]*\d)")


def stray_articles(content: str) -> frozenset[int]:
    """Offsets of lines that begin with an article's number although the next article continues the one before.

    After Điều 4 a line "Điều 9. Luật ..." followed by Điều 5 is a reference that a broken line put at its start.
    """
    lines = f"\n{content}"  # so that a line is as far into the content as its newline is into these
    found = [(match.start(), int(match["number"])) for match in _ARTICLE.finditer(lines)]
    stray = []
    last = 0
    for index, (start, number) in enumerate(found):
        ahead = [n for _, n in found[index + 1 : index + 1 + LOOK_AHEAD]]
        if last and number not in {1, last, last + 1} and last + 1 in ahead:
            stray.append(start)
        else:
            last = number
    return frozenset(stray)
