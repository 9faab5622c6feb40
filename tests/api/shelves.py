"""A small library made by hand: one act in two languages, and a guide without an act."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from corpus.model import (
    Act,
    Completeness,
    Language,
    Passage,
    Reference,
    Relation,
    Section,
    SectionKind,
    TextRecord,
)
from corpus.store import Library, open_database
from corpus.store.library import TextEntry

NOTICE = Act(
    id="notice-1",
    number="1/TB-VPCP",
    kind="notice",
    issuer="government-office",
    title="Kết luận về cải cách thủ tục",
    issued=date(2025, 12, 1),
    effective_from=date(2025, 12, 1),
)
ENGLISH = "# Part I\nThe system 🚀 starts before 1 March 2026.\n\nA second line."
VIETNAMESE = "# Phần I\nHệ thống hoạt động trước ngày 1/3/2026."
GUIDE = "Lệ phí cấp lại thẻ căn cước: 70.000 đồng."


def small_library(folder: Path) -> Library:
    """The library, in a database of its own in `folder`."""
    library = Library(open_database(f"sqlite:///{folder / 'small.db'}"))
    references = [Reference("57-NQ/TW", Relation.IMPLEMENTS, 0, 3), Reference("1/TB-VPCP", Relation.CITES, 0, 3)]
    library.put(
        [
            _entry("notice-1-en", Language.EN, ENGLISH, act=NOTICE, references=references),
            _entry("notice-1-vi", Language.VI, VIETNAMESE, act=NOTICE),
            _entry("guide", Language.VI, GUIDE),
        ]
    )
    return library


def _entry(
    text_id: str, language: Language, content: str, *, act: Act | None = None, references: list[Reference] | None = None
) -> TextEntry:
    text = TextRecord(
        id=text_id,
        language=language,
        file=f"samples/{text_id}.md",
        sha256="0" * 64,
        content=content,
        act_id=act.id if act else None,
        title=content.split("\n", maxsplit=1)[0].lstrip("# "),
        completeness=Completeness.FULL,
    )
    return TextEntry(text, act, _sections(content), [_passage(text)], references or [])


def _sections(content: str) -> list[Section]:
    whole = Section(SectionKind.DOCUMENT, "", "", "", 0, len(content))
    if not content.startswith("#"):
        return [whole]
    heading = content.split("\n", maxsplit=1)[0].lstrip("# ")
    return [whole, Section(SectionKind.HEADING, heading, heading, heading, 0, len(content), 0)]


def _passage(text: TextRecord) -> Passage:
    return Passage(f"{text.id}-1", text.id, text.language, "", (), text.content, 0, len(text.content))
