"""What portals print around acts and posts: cards, menus, files, counters; and what of an act is never lost to them."""

from __future__ import annotations

from corpus.clean import line_kinds
from corpus.load import Source, interpret
from corpus.model import LineKind

KEPT = (LineKind.CONTENT, LineKind.HEADING)

ACT = [
    "Pursuant to the Act on waterways of 4 March 2019;",
    "Article 1. Moorings",
    "1. Nobody moors a boat at a bridge for longer than two hours a day.",
    "2. The harbour office may allow one night where the river is in flood.",
    "Article 2. Fees",
    "The fee is twelve crowns a metre and is paid at the harbour office.",
]


def kinds_of(lines: list[str]) -> dict[str, LineKind]:
    return dict(zip(lines, line_kinds("\n".join(lines)), strict=True))


def read_html(body: str) -> str:
    page = f"<html><head><title>Moorings</title></head><body>{body}</body></html>"
    return interpret(Source("p.html", "p.html", page.encode())).content


def test_a_card_above_an_act_is_told_by_one_known_name_and_a_day() -> None:
    card = ["| Number | 31/2026 |", "| Drawn up by | Harbour board |", "| Proclaimed | 3 May 2026 |"]
    told = kinds_of([*card, "", *ACT])
    assert {told[row] for row in card} == {LineKind.METADATA}
    assert {told[line] for line in ACT} <= {*KEPT}


def test_a_table_of_an_act_is_no_card() -> None:
    table = ["| Number | Fee |", "| 1 | 3 May 2026 |", "| 2 | 12 crowns |"]
    told = kinds_of([*ACT, "", *table])
    assert {told[row] for row in table} <= {*KEPT}


def test_menus_in_markdown_go_above_an_act_and_an_editors_references_below_it_stay() -> None:
    menu = ["- [Boats](/b)", "- [Rivers](/r)", "- [Harbours](/h)", "[Listen](#l) [A+](#a)"]
    references = ["- [Act on waterways](/waterways)", "- [Order on floods](/floods)", "- [Order on locks](/locks)"]
    above, below = kinds_of([*menu, "", *ACT]), kinds_of([*ACT, "", *references])
    assert {above[line] for line in menu} == {LineKind.BOILERPLATE}
    assert {above[line] for line in ACT} <= {*KEPT}
    assert {below[line] for line in references} <= {*KEPT}


def test_acts_that_an_act_lists_stay_though_they_are_links() -> None:
    menu = ["- [Boats](/b)", "- [Rivers](/r)", "- [Harbours](/h)"]
    listed = "a) [Order 12/2019](/12-2019)"
    attached = "Attached: [moorings.pdf](/m.pdf) *(1.2 MB)*"
    told = kinds_of([*menu, "", *ACT[:5], listed, attached, ACT[5]])
    assert told[listed] in KEPT
    assert told[attached] is LineKind.BOILERPLATE


def test_a_heading_goes_with_all_that_stands_below_it_and_a_heading_over_text_stays() -> None:
    text = "The office opens a second counter at the bridge, so that boats wait for less than an hour."
    lines = [
        "# A second counter",
        text,
        "## When",
        "From 3 May at seven in the morning.",
        "## Elsewhere",
        "[Locks](/l)",
    ]
    told = kinds_of(lines)
    assert told["## Elsewhere"] is LineKind.BOILERPLATE
    assert told["## When"] in KEPT


def test_counters_hours_and_the_channels_name_go_and_the_posts_stay() -> None:
    first = "The ferry at Lower Bank does not run on Monday, since its ramp is being mended."
    second = "From Tuesday the first boat leaves at half past five, and a ticket costs two crowns."
    lines = ["Ferry news", "4 May", first, "👍 41 😱 12", "2.1K views", "Ferry news", second, "1.8K views", "13:40"]
    told = kinds_of(lines)
    assert {told[line] for line in ("4 May", "👍 41 😱 12", "2.1K views", "1.8K views", "13:40")} == {
        LineKind.BOILERPLATE
    }
    assert told["Ferry news"] is LineKind.BOILERPLATE
    assert {told[first], told[second]} <= {*KEPT}


def test_hours_and_numbers_on_a_page_without_counters_stay() -> None:
    agenda = ["Agenda of the board's meeting", "8:30", "Opening of the meeting by the chair of the board.", "27", "6"]
    told = kinds_of(agenda)
    assert {told["8:30"], told["27"], told["6"]} <= {*KEPT}


def test_who_signs_for_a_party_stays_below_its_resolution() -> None:
    menu = ["Trang chủ", "Đăng nhập", "Tìm kiếm"]
    body = [
        "Ban Thường vụ yêu cầu các chi bộ bản sinh hoạt mỗi tháng một lần và ghi đủ biên bản họp.",
        "Đảng ủy xã kiểm tra việc này trong quý ba và báo cáo Tỉnh ủy trước ngày 15 tháng 10.",
    ]
    signed = ["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Lò Văn Inh"]
    told = kinds_of([*menu, "Nâng chất lượng sinh hoạt chi bộ bản", *body, *signed, "Về đầu trang", "Lượt xem: 318"])
    assert {told[line] for line in signed} <= {*KEPT}
    assert told["Lượt xem: 318"] is LineKind.BOILERPLATE


def test_a_heading_over_links_and_counts_behind_them_belong_to_the_list() -> None:
    listed = '<ul><li><a href="/a">Orders</a> (1,206)</li><li><a href="/b">Decisions</a> (311)</li></ul>'
    content = read_html(f"<div><h4>Kinds</h4>{listed}</div><h1>Moorings</h1><p>{ACT[2]}</p>")
    assert "Kinds" not in content
    assert "Orders" not in content
    assert ACT[2] in content


def test_a_link_that_holds_a_headline_and_a_beginning_is_a_card_of_another_page() -> None:
    card = '<a href="/x"><h3>Locks close in May</h3><p>Boats wait at the weir.</p></a>'
    content = read_html(f"<h1>Moorings</h1><p>{ACT[2]}</p>{card}<p>{ACT[5]} See <a href='/y'>the list</a>.</p>")
    assert "Locks close" not in content
    assert "the list" in content


def test_the_text_of_a_post_stays_though_its_class_names_a_widget() -> None:
    post = f'<div class="tgme_widget_message"><div class="tgme_widget_message_text">{ACT[2]}</div></div>'
    other = f'<div class="tgme_widget_message"><div class="tgme_widget_message_text">{ACT[5]}</div></div>'
    content = read_html(f"<main>{post}{other}<p>{ACT[3]}</p></main>")
    assert ACT[2] in content
    assert ACT[5] in content
