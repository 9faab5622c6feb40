"""Documents that lie in wait for whoever opens, exports or fetches them: at every door they stay words."""

from __future__ import annotations

import csv
import io
import re
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.etree import ElementTree

import httpx
import pytest
from icalendar import Calendar

from api.application import create_app
from corpus.ingest import ingest
from corpus.model import Act
from corpus.store import Library, open_database
from register.sync import take
from tests.api.conftest import serving
from tests.api.scripted import ScriptedAssistant
from tests.register.factories import found

MARKUP = "<script>hacked()</script><img src=x onerror=hacked()>"
FORMULA = '=HYPERLINK("http://evil.example","x")'
ACT = Act(id="evil", number="88/CT-TTg", title=f"{FORMULA} {MARKUP}", issuer="prime-minister")
GUIDE = """---
title: '=1+1 {markup}'
source: 'javascript:hacked()'
---

# Thủ tục cấp thẻ {markup}

Nguồn: javascript:hacked()

Lệ phí: 50.000 đồng {markup} [xem](javascript:hacked()) ![x]({address}/pixel.png)

Thời hạn giải quyết: 3 ngày làm việc. Xem {address}/latest/meta-data và file:///etc/passwd

Cơ quan thực hiện: Ủy ban nhân dân cấp xã

Thành phần hồ sơ:
- =cmd|'/c calc'!A1 tờ khai {markup}
- @SUM(1) bản sao căn cước công dân
"""
FOLDED = "report\r\nATTENDEE:mailto:x@evil.example\r\nEND:VEVENT\r\nBEGIN:VALARM\nTRIGGER:-PT1M"
TABLES = ("tasks.csv", "overview.csv", "procedures/declare-once.csv", "procedures/satisfaction.csv")


@pytest.fixture(scope="module")
def canary() -> Iterator[tuple[str, list[str]]]:
    """The address of a server that nobody should call, and the paths at which it was called."""
    called: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            called.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", called
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def door(canary: tuple[str, list[str]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("evil")
    (folder / "guide.md").write_text(GUIDE.format(markup=MARKUP, address=canary[0]), encoding="utf-8")
    database = open_database(f"sqlite:///{folder / 'c.db'}")
    library = Library(database)
    ingest([folder / "guide.md"], library, database)
    take(database, [found(f"{FORMULA} {MARKUP}", act=ACT), found(FOLDED, act=ACT, clause="2"), found("+1", clause="3")])
    with serving(create_app(ScriptedAssistant(), library)) as url, httpx.Client(base_url=url, timeout=20) as client:
        yield client


class Dangers(HTMLParser):
    """What a page would run: elements with handlers, scripts with a document's words, addresses that are programs."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.links: set[str] = set()
        self._script = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._script = tag if tag != "script" else dict(attrs).get("type") or "script"
        for name, value in attrs:
            if name.startswith("on") or (value or "").strip().lower().startswith(("javascript:", "data:text")):
                self.found.append(f"<{tag} {name}={value}>")
            if tag == "a" and name == "href" and value and value.startswith("/"):
                self.links.add(value.partition("#")[0])

    def handle_data(self, data: str) -> None:
        if (self._script == "script" and "hacked" in data) or (self._script == "application/ld+json" and "<" in data):
            self.found.append(data)


def dangers(page: str) -> Dangers:
    parser = Dangers()
    parser.feed(page)
    return parser


def test_no_page_runs_what_a_document_says(door: httpx.Client) -> None:
    todo, seen = ["/", "/acts", "/tasks", "/overview", "/procedures", "/corpus", "/feedback"], set[str]()
    while todo and len(seen) < 60:
        path = todo.pop(0)
        if path in seen or path.startswith("/api/"):
            continue
        seen.add(path)
        response = door.get(path)
        if "text/html" not in response.headers.get("content-type", ""):
            continue
        page = dangers(response.text)
        assert page.found == [], path
        todo += sorted(page.links - seen)
    assert any(path.startswith("/texts/") for path in seen) and any(path.startswith("/tasks/") for path in seen)


@pytest.mark.parametrize("table", TABLES)
def test_no_cell_of_a_table_is_a_formula(door: httpx.Client, table: str) -> None:
    response = door.get(f"/api/v1/{table}").raise_for_status()
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))
    assert [cell for row in rows for cell in row if re.match(r"[=+\-@\t\r]", cell)] == []


def test_the_table_of_tasks_holds_the_words_that_were_made_safe(door: httpx.Client) -> None:
    assert "'=HYPERLINK" in door.get("/api/v1/tasks.csv").text


def test_no_word_of_a_task_becomes_a_line_of_the_calendar(door: httpx.Client) -> None:
    calendar = Calendar.from_ical(door.get("/api/v1/tasks.ics").raise_for_status().text)
    events = calendar.walk("VEVENT")
    assert len(events) == 3 and not calendar.walk("VALARM")
    assert all("ATTENDEE" not in event for event in events)


def test_the_feed_is_xml_whose_words_are_words(door: httpx.Client) -> None:
    feed = ElementTree.fromstring(door.get("/api/v1/tasks.rss").raise_for_status().content)
    assert feed.findall(".//script") == [] and any("<script>" in (one.text or "") for one in feed.iter())


def test_nothing_that_a_document_names_is_fetched(door: httpx.Client, canary: tuple[str, list[str]]) -> None:
    address, called = canary
    door.post("/api/v1/ask", json={"question": f"{address}/secret"}).raise_for_status()
    door.get("/api/v1/search", params={"q": f"{address}/secret"})
    assert called == []
