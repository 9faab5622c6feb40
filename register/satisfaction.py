"""How content people are, month by month: ratings of procedures, and how their reports were handled."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from statistics import median
from typing import Any

from sqlalchemy import insert, select

from corpus.agencies import agency_name
from corpus.calendar import today_in_vietnam
from corpus.model import Language
from corpus.store import Database
from register.errors import BadReport
from register.feedback_model import Subject
from register.open_data import safe
from register.tables import feedback, procedure_ratings

STARS = range(1, 6)
COLUMNS = (
    "month",
    "agency",
    "agency_name",
    "procedure",
    "procedure_name",
    "ratings",
    "mean_stars",
    "helpful",
    "not_helpful",
    "reports",
    "answered",
    "median_days",
)

_Key = tuple[str, str | None, str, str, str]


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """A procedure (or, with an empty key, all of an agency) in a month, "2026-11".

    `mean_stars` is in 1..5 and None without any; `median_days` from a report to its answer, None without any.
    """

    month: str
    agency: str | None
    procedure: str
    name: str
    ratings: int
    mean_stars: float | None
    helpful: int
    not_helpful: int
    reports: int
    answered: int
    median_days: float | None


def rate(
    database: Database,
    subject: Subject,
    *,
    stars: int | None = None,
    helpful: bool | None = None,
    today: date | None = None,
) -> None:
    """Keep a rating, with its month and nothing of the person.

    Raises:
        BadReport: it says nothing, or its stars are not 1 to 5.
    """
    if (stars is None and helpful is None) or (stars is not None and stars not in STARS):
        raise BadReport("A rating has 1 to 5 stars, or says whether the guide helped.")
    row = {
        "text_id": subject.text_id,
        "procedure_key": subject.key,
        "procedure_name": subject.name,
        "agency": subject.agency,
        "month": f"{today or today_in_vietnam():%Y-%m}",
        "stars": stars,
        "helpful": helpful,
    }
    with database.engine.begin() as connection:
        connection.execute(insert(procedure_ratings).values(row))


def satisfaction(database: Database, *, by_agency: bool = False) -> list[Satisfaction]:
    """The figures of each month, newest first, by procedure or by agency."""
    ratings: dict[_Key, list[Any]] = defaultdict(list)
    reports: dict[_Key, list[Any]] = defaultdict(list)
    with database.engine.connect() as connection:
        for row in connection.execute(select(procedure_ratings)):
            ratings[_key(row, row.month, by_agency=by_agency)].append(row)
        for row in connection.execute(select(feedback)):
            day = today_in_vietnam(row.created_at.replace(tzinfo=UTC))
            reports[_key(row, f"{day:%Y-%m}", by_agency=by_agency)].append(row)
    keys = sorted({*ratings, *reports}, key=lambda key: (key[0], key[1] or "", key[4]))
    newest = sorted({key[0] for key in keys}, reverse=True)
    return [_figures(key, ratings[key], reports[key]) for month in newest for key in keys if key[0] == month]


def satisfaction_csv(rows: Iterable[Satisfaction], language: Language) -> str:
    """The figures as a table for spreadsheets."""
    buffer = io.StringIO()
    table = csv.writer(buffer, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for one in rows:
        named = agency_name(one.agency, language) if one.agency else ""
        figures = (one.ratings, _shown(one.mean_stars), one.helpful, one.not_helpful, one.reports, one.answered)
        words = [safe(word) for word in (one.month, one.agency or "", named, one.procedure, one.name)]
        table.writerow([*words, *figures, _shown(one.median_days)])
    return "\ufeff" + buffer.getvalue()


def _key(row: Any, month: str, *, by_agency: bool) -> _Key:
    """What a row is counted under; the name comes last, so that it orders."""
    procedure = ("", "", "") if by_agency else (row.text_id, row.procedure_key, row.procedure_name)
    return (month, row.agency, *procedure)


def _figures(key: _Key, ratings: Sequence[Any], reports: Sequence[Any]) -> Satisfaction:
    stars = [row.stars for row in ratings if row.stars is not None]
    days = [(row.answered_at - row.created_at).total_seconds() / 86400 for row in reports if row.answered_at]
    return Satisfaction(
        month=key[0],
        agency=key[1],
        procedure=f"{key[2]}.{key[3]}" if key[2] else "",
        name=key[4],
        ratings=len(ratings),
        mean_stars=round(sum(stars) / len(stars), 2) if stars else None,
        helpful=sum(row.helpful is True for row in ratings),
        not_helpful=sum(row.helpful is False for row in ratings),
        reports=len(reports),
        answered=len(days),
        median_days=round(median(days), 1) if days else None,
    )


def _shown(value: float | None) -> str:
    return "" if value is None else str(value)
