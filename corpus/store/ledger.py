"""The ledger of files: which were read, with what result, and which text came of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Connection, delete, func, insert, select, update

from corpus.store.database import Database
from corpus.store.kept import mark_changed
from corpus.store.tables import files, texts


class FileStatus(StrEnum):
    """What came of a file."""

    READ = "read"
    DUPLICATE = "duplicate"  # its bytes are those of another file, whose text it shares
    NEEDS_OCR = "needs_ocr"  # some or all of its pages are pictures that nothing here could read
    FAILED = "failed"
    ARCHIVE = "archive"  # all its members were gone through


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A line of the ledger. `path` is the resolved path, with "!/" before a member of an archive.

    `size` is in bytes, `modified` in seconds since 1970; `message` says what is wrong, or None.
    """

    path: str
    file: str
    size: int
    modified: float | None
    status: FileStatus
    sha256: str | None = None
    message: str | None = None
    text_id: str | None = None


class Ledger:
    """Reads the ledger, and changes it where no text is written. Each call is one transaction."""

    def __init__(self, database: Database) -> None:
        self._engine = database.engine

    def entries(self) -> dict[str, FileEntry]:
        """All lines by path."""
        columns = [column for column in files.c if column.name != "seen_at"]
        with self._engine.connect() as connection:
            rows = connection.execute(select(*columns)).all()
        return {row.path: FileEntry(**{**row._mapping, "status": FileStatus(row.status)}) for row in rows}

    def text_of_bytes(self) -> dict[str, str]:
        """Text ids by the SHA-256 of the file they came from."""
        with self._engine.connect() as connection:
            return {row.sha256: row.id for row in connection.execute(select(texts.c.sha256, texts.c.id))}

    def record(self, entries: Iterable[FileEntry]) -> None:
        """Write lines of files that gave no new text."""
        with self._engine.begin() as connection:
            record_files(connection, entries)
            mark_changed(connection)

    def forget(self, path: str) -> str | None:
        """Strike out a file. Returns the text that no file gives any more, which is for the caller to drop.

        A text that another file gives too takes that file's name.
        """
        with self._engine.begin() as connection:
            mark_changed(connection)
            text_id = connection.execute(select(files.c.text_id).where(files.c.path == path)).scalar()
            connection.execute(delete(files).where(files.c.path == path))
            if text_id is None:
                return None
            heir = connection.execute(select(files.c.path, files.c.file).where(files.c.text_id == text_id)).first()
            if heir is None:
                return str(text_id)
            connection.execute(update(texts).where(texts.c.id == text_id).values(file=heir.file))
            connection.execute(update(files).where(files.c.path == heir.path).values(status=FileStatus.READ))
            return None

    def count_by_status(self) -> dict[FileStatus, int]:
        """How many files have each status; archives are not counted, their members are."""
        query = select(files.c.status, func.count()).group_by(files.c.status)
        with self._engine.connect() as connection:
            counts = {FileStatus(status): count for status, count in connection.execute(query)}
        counts.pop(FileStatus.ARCHIVE, None)
        return counts

    def with_status(self, *statuses: FileStatus) -> list[FileEntry]:
        """The files of these statuses, by name."""
        found = [entry for entry in self.entries().values() if entry.status in statuses]
        return sorted(found, key=lambda entry: entry.file)


def record_files(connection: Connection, entries: Iterable[FileEntry]) -> None:
    """Write lines of the ledger inside a transaction, replacing those of the same paths."""
    rows = [asdict(entry) | {"seen_at": datetime.now(UTC).replace(tzinfo=None)} for entry in entries]
    for row in rows:
        connection.execute(delete(files).where(files.c.path == row["path"]))
    if rows:
        connection.execute(insert(files), rows)
