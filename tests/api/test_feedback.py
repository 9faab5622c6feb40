"""Feedback over HTTP: anybody sends, the code follows, the addressee answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.routes.feedback import MOST_REPORTS
from register.limits import Limiter
from tests.api.guides import Served, identity_of, served_guides

WORDS = "Lệ phí trên <b>trang</b> đã cũ."


@pytest.fixture
def served(tmp_path: Path, samples: Path) -> Iterator[Served]:
    with served_guides(tmp_path, samples) as served:
        yield served


@pytest.fixture
def client(served: Served) -> Iterator[httpx.Client]:
    with served.client() as client:
        yield client


def send(client: httpx.Client, **changes: object) -> httpx.Response:
    said = {"procedure": identity_of(client, "cấp lại thẻ căn cước bị mất"), "words": WORDS, "part": "fee"}
    return client.post("/api/v1/feedback", json=said | changes)


def follow(client: httpx.Client, code: str) -> httpx.Response:
    return client.get("/api/v1/feedback/followed", params={"code": code})


def test_a_report_gets_a_number_a_code_and_an_addressee(client: httpx.Client) -> None:
    answer = send(client)
    filed = answer.json()
    assert (answer.status_code, filed["number"], filed["agency"]["id"]) == (201, 1, "commune-police")
    assert len(filed["code"]) >= 20
    assert filed["follow"].endswith(f"/feedback?code={filed['code']}")
    assert follow(client, filed["code"]).json()["words"] == WORDS


def test_the_addressee_answers_and_the_sender_reads_it(served: Served, client: httpx.Client) -> None:
    code = send(client).json()["code"]
    with served.client(served.official) as official:
        (item,) = official.get("/api/v1/feedback").json()["feedback"]
        answered = official.post(
            f"/api/v1/feedback/{item['number']}",
            json={"version": item["version"], "action": "answer", "words": "Đã sửa.", "outcome": "accepted"},
        )
        assert answered.status_code == 200, answered.text
        again = {"version": item["version"], "action": "take_up"}
        assert official.post(f"/api/v1/feedback/{item['number']}", json=again).status_code == 409
    found = follow(client, code).json()
    assert (found["status"], found["answer"]) == ("accepted", "Đã sửa.")
    assert [one["event"] for one in found["history"]] == ["filed", "answered"]
    assert "contact" not in found and "Lan" not in str(found)


def test_strangers_and_other_agencies_are_kept_out(served: Served, client: httpx.Client) -> None:
    number = send(client).json()["number"]
    take_up = {"version": 1, "action": "take_up"}
    assert client.get("/api/v1/feedback").status_code == 401
    assert client.post(f"/api/v1/feedback/{number}", json=take_up).status_code == 401
    with served.client(served.stranger) as stranger:
        assert stranger.get("/api/v1/feedback").json() == {"feedback": [], "total": 0}
        assert stranger.post(f"/api/v1/feedback/{number}", json=take_up).status_code == 404


def test_an_editor_passes_a_report_on_by_the_agencys_name(served: Served, client: httpx.Client) -> None:
    number = send(client).json()["number"]
    with served.client(served.editor) as editor:
        passed = {"version": 1, "action": "pass_on", "agency": "Ministry of Justice"}
        assert editor.post(f"/api/v1/feedback/{number}", json=passed).json()["agency"]["id"] == "ministry-of-justice"
    with served.client(served.stranger) as justice:
        assert justice.get("/api/v1/feedback").json()["total"] == 1


def test_whoever_holds_the_code_can_delete_the_report(served: Served, client: httpx.Client) -> None:
    code = send(client, contact="a@example.org").json()["code"]
    assert client.delete("/api/v1/feedback/followed", params={"code": code}).status_code == 204
    assert follow(client, code).status_code == 404
    assert client.delete("/api/v1/feedback/followed", params={"code": code}).status_code == 404


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"words": "  "}, 422),
        ({"words": "x" * 4001}, 422),
        ({"procedure": "nope.1"}, 404),
        ({"kind": "praise"}, 422),
        ({"contact": "x" * 201}, 422),
        ({"colour": "red"}, 422),
    ],
)
def test_what_cannot_be_filed_is_refused(client: httpx.Client, changes: dict[str, object], status: int) -> None:
    assert send(client, **changes).status_code == status


def test_too_many_reports_from_one_address_are_refused(client: httpx.Client) -> None:
    answers = [send(client).status_code for _ in range(MOST_REPORTS + 1)]
    assert answers == [201] * MOST_REPORTS + [429]


def test_ratings_are_counted_by_month_and_procedure(client: httpx.Client) -> None:
    card = identity_of(client, "cấp lại thẻ căn cước bị mất")
    for said in ({"stars": 5}, {"stars": 2, "helpful": False}, {"helpful": True}):
        assert client.post(f"/api/v1/procedures/{card}/ratings", json=said).status_code == 204
    assert client.post(f"/api/v1/procedures/{card}/ratings", json={}).status_code == 422
    (one,) = client.get("/api/v1/procedures/satisfaction").json()
    assert (one["ratings"], one["mean_stars"], one["helpful"], one["not_helpful"]) == (3, 3.5, 1, 1)
    assert one["agency"]["id"] == "commune-police"
    table = client.get("/api/v1/procedures/satisfaction.csv", params={"by": "agency", "lang": "en"}).text
    assert "mean_stars" in table and "3.5" in table


def test_a_limit_is_kept_for_each_application_alone() -> None:
    assert Limiter(1).passes("a") and Limiter(1).passes("a")
