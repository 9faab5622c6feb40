"""One procedure over HTTP: record, due days, history, cuts, comparison, what the state holds, linked data."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from rdflib import DCTERMS, RDF, XSD, Graph, Literal, Namespace, URIRef

from corpus.ingest import ingest
from tests.api.guides import Served, identity_of, served_guides

SCHEMA = Namespace("https://schema.org/")
CPSV = Namespace("http://purl.org/vocab/cpsv#")
CV = Namespace("http://data.europa.eu/m8g/")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Iterator[Served]:
    with served_guides(tmp_path_factory.mktemp("life"), samples) as served:
        yield served


@pytest.fixture(scope="module")
def client(served: Served) -> Iterator[httpx.Client]:
    with served.client() as client:
        yield client


@pytest.fixture(scope="module")
def card(client: httpx.Client) -> str:
    return identity_of(client, "cấp lại thẻ căn cước bị mất")


def get(client: httpx.Client, path: str, **query: str) -> dict[str, object]:
    answer = client.get(f"/api/v1/procedures/{path}", params=query)
    assert answer.status_code == 200, answer.text
    body: dict[str, object] = answer.json()
    return body


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ({"level": "province"}, lambda one: "province" in one["levels"]),
        ({"field": "ho tich"}, lambda one: one["field"]["words"] == "Hộ tịch"),
        ({"agency": "commune-police"}, lambda one: one["agency"]["id"] == "commune-police"),
        ({"agency": "Công an cấp xã"}, lambda one: one["agency"]["id"] == "commune-police"),
    ],
)
def test_filters_leave_out_all_others(client: httpx.Client, query: dict[str, str], fits: object) -> None:
    found = client.get("/api/v1/procedures", params=query).json()
    everything = client.get("/api/v1/procedures").json()
    assert 0 < found["total"] < everything["total"]
    assert all(fits(one) for one in found["procedures"])  # type: ignore[operator]


def test_a_record_tells_its_addressee_and_from_when_it_holds(client: httpx.Client, card: str) -> None:
    one = get(client, card, lang="en")
    assert one["agency"] == {"id": "commune-police", "name": "Commune police"} or one["agency"]["name"]  # type: ignore[index]
    assert one["validity"]["since"] == "2026-03-15"  # type: ignore[index]


def test_an_unknown_procedure_is_a_problem(client: httpx.Client) -> None:
    for path in ("nope.1", "nope", "nope.1/history", "nope.1/due", "nope.1.jsonld"):
        answer = client.get(f"/api/v1/procedures/{path}", headers={"accept": "application/json"})
        assert (answer.status_code, answer.json()["type"].rpartition(":")[2]) == (404, "no-such-procedure"), path


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-02-11", "2026-02-27"),  # Wednesday; Tết is off from 14 to 22 February
        ("2026-08-27", "2026-09-10"),  # Thursday; 31 August to 2 September are off
        ("2026-11-16", "2026-11-25"),
    ],
)
def test_seven_working_days_are_counted_over_holidays(client: httpx.Client, card: str, start: str, due: str) -> None:
    (one,) = get(client, f"{card}/due", start=start)["dues"]  # type: ignore[misc]
    assert (one["limit"], one["due"], one["known"]) == ("7 working-day", due, True)


def test_an_undecided_year_is_told(client: httpx.Client, card: str) -> None:
    (one,) = get(client, f"{card}/due", start="2027-03-01")["dues"]  # type: ignore[misc]
    assert one["known"] is False


@pytest.mark.parametrize("start", ["1999-12-31", "2100-01-01", "9999-12-31", "soon"])
def test_a_start_out_of_bounds_is_refused(client: httpx.Client, card: str, start: str) -> None:
    assert client.get(f"/api/v1/procedures/{card}/due", params={"start": start}).status_code == 422


def test_an_act_that_simplifies_a_procedure_is_shown_on_it_and_on_no_other(client: httpx.Client, card: str) -> None:
    (cut,) = get(client, f"{card}/history")["cuts"]  # type: ignore[misc]
    assert cut["kind"] == "simplified"
    content = client.get(f"/api/v1/texts/{cut['text']['id']}").json()["content"]
    assert content[cut["quote"]["start"] : cut["quote"]["end"]] == cut["quote"]["words"]
    other = identity_of(client, "đăng ký kết hôn")
    assert get(client, f"{other}/history")["cuts"] == []


def test_two_guides_are_compared_in_the_readers_words(client: httpx.Client, card: str) -> None:
    other = identity_of(client, "cấp thẻ căn cước cho người dưới 14 tuổi")
    found = get(client, f"{card}/compare", other=other, lang="pl")
    sentences = [one["sentence"] for one in found["changes"]]  # type: ignore[index,attr-defined]
    assert any("Opłata" in sentence for sentence in sentences)


def test_the_review_counts_papers_by_database(client: httpx.Client) -> None:
    found = get(client, "declare-once", lang="en")
    health = next(one for one in found["databases"] if one["database"]["id"] == "health")  # type: ignore[attr-defined]
    assert {item["paper"] for item in health["items"]} >= {"Giấy chứng sinh"}
    assert health["asked"] + health["spared"] == health["papers"] == len(health["items"])
    assert all(item["told"] or item["bases"] for one in found["databases"] for item in one["items"])  # type: ignore[attr-defined]


def test_the_review_is_a_table_with_the_clause_of_each_paper(client: httpx.Client) -> None:
    body = client.get("/api/v1/procedures/declare-once.csv").text.removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(body)))
    record = next(row for row in rows if row["paper"].startswith("Phiếu lý lịch tư pháp"))
    assert "58/2026/NĐ-CP, Điều 1 khoản 10" in record["basis"]
    assert record["state"] == "spared"


def test_a_changed_guide_tells_what_changed_since_when(served: Served, samples: Path, tmp_path: Path) -> None:
    guide = samples / "procedures/dang-ky-tam-tru.txt"
    content = guide.read_text(encoding="utf-8")
    (tmp_path / "tam-tru.txt").write_text(content, encoding="utf-8")
    for words in (content, content.replace("03 ngày làm việc", "02 ngày làm việc")):
        (tmp_path / "tam-tru.txt").write_text(words + "\nÁp dụng từ ngày 01/07/2026.\n", encoding="utf-8")
        ingest([tmp_path], served.library, served.library.database)
    with served.client() as client:
        found = client.get("/api/v1/procedures", params={"q": "đăng ký tạm trú"}).json()["procedures"]
        changed = next(
            one["id"] for one in found if one["text"]["file"].endswith("tam-tru.txt") and "dang-ky" not in one["id"]
        )
        newest, _ = get(client, f"{changed}/history", lang="en")["versions"]  # type: ignore[misc]
    assert [one["field"] for one in newest["changes"]] == ["time limit"]
    assert "is now “02 ngày làm việc" in newest["changes"][0]["sentence"]


# -- linked data -------------------------------------------------------------------------------------------------


def graph_of(body: str) -> Graph:
    return Graph().parse(data=body, format="json-ld")


def test_a_procedure_is_a_government_service_in_linked_data(client: httpx.Client, card: str) -> None:
    answer = client.get(f"/api/v1/procedures/{card}.jsonld")
    assert answer.headers["content-type"].startswith("application/ld+json")
    graph = graph_of(answer.text)
    (service,) = graph.subjects(RDF.type, SCHEMA.GovernmentService)
    assert (service, RDF.type, CPSV.PublicService) in graph
    assert str(service).endswith(f"/procedures/{card}")
    assert isinstance(graph.value(service, SCHEMA.url), URIRef)
    (offer,) = graph.objects(service, SCHEMA.offers)
    assert (str(graph.value(offer, SCHEMA.price)), str(graph.value(offer, SCHEMA.priceCurrency))) == ("70000", "VND")
    numbers = {str(graph.value(act, DCTERMS.identifier)) for act in graph.objects(service, CV.hasLegalResource)}
    assert "26/2023/QH15" in numbers


def test_calendar_terms_are_durations_and_papers_are_inputs(client: httpx.Client) -> None:
    business = identity_of(client, "giấy chứng nhận đủ điều kiện về an ninh trật tự")
    graph = graph_of(client.get(f"/api/v1/procedures/{business}.jsonld").text)
    (service,) = graph.subjects(RDF.type, SCHEMA.GovernmentService)
    titles = {str(graph.value(paper, DCTERMS.title)) for paper in graph.objects(service, CPSV.hasInput)}
    assert any(title.startswith("Phiếu lý lịch tư pháp") for title in titles)
    everything = graph_of(client.get("/api/v1/procedures.jsonld").text)
    durations = set(everything.objects(None, CV.processingTime))
    assert durations and all(isinstance(one, Literal) and one.datatype == XSD.duration for one in durations)


def test_the_export_has_every_procedure_once(client: httpx.Client) -> None:
    graph = graph_of(client.get("/api/v1/procedures.jsonld").text)
    services = list(graph.subjects(RDF.type, SCHEMA.GovernmentService))
    assert len(services) == len(set(services)) == client.get("/api/v1/procedures").json()["total"]


def test_the_context_is_carried_along_so_that_nothing_is_fetched(client: httpx.Client, card: str) -> None:
    told = json.loads(client.get(f"/api/v1/procedures/{card}.jsonld").text)
    assert isinstance(told["@context"], dict)
