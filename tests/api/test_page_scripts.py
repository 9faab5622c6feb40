"""The scripts of the page in a real browser, against an assistant that says what each test needs."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from api.application import create_app
from assistant.model import (
    ActRef,
    Answer,
    AnswerEvent,
    AnswerStatus,
    Citation,
    Clarification,
    DeltaEvent,
    DoneEvent,
    Fact,
    Question,
    StageEvent,
    TextRef,
)
from corpus.model import Language, MentionKind
from tests.api.browsing import assert_accessible, assert_fits, browsing, reader
from tests.api.conftest import serving
from tests.api.scripted import ScriptedAssistant
from tests.api.shelves import ENGLISH, small_library

pytestmark = pytest.mark.browser

QUOTE = "The system 🚀 starts before 1 March 2026."
EVIL = "<img src=x onerror=document.title='broken'>"
release = threading.Event()


def cited(question: Question) -> Iterator[AnswerEvent]:
    """An answer in two pieces that cites a quote beyond the basic plane; the second piece waits for `release`."""
    yield StageEvent("gather")
    if question.words == "ask back":
        said = "Fee: it depends.\n\nHow do you apply? online · by post"
        back = Clarification("How do you apply?", ("online", "by post"))
        status = AnswerStatus.ANSWERED
        yield DoneEvent(Answer(question.words, Language.EN, status, said, conversation_id="c-1", clarification=back))
        return
    yield DeltaEvent("When: before 1 March 2026. [1]")
    release.wait(10)
    words = f"When: before 1 March 2026. [1]\n\n“{QUOTE}” [1]\n\n{EVIL}"
    yield DeltaEvent(words.removeprefix("When: before 1 March 2026. [1]"))
    start = ENGLISH.index(QUOTE)
    citation = Citation(
        n=1,
        act=ActRef("notice-1", "1/TB-VPCP", EVIL),
        text=TextRef("notice-1-en", Language.EN, "Publisher", "javascript:alert(1)", "samples/notice-1-en.md"),
        section="I",
        quote=QUOTE,
        start=start,
        end=start + len(QUOTE),
    )
    facts = (
        Fact(MentionKind.DATE, "2026-03-01", "1 March 2026", 1),
        Fact(MentionKind.AGENCY, "bca", "Ministry of Public Security", 1),
    )
    yield DoneEvent(
        Answer(
            question.words,
            Language.EN,
            AnswerStatus.ANSWERED,
            words,
            facts=facts,
            citations=(citation,),
            conversation_id="c-1",
        )
    )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as browser:
        yield browser


@pytest.fixture(scope="module")
def assistant() -> ScriptedAssistant:
    return ScriptedAssistant(cited)


@pytest.fixture(scope="module")
def address(assistant: ScriptedAssistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    library = small_library(tmp_path_factory.mktemp("page"))
    with serving(create_app(assistant, library)) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    release.set()
    with reader(browser, address) as page:
        page.goto("/")
        yield page


def ask(page: Page, words: str = "when?") -> None:
    page.get_by_label("Your question").fill(words)
    page.keyboard.press("Enter")


def test_words_are_shown_while_the_answer_is_still_coming(page: Page) -> None:
    release.clear()
    ask(page)
    expect(page.locator(".words .direct")).to_contain_text("When: before 1 March 2026.")
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    expect(page.locator(".sources")).to_have_count(0)
    release.set()
    expect(page.locator(".sources li")).to_have_count(1)
    expect(page.get_by_role("button", name="Ask")).to_be_visible()


def test_a_number_opens_the_source_at_the_very_words_of_the_quote(page: Page) -> None:
    ask(page)
    page.locator(".words .chip").first.click()
    expect(page.locator("#source mark")).to_have_text(QUOTE)
    expect(page.locator("#source mark")).to_be_in_viewport()
    expect(page.locator("#source-title")).to_be_focused()


def test_the_keyboard_alone_opens_and_closes_a_source_and_comes_back(page: Page) -> None:
    ask(page)
    chip = page.locator(".words .chip").first
    chip.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#source mark")).to_be_visible()
    expect(chip).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#source")).to_be_hidden()
    expect(chip).to_be_focused()


def test_markup_in_an_answer_or_a_title_stays_text(page: Page) -> None:
    ask(page)
    expect(page.locator(".words")).to_contain_text(EVIL)
    page.locator(".place").click()
    expect(page.locator("#source .about")).to_contain_text("onerror")
    assert page.locator("#content img").count() == 0
    assert page.locator('a[href^="javascript"]').count() == 0


def test_the_answer_is_announced_and_the_rest_of_its_facts_unfold(page: Page) -> None:
    ask(page)
    expect(page.get_by_role("status").last).to_contain_text("Answered from the documents")
    page.get_by_text("Also named").click()
    expect(page.get_by_text("Authority: Ministry of Public Security")).to_be_visible()


def test_a_second_question_stays_in_the_conversation(page: Page, assistant: ScriptedAssistant) -> None:
    ask(page)
    expect(page.locator(".sources")).to_have_count(1)
    ask(page, "and by whom?")
    expect(page.locator(".sources")).to_have_count(2)
    assert assistant.questions[-1] == Question("and by whom?", None, None, "c-1")
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".turn")).to_have_count(0)
    ask(page, "again")
    expect(page.locator(".sources")).to_have_count(1)
    assert assistant.questions[-1].conversation_id is None


def test_a_question_back_has_buttons_that_ask_on_in_the_conversation(page: Page, assistant: ScriptedAssistant) -> None:
    ask(page, "ask back")
    expect(page.locator(".words")).not_to_contain_text("How do you apply?")
    page.get_by_role("group", name="How do you apply?").get_by_role("button", name="online").click()
    expect(page.locator(".asked").last).to_contain_text("online")
    expect(page.locator(".turn").last.locator(".sources")).to_be_visible()
    assert [question.words for question in assistant.questions][-2:] == ["ask back", "online"]
    assert assistant.questions[-1].conversation_id == "c-1"


def test_a_chosen_language_is_that_of_the_answer(page: Page, assistant: ScriptedAssistant) -> None:
    page.get_by_label("Language").select_option("uk")
    expect(page.get_by_role("heading", level=1)).to_have_text("Що ви хочете дізнатися?")
    page.locator(".examples button").first.click()
    expect(page.locator(".sources")).to_have_count(1)
    assert assistant.questions[-1].reader is Language.UK


def test_stopping_keeps_what_was_said(page: Page) -> None:
    release.clear()
    ask(page)
    expect(page.locator(".words .direct")).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".status").first).to_have_text("Stopped.")
    expect(page.locator(".words .direct")).to_be_visible()
    release.set()


def test_the_theme_can_be_switched_and_is_remembered(page: Page) -> None:
    before = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.get_by_role("button", name="Dark or light").click()
    page.reload()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != before


def test_a_text_opened_by_its_address_is_marked_and_in_view(page: Page) -> None:
    start = ENGLISH.index(QUOTE)
    page.goto(f"/texts/notice-1-en#{start}-{start + len(QUOTE)}")
    expect(page.locator("mark")).to_have_text(QUOTE)
    expect(page.locator("mark")).to_be_in_viewport()
    expect(page.locator("#text h2")).to_have_text("# Part I")
    assert page.locator("#text h2").inner_text() == "Part I"


def test_a_quote_over_several_lines_is_marked_in_each(page: Page) -> None:
    page.goto(f"/texts/notice-1-en#0-{len(ENGLISH)}")
    expect(page.locator("mark").first).to_be_attached()
    assert "".join(page.locator("mark").all_text_contents()) == ENGLISH.removeprefix("# ").replace("\n", "")


@pytest.mark.parametrize("path", ["/", "/acts", "/acts/notice-1", "/texts/notice-1-en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_page_is_accessible_and_fits_a_phone(browser: Browser, address: str, path: str, scheme: str) -> None:
    options = {"viewport": {"width": 360, "height": 740}, "color_scheme": scheme}
    with reader(browser, address, locale="vi-VN", **options) as page:
        page.goto(path)
        assert_fits(page)
        assert_accessible(page)


def test_the_first_key_leads_past_the_navigation(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_without_scripts_a_question_is_answered_too(browser: Browser, address: str) -> None:
    release.set()
    with reader(browser, address, java_script_enabled=False) as page:
        page.goto("/")
        page.get_by_label("Your question").fill("when?")
        page.get_by_role("button", name="Ask", exact=True).click()
        expect(page.locator(".words")).to_contain_text("before 1 March 2026")
        page.locator(".place").click()
        expect(page.locator("#text")).to_contain_text(QUOTE)
