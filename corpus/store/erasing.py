"""Erasing: what was deleted is not left behind in the files of the database.

SQLite overwrites deleted rows with zeros (`secure_delete`, set on every connection), but earlier versions of a page
wait in the write-ahead log until it is folded back. PostgreSQL reclaims by its own vacuum.
"""

from __future__ import annotations

from sqlalchemy import Engine

PATIENCE_MS = 2000  # how long readers of old pages are waited for; the log is folded back later where they take longer


def erase_traces(engine: Engine) -> None:
    """Fold SQLite's write-ahead log back and empty it. Does nothing on other databases."""
    if engine.dialect.name != "sqlite":
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        patience = connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one()
        connection.exec_driver_sql(f"PRAGMA busy_timeout={PATIENCE_MS}")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql(f"PRAGMA busy_timeout={patience}")
