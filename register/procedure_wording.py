"""Words for people about procedures, for pages, bot and command line: `words/procedures/<language>.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from babel.dates import format_date

from corpus.catalogue import catalogue
from corpus.model import Language
from corpus.procedures.changes import FieldChange

FOLDER = Path(__file__).parent / "words" / "procedures"


def procedure_words(language: Language) -> Mapping[str, str]:
    """Flat keys to `str.format` templates."""
    return catalogue(FOLDER, language)


def shown_day(day: date, language: Language) -> str:
    """A day as people write it."""
    return format_date(day, "long", locale=language.value)


def change_sentence(change: FieldChange, language: Language, *, since: date | None = None) -> str:
    """A change in words, as "Since 1 July 2026: The fee is now “30.000 đồng”, before “40.000 đồng”", one sentence."""
    words = procedure_words(language)
    lead = words["change_since"].format(day=shown_day(since, language)) if since else ""
    return lead + words[f"change_{change.kind}"].format(
        field=words[f"field_{change.field.replace(' ', '_')}"],
        case=words["change_case"].format(case=change.case) if change.case else "",
        before=change.before.words if change.before else "",
        after=change.after.words if change.after else "",
    )
