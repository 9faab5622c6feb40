"""Fits the weights by which lines of portals' pages are told to be furniture, on labelled pages.

Each page is seen as it is loaded and, where it is HTML, as it would be pasted; then with what surrounds the article
taken from other pages in its language, since portals combine more ways than anyone can label; and each time with a part
of the known words made strange, since the next portal has words of its own.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from corpus.clean.evidence import Evidence, Region, evidence
from corpus.clean.kinds import mark_known
from corpus.clean.metadata import mark_metadata
from corpus.clean.page import Page
from corpus.clean.weighing import INTERCEPT
from corpus.load import Source, interpret
from evals.datasets.pages import LabelledPage, read_pages

STRENGTH = 0.05  # inverse of the ridge penalty on signs of one spread
RARE = 0.05  # added to a sign's spread, lest what a few lines show weighs most
STRANGE = 0.3  # share of lines whose words are made strange
MIXTURES = 3  # pages made of each page and the surroundings of others
SEED = 1

_WORD = re.compile(r"\w+")
_ASIDE = "BM"

Weights = Mapping[Region, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Lines:
    """A page's lines in order, each with whether it is to be set aside; None where nobody said."""

    name: str
    lines: tuple[str, ...]
    aside: tuple[bool | None, ...]


def fit(folders: Sequence[Path]) -> Weights:
    """Weights by region and sign, and each region's intercept.

    Raises:
        DatasetError: a folder holds no labelled pages.
    """
    seen = [lines for folder in folders for page in read_pages(folder) for lines in _seen(page)]
    chance = random.Random(SEED)
    rows: dict[Region, list[tuple[Evidence, bool]]] = defaultdict(list)
    for lines in (*seen, *_mixed(seen, chance)):
        for one, aside in _observed(lines, chance):
            rows[one.region].append((one, aside))
    return {region: _fitted(rows[region]) for region in Region}


def write(path: Path, weights: Weights) -> None:
    """Write the file that `corpus.clean.weighing` reads."""
    blocks = ["# Weights of signs of page furniture, fitted by `congvu evals fit-pages --write`."]
    for region, own in weights.items():
        blocks.append(f"[{region}]\n" + "\n".join(f"{name} = {value:.4f}" for name, value in own.items()))
    path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


def _fitted(rows: Sequence[tuple[Evidence, bool]]) -> dict[str, float]:
    names = sorted(rows[0][0].signs)
    values = np.array([[one.signs[name] for name in names] for one, _ in rows])
    spread = np.where(values.std(axis=0) > 0, values.std(axis=0) + RARE, 1.0)
    model = LogisticRegression(C=STRENGTH, max_iter=1000).fit(values / spread, np.array([aside for _, aside in rows]))
    weights = model.coef_[0] / spread
    return {INTERCEPT: float(model.intercept_[0])} | dict(zip(names, map(float, weights), strict=True))


def _observed(lines: Lines, chance: random.Random) -> Iterator[tuple[Evidence, bool]]:
    content = "\n".join(lines.lines)
    known, alien = Page(content), Page(content)
    mark_known(known)
    mark_metadata(alien)
    strange = frozenset(at for at in alien.filled if chance.random() < STRANGE)
    for page, hidden in ((known, frozenset[int]()), (alien, strange)):
        for one in evidence(page, strange=hidden):
            aside = lines.aside[one.at]
            if aside is not None:
                yield one, aside


def _seen(page: LabelledPage) -> Iterator[Lines]:
    """A page as it is loaded, and an HTML page as it would be pasted."""
    content = interpret(Source(page.name, page.name, page.source.encode())).content.split("\n")
    yield Lines(page.name, tuple(content), _labels(page, content))
    if page.name.endswith(".html"):
        filled = [(label, words) for label, words in page.lines if words]
        yield Lines(page.name, tuple(words for _, words in filled), tuple(label in _ASIDE for label, _ in filled))


def _labels(page: LabelledPage, content: Sequence[str]) -> tuple[bool | None, ...]:
    """The labels of lines as they were loaded, each by most of its words."""
    wanted = [(word, label in _ASIDE) for label, words in page.lines for word in _WORD.findall(words.lower())]
    read = [(word, at) for at, line in enumerate(content) for word in _WORD.findall(line.lower())]
    votes: dict[int, Counter[bool]] = defaultdict(Counter)
    matcher = SequenceMatcher(None, [word for word, _ in wanted], [word for word, _ in read], autojunk=False)
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            votes[read[block.b + step][1]][wanted[block.a + step][1]] += 1
    return tuple(votes[at].most_common(1)[0][0] if at in votes else None for at in range(len(content)))


def _mixed(seen: Sequence[Lines], chance: random.Random) -> Iterator[Lines]:
    """Pages of one language with each other's surroundings added or in place of their own."""
    cut = [(lines.name, *_parts(lines)) for lines in seen if False in lines.aside]
    for name, head, body, tail in cut:
        others = [one for one in cut if one[0][:2] == name[:2] and one[0] != name]
        for turn in range(MIXTURES if others else 0):
            above, below, further = (chance.choice(others) for _ in range(3))
            heads = (head, [*above[1], *head], above[1])[turn % 3]
            tails = ([*tail, *below[3]], [*below[3], *further[3]], [*tail, *below[3], *further[3]])[turn % 3]
            yield _joined(name, (*heads, *body, *tails))


Row = tuple[str, bool | None]


def _parts(lines: Lines) -> tuple[list[Row], list[Row], list[Row]]:
    """What stands above an article, the article, and what stands below it."""
    rows = [(line, aside) for line, aside in zip(lines.lines, lines.aside, strict=True) if line.strip()]
    own = [n for n, (_, aside) in enumerate(rows) if aside is False]
    return rows[: own[0]], rows[own[0] : own[-1] + 1], rows[own[-1] + 1 :]


def _joined(name: str, rows: Iterable[Row]) -> Lines:
    kept = tuple(rows)
    return Lines(name, tuple(line for line, _ in kept), tuple(aside for _, aside in kept))
