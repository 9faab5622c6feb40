"""Ingestion: files of any kind become texts in the library, each once, and whatever goes wrong stays with its file.

It may be stopped at any moment: texts and the ledger's lines are written together, a batch at a time, and the next
run goes on where this one stopped.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from corpus.ending import settle_endings
from corpus.grouping import regroup
from corpus.intake import Intake
from corpus.load import Limits, Place, Unreadable, find
from corpus.load.sources import is_archive
from corpus.parsing import Parsed, parse_here, parse_in_pool
from corpus.report import FileOutcome, IngestReport, Outcome, Progress, Tally
from corpus.store import Database, Library
from corpus.store.ledger import FileEntry, FileStatus, Ledger
from corpus.store.library import TextEntry
from corpus.workers import seldom_collecting

POOL_BYTES = 3_000_000  # less is parsed before a second process has started
BATCH_TEXTS = 40  # texts per transaction: what a kill can lose, and seconds of a writer's lock
BATCH_CHARACTERS = 4_000_000


def ingest(
    paths: Sequence[Path],
    library: Library,
    database: Database,
    *,
    progress: Callable[[Progress], None] | None = None,
    drop_missing: bool = False,
    again: bool = False,
    limits: Limits | None = None,
) -> IngestReport:
    """Read files, folders and archives into the library.

    Args:
        paths: what to read. Files that have not changed since they were last read are passed over.
        library: where texts go.
        database: the same library's database, for the ledger of files.
        progress: told after every file.
        drop_missing: also drop the texts of files that were read from these paths before and are no longer there.
        again: read files that have not changed as well, as after an upgrade that reads better. Ids stay.
        limits: what a single file may cost.

    Raises:
        StoreRefused: the disk is full. What was written stays, and the next run goes on from there.
    """
    return _Run(paths, library, database, progress, limits or Limits(), again=again).go(drop_missing=drop_missing)


class _Run:
    """One call of `ingest`."""

    def __init__(
        self,
        paths: Sequence[Path],
        library: Library,
        database: Database,
        progress: Callable[[Progress], None] | None,
        limits: Limits,
        *,
        again: bool,
    ) -> None:
        self._paths = [path.resolve() for path in paths]
        self._library = library
        self._database = database
        self._ledger = Ledger(database)
        self._tally = Tally(progress)
        self._limits = limits
        self._intake = Intake(self._ledger, self._tally, limits, again=again)
        self._wrote = False
        self._entries: list[TextEntry] = []
        self._files: list[FileEntry] = []
        self._characters = 0

    def go(self, *, drop_missing: bool) -> IngestReport:
        changed = list(self._intake.changed(place for path in self._paths for place in find(path)))
        self._tally.expect(len(changed))
        parse = parse_in_pool if _is_large(changed) else parse_here
        with seldom_collecting():
            for parsed in parse(self._intake.jobs(changed)):
                self._take(parsed)
        self._intake.settle_duplicates()
        self._write()
        self._finish_archives()
        if drop_missing:
            self._drop_missing()
        if self._wrote:
            regroup(self._database, among=set(self._tally.text_ids))
        report = self._tally.report()
        if report.changed:
            settle_endings(self._database)
        return report

    def _take(self, parsed: Parsed) -> None:
        """Queue what came of a file for writing."""
        outcome, status = _judge(parsed, changed=self._intake.is_known(parsed.path))
        line = self._intake.ledger_line(parsed, status, _message(parsed))
        self._files.append(line)
        self._tally.parsed(parsed, FileOutcome(parsed.file, outcome, line.message, parsed.reason))
        if parsed.entry is not None:
            self._entries.append(parsed.entry)
            self._characters += len(parsed.entry.text.content)
        if len(self._files) >= BATCH_TEXTS or self._characters >= BATCH_CHARACTERS:
            self._write()

    def _write(self) -> None:
        started = time.process_time()
        settled, stale = self._intake.take_settled()
        self._files.extend(settled)
        if self._files:
            self._library.put(self._entries, self._files, stale)
            self._wrote = self._wrote or bool(self._entries)
        self._entries, self._files, self._characters = [], [], 0
        self._tally.stored(time.process_time() - started)

    def _finish_archives(self) -> None:
        """Archives that were gone through to their end need not be opened again until they change."""
        self._ledger.record(self._intake.archives)

    def _drop_missing(self) -> None:
        for entry in self._intake.missing(self._paths):
            text_id = self._ledger.forget(entry.path)
            if text_id is not None:
                self._library.drop(text_id)
            if entry.status is not FileStatus.ARCHIVE:
                self._tally.settled(FileOutcome(entry.file, Outcome.DROPPED))


def _judge(parsed: Parsed, *, changed: bool) -> tuple[Outcome, FileStatus]:
    if parsed.reason is not None:
        return Outcome.FAILED, FileStatus.FAILED
    if parsed.unread_pages:
        return Outcome.NEEDS_OCR, FileStatus.NEEDS_OCR
    return (Outcome.CHANGED if changed else Outcome.ADDED), FileStatus.READ


def _message(parsed: Parsed) -> str | None:
    if not parsed.unread_pages:
        return parsed.message
    pages = _ranges(parsed.unread_pages)
    return f"pages {pages} are pictures: install tesseract with the document's language and add the file again"


def _ranges(pages: Sequence[int]) -> str:
    """Page numbers as ranges: "1-3, 7"."""
    spans: list[list[int]] = []
    for page in pages:
        if spans and page == spans[-1][1] + 1:
            spans[-1][1] = page
        else:
            spans.append([page, page])
    return ", ".join(f"{first}-{last}" if last > first else str(first) for first, last in spans)


def _is_large(places: Sequence[Place | Unreadable]) -> bool:
    """Whether there is enough to do for other processes to be worth their start."""
    opened = [place for place in places if isinstance(place, Place)]
    many = len(opened) > 1 and sum(place.size for place in opened) >= POOL_BYTES
    return many or any(place.size >= POOL_BYTES / 10 and is_archive(place) for place in opened)
