"""The words of the pages: none is missing, and each reader gets his language."""

from __future__ import annotations

import re

import pytest

from api.pages.assets import STATIC
from api.pages.view import FOLDER, preferred
from api.words import words
from assistant.model import AnswerStatus
from corpus.describe.vocabulary import vocabulary
from corpus.model import Completeness, Language, MentionKind, Relation
from corpus.validity import Validity


def test_each_state_kind_and_relation_has_its_word() -> None:
    needed = (
        {f"status_{status}" for status in AnswerStatus}
        | {f"fact_{kind}" for kind in MentionKind}
        | {f"completeness_{kind}" for kind in Completeness}
        | {f"relation_{kind}" for kind in Relation}
        | {f"validity_{state}" for state in Validity}
        | {f"kind_{name}" for name in vocabulary().kinds.values()}
        | {f"language_{language}" for language in Language}
    )
    assert needed <= set(words(Language.EN))


def test_every_word_that_the_pages_ask_for_exists() -> None:
    templates = "".join(file.read_text() for file in FOLDER.glob("templates/*.html"))
    scripts = "".join(file.read_text() for file in STATIC.glob("*.js"))
    asked = set(re.findall(r"\bt\.(\w+)", templates)) | set(re.findall(r'say\("(\w+)"', scripts))
    assert asked - set(words(Language.EN)) == set()


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", Language.VI),
        ("uk-UA,uk;q=0.9,en;q=0.5", Language.UK),
        ("de-DE,de;q=0.9,pl;q=0.4,ru;q=0.6", Language.RU),
        ("fr", Language.VI),
        ("en;q=0, ru;q=0.1", Language.RU),
        ("en;q=oops, pl", Language.PL),
    ],
)
def test_the_browser_says_which_language_its_reader_prefers(header: str, expected: Language) -> None:
    assert preferred(header) is expected
