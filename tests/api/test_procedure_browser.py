"""The page of a service in a real browser: on a phone, by keyboard, ticked, and printed on A4."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pypdfium2
import pytest
from playwright.sync_api import Browser, expect

from tests.api.browsing import ARTIFACTS, PHONE, assert_accessible, assert_fits, browsing, keep, reader
from tests.api.guides import Served, identity_of, served_guides

pytestmark = pytest.mark.browser

DESK: dict[str, Any] = {"viewport": {"width": 1360, "height": 860}}
A4 = (595, 842)  # points
USUAL = ("cấp lại thẻ căn cước bị mất", "đăng ký thường trú", "đăng ký khai sinh", "đăng ký kết hôn")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as browser:
        yield browser


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Iterator[Served]:
    with served_guides(tmp_path_factory.mktemp("browser"), samples) as served:
        yield served


def page_of(served: Served, words: str) -> str:
    with httpx.Client(base_url=served.address, timeout=20) as client:
        return f"/procedures/{identity_of(client, words)}"


@pytest.mark.parametrize("path", ["/procedures", "/procedures/declare-once", "/procedures/figures", None])
def test_pages_fit_a_phone_and_can_be_used_by_all(browser: Browser, served: Served, path: str | None) -> None:
    address = path or page_of(served, "giấy chứng nhận đủ điều kiện về an ninh trật tự")
    with reader(browser, served.address, locale="vi-VN", **PHONE) as page:
        page.goto(address)
        assert_fits(page)
        assert_accessible(page)
        keep(page, f"phone-services-{(path or 'one').rpartition('/')[2]}")


def test_ticks_stay_in_the_browser_until_they_are_cleared(browser: Browser, served: Served) -> None:
    with reader(browser, served.address, **DESK) as page:
        page.goto(page_of(served, "đăng ký khai sinh") + "?lang=en")
        boxes = page.locator("input[data-paper]")
        boxes.nth(0).focus()
        page.keyboard.press("Space")
        expect(page.locator("#ready")).to_contain_text("1 of")
        page.reload()
        expect(boxes.nth(0)).to_be_checked()
        keep(page, "service-checklist")
        page.get_by_role("button", name="Clear the ticks").click()
        expect(page.locator("#ready")).to_contain_text("0 of")
        page.reload()
        expect(boxes.nth(0)).not_to_be_checked()


def test_a_quote_opens_the_source_with_its_words_marked(browser: Browser, served: Served) -> None:
    with reader(browser, served.address, **DESK) as page:
        page.goto(page_of(served, USUAL[0]) + "?lang=en")
        page.locator("dl a.quoted", has_text="70.000 đồng/thẻ").click()
        expect(page.locator("mark").first).to_be_in_viewport()
        assert "70.000 đồng/thẻ" in "".join(page.locator("mark").all_text_contents())


def test_a_report_is_sent_by_keyboard_and_followed(browser: Browser, served: Served) -> None:
    with reader(browser, served.address, **DESK) as page:
        page.goto(page_of(served, USUAL[0]) + "?lang=en")
        page.locator("details.report summary").focus()
        page.keyboard.press("Enter")
        page.get_by_label("Your words").fill("The fee is out of date.")
        page.get_by_role("button", name="Send the report").press("Enter")
        expect(page.locator("[role=status]")).to_contain_text("Your report has number")
        assert_accessible(page)
        page.get_by_role("button", name="Delete my report").click()
        expect(page.locator("[role=status]")).to_have_text("Your report was deleted.")


@pytest.mark.parametrize("words", USUAL)
def test_a_usual_service_is_printed_on_one_sheet_of_a4(browser: Browser, served: Served, words: str) -> None:
    with reader(browser, served.address, locale="vi-VN", **DESK) as page:
        page.goto(page_of(served, words))
        printed = page.pdf(prefer_css_page_size=True, print_background=True)
    ARTIFACTS.mkdir(exist_ok=True)
    (ARTIFACTS / f"service-{USUAL.index(words)}.pdf").write_bytes(printed)
    document = pypdfium2.PdfDocument(io.BytesIO(printed))
    assert len(document) == 1
    assert tuple(round(side) for side in document[0].get_size()) == A4
    told = document[0].get_textpage().get_text_range()
    assert "Danh mục cần chuẩn bị" in told
    assert "Gửi phản ánh" not in told
