"""The pages of the register in a real browser, on a phone, in the languages with the longest words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import httpx
import pytest

from api.application import create_app
from register.sync import take
from tests.api.browsing import PHONE, assert_accessible, assert_fits, browsing, reader
from tests.api.conftest import serving
from tests.api.scripted import ScriptedAssistant
from tests.api.shelves import small_library
from tests.register.factories import found

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    library = small_library(tmp_path_factory.mktemp("register"))
    take(library.database, [found(), found("submit the decree", clause="III.9", due=date(2099, 1, 31))])
    with serving(create_app(ScriptedAssistant(), library)) as address:
        yield address


@pytest.mark.parametrize("language", ["ru", "uk", "pl"])
def test_tasks_and_their_overview_fit_a_phone(address: str, language: str) -> None:
    first = httpx.get(f"{address}/api/v1/tasks", params={"limit": 1}).json()["tasks"][0]["id"]
    with browsing() as browser, reader(browser, address, **PHONE) as page:
        for path in ("/tasks", f"/tasks/{first}", "/overview"):
            page.goto(f"{path}?lang={language}")
            page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
            assert_fits(page)
            assert_accessible(page)
