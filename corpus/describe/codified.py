"""Codified law: topics and subjects that many acts make up, known by the codes of their articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.model import Section, SectionKind

CODIFIED_ARTICLES = 5  # so many articles with codes make a text a topic of codified law
STRAY_CODES = 0.02  # share of a file's articles whose codes are misprinted at most
FEW_SUBJECTS = 3  # a file with more holds a topic

_CODIFIED = re.compile(r"^(\d+\.\d+)\.(?P<kind>[A-ZĐ]{2})\.")
_WORD = len("Điều ")


def code_of(sections: Sequence[Section]) -> str | None:
    """What a file of codified law holds: one subject with the kind of act it begins with, a few subjects, or a topic.

    Articles carry the numbers of their topic and subject (Điều 20.2.NĐ.1.3): these tell acts apart whatever a file
    is called, for topics and their subjects often share a name. The kind tells apart subjects to which the
    codification gave one number at different times. None where the text is no codified law.
    """
    articles = [code for s in sections if s.kind is SectionKind.ARTICLE and (code := _CODIFIED.match(s.label[_WORD:]))]
    if len(articles) < CODIFIED_ARTICLES:
        return None
    counts = Counter(code[1] for code in articles)
    subjects = sorted(subject for subject, n in counts.items() if n >= STRAY_CODES * len(articles))
    if len(subjects) == 1:
        return f"{subjects[0]}.{articles[0]['kind']}"
    return " ".join(subjects) if len(subjects) <= FEW_SUBJECTS else subjects[0].partition(".")[0]
