"""What people call agencies, acts and times when they filter tasks, turned into what the register knows them by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import or_, select

from corpus.agencies import match_agency
from corpus.gazetteer import agencies
from corpus.identifiers import number_key
from corpus.store import Database
from register.errors import BadQuery
from register.filters import TaskQuery
from register.tables import tasks

LONGEST_SAID = 80  # characters of what was said that a message repeats


def agencies_named(said: Iterable[str]) -> tuple[str, ...]:
    """Canonical ids for ids or names in any language, typos and all; once each.

    Raises:
        BadQuery: no agency is known by that name.
    """
    found: list[str] = []
    for words in said:
        named = [words] if words in agencies() else match_agency(words)
        if not named:
            message = f"No agency is known as '{words[:LONGEST_SAID]}'."
            raise BadQuery("unknown-agency", f"{message} Give its name or an id such as ministry-of-justice.")
        found.extend(named)
    return tuple(dict.fromkeys(found))


def agency_named(said: str) -> str:
    """The canonical id of the one agency that is meant.

    Raises:
        BadQuery: none is known by that name, or it fits several.
    """
    found = agencies_named([said])
    if len(found) > 1:
        several = ", ".join(found)
        raise BadQuery("unknown-agency", f"'{said[:LONGEST_SAID]}' is not one agency but several: {several}. Name one.")
    return found[0]


def of_act(query: TaskQuery, said: str, database: Database) -> TaskQuery:
    """The query, for the acts that a person names by id, by number in any spelling, or by the number's beginning.

    What fits no act stays as it was said, and finds nothing.
    """
    named = acts_named(said, database)
    return replace(query, acts=named) if len(named) > 1 else replace(query, act=named[0] if named else said)


def acts_named(said: str, database: Database) -> tuple[str, ...]:
    """Ids or numbers of the acts with tasks that are meant: "07-TB", "712/tb-vpcp" and "58/2026" will do."""
    wanted = f"{number_key(said)}-"
    with database.engine.connect() as connection:
        exact = or_(tasks.c.act_id == said, tasks.c.act_number == said)
        if connection.execute(select(tasks.c.number).where(exact).limit(1)).first():
            return (said,)
        known = connection.execute(select(tasks.c.act_number).distinct()).scalars().all()
    return tuple(sorted(one for one in known if one and wanted != "-" and f"{number_key(one)}-".startswith(wanted)))


def check_period(first: date | None, last: date | None) -> None:
    """A period has its days in order.

    Raises:
        BadQuery: it ends before it begins.
    """
    if first and last and last < first:
        message = f"The term's last day {last} lies before its first day {first}. Swap the two."
        raise BadQuery("period-reversed", message)
