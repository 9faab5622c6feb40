"""The pages as HTML, without a browser: they work with no script at all."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from bs4 import BeautifulSoup

from api import shelf
from api.application import create_app
from api.pages.layout import contents, lines
from corpus.ingest import ingest
from corpus.store import Library, open_database
from tests.api.conftest import serving
from tests.api.scripted import ScriptedAssistant
from tests.api.shelves import ENGLISH


def page(response: httpx.Response) -> BeautifulSoup:
    return BeautifulSoup(response.text, "html.parser")


@pytest.mark.parametrize("path", ["/", "/acts", "/acts/notice-1", "/texts/notice-1-en", "/nope"])
@pytest.mark.parametrize("language", ["vi", "en", "ru", "uk", "pl"])
def test_every_page_speaks_the_language_that_was_chosen(client: httpx.Client, path: str, language: str) -> None:
    html = page(client.get(f"{path}?lang={language}", headers={"accept": "text/html"}))
    assert html.html and html.html["lang"] == language
    assert html.find("h1")
    chosen = html.select_one("select#lang option[selected]")
    assert chosen and chosen["value"] == language


def test_an_act_offers_the_text_in_the_readers_language_first(client: httpx.Client) -> None:
    for language in ("en", "vi"):
        html = page(client.get(f"/acts/notice-1?lang={language}"))
        assert html.select_one(".texts a")["lang"] == language  # type: ignore[index]


def test_links_keep_the_chosen_language(client: httpx.Client) -> None:
    html = page(client.get("/acts?lang=pl"))
    inner = [a["href"] for a in html.select("main a, nav a")]
    assert inner and all("lang=pl" in str(href) for href in inner)


def test_a_question_can_be_asked_without_scripts(client: httpx.Client, scripted: ScriptedAssistant) -> None:
    response = client.post("/?lang=en", data={"question": "A passport <b>for</b> a cat?"})
    assert scripted.questions[-1].words == "A passport <b>for</b> a cat?"
    html = page(response)
    asked = html.select_one(".asked")
    assert asked and "A passport <b>for</b> a cat?" in asked.text
    assert "The documents do not tell" in html.select_one(".status").text  # type: ignore[union-attr]


def test_an_empty_question_without_scripts_gets_a_page_that_says_so(client: httpx.Client) -> None:
    response = client.post("/?lang=en", data={"question": " "}, headers={"accept": "text/html"})
    assert response.status_code == 422
    assert "at least one word" in response.text


def test_what_is_not_there_is_a_page_for_a_person_and_a_problem_for_a_program(client: httpx.Client) -> None:
    person = client.get("/texts/nope?lang=en", headers={"accept": "text/html"})
    program = client.get("/texts/nope", headers={"accept": "application/json"})
    assert (person.status_code, program.status_code) == (404, 404)
    assert "no such page" in person.text
    assert program.json()["status"] == 404


def test_nothing_is_loaded_from_elsewhere(client: httpx.Client) -> None:
    html = page(client.get("/"))
    sources = [tag.get("src") or tag.get("href") for tag in html.select("script[src], link[href], img[src]")]
    assert sources and all(str(source).startswith("/static/") for source in sources)
    for source in sources:
        assert client.get(str(source)).status_code == 200


def test_what_pages_load_is_kept_for_good_and_found_under_another_address_when_it_changes(client: httpx.Client) -> None:
    page = BeautifulSoup(client.get("/", headers={"Accept": "text/html"}).text, "html.parser")
    loaded = {str(one.get("src") or one["href"]) for one in page.select("script[src], link[href]")}
    folders = {address.rpartition("/")[0] for address in loaded}
    assert len(folders) == 1 and folders != {"/static"}
    for address in loaded:
        kept = client.get(address)
        assert kept.status_code == 200 and "immutable" in kept.headers["cache-control"], address
    assert client.get("/static/base.css").headers["cache-control"] == "no-cache"


def test_each_control_has_a_name_and_each_id_is_used_once(client: httpx.Client) -> None:
    html = page(client.get("/?lang=en"))
    ids = [str(tag["id"]) for tag in html.select("[id]")]
    assert len(ids) == len(set(ids))
    labelled = {str(label["for"]) for label in html.select("label[for]")}
    assert all(str(field.get("id")) in labelled for field in html.select("textarea, select, input:not([type=hidden])"))
    assert all(button.get_text(strip=True) or button.get("aria-label") for button in html.select("button"))
    assert html.select_one("[aria-live]") and html.select_one("a.skip[href='#content']")


def test_lines_of_a_text_keep_their_offsets_and_know_headings(library: Library) -> None:
    text = shelf.text(library, "notice-1-en")
    laid = lines(text)
    assert all(ENGLISH[line.start : line.start + len(line.words)] == line.words for line in laid)
    assert [line.heading for line in laid] == [True, False, False]
    assert contents(text) == []


def test_acts_and_texts_are_marked_as_of_the_day_asked_about(client: httpx.Client) -> None:
    listed = page(client.get("/acts?lang=en&as_of=2025-01-01"))
    (link,) = (str(one["href"]) for one in listed.select("ol.acts a"))
    act = page(client.get(link))
    assert "Not yet in force" in act.select(".tags")[0].get_text()
    text = page(client.get(str(act.select("ul.texts a")[0]["href"])))
    assert "Not yet in force" in text.select(".tags")[0].get_text()
    assert page(client.get("/texts/notice-1-en?lang=en")).select(".tags") == []


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Part I"), ("vi", "Phần I"), ("pl", "Kết luận về cải cách thủ tục")]
)
def test_an_act_is_named_by_its_text_in_the_readers_language(client: httpx.Client, language: str, title: str) -> None:
    heading = page(client.get(f"/acts/notice-1?lang={language}")).h1
    assert heading is not None and heading.get_text() == title
    assert heading["lang"] == ("vi" if language == "pl" else language)


def test_why_a_text_belongs_to_its_act_is_told_in_the_readers_language(tmp_path: Path) -> None:
    (tmp_path / "act.md").write_text(
        '---\nso_hieu: "5/TB-VPCP"\nlang: vi\n---\n# Thông báo\n\nNội dung.\n', encoding="utf-8"
    )
    library = Library(open_database(f"sqlite:///{tmp_path / 'c.db'}"))
    ingest([tmp_path / "act.md"], library, library.database)
    (act,) = library.acts()
    with serving(create_app(ScriptedAssistant(), library)) as address:
        shown = {code: httpx.get(f"{address}/acts/{act.id}?lang={code}").text for code in ("vi", "pl")}
    assert "thuộc tính của văn bản ghi số hiệu" in shown["vi"] and "numer podano w metryce" in shown["pl"]
