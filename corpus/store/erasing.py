"""Erasing: what was deleted is not left behind in the files of the database.

SQLite overwrites deleted rows with zeros (`secure_delete`, set on every connection), but earlier versions of a page
wait in the write-ahead log until it is folded back. PostgreSQL reclaims by its own vacuum.
"""

from __future__ import annotations

from sqlalchemy import Engine

PATIENCE_MS = 2000  # how long readers of old pages are waited for


def erase_traces(engine: Engine, patience_ms: int = PATIENCE_MS) -> bool:
    """Fold SQLite's write-ahead log back and empty it; does nothing on other databases.

    Returns:
        False where readers of old pages did not finish in time: then it is to be tried again.
    """
    if engine.dialect.name != "sqlite":
        return True
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        patience = connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one()
        connection.exec_driver_sql(f"PRAGMA busy_timeout={patience_ms}")
        busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
        connection.exec_driver_sql(f"PRAGMA busy_timeout={patience}")
    return not busy
