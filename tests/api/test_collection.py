"""The collection: its counts, the graph of its acts, links between clauses, and corrections by people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from bs4 import BeautifulSoup

from api.application import create_app
from api.pages.drawing import MOST, draw
from corpus.graph import read_graph
from corpus.ingest import ingest
from corpus.model import Act, Language, Relation
from corpus.store import Library, open_database
from register.model import Role
from register.people import add_person
from tests.api.conftest import serving
from tests.api.scripted import ScriptedAssistant

HEAD = "CHÍNH PHỦ\n\nSố: {number}\n\nHà Nội, ngày {day}\n\nNGHỊ ĐỊNH\n\n"
FILES = {
    "cu.md": HEAD.format(number="10/2018/NĐ-CP", day="5 tháng 3 năm 2018")
    + "Điều 1. Phạm vi\n\nNghị định này quy định về con dấu.\n\nĐiều 2. Hiệu lực\n\n"
    "Nghị định này có hiệu lực từ ngày 1 tháng 5 năm 2018.\n",
    "moi.md": HEAD.format(number="20/2024/NĐ-CP", day="7 tháng 8 năm 2024")
    + "Điều 1. Phạm vi\n\nNghị định này quy định về chữ ký số.\n\nĐiều 2. Hiệu lực\n\n"
    "Nghị định này thay thế Nghị định số 10/2018/NĐ-CP ngày 5 tháng 3 năm 2018.\n",
    "luat-a.md": "\n\n".join(
        f"**Điều 1.1.LQ.{n}. Nội dung {n}**\n\nQuy định số {n} của chủ đề thứ nhất.\n\n"
        f"(Điều này có nội dung liên quan đến Điều 2.1.NĐ.3.{n}. Tên điều)"
        for n in range(1, 7)
    ),
    "luat-b.md": "\n\n".join(
        f"**Điều 2.1.NĐ.3.{n}. Tên điều**\n\nQuy định số {n} của chủ đề thứ hai." for n in range(1, 7)
    ),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("collection")
    for name, words in FILES.items():
        (folder / name).write_text(words, encoding="utf-8")
    (folder / "hong.pdf").write_bytes(b"%PDF-1.4 broken")
    library = Library(open_database(f"sqlite:///{folder / 'corpus.db'}"))
    ingest([folder / name for name in (*FILES, "hong.pdf")], library, library.database)
    return library


@pytest.fixture(scope="module")
def client(library: Library) -> Iterator[httpx.Client]:
    app = create_app(ScriptedAssistant(), library)
    with serving(app) as address, httpx.Client(base_url=address, timeout=20) as client:
        yield client


def text_named(library: Library, name: str) -> str:
    return next(text.id for text in library.texts() if text.file.endswith(name))


def test_links_have_their_relation_and_the_words_that_say_it(client: httpx.Client, library: Library) -> None:
    graph = client.get("/api/v1/graph").json()
    by_relation = {link["relation"]: link for link in graph["links"]}
    assert set(by_relation) == {"replaces", "related"}
    replaced = by_relation["replaces"]
    numbers = {act["id"]: act["number"] for act in graph["acts"]}
    assert (numbers[replaced["source"]], numbers[replaced["target"]]) == ("20/2024/NĐ-CP", "10/2018/NĐ-CP")
    place = replaced["evidence"]
    text = library.text(place["text_id"])
    assert text is not None
    assert text.content[place["start"] : place["end"]] == "10/2018/NĐ-CP"
    assert place["section"] == "Điều 2"
    assert by_relation["related"]["count"] == 6


def test_a_graph_can_be_narrowed_to_an_act_and_to_kinds_of_links(client: httpx.Client) -> None:
    whole = client.get("/api/v1/graph").json()
    act = next(act["id"] for act in whole["acts"] if act["number"] == "10/2018/NĐ-CP")
    assert client.get("/api/v1/graph", params={"act": act}).json()["total"] == 1
    assert client.get("/api/v1/graph", params={"relation": "related"}).json()["total"] == 1
    assert client.get("/api/v1/graph", params={"act": "none"}).status_code == 404


def test_clauses_are_linked_to_clauses(client: httpx.Client, library: Library) -> None:
    links = client.get(f"/api/v1/texts/{text_named(library, 'luat-a.md')}/references").json()
    first = links["links"][0]
    assert (links["total"], first["clause"], first["number"]) == (6, "Điều 1.1.LQ.1", "Điều 2.1.NĐ.3.1")
    assert first["text_id"] == text_named(library, "luat-b.md")
    target = library.text(first["text_id"])
    assert target is not None
    assert "2.1.NĐ.3.1" in target.content[first["target_start"] :][:40]


def test_an_act_tells_who_refers_to_it(client: httpx.Client, library: Library) -> None:
    text = library.text_summary(text_named(library, "cu.md"))
    act = client.get(f"/api/v1/acts/{text.act_id}").json()
    assert [(r["act"]["number"], r["relation"]) for r in act["referrers"]] == [("20/2024/NĐ-CP", "replaces")]
    assert act["texts"][0]["grouping"]


def test_counts_name_what_needs_a_person_and_no_path_of_the_server(client: httpx.Client) -> None:
    answer = client.get("/api/v1/corpus")
    counts = answer.json()
    assert counts["acts"] == 4
    assert counts["by_language"] == [{"value": "vi", "count": 4}]
    assert [one["file"].rsplit("/", 1)[-1] for one in counts["failed"]] == ["hong.pdf"]
    assert '"/' not in answer.text


@pytest.mark.parametrize(
    ("day", "decrees", "valid"), [("2018-04-01", 0, 2), ("2020-01-01", 1, 3), ("2025-01-01", 1, 3)]
)
def test_counts_and_graph_as_of_a_day_leave_out_what_is_not_in_force(
    client: httpx.Client, day: str, decrees: int, valid: int
) -> None:
    counts = client.get("/api/v1/corpus", params={"as_of": day}).json()
    assert {one["value"]: one["count"] for one in counts["by_kind"]}.get("decree", 0) == decrees
    assert [one["count"] for one in counts["by_language"]] == [valid]
    validity = {one["value"]: one["count"] for one in counts["by_validity"]}
    assert validity["in_force"] + validity["unknown"] == valid and sum(validity.values()) == counts["acts"] == 4
    links = client.get("/api/v1/graph", params={"as_of": day}).json()["links"]
    assert {link["relation"] for link in links} == {"related"}, "of two decrees one is not in force"


def test_validity_is_counted_as_of_today_when_no_day_is_given(client: httpx.Client) -> None:
    counts = client.get("/api/v1/corpus").json()
    assert {one["value"]: one["count"] for one in counts["by_validity"]}["no_longer"] == 1
    assert {one["value"]: one["count"] for one in counts["by_kind"]}["decree"] == 2, "everything is counted"


def test_an_act_that_is_asked_for_is_drawn_though_it_is_out_of_force(client: httpx.Client) -> None:
    old = next(act["id"] for act in client.get("/api/v1/graph").json()["acts"] if act["number"] == "10/2018/NĐ-CP")
    found = client.get("/api/v1/graph", params={"act": old, "as_of": "2025-01-01"}).json()
    assert {act["number"]: act["validity"] for act in found["acts"]} == {
        "10/2018/NĐ-CP": "no_longer",
        "20/2024/NĐ-CP": "in_force",
    }


@pytest.mark.parametrize("language", sorted(Language))
def test_the_page_takes_a_day_and_its_links_keep_it(client: httpx.Client, language: Language) -> None:
    asked = {"lang": language, "as_of": "2020-01-01"}
    page = BeautifulSoup(client.get("/corpus", params=asked).text, "html.parser")
    field = page.select_one("form.day input[name=as_of]")
    assert field is not None and field["value"] == "2020-01-01"
    assert "2020" in page.select("p[role=status]")[0].text
    kept = [str(link["href"]) for link in page.select(".counts a, svg.graph a, table.links a")]
    assert kept and all("as_of=2020-01-01" in link and f"lang={language}" in link for link in kept)
    nothing = BeautifulSoup(client.get("/corpus", params={"lang": language, "as_of": "gestern"}).text, "html.parser")
    assert not nothing.select("p[role=status]")


@pytest.mark.parametrize("language", sorted(Language))
def test_the_page_draws_the_graph_with_a_list_beside_it(client: httpx.Client, language: Language) -> None:
    page = BeautifulSoup(client.get("/corpus", params={"lang": language}).text, "html.parser")
    boxes, lines = page.select("svg.graph a"), page.select("svg.graph [marker-end]")
    assert (len(boxes), len(lines)) == (4, 2)
    assert {str(box["href"]).split("?")[0] for box in boxes} <= {f"/acts/{act}" for act in _ids(client)}
    assert len({str(line["class"]) for line in lines}) == 2, "kinds of links look different"
    assert len(page.select(".legend input[type=checkbox]")) == len(Relation)
    assert len(page.select("table.links tbody tr")) == 2, "what the picture shows can be read as well"
    ids = [str(tag["id"]) for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))


def _ids(client: httpx.Client) -> list[str]:
    return [act["id"] for act in client.get("/api/v1/acts").json()["acts"]]


def test_a_picture_of_hundreds_of_acts_shows_the_most_connected(tmp_path: Path, library: Library) -> None:
    graph = read_graph(library.database)
    pair = graph.links[0]
    acts = {f"a{n}": Act(f"a{n}", f"{n}/2020/NĐ-CP", "decree") for n in range(400)} | {"hub": Act("hub", kind="law")}
    links = tuple(type(pair)(one, "hub", Relation.CITES, 1, "t", None, 0, 1) for one in acts if one != "hub")
    drawing = draw(type(graph)(acts, links))
    assert (len(drawing.boxes), drawing.total) == (MOST, 401)
    assert "hub" in {box.act.id for box in drawing.boxes}
    places = {(box.x, box.y) for box in drawing.boxes}
    assert len(places) == len(drawing.boxes), "no act hides another"
    assert max(box.y for box in drawing.boxes) < drawing.height


def test_only_editors_correct_which_act_a_text_renders(client: httpx.Client, library: Library) -> None:
    text = text_named(library, "luat-b.md")
    before = library.text_summary(text).act_id
    tokens = {role: add_person(library.database, str(role), role)[1] for role in (Role.READER, Role.EDITOR)}
    said = {"act_id": "chu-de-hai", "reason": "the second topic"}
    headers = {role: {"Authorization": f"Bearer {token}"} for role, token in tokens.items()}
    assert client.put(f"/api/v1/texts/{text}/act", json=said).status_code == 401
    assert client.put(f"/api/v1/texts/{text}/act", json=said, headers=headers[Role.READER]).status_code == 403
    put = client.put(f"/api/v1/texts/{text}/act", json=said, headers=headers[Role.EDITOR])
    assert put.json()["act"]["id"] == "chu-de-hai"
    ingest([_root(library)], library, library.database, again=True)
    assert library.text_summary(text).act_id == "chu-de-hai", "a correction outlives reading the file again"
    assert "the second topic" in (library.grouping(text) or "")
    assert client.delete(f"/api/v1/texts/{text}/act", headers=headers[Role.EDITOR]).status_code == 200
    ingest([_root(library)], library, library.database, again=True)
    assert library.text_summary(text).act_id == before


def _root(library: Library) -> Path:
    return Path(str(library.database.engine.url.database)).parent / "luat-b.md"
