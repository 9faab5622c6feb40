"""The page with the real assistant over the samples, as a person meets it; pictures are kept under artifacts/."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from api.application import create_app
from assistant.assistant import Assistant
from tests.api.browsing import PHONE, assert_accessible, assert_fits, browsing, keep, reader
from tests.api.conftest import serving

pytestmark = pytest.mark.browser

DESK: dict[str, Any] = {"viewport": {"width": 1360, "height": 860}}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as browser:
        yield browser


@pytest.fixture(scope="module")
def address(assistant: Assistant) -> Iterator[str]:
    with serving(create_app(assistant, assistant.library)) as address:
        yield address


def ask(page: Page, words: str) -> None:
    page.locator("#question").fill(words)
    page.keyboard.press("Enter")
    expect(page.locator(".turn").last.locator(".tools")).to_be_visible()


def test_a_question_is_answered_and_its_source_opens_at_the_quote(browser: Browser, address: str) -> None:
    with reader(browser, address, **DESK) as page:
        page.goto("/?lang=en")
        keep(page, "home")
        ask(page, "By when must the Administrative Procedures Coordination System be working?")
        expect(page.locator(".words")).to_contain_text("1 March 2026")
        expect(page.locator(".status").first).to_have_text("Answered from the documents")
        page.locator(".words .chip").first.click()
        expect(page.locator("#source mark").first).to_be_in_viewport()
        assert "1 March 2026" in "".join(page.locator("#source mark").all_text_contents())
        assert_accessible(page)
        keep(page, "answer-with-source")


def test_a_citizen_asks_on_a_phone(browser: Browser, address: str) -> None:
    with reader(browser, address, locale="vi-VN", **PHONE) as page:
        page.goto("/")
        keep(page, "phone-home")
        ask(page, "lệ phí cấp lại thẻ căn cước bao nhiêu")
        expect(page.locator(".status").first).to_have_text("Trả lời theo văn bản")
        assert_fits(page)
        assert_accessible(page)
        keep(page, "phone-answer")
        page.locator(".place").last.tap()
        expect(page.locator("#source mark").first).to_be_in_viewport()
        assert_fits(page)
        keep(page, "phone-source")


def test_a_reader_in_the_dark_asks_in_ukrainian(browser: Browser, address: str) -> None:
    with reader(browser, address, locale="uk-UA", color_scheme="dark", **DESK) as page:
        page.goto("/")
        ask(page, "До якого числа має запрацювати Система координації адміністративних процедур?")
        page.locator(".place").first.click()
        expect(page.locator("#source mark").first).to_be_in_viewport()
        assert_accessible(page)
        keep(page, "dark-answer-with-source")


def test_documents_are_found_read_and_shared(browser: Browser, address: str) -> None:
    with reader(browser, address, locale="ru-RU", **DESK) as page:
        page.goto("/acts")
        keep(page, "acts")
        page.get_by_label("Слова").fill("712/TB-VPCP")
        page.get_by_role("button", name="Показать").click()
        expect(page.locator(".acts li")).to_have_count(1)
        page.locator(".acts a").click()
        expect(page.get_by_role("heading", name="Тексты")).to_be_visible()
        assert_accessible(page)
        keep(page, "act")
        page.locator(".texts a").first.click()
        expect(page.locator("#text")).to_contain_text("712/TB-VPCP")
        assert_accessible(page)
        keep(page, "text")
