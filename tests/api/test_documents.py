"""Acts, texts and search over HTTP."""

from __future__ import annotations

from datetime import date

import httpx
import pytest

from corpus.model import Language
from tests.api.scripted import ScriptedAssistant
from tests.api.shelves import ENGLISH


def test_acts_are_listed_with_the_languages_that_they_can_be_read_in(client: httpx.Client) -> None:
    listed = client.get("/api/v1/acts").json()
    assert listed["total"] == 1
    assert listed["acts"][0]["id"] == "notice-1"
    assert listed["acts"][0]["languages"] == ["en", "vi"]


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ({"q": "cai cach"}, 1),
        ({"q": "CẢI CÁCH 1/TB"}, 1),
        ({"q": "van phong"}, 1),
        ({"q": "Government Office"}, 1),
        ({"q": "biển"}, 0),
        ({"lang": "vi"}, 1),
        ({"lang": "pl"}, 0),
        ({"kind": "notice"}, 1),
        ({"kind": "law"}, 0),
        ({"issuer": "government-office"}, 1),
        ({"issuer": "national-assembly"}, 0),
    ],
)
def test_acts_are_filtered_whatever_accents_were_typed(client: httpx.Client, query: dict[str, str], total: int) -> None:
    assert client.get("/api/v1/acts", params=query).json()["total"] == total


def test_a_page_beyond_the_last_is_empty_but_knows_the_total(client: httpx.Client) -> None:
    assert client.get("/api/v1/acts?offset=5").json() == {"acts": [], "total": 1}


def test_an_act_shows_its_texts_and_the_other_acts_it_mentions(client: httpx.Client) -> None:
    act = client.get("/api/v1/acts/notice-1").json()
    assert {text["language"] for text in act["texts"]} == {"en", "vi"}
    assert act["references"] == [
        {
            "number": "57-NQ/TW",
            "relation": "implements",
            "act_id": None,
            "text_id": "notice-1-en",
            "section": None,
            "start": 0,
            "end": 3,
        }
    ]
    assert act["validity"] == "in_force"


def test_a_text_comes_with_content_sections_and_spans(client: httpx.Client) -> None:
    text = client.get("/api/v1/texts/notice-1-en").json()
    assert text["content"] == ENGLISH
    assert text["act"] == {
        "id": "notice-1",
        "number": "1/TB-VPCP",
        "title": "Kết luận về cải cách thủ tục",
        "validity": "in_force",
    }
    assert [section["heading"] for section in text["sections"]] == ["", "Part I"]
    assert text["spans"] == [{"id": "notice-1-en-1", "section": "", "start": 0, "end": len(ENGLISH)}]


def test_a_text_without_an_act_has_none(client: httpx.Client) -> None:
    assert client.get("/api/v1/texts/guide").json()["act"] is None


@pytest.mark.parametrize("path", ["/api/v1/acts/nope", "/api/v1/texts/nope", "/api/v1/nope"])
def test_what_is_not_there_is_a_problem_404(client: httpx.Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert "nope" in response.json()["detail"]


def test_a_search_passes_its_restrictions_on(client: httpx.Client, scripted: ScriptedAssistant) -> None:
    found = client.get("/api/v1/search?q=%20fee%20&k=3&lang=ru&as_of=2026-02-28").json()
    query = scripted.queries[-1]
    assert (query.words, query.k, query.reader) == ("fee", 3, Language.RU)
    assert query.filters.languages == {Language.RU}
    assert query.filters.as_of == date(2026, 2, 28)
    assert found["hits"] == [] and set(found["timings_ms"]) == {"search", "total"}


@pytest.mark.parametrize("query", ["", "?q=", "?q=a&k=0", "?q=a&k=101", "?q=a&lang=de", "?q=a&as_of=31.12.2025"])
def test_a_wrong_search_is_refused(client: httpx.Client, query: str) -> None:
    response = client.get(f"/api/v1/search{query}")
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"


def test_the_status_counts_what_there_is(client: httpx.Client) -> None:
    status = client.get("/api/v1/status").json()
    assert (status["acts"], status["texts"], status["passages"]) == (1, 3, 3)
    assert status["languages"] == {"en": 1, "vi": 2}


def test_a_text_tells_the_validity_of_its_act_as_of_a_day(client: httpx.Client) -> None:
    assert client.get("/api/v1/texts/notice-1-en").json()["act"]["validity"] == "in_force"
    assert client.get("/api/v1/texts/notice-1-en?as_of=2025-11-30").json()["act"]["validity"] == "not_yet"
