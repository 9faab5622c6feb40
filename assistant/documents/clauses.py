"""Clauses that a question names with their act: "Điều 6 Nghị định 161/2026", "khoản 2 Điều 5", "section III.8"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.documents.record import OnRecord, Records
from corpus.clauses import ClauseReference, find_clauses
from corpus.model import Act, Section, TextRecord
from corpus.store import Library

LONGEST = 1_500  # characters of a clause that are quoted; what goes on is read in the text

_LABEL = re.compile(r"^(?:điều|article|статья|стаття|art\.|artykuł)\s*", re.IGNORECASE)


def named_clause(words: str) -> ClauseReference | None:
    """The one clause that words name; None where they name none or several."""
    found = find_clauses(words)
    return found[0] if len(found) == 1 else None


def clause_of(act: Act, path: str, library: Library, records: Records) -> tuple[OnRecord, bool] | None:
    """The words of a clause, and whether they go on beyond what is quoted; None where no text of the act has it.

    The text in the reader's language comes first, and in it the act itself before what is annexed to it.
    """
    for text in records.texts(act):
        section = next(_called(path, library.sections(text.id)), None)
        if section is not None:
            return _quoted(library, text, section)
    return None


def _called(path: str, sections: list[Section]) -> Iterator[Section]:
    wanted = _key(path)
    return (section for section in sections if _key(section.path) == wanted)


def _key(path: str) -> str:
    return _LABEL.sub("", path).lower().replace("(", "").replace(")", "")


def _quoted(library: Library, text: TextRecord, section: Section) -> tuple[OnRecord, bool]:
    full = library.text(text.id)
    whole = full.content[section.start : section.end] if full else ""
    words = whole.rstrip()
    cut = (
        words
        if len(words) <= LONGEST
        else words[: max(words.rfind("\n", 0, LONGEST), words.rfind(". ", 0, LONGEST) + 1)]
    )
    start = section.start + len(cut) - len(cut.lstrip())
    return OnRecord("clause", "", text, cut.strip(), start, section.path), len(cut) < len(words)
