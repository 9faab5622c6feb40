"""Opening the database: one engine, brought to the newest migration before anyone uses it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, create_engine, event, inspect, text
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from corpus.store.errors import StoreRefused, StoreTooNew, StoreUnreachable

_PRIMARY = 0xFF  # the bits of SQLite's code that name the kind of error
_DISK_FULL = "53100"  # PostgreSQL's
_MIGRATIONS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Database:
    """An engine whose schema is current."""

    engine: Engine

    def close(self) -> None:
        self.engine.dispose()


def open_database(url: str) -> Database:
    """Connect and migrate. `url` is any SQLAlchemy URL; SQLite files are created with their folder.

    Raises:
        StoreUnreachable: its address, driver, folder or file is not as it must be.
        StoreTooNew: a later release has changed its schema.
        StoreRefused: the disk is full; so may every write later on.
    """
    where = _shown(url)
    try:
        engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"))
        if engine.dialect.name == "sqlite":
            if path := make_url(url).database:
                Path(path).parent.mkdir(parents=True, exist_ok=True)
            event.listen(engine, "connect", _configure_sqlite)
        event.listen(engine, "handle_error", lambda context: _refused(context, where), retval=True)
        _migrate(engine, where)
    except ModuleNotFoundError as error:
        driver = (error.name or str(error)).partition(".")[0]
        raise StoreUnreachable(where, f"its driver is missing, run `pip install {driver}`") from error
    except (SQLAlchemyError, OSError) as error:
        raise StoreUnreachable(where, _reason(error)) from error
    return Database(engine)


def _shown(url: str) -> str:
    """The address of a database without its password."""
    try:
        known = make_url(url)
    except ArgumentError:
        return "(not an address such as sqlite:///congvu.db)"
    return known.database or "" if known.get_backend_name() == "sqlite" else known.render_as_string()


def _reason(error: SQLAlchemyError | OSError) -> str:
    """What the driver or the system says, on one line."""
    if isinstance(error, DBAPIError):
        return " ".join(str(error.orig).split())
    if isinstance(error, OSError):
        return f"{error.strerror} ({error.filename})"
    return " ".join(str(error).split())


def _refused(context: ExceptionContext, where: str) -> StoreRefused | None:
    """What to raise instead of a driver's error that tells of a disk which takes no more; None for all others."""
    error = context.original_exception
    code = getattr(error, "sqlite_errorcode", None)
    full = code is not None and code & _PRIMARY in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
    if full or getattr(error, "sqlstate", None) == _DISK_FULL:
        return StoreRefused(where, " ".join(str(error).split()))
    return None


def _configure_sqlite(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    """Write-ahead log: readers never wait for the writer; foreign keys are enforced; a busy writer is waited for.

    What is deleted is overwritten, so that a forgotten conversation does not linger in the file.
    """
    cursor = connection.cursor()
    pragmas = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=30000", "secure_delete=ON")
    for pragma in pragmas:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _migrate(engine: Engine, where: str) -> None:
    """Bring the schema up to date. Alembic is imported here: where all is up to date nobody waits for it."""
    if _is_newest(engine):
        return
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise StoreTooNew(where) from error


def _is_newest(engine: Engine) -> bool:
    """Whether the database says that the last of our migrations, which are named by number, was its last."""
    newest = max((path.name.partition("_")[0] for path in _MIGRATIONS.glob("versions/[0-9]*_*.py")), default="")
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [newest]
