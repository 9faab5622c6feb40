"""The register over HTTP: complete lists, feeds that calendars keep, reports and reviews by those who may."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pytest
from bs4 import BeautifulSoup
from icalendar import Calendar, Event

from api.application import create_app
from corpus.model import Language
from corpus.store import Database
from register.model import Role
from register.people import add_person
from register.sync import take
from tests.api.conftest import serving
from tests.api.scripted import ScriptedAssistant
from tests.api.shelves import small_library
from tests.register.factories import PLAN, found, source

REVIEW = found(coordinating=("government-office",), more=(source("оцінює", text_id="n-uk", language=Language.UK),))
DECREE = found("submit the decree", clause="III.9", agencies=("ministry-of-finance",), due=date(2099, 1, 31))
MONTHLY = found("report progress", act=PLAN, clause="1", due=None, recurrence="monthly", text_id="plan-1-en")
VAGUE = found("=improve coordination", clause="III.10", agencies=("ministry-of-justice",), due=None)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    database = small_library(tmp_path).database
    take(database, [REVIEW, DECREE, MONTHLY, VAGUE])
    return database


@pytest.fixture
def client(database: Database, tmp_path: Path) -> Iterator[httpx.Client]:
    app = create_app(ScriptedAssistant(), small_library(tmp_path))
    with serving(app) as address, httpx.Client(base_url=address, timeout=20) as client:
        yield client


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a register that no test changes."""
    library = small_library(tmp_path_factory.mktemp("register"))
    take(library.database, [REVIEW, DECREE, MONTHLY, VAGUE])
    app = create_app(ScriptedAssistant(), library)
    with serving(app) as address, httpx.Client(base_url=address, timeout=20) as client:
        yield client


def token(database: Database, role: Role, agency: str | None = None) -> dict[str, str]:
    _, secret = add_person(database, f"{role} {agency}", role, agency=agency)
    return {"Authorization": f"Bearer {secret}"}


def listed(client: httpx.Client, **filters: object) -> list[str]:
    body = client.get("/api/v1/tasks", params=filters).raise_for_status().json()  # type: ignore[arg-type]
    assert body["total"] == len(body["tasks"])
    return [task["action"] for task in body["tasks"]]


def identity(client: httpx.Client, **filters: str) -> str:
    (task,) = client.get("/api/v1/tasks", params=filters).json()["tasks"]
    return str(task["id"])


def events(client: httpx.Client, **filters: str) -> dict[str, Event]:
    response = client.get("/api/v1/tasks.ics", params=filters).raise_for_status()
    assert response.headers["content-type"].startswith("text/calendar")
    return {str(event["UID"]): event for event in Calendar.from_ical(response.content).walk("VEVENT")}


def test_a_task_has_the_shape_of_the_contract(reading: httpx.Client) -> None:
    (task,) = reading.get("/api/v1/tasks", params={"q": "administrative", "lang": "en"}).json()["tasks"]
    assert set(task) == {"id", "action", "agencies", "coordinating", "deadline", "status", "sources"}
    assert task["agencies"] == [{"id": "ministry-of-justice", "name": "Ministry of Justice"}]
    assert task["deadline"] == {"date": "2025-11-15", "kind": "by", "text": "by the term", "recurrence": None}
    assert task["status"] == "overdue"
    assert task["sources"][0]["quote"] == "The ministry shall review administrative procedures."
    assert {"n", "act", "text", "section", "quote", "start", "end"} == set(task["sources"][0])


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["review administrative procedures", "submit the decree", "=improve coordination", "report progress"]),
        ({"agency": "ministry-of-finance"}, ["submit the decree"]),
        ({"agency": "bo tai chinh"}, ["submit the decree"]),
        ({"agency": "minstry of finance"}, ["submit the decree"]),
        ({"agency": "government-office"}, []),
        ({"agency": "government-office", "coordinating": True}, ["review administrative procedures"]),
        ({"due_from": "2025-11-15", "due_to": "2025-11-15"}, ["review administrative procedures"]),
        ({"due_from": "2025-11-16"}, ["submit the decree"]),
        ({"status": "overdue"}, ["review administrative procedures"]),
        ({"status": "no_term"}, ["=improve coordination"]),
        ({"status": ["open", "overdue"]}, ["review administrative procedures", "submit the decree", "report progress"]),
        ({"act": "1/KH-BTP"}, ["report progress"]),
        ({"act": "1/kh"}, ["report progress"]),
        ({"act": "plan-1", "q": "progress"}, ["report progress"]),
        ({"q": "administrative DECREE"}, []),
        ({"recurrence": "monthly"}, ["report progress"]),
        ({"lang": "uk", "q": "administrative"}, ["оцінює"]),
    ],
)
def test_filters_leave_exactly_what_they_say(
    reading: httpx.Client, filters: dict[str, object], found: list[str]
) -> None:
    assert sorted(listed(reading, **filters)) == sorted(found)


def test_pages_add_up_to_the_total(reading: httpx.Client) -> None:
    pages = [reading.get("/api/v1/tasks", params={"limit": 3, "offset": n}).json() for n in (0, 3)]
    assert [page["total"] for page in pages] == [4, 4]
    assert len({task["id"] for page in pages for task in page["tasks"]}) == 4


@pytest.mark.parametrize(
    "filters",
    [
        {"agency": "xyzzy"},
        {"status": "finished"},
        {"who": "me"},
        {"due_from": "2026-12-31", "due_to": "2026-01-01"},
    ],
)
def test_filters_that_mean_nothing_are_told(reading: httpx.Client, filters: dict[str, str]) -> None:
    response = reading.get("/api/v1/tasks", params=filters)
    assert response.status_code == 422 and response.headers["content-type"] == "application/problem+json"


def test_the_table_opens_in_spreadsheets_and_runs_nothing_there(reading: httpx.Client) -> None:
    response = reading.get("/api/v1/tasks.csv", params={"lang": "en"}).raise_for_status()
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert len(rows) == 4
    assert "'=improve coordination" in {row["action"] for row in rows}
    assert set(rows[0]) == set(reading.get("/api/v1/tasks/dictionary").json())


# -- feeds ----------------------------------------------------------------------------------------------------


def test_open_data_say_what_their_columns_mean_and_hold_every_task(reading: httpx.Client) -> None:
    found = reading.get("/api/v1/tasks.json").json()
    listed = reading.get("/api/v1/tasks").json()
    assert [row["id"] for row in found["tasks"]] == [task["id"] for task in listed["tasks"]]
    assert len(found["tasks"]) == listed["total"] > 0
    assert all(row.keys() == found["dictionary"].keys() for row in found["tasks"])
    assert found["dictionary"]["due"]


def test_calendars_follow_a_moved_term_by_the_same_event(client: httpx.Client, database: Database) -> None:
    before = events(client, q="decree")
    take(database, [REVIEW, found("submit the decree", clause="III.9", agencies=("ministry-of-finance",)), MONTHLY])
    after = events(client, q="decree")

    ((uid, old),) = before.items()
    new = after[uid]
    assert (old["DTSTART"].dt, new["DTSTART"].dt) == (date(2099, 1, 31), date(2025, 11, 15))
    assert int(new["SEQUENCE"]) > int(old["SEQUENCE"])


def test_calendars_strike_out_what_was_withdrawn(client: httpx.Client, database: Database) -> None:
    ((uid, _),) = events(client, agency="ministry-of-finance").items()
    take(database, [REVIEW, MONTHLY, VAGUE])

    assert listed(client, agency="ministry-of-finance") == []
    assert events(client, agency="ministry-of-finance")[uid]["STATUS"] == "CANCELLED"


def test_what_recurs_recurs_in_the_calendar(reading: httpx.Client) -> None:
    (event,) = events(reading, recurrence="monthly").values()
    assert event["RRULE"] == {"FREQ": ["MONTHLY"], "BYMONTHDAY": [-1]}


def test_news_come_newest_first_with_an_item_for_each_change(client: httpx.Client, database: Database) -> None:
    take(database, [found("submit the decree", clause="III.9", agencies=("ministry-of-finance",)), REVIEW, MONTHLY])
    channel = ElementTree.fromstring(client.get("/api/v1/tasks.rss").content).find("channel")
    assert channel is not None
    guids = [item.findtext("guid", "") for item in channel.findall("item")]
    assert len(set(guids)) == 4 and guids[0].endswith("#2")


# -- reports and reviews --------------------------------------------------------------------------------------


def test_an_official_reports_and_everybody_sees_it_at_once(client: httpx.Client, database: Database) -> None:
    task = identity(client, q="administrative")
    said = {"version": 1, "progress": "in_progress", "percent": 70, "note": "Two of three parts are ready."}
    mine = token(database, Role.OFFICIAL, "ministry-of-justice")
    client.post(f"/api/v1/tasks/{task}/reports", json=said, headers=mine).raise_for_status()

    seen = client.get(f"/api/v1/tasks/{task}").json()
    assert (seen["percent"], seen["version"], seen["reports"][0]["note"]) == (70, 2, "Two of three parts are ready.")
    assert seen["history"][-1]["fields"]["percent"] == [0, 70]


def test_a_report_on_an_old_version_is_refused_and_says_which_is_new(client: httpx.Client, database: Database) -> None:
    task = identity(client, q="administrative")
    mine = token(database, Role.EDITOR)
    said = {"version": 1, "progress": "in_progress", "percent": 10}
    assert client.post(f"/api/v1/tasks/{task}/reports", json=said, headers=mine).status_code == 200
    second = client.post(f"/api/v1/tasks/{task}/reports", json=said | {"percent": 90}, headers=mine)
    assert second.status_code == 409 and "version 2" in second.json()["detail"]
    assert client.get(f"/api/v1/tasks/{task}").json()["percent"] == 10


@pytest.mark.parametrize(
    ("role", "agency", "status"),
    [(Role.READER, None, 403), (Role.OFFICIAL, "ministry-of-finance", 403), (Role.EDITOR, None, 200)],
)
def test_roles_decide_who_may_report(
    client: httpx.Client, database: Database, role: Role, agency: str | None, status: int
) -> None:
    task = identity(client, q="administrative")
    said = {"version": 1, "progress": "in_progress", "percent": 5}
    headers = token(database, role, agency)
    assert client.post(f"/api/v1/tasks/{task}/reports", json=said, headers=headers).status_code == status


def test_strangers_and_wrong_tokens_write_nothing(client: httpx.Client) -> None:
    task = identity(client, q="administrative")
    said = {"version": 1, "progress": "in_progress"}
    for headers in ({}, {"Authorization": "Bearer guess"}, {"Authorization": "Basic eDp5"}):
        assert client.post(f"/api/v1/tasks/{task}/reports", json=said, headers=headers).status_code == 401


def test_an_editor_corrects_and_hides_a_task(client: httpx.Client, database: Database) -> None:
    task = identity(client, q="administrative")
    editor = token(database, Role.EDITOR)
    review = {"version": 1, "kind": "correct", "why": "Not public.", "correction": {"public": False}}
    corrected = client.post(f"/api/v1/tasks/{task}/reviews", json=review, headers=editor)
    assert corrected.status_code == 200 and corrected.json()["review"] == "corrected"

    assert listed(client, q="administrative") == []
    assert client.get(f"/api/v1/tasks/{task}").status_code == 404
    assert client.get("/api/v1/tasks", params={"q": "administrative"}, headers=editor).json()["total"] == 1
    official = token(database, Role.OFFICIAL, "ministry-of-justice")
    assert client.post(f"/api/v1/tasks/{task}/reviews", json=review, headers=official).status_code == 403


def test_evidence_travels_with_its_report(client: httpx.Client, database: Database) -> None:
    editor = token(database, Role.EDITOR)
    content = b"\x89PNG" + bytes(200_000)
    kept = client.put("/api/v1/evidence", params={"name": "photo.png"}, content=content, headers=editor)
    digest = kept.raise_for_status().json()["file_sha256"]
    assert client.get(f"/api/v1/evidence/{digest}", headers=editor).content == content
    assert client.get(f"/api/v1/evidence/{digest}").status_code == 401


# -- overview and pages ---------------------------------------------------------------------------------------


def test_the_overview_counts_what_the_list_lists(reading: httpx.Client) -> None:
    found = reading.get("/api/v1/overview").json()
    assert found["total"] == sum(found["by_status"].values()) == 4
    for status, count in found["by_status"].items():
        assert count == reading.get("/api/v1/tasks", params={"status": status}).json()["total"]
    assert {c["key"]: c["total"] for c in found["agencies"]} == {"ministry-of-justice": 3, "ministry-of-finance": 1}
    assert {c["name"]: c["total"] for c in found["terms"]} == {"2025-11": 1, "2099-01": 1}
    rows = list(csv.DictReader(io.StringIO(reading.get("/api/v1/overview.csv").content.decode("utf-8-sig"))))
    assert sum(int(row["total"]) for row in rows if row["group"] == "agency") == 4


def test_the_overview_can_be_asked_as_of_a_day(reading: httpx.Client) -> None:
    """The first term was not over in October 2025."""
    day = "2025-10-20"
    found = reading.get("/api/v1/overview", params={"as_of": day}).json()
    assert (found["today"], found["by_status"]["overdue"]) == (day, 0)
    assert reading.get("/api/v1/overview").json()["by_status"]["overdue"] == 1
    for status, count in found["by_status"].items():
        asked = {"status": status, "as_of": day}
        assert count == reading.get("/api/v1/tasks", params=asked).json()["total"]
    rows = list(csv.DictReader(io.StringIO(reading.get("/api/v1/overview.csv", params={"as_of": day}).text)))
    assert not any(int(row["overdue"]) for row in rows)
    assert reading.get("/api/v1/overview", params={"as_of": "soon"}).status_code == 422


@pytest.mark.parametrize("language", sorted(Language))
def test_the_page_of_the_overview_takes_a_day_and_its_links_keep_it(reading: httpx.Client, language: Language) -> None:
    asked = {"lang": language, "as_of": "2025-10-20"}
    page = BeautifulSoup(reading.get("/overview", params=asked).text, "html.parser")
    field = page.select_one("input[name=as_of]")
    assert field is not None and field["value"] == "2025-10-20"
    links = [str(link["href"]) for link in page.select(".totals a, table.rows a, ul.take a")]
    assert len(links) > 8 and all("as_of=2025-10-20" in link for link in links)


@pytest.mark.parametrize("language", sorted(Language))
def test_pages_show_tasks_in_every_language(reading: httpx.Client, language: Language) -> None:
    task = identity(reading, q="administrative")
    for path in ("/tasks", f"/tasks/{task}", "/overview"):
        page = reading.get(path, params={"lang": language}, headers={"Accept": "text/html"})
        assert page.status_code == 200 and f'lang="{language}"' in page.text, path
    assert "<svg" in page.text and "style=" not in page.text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "vi",
            (
                "Đọc trong 07-TB/CQTTBCĐ",
                "Báo cáo: đang thực hiện.",
                "<del>chưa bắt đầu</del> → <ins>đang thực hiện</ins>",
            ),
        ),
        ("pl", ("Odczytano z 07-TB/CQTTBCĐ", "Zgłoszono: w toku.", "<del>nierozpoczęte</del> → <ins>w toku</ins>")),
    ],
)
def test_the_history_of_a_task_speaks_the_readers_language(
    client: httpx.Client, database: Database, language: str, said: tuple[str, ...]
) -> None:
    task = identity(client, q="administrative")
    editor = token(database, Role.EDITOR)
    report = {"version": 1, "progress": "in_progress"}
    assert client.post(f"/api/v1/tasks/{task}/reports", json=report, headers=editor).status_code == 200
    corrected = {"version": 2, "kind": "correct", "why": "Moved by 12/TB.", "correction": {"due": "2027-01-31"}}
    assert client.post(f"/api/v1/tasks/{task}/reviews", json=corrected, headers=editor).status_code == 200
    page = client.get(f"/tasks/{task}", params={"lang": language}, headers={"Accept": "text/html"}).text
    assert [words for words in (*said, "Moved by 12/TB.", "2027") if words not in page] == []
    assert "Read in" not in page
    told = client.get(f"/api/v1/tasks/{task}", params={"lang": language}).json()["history"]
    assert told[0]["why"].startswith(said[0]) and told[-1]["why"] == "Moved by 12/TB."


def test_the_form_filters_and_leaves_empty_fields_alone(reading: httpx.Client) -> None:
    asked = {"agency": "Bộ Tài chính", "status": "", "due_from": "", "due_to": "", "act": "", "q": "", "lang": "en"}
    page = reading.get("/tasks", params=asked, headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert "submit the decree" in page.text and "administrative" not in page.text


def test_the_form_asks_as_of_a_day_and_its_feeds_keep_it(reading: httpx.Client) -> None:
    asked = {"as_of": "2100-01-01", "status": "overdue"}
    page = reading.get("/tasks", params=asked | {"lang": "en"}, headers={"Accept": "text/html"}).text
    total = reading.get("/api/v1/tasks", params=asked).json()["total"]
    assert total > reading.get("/api/v1/tasks", params={"status": "overdue"}).json()["total"]
    assert page.count("<h2><a href=") == total
    assert "/api/v1/tasks.ics?status=overdue&amp;as_of=2100-01-01" in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"agency": "xyzzy"}, "No agency of this name"),
        ({"act": "99/ZZ"}, "No act of this number"),
        ({"due_from": "2026-12-31", "due_to": "2026-01-01"}, "The last day lies before the first"),
    ],
)
def test_the_form_says_what_it_could_not_follow(reading: httpx.Client, asked: dict[str, str], said: str) -> None:
    page = reading.get("/tasks", params={**asked, "lang": "en"}, headers={"Accept": "text/html"})
    assert page.status_code == 200 and said in page.text


def test_days_in_calendars_stand_as_the_language_writes_them(reading: httpx.Client) -> None:
    (event,) = events(reading, q="administrative", lang="vi").values()
    assert "15/11/2025" in event["DESCRIPTION"] and "2025-11-15" not in event["DESCRIPTION"]
