"""What the register's routes work with: its tasks, its overview, and the person who asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Request

from api.context import Serving
from api.problems import Problem, not_found
from corpus.store import Database
from register.errors import BadQuery, BadReport, Conflict, NoSuchTask, NotAllowed
from register.model import Person, Role
from register.overview import OverviewReader
from register.people import person_of
from register.query import TaskList


@dataclass(frozen=True, slots=True)
class Registry:
    """The register of one application."""

    database: Database
    tasks: TaskList
    overview: OverviewReader


def open_registry(database: Database) -> Registry:
    """The register that lies in a database."""
    return Registry(database, TaskList(database), OverviewReader(database))


def _registry(request: Request) -> Registry:
    registry: Registry = request.app.state.registry
    return registry


Registered = Annotated[Registry, Depends(_registry)]


async def _viewer(request: Request, serving: Serving, registry: Registered) -> Person | None:
    """Who asks: None without a token. A wrong token is an error, not a stranger."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if not scheme:
        return None
    person = None
    if scheme.lower() == "bearer":
        person = await serving.work(lambda: person_of(registry.database, token.strip()))
    if person is None:
        raise Problem(
            HTTPStatus.UNAUTHORIZED, "unknown-token", "The token is not known. Ask for one: congvu people add."
        )
    return person


Viewer = Annotated[Person | None, Depends(_viewer)]


def _known(viewer: Viewer) -> Person:
    if viewer is None:
        detail = "Say who you are: send the header 'Authorization: Bearer <token>'."
        raise Problem(HTTPStatus.UNAUTHORIZED, "no-token", detail)
    return viewer


Known = Annotated[Person, Depends(_known)]


def sees_all(viewer: Person | None) -> bool:
    """Whether tasks that are not public are shown."""
    return viewer is not None and viewer.role is not Role.READER


@contextmanager
def told() -> Iterator[None]:
    """Errors of the register become problems."""
    try:
        yield
    except NoSuchTask as error:
        raise not_found("task", error.task_id, "List the tasks at /api/v1/tasks.") from error
    except Conflict as error:
        raise Problem(HTTPStatus.CONFLICT, "changed-meanwhile", str(error)) from error
    except NotAllowed as error:
        raise Problem(HTTPStatus.FORBIDDEN, "not-allowed", str(error)) from error
    except BadReport as error:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "bad-report", str(error)) from error
    except BadQuery as error:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, error.kind, str(error)) from error
