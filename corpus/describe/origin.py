"""Where a text comes from: address, publisher, day of publication."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.describe.attributes import Attribute
from corpus.describe.dates import date_of_url, find_date
from corpus.describe.vocabulary import publisher_of
from corpus.model import Evidence

LONGEST_ARTICLE = 100_000  # characters; what is longer is an act, and no portal has stamped it
_URL = r"https?://[^\s)\]>\"'|]+"
_SOURCE_LINE = re.compile(
    rf"^\W*(?:Source|Nguồn|Источник|Джерело|Źródło)\s*:\s*(?P<url>{_URL})", re.MULTILINE | re.IGNORECASE
)
_ANY_URL = re.compile(_URL)
_HOST = re.compile(r"\b[\w-]+(?:\.[\w-]+)*\.(?:vn|net|com|org)\b")
_STAMP_LINE = re.compile(
    r"^(?P<name>(?:Báo|Tạp chí|TTXVN|Cổng)[^\d\n]{2,60}?)(?P<date>\d{2}/\d{2}/20\d\d)\s*$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of a text's publication."""

    url: str | None
    publisher: str | None
    published: date | None
    evidence: tuple[Evidence, ...]


def read_origin(content: str, attributes: Sequence[Attribute]) -> Origin:
    """The source line, else the attributes; the day from the page's stamp or from its address."""
    evidence: list[Evidence] = []
    url = _source_url(content, attributes, evidence)
    publisher = publisher_of(url) if url else _host(attributes)
    published: date | None = None
    stamp = _STAMP_LINE.search(content) if len(content) <= LONGEST_ARTICLE else None
    if stamp and (found := find_date(stamp["date"])):
        published = found[0]
        publisher = _once(stamp["name"].strip())
        evidence.append(Evidence("publisher", publisher, stamp.start("name"), stamp.end("name")))
        evidence.append(Evidence("published", published.isoformat(), stamp.start("date"), stamp.end("date")))
    elif url and (day := date_of_url(url)):
        published = day[0]
        at = evidence[-1].start
        evidence.append(Evidence("published", published.isoformat(), at + day[1], at + day[2]))
    return Origin(url, publisher, published, tuple(evidence))


def _source_url(content: str, attributes: Sequence[Attribute], evidence: list[Evidence]) -> str | None:
    if line := _source_line(content):
        evidence.append(Evidence("source_url", line["url"], line.start("url"), line.end("url")))
        return line["url"]
    for attribute in attributes:
        if attribute.field == "source" and (match := _ANY_URL.search(attribute.value)):
            at = attribute.start + match.start()
            evidence.append(Evidence("source_url", match[0], at, at + len(match[0])))
            return match[0]
    return None


def _source_line(content: str) -> re.Match[str] | None:
    """The first line that names an address as the source."""
    at = content.find("http")
    while at >= 0:
        if line := _SOURCE_LINE.match(content, content.rfind("\n", 0, at) + 1):
            return line
        at = content.find("http", at + 1)
    return None


def _host(attributes: Sequence[Attribute]) -> str | None:
    for attribute in attributes:
        if attribute.field == "source" and (match := _HOST.search(attribute.value)):
            return publisher_of(match[0])
    return None


def _once(name: str) -> str:
    """`Báo Văn HóaBáo Văn Hóa`, printed twice by the portal, is one name."""
    half = len(name) // 2
    return name[:half].strip() if name[:half].strip() == name[half:].strip() else name
