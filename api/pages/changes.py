"""What a change of a task altered, field by field, as its page tells it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from api.task_schemas import ChangeOut
from corpus.agencies import agency_name
from corpus.format import format_date
from corpus.model import Language
from register.wording import wording

NOTHING = "–"
LABELS: Mapping[str, str] = {
    "action": "task_what",
    "agencies": "task_led",
    "coordinating": "task_with",
    "due": "task_term",
    "progress": "task_progress",
    "done_on": "task_done_on",
    "obstacle": "task_obstacle",
}  # the fields that a reader of the page knows, by the word of the pages for each


def changed_fields(change: ChangeOut, language: Language) -> list[tuple[str, str, str]]:
    """The word of the pages, the value before and after of each field that a reader knows."""
    said = _telling(language)
    return [
        (word, said[field](before), said[field](after))
        for field, word in LABELS.items()
        for before, after in [change.fields.get(field, (None, None))]
        if before or after
    ]


def _telling(language: Language) -> Mapping[str, Callable[[object], str]]:
    def plain(value: object) -> str:
        return str(value) if value else NOTHING

    def day(value: object) -> str:
        return format_date(date.fromisoformat(str(value)), language) if value else NOTHING

    def bodies(value: object) -> str:
        return (
            ", ".join(agency_name(str(one), language) for one in value)
            if isinstance(value, list) and value
            else NOTHING
        )

    def progress(value: object) -> str:
        return wording(language)[f"progress_{value}"] if value else NOTHING

    return dict.fromkeys(LABELS, plain) | {
        "due": day, "done_on": day, "agencies": bodies, "coordinating": bodies, "progress": progress,
    }  # fmt: skip
