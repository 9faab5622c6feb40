"""A headless Chromium, and what we ask of any page: no console errors, no sideways scrolling, names for controls."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ARTIFACTS = Path(__file__).resolve().parents[2] / "artifacts"
CHROMIUM = Path(os.environ.get("CONGVU_CHROMIUM", "/usr/bin/chromium"))
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
AXE = os.environ.get("CONGVU_AXE")  # path of axe.min.js, from the npm package axe-core


@contextmanager
def browsing() -> Iterator[Browser]:
    """A browser; the test is skipped where there is none."""
    if not CHROMIUM.exists():
        pytest.skip(f"needs Chromium at {CHROMIUM}: apt-get install chromium, or set CONGVU_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        yield browser
        browser.close()


@contextmanager
def reader(browser: Browser, address: str, *, locale: str = "en-US", **options: Any) -> Iterator[Page]:
    """A page at `address` for one reader; what its console complains of fails the test at the end."""
    complaints: list[str] = []
    context = browser.new_context(base_url=address, locale=locale, bypass_csp=bool(AXE), **options)
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type != "log" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def keep(page: Page, name: str) -> None:
    """Keep a picture of the page as an artefact of the run."""
    ARTIFACTS.mkdir(exist_ok=True)
    page.wait_for_timeout(250)  # the short arrival of new paragraphs
    page.screenshot(path=ARTIFACTS / f"{name}.png")


def assert_fits(page: Page) -> None:
    """Nothing makes the page scroll sideways; a phone's own `innerWidth` grows with what does."""
    assert page.viewport_size is not None
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def assert_accessible(page: Page) -> None:
    """Every control has a name, headings skip no level, text has contrast; with axe-core as well where it is given."""
    assert page.evaluate(NAMELESS) == []
    assert page.evaluate(FAINT) == []
    assert page.evaluate("[...document.querySelectorAll('h1')].filter((e) => e.checkVisibility()).length") == 1
    lists = "[...document.querySelectorAll('ul[role], ol[role]')].map((e) => e.outerHTML)"
    assert page.evaluate(lists) == []  # another role would leave its items without a list
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map((h) => Number(h.tagName[1]))")
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels
    if AXE:
        page.add_script_tag(path=AXE)
        found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})")
        assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]] == []


NAMELESS = """
[...document.querySelectorAll("button, a[href], select, input:not([type=hidden]), textarea")]
  .filter((e) => e.checkVisibility())
  .filter((e) => !(e.innerText.trim() || e.getAttribute("aria-label") || e.labels?.length))
  .map((e) => e.outerHTML)
"""

# WCAG contrast of every visible piece of text against the nearest background that is not transparent.
FAINT = """
(() => {
  const rgb = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const colour = rgb(getComputedStyle(e).backgroundColor);
      if (colour[3] === undefined || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !e.checkVisibility() || e.closest("script, .hidden")) continue;
    const [a, b] = [light(rgb(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) faint.push(`${ratio.toFixed(2)} ${walker.currentNode.data.trim().slice(0, 40)}`);
  }
  return faint;
})()
"""
