"""Between rows of the database and the corpus's own types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from corpus.model import Completeness, Language, Passage, TextRecord

_LANGUAGES = {language.value: language for language in Language}


def text_of(row: Row[tuple[object, ...]], content: str) -> TextRecord:
    """A row of `texts` with its content."""
    return TextRecord(
        id=row.id,
        language=Language(row.language),
        file=row.file,
        sha256=row.sha256,
        content=content,
        act_id=row.act_id,
        title=row.title,
        publisher=row.publisher,
        source_url=row.source_url,
        published=row.published,
        media_type=row.media_type,
        completeness=Completeness(row.completeness),
    )


def passage_of(row: Sequence[Any]) -> Passage:
    """A row of `passages` with all its columns, in their order: to ask for each by name takes as long as to read it."""
    _number, passage_id, text_id, language, section, headings, content, start, end = row
    return Passage(passage_id, text_id, _LANGUAGES[language], section, tuple(headings), content, start, end)


def as_row(record: Any) -> dict[str, object]:
    """A flat dataclass as a row. `dataclasses.asdict` copies deeply, at ten times the cost."""
    return {name: getattr(record, name) for name in record.__match_args__}
