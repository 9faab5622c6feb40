"""Pages of procedures as HTML, without a browser: they work with no script at all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest
from bs4 import BeautifulSoup

from api.pages.view import FOLDER
from corpus.model import Language
from corpus.procedures.changes import FIELDS, ChangeKind
from corpus.procedures.cuts import CutKind
from corpus.procedures.held import When
from corpus.procedures.model import Channel, Level, PaperKind
from register.feedback_model import FeedbackKind, FeedbackPart, FeedbackStatus
from register.procedure_wording import procedure_words
from tests.api.guides import Served, identity_of, served_guides
from tests.api.test_pages import page


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Iterator[Served]:
    with served_guides(tmp_path_factory.mktemp("pages"), samples) as served:
        yield served


@pytest.fixture(scope="module")
def client(served: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served.address, timeout=20, headers={"accept": "text/html"}) as client:
        yield client


@pytest.fixture(scope="module")
def card(client: httpx.Client) -> str:
    return identity_of(client, "cấp lại thẻ căn cước bị mất")


@pytest.fixture(scope="module")
def business(client: httpx.Client) -> str:
    return identity_of(client, "giấy chứng nhận đủ điều kiện về an ninh trật tự")


def text_of(html: BeautifulSoup) -> str:
    return " ".join(html.get_text(" ").split())


@pytest.mark.parametrize("language", sorted(Language))
def test_each_page_speaks_the_readers_language(client: httpx.Client, card: str, business: str, language: str) -> None:
    words = procedure_words(Language(language))
    told = {
        "/procedures": words["title"],
        f"/procedures/{card}": words["checklist"],
        f"/procedures/{card}?start=2026-11-16": words["due_title"],
        f"/procedures/{business}": words["held_basis"],
        f"/procedures/{card}/compare?other={business}": words["compare_title"],
        "/procedures/declare-once": words["once"],
        "/procedures/figures": words["figures_none"],
        "/feedback?code=nope": words["report_unknown"],
    }
    for path, expected in told.items():
        html = page(
            client.get(
                path, params={"lang": language} if "?" not in path else None, headers={"accept-language": language}
            )
        )
        assert expected in text_of(html), path
        assert html.html and html.html["lang"] == language


def test_the_list_is_searched_and_filtered_without_scripts(client: httpx.Client) -> None:
    found = page(client.get("/procedures", params={"q": "mat the can cuoc", "lang": "en"}))
    assert found.select_one("ol.tasks h2").text == "Cấp lại thẻ căn cước do bị mất hoặc hư hỏng"  # type: ignore[union-attr]
    province = page(client.get("/procedures", params={"level": "province", "field": "", "lang": "en"}))
    assert 0 < len(province.select("ol.tasks > li")) < 10
    assert "No service matches" in text_of(page(client.get("/procedures", params={"field": "thiên văn", "lang": "en"})))


def test_every_quote_opens_the_source_at_its_span(client: httpx.Client, business: str) -> None:
    html = page(client.get(f"/procedures/{business}"))
    links = [str(a["href"]) for a in html.select("a.quoted")]
    assert len(links) > 10
    address = re.compile(r"/texts/(?P<text>[^#?]+)(?:\?[^#]*)?#(?P<start>\d+)-(?P<end>\d+)")
    found = [address.fullmatch(link) for link in links]
    assert all(found)
    text = client.get(f"/api/v1/texts/{found[0]['text']}").json()["content"]  # type: ignore[index]
    told = text[int(found[0]["start"]) : int(found[0]["end"])]  # type: ignore[index]
    assert told.replace("*", "") == html.select_one("h1 a").text  # type: ignore[union-attr]


def test_papers_can_be_ticked_and_tell_what_the_state_holds(client: httpx.Client, business: str) -> None:
    html = page(client.get(f"/procedures/{business}?lang=en"))
    boxes = html.select(".papers label input[type=checkbox]")
    assert len(boxes) > 5
    held = [text_of(one) for one in html.select(".held")]  # type: ignore[arg-type]
    assert any("Criminal record database" in one and "58/2026/NĐ-CP, Điều 1 khoản 10" in one for one in held)


def test_a_start_gives_the_day_in_words(client: httpx.Client, card: str) -> None:
    html = page(client.get(f"/procedures/{card}?start=2026-02-11&lang=en"))
    assert "by February 27, 2026" in text_of(html)
    assert html.select_one("#due time")["datetime"] == "2026-02-27"  # type: ignore[index]


@pytest.mark.parametrize("start", ["soon", "1890-01-01", "9999-12-31"])
def test_a_start_that_is_none_is_passed_over(client: httpx.Client, card: str, start: str) -> None:
    html = page(client.get(f"/procedures/{card}?start={start}"))
    assert not html.select(".dues")
    assert date.fromisoformat(str(html.select_one("#start")["value"]))  # type: ignore[index]


def test_the_page_carries_linked_data_that_cannot_end_its_script(client: httpx.Client, card: str) -> None:
    html = client.get(f"/procedures/{card}").text
    (told,) = page(httpx.Response(200, text=html)).select('script[type="application/ld+json"]')
    assert json.loads(told.text)["@type"][0] == "GovernmentService"
    assert "<" not in told.text


def test_a_checklist_is_sent_by_mail_and_telegram(client: httpx.Client, business: str) -> None:
    links = [str(a["href"]) for a in page(client.get(f"/procedures/{business}")).select(".tools a")]
    assert any(link.startswith("mailto:?subject=") for link in links)
    assert any(link.startswith("https://t.me/share/url?url=http") for link in links)


def test_an_act_that_simplifies_is_shown_with_its_words(client: httpx.Client, card: str) -> None:
    html = page(client.get(f"/procedures/{card}?lang=en"))
    assert "66.99/2026/NQ-CP" in text_of(html.select_one("#history"))  # type: ignore[arg-type]
    assert "simplifies" in text_of(html.select_one("#history"))  # type: ignore[arg-type]


def test_a_report_without_scripts_is_filed_followed_and_deleted(client: httpx.Client, card: str) -> None:
    said = {"kind": "improve", "part": "fee", "words": "<script>alert(1)</script> rẻ hơn", "contact": ""}
    filed = client.post(f"/procedures/{card}/feedback?lang=en", data=said)
    assert filed.status_code == 303
    address = filed.headers["location"]
    followed = client.get(address)
    html = page(followed)
    assert followed.headers["cache-control"] == "no-store"
    assert "Thank you. Your report has number" in text_of(html)
    assert html.select_one("blockquote.told").text == said["words"]  # type: ignore[union-attr]
    assert not html.select("blockquote script")
    code = str(html.select_one("input[name=code]")["value"])  # type: ignore[index]
    assert code in text_of(html.select_one("[role=status]"))  # type: ignore[arg-type]
    assert "was deleted" in text_of(page(client.post("/feedback/erase?lang=en", data={"code": code})))
    assert client.get(address).status_code == 404


def test_who_comes_without_a_code_is_asked_for_it(client: httpx.Client) -> None:
    assert page(client.get("/procedures")).select_one('.take a[href^="/feedback"]')
    answer = client.get("/feedback?lang=en")
    assert answer.status_code == 200
    html = page(answer)
    assert html.select_one("form[action='/feedback'] input[name=code][required]")
    assert "No report belongs" not in text_of(html)


@pytest.mark.parametrize("said", [{"words": " "}, {"words": "x", "kind": "praise"}, {"words": "x" * 4001}, {}])
def test_a_report_that_says_nothing_comes_back_with_the_reason(
    client: httpx.Client, card: str, said: dict[str, str]
) -> None:
    answer = client.post(f"/procedures/{card}/feedback?lang=en", data=said)
    assert answer.status_code == 422
    html = page(answer)
    assert "could not be read" in html.select_one("[role=alert]").text  # type: ignore[union-attr]
    assert html.select_one("details.report[open]")


def test_a_rating_leads_back_and_is_counted(client: httpx.Client, card: str) -> None:
    answer = client.post(f"/procedures/{card}/rating?lang=en", data={"helpful": "true", "stars": "4"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/procedures/{card}?rated=1&lang=en#rating")
    assert "Thank you" in text_of(page(client.get(f"/procedures/{card}?rated=1&lang=en")))
    assert "4.0" in text_of(page(client.get("/procedures/figures?lang=en")))
    assert client.post(f"/procedures/{card}/rating", data={}).status_code == 422


@pytest.mark.parametrize("path", ["feedback", "rating"])
def test_forms_of_other_sites_are_refused(client: httpx.Client, card: str, path: str) -> None:
    answer = client.post(f"/procedures/{card}/{path}", data={"words": "x"}, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["", "/feedback", "/rating", "/compare?other=x"])
def test_an_unknown_service_is_a_page_that_says_so(client: httpx.Client, path: str) -> None:
    ask = client.post if path in ("/feedback", "/rating") else client.get
    answer = ask(f"/procedures/nope.1{path}", headers={"accept": "text/html"})
    assert answer.status_code == 404
    assert "<h1" in answer.text


def test_controls_have_names_and_ids_are_used_once(client: httpx.Client, business: str) -> None:
    html = page(client.get(f"/procedures/{business}?lang=en"))
    ids = [str(tag["id"]) for tag in html.select("[id]")]
    assert len(ids) == len(set(ids))
    labelled = {str(label["for"]) for label in html.select("label[for]")}
    for control in html.select("textarea, select, input:not([type=hidden])"):
        assert control.find_parent("label") or str(control.get("id")) in labelled, control


# -- words -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", sorted(Language))
def test_each_language_has_every_word_with_the_same_places(language: str) -> None:
    words, english = procedure_words(Language(language)), procedure_words(Language.EN)
    assert set(words) == set(english)
    for key, sentence in english.items():
        assert sorted(re.findall(r"{\w+}", words[key])) == sorted(re.findall(r"{\w+}", sentence)), key
        assert words[key].strip()


def test_each_state_kind_and_field_has_its_word() -> None:
    needed = (
        {f"state_{one}" for one in FeedbackStatus}
        | {f"report_{one}" for one in FeedbackKind}
        | {f"part_{one}" for one in FeedbackPart}
        | {f"cut_{one}" for one in CutKind}
        | {f"when_{one}" for one in When}
        | {f"level_{one}" for one in Level}
        | {f"channel_{one.value.replace(' ', '_')}" for one in Channel}
        | {f"paper_{one}" for one in PaperKind if one is not PaperKind.ANY}
        | {f"change_{one}" for one in ChangeKind}
        | {f"field_{one.replace(' ', '_')}" for one in FIELDS}
        | {f"event_{one}" for one in ("filed", "taken_up", "answered", "passed_on", "erased")}
    )
    assert needed <= set(procedure_words(Language.EN))


def test_every_word_that_a_template_asks_for_exists() -> None:
    templates = "".join(file.read_text(encoding="utf-8") for file in FOLDER.glob("templates/*.html"))
    assert set(re.findall(r"\bp\.(\w+)", templates)) <= set(procedure_words(Language.EN))


def test_a_day_asked_about_is_kept_and_marks_what_does_not_hold_on_it(client: httpx.Client, card: str) -> None:
    words = procedure_words(Language.EN)
    listed = page(client.get("/procedures?lang=en&as_of=2026-01-01&q=passport"))
    links = [str(link["href"]) for link in listed.select("ol.tasks a")]
    assert links and all(link.endswith("?lang=en&as_of=2026-01-01") for link in links)
    assert listed.select_one("#as_of")["value"] == "2026-01-01"  # type: ignore[index]
    before = page(client.get(f"/procedures/{card}?lang=en&as_of=2026-03-14"))
    assert text_of(before.select_one(".tags")) == f"{words['standing_not_yet']} As of March 14, 2026"  # type: ignore[arg-type]
    assert page(client.get(f"/procedures/{card}?lang=en")).select_one(".tags") is None


def test_names_are_led_by_what_they_name_where_the_reader_reads_no_vietnamese(client: httpx.Client, card: str) -> None:
    listed = page(client.get("/procedures?lang=pl&q=c%C4%83n%20c%C6%B0%E1%BB%9Bc"))
    assert any("dowód osobisty" in gloss.get_text() for gloss in listed.select("ol.tasks .gloss"))
    assert (
        page(client.get(f"/procedures/{card}?lang=en")).select(".gloss")[0].get_text()
        == "identity card, damaged, re-issue"
    )
    assert page(client.get("/procedures?lang=vi")).select("ol.tasks .gloss") == []
