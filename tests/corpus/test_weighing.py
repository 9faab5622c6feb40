"""Furniture that no word list knows is told by the weight of its shape and place; acts lose nothing by it."""

from __future__ import annotations

import itertools
import tomllib
from pathlib import Path

import pytest

from corpus.clean import line_kinds
from corpus.clean.evidence import Region, evidence
from corpus.clean.page import Page
from corpus.clean.weighing import INTERCEPT, WEIGHTS
from corpus.load import Source, interpret
from corpus.model import LineKind
from evals.furniture import fit
from evals.pages import run

PAGES = Path(__file__).parents[2] / "evals" / "data"
KEPT = (LineKind.CONTENT, LineKind.HEADING)
MENU = ["Vorlam", "Dwessin", "Prubo", "Tannik", "Oreb", "Lisgar", "Fomul", "Brede", "Sandip", "Korv", "Ulmen", "Wisk"]
ARTICLE = [
    "Communes get a second counter from 1 December",
    "Every commune office opens a second counter on 1 December 2026, under a decision that was signed on Monday.",
    "The Home Affairs Department must train 212 clerks by 20 November and report by the end of the month.",
    "Counters stay open until seven in the evening on two days of the week, and nobody pays for the late hours.",
]
ACT = [
    "PROVINCIAL COMMITTEE",
    "DECISION",
    "On the second counter of commune offices",
    "Under the law on local government of 16 June 2025, the committee of the province decides as follows:",
    "1. Every commune office opens a second counter.",
    "2. The decision takes effect on 1 December 2026.",
    "Chairman",
    "Le Van Binh",
]


def kinds_of(lines: list[str]) -> dict[str, LineKind]:
    return dict(zip(lines, line_kinds("\n".join(lines)), strict=True))


def test_menus_in_words_that_nobody_knows_are_told_by_their_shape() -> None:
    below = [f"{word} {other}" for word, other in itertools.pairwise(MENU)]
    told = kinds_of([*MENU, *ARTICLE, *below])
    assert {told[line] for line in (*MENU, *below)} == {LineKind.BOILERPLATE}
    assert all(told[line] in KEPT for line in ARTICLE)


def test_the_same_short_lines_without_so_many_around_them_are_left() -> None:
    told = kinds_of([*MENU[:2], *ARTICLE, *MENU[2:4]])
    assert all(told[line] in KEPT for line in ARTICLE)
    assert told[MENU[2]] in KEPT


def test_an_act_between_buttons_loses_no_line() -> None:
    around = (
        ["Skip to content", "Home > Documents", "Sign in"],
        ["Share on Facebook", "Print this page", "Related news"],
    )
    told = kinds_of([*around[0], *ACT, *around[1], "All rights reserved."])
    assert [line for line in ACT if told[line] not in KEPT] == []
    assert {told[line] for line in (*around[0], *around[1])} == {LineKind.BOILERPLATE}


DECREE = [
    "ỦY BAN NHÂN DÂN TỈNH LÃNG SA",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Số: 12/2026/QĐ-UBND",
    "QUYẾT ĐỊNH",
    "Về giờ mở cửa của bộ phận một cửa",
    "Điều 1. Bộ phận một cửa mở cửa đến 19 giờ vào thứ ba và thứ năm.",
    "Điều 2. Quyết định này có hiệu lực từ ngày 01 tháng 12 năm 2026.",
    "Nơi nhận:",
    "- Như Điều 2;",
    "CHỦ TỊCH",
    "Hà Văn Quý",
]


def test_an_act_on_a_portal_of_laws_keeps_its_head_and_signature_and_loses_the_menus() -> None:
    above = ["Vorlam Dwessin", "Prubo", "Tannik Oreb", "Lisgar", "Fomul", "Brede"]
    below = ["Sandip Korv (0)", "Ulmen", "Wisk Vorlam", "Dwessin Prubo (2)", "Tannik", "Oreb Lisgar"]
    told = kinds_of([*above, *DECREE, *below])
    assert [line for line in DECREE if told[line] is LineKind.BOILERPLATE] == []
    assert {told[line] for line in (*above, *below)} == {LineKind.BOILERPLATE}


def test_an_act_with_forms_below_its_signature_and_nothing_above_loses_no_line() -> None:
    forms = ["Họ và tên", "Nơi ở hiện tại", "Số điện thoại", "Ngày sinh", "Người khai ký tên", "Xác nhận của xã"]
    told = kinds_of([*DECREE, *forms])
    assert [line for line in (*DECREE, *forms) if told[line] is LineKind.BOILERPLATE] == []


def test_whoever_signs_a_notice_with_his_office_stays_and_a_name_alone_does_not() -> None:
    below = [f"{word} {other}" for word, other in itertools.pairwise(MENU)]
    told = kinds_of([*MENU, *ARTICLE, "Deputy Director", "Nguyen Thi Lan Huong", *below])
    assert told["Deputy Director"] in KEPT
    assert told["Nguyen Thi Lan Huong"] in KEPT
    assert kinds_of([*MENU, *ARTICLE, "Nguyen Thi Lan Huong", *below])["Nguyen Thi Lan Huong"] not in KEPT


def test_an_article_that_cites_a_provision_at_the_start_of_a_line_is_read_from_its_first_sentence() -> None:
    cited = "Art. 26 of the act on local government lets communes set their own hours of work for citizens."
    page = Page("\n".join([*MENU, *ARTICLE, cited]))
    assert next(one.at for one in evidence(page) if one.region is Region.INSIDE) == len(MENU) + 1


def test_items_behind_pictograms_and_leaflets_in_columns_are_no_menus() -> None:
    post = [
        "🛵 New scooter, new plate",
        *(f"✅ {word} {other}" for word, other in itertools.pairwise(MENU)),
        *ARTICLE[1:],
    ]
    assert {kind for kind in kinds_of(post).values()} <= {*KEPT}
    leaflet = [ARTICLE[0], *(f"{word:<20}{other} {word}" for word, other in itertools.pairwise(MENU)), ARTICLE[3]]
    assert {kind for kind in kinds_of(leaflet).values()} <= {*KEPT}


def test_other_articles_share_fewer_words_with_an_article_than_its_title_does() -> None:
    lines = [*MENU, *ARTICLE, "Ferry fares rise in spring"]
    signs = {lines[one.at]: one.signs for one in evidence(Page("\n".join(lines)))}
    assert signs[ARTICLE[0]]["is_title"] == 1
    assert signs[ARTICLE[0]]["topic"] > 0.5 > signs["Ferry fares rise in spring"]["topic"]


def test_a_list_of_attributes_ends_where_its_items_do() -> None:
    told = kinds_of(["Реквізити", "- Номер: 1240", "- Статус: діє", "ПОСТАНОВА", "1. Установити строк два дні."])
    assert told["- Статус: діє"] is LineKind.METADATA
    assert told["ПОСТАНОВА"] in KEPT
    assert told["1. Установити строк два дні."] in KEPT


def read_html(body: str) -> str:
    page = f"<html><head><title>t</title></head><body>{body}</body></html>"
    return interpret(Source("p.html", "p.html", page.encode())).content


def test_columns_laid_out_by_a_table_are_no_row_of_data() -> None:
    menu = "".join(f"<div>{word}</div>" for word in MENU)
    content = read_html(f"<table><tr><td>{menu}</td><td><h2>Title</h2><p>{ARTICLE[1]}</p></td></tr></table>")
    assert ARTICLE[1] in content.split("\n")
    fees = read_html("<table><tr><td>Copy</td><td>8,000 VND</td></tr><tr><td>Card</td><td>free</td></tr></table>")
    assert "| Copy | 8,000 VND |" in fees


def test_captions_are_told_by_the_names_of_their_parts() -> None:
    shown = '<div class="article-photo"><img src="a.jpg"><span>A clerk in Phu Son</span></div>'
    content = read_html(f"<h1>Title of the page</h1><p>{ARTICLE[1]}</p>{shown}<p>{ARTICLE[2]}</p>")
    assert "A clerk in Phu Son" not in content
    assert ARTICLE[2] in content


def test_every_sign_has_its_weight() -> None:
    weights = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
    found = evidence(Page("\n".join([*MENU, *ARTICLE])))
    assert set(weights) == set(Region)
    for region in Region:
        assert set(weights[region]) == {INTERCEPT, *found[0].signs}


@pytest.mark.parametrize(
    ("folder", "precision", "recall", "kept"),
    [
        ("pages", 0.99, 0.95, 1.0),
        ("pages_unseen", 0.98, 0.95, 0.975),
        ("pages_fifth", 0.99, 0.95, 0.985),
        ("pages_sixth", 0.98, 0.95, 0.97),
    ],
)
def test_labelled_pages_keep_to_their_floors(folder: str, precision: float, recall: float, kept: float) -> None:
    share = {name: sum(values.values()) / len(values) for name, values in run(PAGES / folder).values.items()}
    assert share["aside precision"] >= precision
    assert share["aside recall"] >= recall
    assert share["content kept"] >= kept


def test_weights_are_fitted_for_what_stands_around_articles() -> None:
    weights = fit([Path(__file__).parent / "portals"])
    assert set(weights) == set(Region)
    assert weights[Region.ABOVE]["button"] > 0 > weights[Region.BELOW]["says"]
