"""Deciding what to do with each file: pass it over, share the text of an equal one, or parse it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.load import Limits, Place, Source, Unreadable, ocr, open_place
from corpus.load.sources import MEMBER, is_archive
from corpus.parsing import Job, Parsed
from corpus.report import FileOutcome, Outcome, Tally
from corpus.store.ledger import FileEntry, FileStatus, Ledger


class Intake:
    """The ledger as it was, and as this run changes it."""

    def __init__(self, ledger: Ledger, tally: Tally, limits: Limits, *, again: bool = False) -> None:
        self._again = again
        self._known = ledger.entries()
        self._text_of_bytes = ledger.text_of_bytes()
        self._users = Counter(entry.text_id for entry in self._known.values() if entry.text_id)
        self._tally = tally
        self._limits = limits
        self._seen: set[str] = set()
        self._parsing: dict[str, str] = {}  # SHA-256 of what is being parsed, and the file it was first met in
        self._equal: list[FileEntry] = []  # files equal to one that is being parsed
        self._settled: list[FileEntry] = []
        self._stale: list[str] = []
        self.archives: list[FileEntry] = []

    # -- what to open ----------------------------------------------------------------------------------------

    def changed(self, places: Iterable[Place | Unreadable]) -> Iterator[Place | Unreadable]:
        """The files that are new, or whose size or time has changed; the others are counted and passed over."""
        for place in places:
            path = str(place.path)
            if path in self._seen:
                continue
            self._seen.add(path)
            before = self._known.get(path)
            if isinstance(place, Place) and before is not None and _is_same(place, before) and not self._retry(before):
                self._pass_over(before)
            else:
                yield place

    def _pass_over(self, before: FileEntry) -> None:
        if before.status is not FileStatus.ARCHIVE:
            self._tally.settled(_as_before(before))
            return
        for path, entry in self._known.items():
            if path.startswith(before.path + MEMBER):
                self._seen.add(path)
                self._tally.settled(_as_before(entry))

    def jobs(self, places: Sequence[Place | Unreadable]) -> Iterator[Job]:
        """What there is to parse, one file at a time, so that memory holds only a few."""
        for place in places:
            if isinstance(place, Unreadable):
                self._refuse(place)
            elif is_archive(place):
                yield from self._members(place)
            else:
                for source in open_place(place, self._limits):
                    yield from self._job(source)

    def _members(self, place: Place) -> Iterator[Job]:
        whole = True
        for source in open_place(place, self._limits):
            self._seen.add(source.path)
            self._tally.expect(1)
            whole = whole and source.path != str(place.path)
            yield from self._job(source)
        if whole:
            self._tally.expect(-1)
            self.archives.append(FileEntry(str(place.path), place.file, place.size, place.modified, FileStatus.ARCHIVE))

    def _job(self, source: Source | Unreadable) -> Iterator[Job]:
        if isinstance(source, Unreadable):
            self._refuse(source)
            return
        sha256 = hashlib.sha256(source.data).hexdigest()
        before = self._known.get(source.path)
        same = before is not None and before.sha256 == sha256
        if before is not None and same and not self._retry(before):
            self._touch(source, before)
            return
        found = _entry(source, sha256)
        if sha256 in self._parsing:
            self._equal.append(found)
        elif (text_id := self._text_of_bytes.get(sha256)) is not None and (before is None or before.text_id != text_id):
            self._share(found, text_id)
        else:
            self._parsing[sha256] = source.file
            yield Job(source, sha256, self._limits, self._own_text(before, same=same))

    # -- what came of it -------------------------------------------------------------------------------------

    def is_known(self, path: str) -> bool:
        """Whether a file was read in an earlier run."""
        before = self._known.get(path)
        return before is not None and before.text_id is not None

    def ledger_line(self, parsed: Parsed, status: FileStatus, message: str | None) -> FileEntry:
        """The ledger's new line for a file that was parsed. When that failed, a text it gave before is kept."""
        before = self._known.get(parsed.path)
        text_id = parsed.entry.text.id if parsed.entry else None
        if text_id is None and before is not None and before.text_id is not None:
            text_id, message = before.text_id, f"{message}; the text read before is kept"
        elif text_id is not None:
            self._text_of_bytes[parsed.sha256] = text_id
            self._join(parsed.path, text_id)
        return FileEntry(
            path=parsed.path,
            file=parsed.file,
            size=parsed.size,
            modified=parsed.modified,
            status=status,
            sha256=parsed.sha256,
            message=message,
            text_id=text_id,
        )

    def settle_duplicates(self) -> None:
        """Files equal to one that was parsed in this run share its text, or its failure."""
        for entry in self._equal:
            text_id = self._text_of_bytes.get(entry.sha256 or "")
            if text_id is not None:
                self._share(entry, text_id)
            else:
                message = f"the same as {self._parsing[entry.sha256 or '']}, which cannot be read"
                self._settle(replace(entry, status=FileStatus.FAILED, message=message), Outcome.FAILED)
        self._equal = []

    def take_settled(self) -> tuple[list[FileEntry], list[str]]:
        """Since the last call: the ledger's lines of files that needed no parsing, and texts that no file gives."""
        settled, stale = self._settled, [text for text in self._stale if not self._users[text]]
        self._settled, self._stale = [], []
        return settled, stale

    def missing(self, paths: Sequence[Path]) -> list[FileEntry]:
        """Files read from these paths before that this run did not meet."""
        roots = [str(path) for path in paths]
        return [
            entry
            for path, entry in self._known.items()
            if path not in self._seen and any(_is_under(path, root) for root in roots)
        ]

    # -- details ---------------------------------------------------------------------------------------------

    def _retry(self, before: FileEntry) -> bool:
        """Whether a file is read again that has not changed: on request, or because OCR was installed since."""
        if before.status is FileStatus.NEEDS_OCR and ocr.languages():
            return True
        return self._again and before.status is not FileStatus.DUPLICATE

    def _own_text(self, before: FileEntry | None, *, same: bool) -> str | None:
        """The id a file goes on with: its text's, unless it has changed and another file gives that text too."""
        if before is None or before.text_id is None or (not same and self._users[before.text_id] > 1):
            return None
        return before.text_id

    def _join(self, path: str, text_id: str) -> None:
        """A file gives this text from now on, and no more the one it gave before."""
        before = self._known.get(path)
        if before is not None and before.text_id == text_id:
            return
        self._users[text_id] += 1
        if before is not None and before.text_id is not None:
            self._users[before.text_id] -= 1
            self._stale.append(before.text_id)

    def _refuse(self, place: Unreadable) -> None:
        before = self._known.get(place.path)
        kept = None if before is None else before.text_id
        message = f"{place.error}; the text read before is kept" if kept else str(place.error)
        status = FileStatus.FAILED
        entry = FileEntry(place.path, place.file, place.size, place.modified, status, message=message, text_id=kept)
        self._settled.append(entry)
        self._tally.settled(FileOutcome(place.file, Outcome.FAILED, message, place.error.reason))

    def _touch(self, source: Source, before: FileEntry) -> None:
        """The bytes are as before; only the time, or the file's name in the corpus, may be new."""
        if (before.modified, before.file) != (source.modified, source.file):
            self._settled.append(replace(before, modified=source.modified, file=source.file))
        self._tally.settled(_as_before(before))

    def _share(self, entry: FileEntry, text_id: str) -> None:
        self._join(entry.path, text_id)
        self._settle(replace(entry, status=FileStatus.DUPLICATE, text_id=text_id), Outcome.DUPLICATE)

    def _settle(self, entry: FileEntry, outcome: Outcome) -> None:
        self._settled.append(entry)
        self._tally.settled(FileOutcome(entry.file, outcome, entry.message))


def _is_same(place: Place, before: FileEntry) -> bool:
    return before.size == place.size and before.modified == place.modified and before.file == place.file


def _as_before(entry: FileEntry) -> FileOutcome:
    """A file that failed before and has not changed is told of again; others are unchanged."""
    match entry.status:
        case FileStatus.FAILED:
            return FileOutcome(entry.file, Outcome.FAILED, entry.message)
        case FileStatus.NEEDS_OCR:
            return FileOutcome(entry.file, Outcome.NEEDS_OCR, entry.message)
        case _:
            return FileOutcome(entry.file, Outcome.UNCHANGED)


def _entry(source: Source, sha256: str) -> FileEntry:
    size = len(source.data)
    return FileEntry(source.path, source.file, size, source.modified, FileStatus.READ, sha256=sha256)


def _is_under(path: str, root: str) -> bool:
    return path == root or path.startswith((root + "/", root + MEMBER))
