"""What cannot be read is told in one line, costs nothing else, and is read once it is mended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.ingest import ingest
from corpus.load import Limits, ocr
from corpus.report import Outcome
from corpus.status import status
from corpus.store import Database, Library, open_database
from corpus.store.ledger import FileStatus, Ledger
from tests.corpus import papers
from tests.corpus.ingesting import RUN, Ingest, snapshot, write


def test_bad_files_are_one_line_each_and_stop_nothing(run: Ingest, database: Database, folder: Path) -> None:
    write(folder / "0-trong.txt", b"")
    write(folder / "1-khoa.pdf", papers.locked_pdf())
    write(folder / "2-loi.pdf", b"<html><head><title>404 Not Found</title></head><body></body></html>")
    write(folder / "3-lon.txt", b"x" * 5000)
    write(folder / "4-hong.docx", papers.word_file(["a"])[:1500])
    write(folder / "5-nhi-phan.bin", bytes(range(256)) * 9)
    report = run(folder, limits=Limits(file_bytes=4000))

    assert report.outcomes == {Outcome.ADDED: 3, Outcome.FAILED: 6}
    assert [problem.reason for problem in report.problems] == [
        "empty",
        "encrypted",
        "error_page",
        "too_large",
        "broken",
        "unsupported",
    ]
    assert all(problem.message and "\n" not in problem.message for problem in report.problems)
    assert len(status(database).failed) == 6
    again = run(folder, limits=Limits(file_bytes=4000))
    assert again.outcomes == {Outcome.UNCHANGED: 3, Outcome.FAILED: 6}
    assert not again.changed


def test_a_mended_file_is_read(run: Ingest, database: Database, folder: Path) -> None:
    write(folder / "a.txt", b"")
    run(folder)
    write(folder / "a.txt", papers.act(7))

    assert run(folder).outcomes == {Outcome.UNCHANGED: 3, Outcome.ADDED: 1}
    assert status(database).failed == ()


def test_the_last_good_text_of_a_file_that_breaks_is_kept(run: Ingest, library: Library, folder: Path) -> None:
    run(folder)
    before = snapshot(library)
    good = (folder / "quyet-dinh-1.txt").read_bytes()
    write(folder / "quyet-dinh-1.txt", b"\x00\x01\x02" * 900)
    report = run(folder)

    assert report.outcomes == {Outcome.UNCHANGED: 2, Outcome.FAILED: 1}
    assert "the text read before is kept" in (report.problems[0].message or "")
    assert snapshot(library) == before
    write(folder / "quyet-dinh-1.txt", good + b"\n")
    assert run(folder).outcomes == {Outcome.UNCHANGED: 2, Outcome.CHANGED: 1}
    assert snapshot(library).keys() == before.keys()


def test_a_missing_path_is_told_and_the_others_are_read(run: Ingest, folder: Path, tmp_path: Path) -> None:
    report = run(tmp_path / "khong-co.pdf", folder)

    assert report.outcomes == {Outcome.FAILED: 1, Outcome.ADDED: 3}
    assert report.problems[0].reason == "unavailable"


def test_a_scan_waits_for_ocr_and_is_read_when_it_comes(
    run: Ingest, library: Library, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "quet.pdf", papers.scanned_pdf([papers.DECREE_LINES]))
    with monkeypatch.context() as without:
        without.setenv("PATH", "")
        ocr.languages.cache_clear()
        report = run(path)
        again = run(path)
    ocr.languages.cache_clear()

    assert report.outcomes == again.outcomes == {Outcome.NEEDS_OCR: 1}
    assert "tesseract" in (report.problems[0].message or "")
    (waiting,) = status(database).needs_ocr
    assert waiting.file.endswith("quet.pdf")
    assert library.count_texts() == 0
    if "vie" not in ocr.languages():
        pytest.skip("needs tesseract with Vietnamese: apt-get install tesseract-ocr-vie")
    assert run(path).outcomes == {Outcome.ADDED: 1}
    assert library.count_texts() == 1


def test_broken_members_of_an_archive_are_listed_and_the_others_read(
    run: Ingest, database: Database, tmp_path: Path
) -> None:
    broken = {"hong.docx": b"PK\x03\x04 cut off", "hong.pdf": b"%PDF-1.7\ngarbage", "rong.txt": b""}
    first, *others = [{f"{n}.txt": papers.act(n).encode()} for n in range(3)]
    archive = write(tmp_path / "luat.tar.xz", papers.tar_of(first | broken | others[0] | others[1]))
    report = run(archive)
    assert (report.outcomes[Outcome.ADDED], report.outcomes[Outcome.FAILED]) == (3, 3)
    assert {problem.file.rpartition("/")[2] for problem in report.problems} == {"hong.docx", "hong.pdf", "rong.txt"}
    assert all(problem.message for problem in report.problems)
    listed = Ledger(database).with_status(FileStatus.FAILED)
    assert [entry.file.rpartition("/")[2] for entry in listed] == ["hong.docx", "hong.pdf", "rong.txt"]
    assert run(archive).outcomes == {Outcome.UNCHANGED: 3, Outcome.FAILED: 3}


CRAMPED = (
    """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))
"""
    + RUN
)


def test_a_full_disk_loses_nothing_that_was_written(tmp_path: Path) -> None:
    """No file may grow over 1.5 MB: the database stops growing in the middle, as on a full disk."""
    folder = tmp_path / "nhieu"
    folder.mkdir()
    for number in range(200):
        write(folder / f"{number:03}.txt", papers.act(number))
    script = write(tmp_path / "run.py", CRAMPED)
    url = f"sqlite:///{tmp_path / 'home.db'}"
    command = [sys.executable, str(script), url, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False)

    assert done.returncode == 1
    assert "StoreRefused: the disk refuses to write" in done.stderr and "Free some disk space" in done.stderr
    database = open_database(url)
    library = Library(database)
    kept = library.count_texts()
    assert 0 < kept < 200
    assert ingest([folder], library, database).outcomes == {Outcome.UNCHANGED: kept, Outcome.ADDED: 200 - kept}
    database.close()


def test_a_crash_of_a_parser_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that dies takes its file with it; the files beside it in the pool are parsed again."""
    from corpus.load import Source
    from corpus.parsing import Job, parse_in_pool

    jobs = [Job(Source(f"{n}.txt", f"{n}.txt", papers.act(n).encode()), str(n), Limits()) for n in range(4)]
    jobs.insert(2, Job(_Deadly("x.txt", "x.txt", b"x"), "x", Limits()))
    done = list(parse_in_pool(iter(jobs), workers=1))

    assert [parsed.reason for parsed in done] == [None, None, "crashed", None, None]


class _Deadly:
    """A source that kills the process which opens it, as a fault in a native library does."""

    def __init__(self, path: str, file: str, data: bytes) -> None:
        self.path, self.file, self.modified, self._data = path, file, None, data
        self._home = os.getpid()

    @property
    def data(self) -> bytes:
        if os.getpid() != self._home:
            os.kill(os.getpid(), signal.SIGKILL)
        return self._data
