"""People with tokens, and what each may do. Only digests of tokens are kept."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from corpus.fold import fold
from corpus.gazetteer import agencies
from corpus.store import Database
from register.errors import NotAllowed, RegisterError
from register.model import Person, Role
from register.storing import now
from register.tables import people

TOKEN_BYTES = 32  # random: 256 bits need no slow hash
_NOT_WORD = re.compile(r"[^a-z0-9]+")


class BadPerson(RegisterError):
    """A person who cannot be added as described."""


def add_person(
    database: Database, name: str, role: Role, *, agency: str | None = None, identity: str | None = None
) -> tuple[Person, str]:
    """Let somebody in; returns the person and the token, which is shown once and not kept.

    Raises:
        BadPerson: the id is taken, an official has no agency, or the agency is unknown.
    """
    if role is Role.OFFICIAL and agency is None:
        raise BadPerson("An official acts for an agency: give its id with --agency.")
    if agency is not None and agency not in agencies():
        raise BadPerson(f"There is no agency '{agency}'. Give a canonical id such as ministry-of-justice.")
    person = Person(identity or _slug(name), name, role, agency)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = {"id": person.id, "name": name, "role": role.value, "agency": agency, "token_sha256": _digest(token)}
    try:
        with database.engine.begin() as connection:
            connection.execute(insert(people).values(row | {"created_at": now()}))
    except IntegrityError as error:
        raise BadPerson(f"There is already a person '{person.id}'. Give another id with --id.") from error
    return person, token


def person_of(database: Database, token: str) -> Person | None:
    """Who holds a token; None when nobody does or the person was shut out."""
    query = select(people).where(people.c.token_sha256 == _digest(token), people.c.disabled_at.is_(None))
    with database.engine.connect() as connection:
        row = connection.execute(query).first()
    return None if row is None else Person(row.id, row.name, Role(row.role), row.agency)


def list_people(database: Database) -> list[Person]:
    """Everybody who is let in, by id."""
    query = select(people).where(people.c.disabled_at.is_(None)).order_by(people.c.id)
    with database.engine.connect() as connection:
        return [Person(row.id, row.name, Role(row.role), row.agency) for row in connection.execute(query)]


def shut_out(database: Database, identity: str) -> bool:
    """End a person's token; False when there is no such person."""
    query = update(people).where(people.c.id == identity, people.c.disabled_at.is_(None)).values(disabled_at=now())
    with database.engine.begin() as connection:
        return connection.execute(query).rowcount > 0


def may_edit(person: Person) -> bool:
    """Whether a person may correct tasks and report for every agency."""
    return person.role in (Role.EDITOR, Role.ADMIN)


def must_edit(person: Person) -> None:
    """Pass editors.

    Raises:
        NotAllowed: the person is none.
    """
    if not may_edit(person):
        raise NotAllowed(f"{person.name} may not correct tasks: that takes the role of an editor.")


def must_report_for(person: Person, leading: Iterable[str], coordinating: Iterable[str]) -> None:
    """Pass editors, and officials of an agency that leads or coordinates.

    Raises:
        NotAllowed: the person is neither.
    """
    if may_edit(person):
        return
    if person.role is not Role.OFFICIAL or person.agency not in (*leading, *coordinating):
        raise NotAllowed(f"{person.name} may report only on tasks of his or her own agency.")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _slug(name: str) -> str:
    return _NOT_WORD.sub("-", fold(name)).strip("-") or "person"
