"""What speaks for and against each line of a page being its furniture, whatever the words of the line.

Most of it is how a line is written and what stands around it; what is known of its words is one sign among many, so
that a portal whose buttons nobody has seen yet is told by its shape.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.clean.extent import extent
from corpus.clean.lines import (
    PICTOGRAM,
    is_button,
    is_labelled,
    is_stamp,
    is_text,
    says,
    speaks_of_page,
    speaks_to_reader,
)
from corpus.clean.page import Page
from corpus.clean.topic import Topic
from corpus.clean.words import words
from corpus.fold import fold

_KNOWN = ("button", "byline")  # signs that a list of words gives
NEAR, FAR = 2, 6  # filled lines on each side that are a line's company and its surroundings

_NAME = re.compile(r"(?:[^\W\d_a-zа-яіїєґ]\S*\s*){2,4}")  # two to four words, each with a capital
_ADDRESS = re.compile(r"https?://|www\.|\S@\S+\.\S|\+?\d[\d ()-]{7,}\d")
_RIGHTS = re.compile(r"[©®℗™]|\(c\)", re.IGNORECASE)
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}\b")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_BAR = re.compile(r"\s[|·•/›»>]\s|^[‹«<←→×»›>]|[→»›×…]$")
_ITEM = re.compile(rf"{PICTOGRAM}|" r"[-–—•+*]\s|\(?\d{1,3}(?:\.\d{1,3})*[.)]\s|\(?[a-zđа-яіїє]{1,2}[).]\s|§|\|")
_FULL = re.compile(r"[.!?…;][\s*_”\"»')]*$")
_AGENCY = re.compile(r"(?<=[.!?…»”])\s*[-–—/]+\s*[A-ZĐА-Я]{2,8}[./]*$")  # "... on Monday. — VNS"
_WONDERS = re.compile(  # how an article's own headings like to begin, with or without a question mark
    r"(?:who|what|where|when|why|how|кто|что|где|когда|почему|зачем|сколько|куда|как|хто|що|де|коли|чому|чого|скільки|"
    r"куди|як|kto|co|gdzie|kiedy|dlaczego|ile|jak|skąd|komu|кому|ai|vì sao|tại sao|khi nào|ở đâu|bao giờ)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")


class Region(StrEnum):
    """Where a line stands: before the first sentence of an article, between its sentences, or after the last."""

    ABOVE = "above"
    INSIDE = "inside"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A line's number in the page, its region, and its signs by name, each about 0 to 1."""

    at: int
    region: Region
    signs: dict[str, float]


def evidence(page: Page, *, strange: frozenset[int] = frozenset()) -> tuple[Evidence, ...]:
    """The evidence on every filled line in order; empty where no sentence is found.

    `strange` are lines whose words nobody is to know, so that weights can be fitted for portals not yet seen.
    """
    texts = [at for at in page.filled if is_text(page, at)]
    shapes = [_shape(page.lines[at]) | dict.fromkeys(_KNOWN if at in strange else (), 0.0) for at in page.filled]
    article = extent(page, texts, shapes)
    if article is None:
        return ()
    spots = _Spots(page, frozenset(texts), article, shapes)
    return tuple(Evidence(at, spots.region(at), shapes[n] | spots.signs(n, shapes)) for n, at in enumerate(page.filled))


def _shape(line: str) -> dict[str, float]:
    """How a line is written."""
    letters = _WORD.findall(line)
    told = _AGENCY.sub("", line)
    known = words()
    return {
        "length": min(1.0, math.log1p(len(line)) / 6),
        "word": float(len(letters) <= 1),
        "short": float(len(letters) <= 4),
        "long": float(len(line) >= 120),
        "full": float(_FULL.search(told) is not None),
        "says": float(says(told)),
        "announces": float(line.endswith(":")),
        "wonders": float(_WONDERS.match(line) is not None),
        "asks": float(line.endswith("?")),
        "calls": float(line.endswith("!")),
        "item": float(_ITEM.match(line) is not None),
        "heading": float(line.startswith("#")),
        "lower": float(line[:1].islower()),
        "capitals": float(line.isupper() and len(line) > 3),
        "titled": sum(word[0].isupper() for word in letters) / len(letters) if letters else 0.0,
        "name": float(len(line) <= 45 and _NAME.fullmatch(line) is not None),
        "digits": sum(map(str.isdigit, line)) / len(line),
        "number": float(not letters),
        "stamp": float(is_stamp(line) and not says(told)),
        "clock": float(_CLOCK.search(line) is not None),
        "dated": float(_CLOCK.search(line) is not None and _YEAR.search(line) is not None),
        "address": float(_ADDRESS.search(line) is not None),
        "rights": float(_RIGHTS.search(line) is not None),
        "bar": float(_BAR.search(line) is not None),
        "commas": min(1.0, line.count(",") / 5) * (not _FULL.search(told)),
        "reader": float(speaks_to_reader(line)),
        "site": float(speaks_of_page(line)),
        "labelled": float(is_labelled(line)),
        "button": float(is_button(line)),
        "credit": float(known.credit.search(line[-90:]) is not None),
        "byline": float(known.byline.fullmatch(line) is not None),
    }


class _Spots:
    """Where lines stand: their region, their neighbours, the run of lines without a sentence that they are in."""

    def __init__(
        self, page: Page, texts: frozenset[int], article: tuple[int, int], shapes: Sequence[dict[str, float]]
    ) -> None:
        self._page = page
        self._texts = [at in texts for at in page.filled]
        self._first, self._last = article
        folded = [" ".join(_WORD.findall(fold(page.lines[at]))) for at in page.filled]
        self._folded, self._times = folded, Counter(folded)
        self._runs = self._find_runs()
        self._topic = Topic(page, folded, self._texts, article, shapes)

    def region(self, at: int) -> Region:
        if at < self._first:
            return Region.ABOVE
        return Region.INSIDE if at <= self._last else Region.BELOW

    def signs(self, n: int, shapes: Sequence[dict[str, float]]) -> dict[str, float]:
        start, end = self._runs[n]
        run = shapes[start:end]
        size = max(1, end - start)
        return {
            "text": float(self._texts[n]),
            "run": min(1.0, math.log2(1 + end - start) / 6),
            "run_starts": 1 / (1 + n - start),
            "run_ends": 1 / (end - n) if end > n else 0.0,
            "run_buttons": min(1.0, sum(one["button"] for one in run) / 3),
            "run_stamps": min(1.0, sum(one["stamp"] for one in run) / 3),
            "run_says": sum(one["says"] for one in run) / size,
            "run_length": sum(one["length"] for one in run) / size,
            "again": float(bool(self._folded[n]) and self._times[self._folded[n]] > 1),
            **self._topic.signs(n),
            **self._beside("before", n - 1, shapes),
            **self._beside("after", n + 1, shapes),
            **self._around(n, shapes),
        }

    def _beside(self, side: str, n: int, shapes: Sequence[dict[str, float]]) -> dict[str, float]:
        """What the line before or after one is; the page's edge is a line that says nothing."""
        there = 0 <= n < len(shapes)
        own = shapes[n] if there else {}
        kept = ("says", "short", "announces", "item", "lower", "stamp", "button", "credit", "name", "asks", "length")
        return {f"{side}_text": float(there and self._texts[n]), f"{side}_edge": float(not there)} | {
            f"{side}_{sign}": own.get(sign, 0.0) for sign in kept
        }

    def _around(self, n: int, shapes: Sequence[dict[str, float]]) -> dict[str, float]:
        signs = {}
        for name, reach in (("near", NEAR), ("far", FAR)):
            places = [i for i in range(max(0, n - reach), min(len(shapes), n + reach + 1)) if i != n]
            share = 1 / max(1, len(places))
            signs[f"{name}_text"] = share * sum(self._texts[i] for i in places)
            for sign in ("says", "button", "stamp", "short", "item"):
                signs[f"{name}_{sign}"] = share * sum(shapes[i][sign] for i in places)
        return signs

    def _find_runs(self) -> list[tuple[int, int]]:
        """For each filled line, the stretch of lines that are no text around it: (first, end), empty for text."""
        runs, start = [], 0
        for n, text in enumerate((*self._texts, True)):
            if text:
                runs.extend([(start, n)] * (n - start))
                runs.append((n, n))
                start = n + 1
        return runs[:-1]
