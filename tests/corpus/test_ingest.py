"""Ingestion reads everything once, survives everything, and keeps each file's trouble to itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.ingest import ingest
from corpus.load import Limits, ocr
from corpus.report import IngestReport, Outcome, Progress
from corpus.status import status
from corpus.store import Database, Library, open_database
from corpus.store.ledger import FileStatus, Ledger
from tests.corpus import papers

Ingest = Callable[..., IngestReport]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(f"sqlite:///{tmp_path / 'home' / 'congvu.db'}")
    yield database
    database.close()


@pytest.fixture
def library(database: Database) -> Library:
    return Library(database)


@pytest.fixture
def run(database: Database, library: Library) -> Ingest:
    def _run(*paths: Path, **options: object) -> IngestReport:
        return ingest(paths, library, database, **options)  # type: ignore[arg-type]

    return _run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three decisions."""
    folder = tmp_path / "van-ban"
    folder.mkdir()
    for number in (1, 2, 3):
        write(folder / f"quyet-dinh-{number}.txt", papers.act(number))
    return folder


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def snapshot(library: Library) -> dict[str, list[tuple[str, str]]]:
    return {text.id: [(p.id, p.content) for p in library.passages_of(text.id)] for text in library.texts()}


def test_a_folder_becomes_texts_acts_and_passages(run: Ingest, library: Library, folder: Path) -> None:
    report = run(folder)

    assert report.outcomes == {Outcome.ADDED: 3}
    assert report.ok
    assert report.changed
    assert [text.file for text in library.texts()] == [f"van-ban/quyet-dinh-{n}.txt" for n in (1, 2, 3)]
    assert all(text.id.startswith("quyet-dinh-") for text in library.texts())
    assert report.passages == library.count_passages() > 3
    full = library.text(report.text_ids[0])
    assert full is not None
    assert all(p.content == full.content[p.start : p.end] for p in library.passages_of(full.id))


def test_the_same_files_again_change_nothing(run: Ingest, library: Library, folder: Path) -> None:
    run(folder)
    before, numbers = snapshot(library), library.numbers()
    report = run(folder)

    assert report.outcomes == {Outcome.UNCHANGED: 3}
    assert not report.changed
    assert (snapshot(library), library.numbers()) == (before, numbers)


def test_a_touched_file_is_not_parsed_again(run: Ingest, folder: Path) -> None:
    run(folder)
    os.utime(folder / "quyet-dinh-1.txt", (1, 1))

    assert run(folder).outcomes == {Outcome.UNCHANGED: 3}
    assert run(folder).read_seconds == 0


def test_a_changed_file_replaces_its_own_passages_and_keeps_its_id(run: Ingest, library: Library, folder: Path) -> None:
    run(folder)
    before = snapshot(library)
    write(folder / "quyet-dinh-2.txt", papers.act(2, fee=90_000))
    report = run(folder)
    after = snapshot(library)

    assert report.outcomes == {Outcome.UNCHANGED: 2, Outcome.CHANGED: 1}
    assert before.keys() == after.keys()
    (changed,) = report.text_ids
    assert [key for key in after if after[key] != before[key]] == [changed]
    assert any("90000 đồng" in content for _, content in after[changed])
    assert not any("20000 đồng" in content for _, content in after[changed])
    kept = {passage for passage in before[changed] if "20000" not in passage[1]}
    assert kept <= set(after[changed]), "what did not change keeps its passage ids"


def test_a_removed_file_stays_until_it_is_dropped(run: Ingest, library: Library, folder: Path) -> None:
    run(folder)
    (folder / "quyet-dinh-3.txt").unlink()

    assert run(folder).outcomes == {Outcome.UNCHANGED: 2}
    assert library.count_texts() == 3
    report = run(folder, drop_missing=True)
    assert report.outcomes == {Outcome.UNCHANGED: 2, Outcome.DROPPED: 1}
    assert [text.file for text in library.texts()] == ["van-ban/quyet-dinh-1.txt", "van-ban/quyet-dinh-2.txt"]
    assert library.count_acts() == 2


def test_dropping_looks_only_where_it_was_asked_to(run: Ingest, library: Library, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "khac"
    other.mkdir()
    write(other / "a.txt", papers.act(9))
    run(folder, other)
    (other / "a.txt").unlink()
    run(folder, drop_missing=True)

    assert library.count_texts() == 4


def test_the_same_bytes_are_stored_once(run: Ingest, library: Library, database: Database, folder: Path) -> None:
    write(folder / "ban-sao.txt", papers.act(1))
    report = run(folder)

    assert report.outcomes == {Outcome.ADDED: 3, Outcome.DUPLICATE: 1}
    assert library.count_texts() == 3
    assert [entry.file for entry in status(database).duplicates] == ["van-ban/quyet-dinh-1.txt"]
    assert run(folder).outcomes == {Outcome.UNCHANGED: 4}


def test_a_copy_outlives_its_original(run: Ingest, library: Library, folder: Path) -> None:
    run(folder)
    write(folder / "z-ban-sao.txt", papers.act(1))
    assert run(folder).outcomes[Outcome.DUPLICATE] == 1
    (folder / "quyet-dinh-1.txt").unlink()
    run(folder, drop_missing=True)

    assert library.count_texts() == 3
    assert "van-ban/z-ban-sao.txt" in [text.file for text in library.texts()]
    (folder / "z-ban-sao.txt").unlink()
    run(folder, drop_missing=True)
    assert library.count_texts() == 2


def test_changing_one_of_two_copies_leaves_the_other_its_text(run: Ingest, library: Library, folder: Path) -> None:
    write(folder / "z-ban-sao.txt", papers.act(1))
    run(folder)
    write(folder / "quyet-dinh-1.txt", papers.act(1, fee=55_000))
    run(folder)
    contents = [library.text(text.id).content for text in library.texts()]  # type: ignore[union-attr]

    assert library.count_texts() == 4
    assert sum("55000" in content for content in contents) == 1
    assert sum("số 1\n" in content and "20000" in content for content in contents) == 1


def test_a_file_that_becomes_a_copy_gives_up_its_own_text(run: Ingest, library: Library, folder: Path) -> None:
    run(folder)
    write(folder / "quyet-dinh-2.txt", papers.act(1))

    assert run(folder).outcomes == {Outcome.UNCHANGED: 2, Outcome.DUPLICATE: 1}
    assert library.count_texts() == 2


def test_reading_again_keeps_ids_numbers_and_copies(run: Ingest, library: Library, folder: Path) -> None:
    write(folder / "z-ban-sao.txt", papers.act(1))
    write(folder / "trong.txt", b"")
    run(folder)
    before, numbers = snapshot(library), library.numbers()
    report = run(folder, again=True)

    assert report.outcomes == {Outcome.CHANGED: 3, Outcome.UNCHANGED: 1, Outcome.FAILED: 1}
    assert (snapshot(library), library.numbers()) == (before, numbers)


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


def test_archives_are_gone_through_once(run: Ingest, library: Library, tmp_path: Path) -> None:
    members = {f"luat/{n}.md": papers.act(n).encode() for n in range(6)} | {"luat/trong.md": b""}
    path = write(tmp_path / "luat.tar.xz", papers.tar_of(members))

    assert run(path).outcomes == {Outcome.ADDED: 6, Outcome.FAILED: 1}
    assert library.texts()[0].file.endswith("luat.tar.xz!/luat/0.md")
    again = run(path)
    assert again.outcomes == {Outcome.UNCHANGED: 6, Outcome.FAILED: 1}
    assert again.read_seconds == 0


def test_a_changed_archive_replaces_only_its_changed_members(run: Ingest, library: Library, tmp_path: Path) -> None:
    path = tmp_path / "luat.zip"
    write(path, papers.zip_of({f"{n}.md": papers.act(n).encode() for n in range(4)}))
    run(path)
    write(path, papers.zip_of({f"{n}.md": papers.act(n, fee=20_000 + 70_000 * (n == 2)).encode() for n in range(3)}))

    assert run(path, drop_missing=True).outcomes == {Outcome.UNCHANGED: 2, Outcome.CHANGED: 1, Outcome.DROPPED: 1}
    assert library.count_texts() == 3


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


def test_many_files_in_processes_give_the_same_as_one_after_the_other(tmp_path: Path) -> None:
    """Over three megabytes other processes parse; a file at a time is parsed here."""
    folder = tmp_path / "nhieu"
    folder.mkdir()
    for number in range(8):
        write(folder / f"{number}.md", papers.act(number) + f"Ghi chú về hồ sơ {number}. " * 14_000)
    write(folder / "loi.md", bytes(range(256)) * 9)
    snapshots = []
    for name, batches in (("together", [[folder]]), ("apart", [[path] for path in sorted(folder.iterdir())])):
        database = open_database(f"sqlite:///{tmp_path / name}.db")
        library = Library(database)
        reports = [ingest(batch, library, database) for batch in batches]
        snapshots.append(snapshot(library))
        assert sum(report.outcomes.get(Outcome.ADDED, 0) for report in reports) == 8
        assert sum(report.outcomes.get(Outcome.FAILED, 0) for report in reports) == 1
        database.close()

    assert snapshots[0] == snapshots[1]


def test_progress_ends_where_it_said(run: Ingest, folder: Path) -> None:
    seen: list[Progress] = []
    run(folder, progress=seen.append)

    assert [step.done for step in seen] == [1, 2, 3]
    assert seen[-1].expected == 3
    assert seen[0].last.file == "van-ban/quyet-dinh-1.txt"


KILLED = """
import sys
from pathlib import Path
from corpus.ingest import ingest
from corpus.store import Library, open_database

if __name__ == "__main__":
    database = open_database(sys.argv[1])
    ingest([Path(sys.argv[2])], Library(database), database, progress=lambda step: print(step.done, flush=True))
"""


def test_a_killed_run_is_finished_by_the_next(tmp_path: Path) -> None:
    """Killed with signal 9 while texts are being written: nothing is half there, and the next run brings the rest."""
    folder = tmp_path / "nhieu"
    folder.mkdir()
    for number in range(150):
        write(folder / f"{number:03}.txt", papers.act(number))
    script = write(tmp_path / "run.py", KILLED)
    url = f"sqlite:///{tmp_path / 'home.db'}"
    process = subprocess.Popen(
        [sys.executable, str(script), url, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    for line in process.stdout:
        if int(line) >= 100:
            break
    process.send_signal(signal.SIGKILL)
    process.wait()

    database = open_database(url)
    library, ledger = Library(database), Ledger(database)
    kept = library.texts()
    assert 40 <= len(kept) < 150
    assert {text.id for text in kept} == {entry.text_id for entry in ledger.entries().values()}
    assert all(library.passages_of(text.id) for text in kept)
    report = ingest([folder], library, database)
    assert report.outcomes == {Outcome.UNCHANGED: len(kept), Outcome.ADDED: 150 - len(kept)}
    assert library.count_texts() == 150
    assert all(entry.status is FileStatus.READ for entry in ledger.entries().values())
    database.close()


def workers_of(process: subprocess.Popen[str]) -> list[Path]:
    """The folders in /proc of the processes that a process has started."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="utf-8").split()
    return [Path("/proc") / child for child in children]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at processes as Linux shows them")
def test_a_run_killed_in_an_archive_leaves_no_process_behind_and_is_finished_by_the_next(tmp_path: Path) -> None:
    members = {f"van-ban/{n:03}.txt": papers.act(n).encode() for n in range(150)}
    archive = write(tmp_path / "luat.tar.xz", papers.tar_of(members))
    many = KILLED.replace("if __name__", "from corpus import ingest as ingestion\n\nif __name__")
    many = many.replace("    database =", "    ingestion.POOL_BYTES = 0\n    database =")
    script = write(tmp_path / "run.py", many)
    url = f"sqlite:///{tmp_path / 'home.db'}"
    command = [sys.executable, str(script), url, str(archive)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])
    assert process.stdout is not None
    for line in process.stdout:
        if int(line) >= 100:
            break
    workers = [one for one in workers_of(process) if "spawn_main" in (one / "cmdline").read_text(encoding="utf-8")]
    process.send_signal(signal.SIGKILL)
    process.wait()

    patience = time.monotonic() + 20
    while any(one.exists() for one in workers) and time.monotonic() < patience:
        time.sleep(0.05)
    assert len(workers) == 2 and not any(one.exists() for one in workers)
    database = open_database(url)
    library = Library(database)
    kept = library.count_texts()
    assert 40 <= kept < 150
    assert ingest([archive], library, database).outcomes == {Outcome.UNCHANGED: kept, Outcome.ADDED: 150 - kept}
    assert ingest([archive], library, database).outcomes == {Outcome.UNCHANGED: 150}
    database.close()


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
    + KILLED
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


def test_small_files_go_on_while_a_large_one_that_is_next_in_turn_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers do not wait for the first result; how much may wait is bounded in bytes, and results keep their order."""
    from corpus import parsing
    from corpus.load import Source

    taken: list[str] = []

    def jobs() -> Iterator[parsing.Job]:
        for n in range(20):
            taken.append(str(n))
            yield parsing.Job(Source(f"{n}.txt", f"{n}.txt", papers.act(n).encode()), str(n), Limits())

    results = parsing.parse_in_pool(jobs(), workers=1)
    first = next(results)  # while its process was starting
    assert len(taken) == 20
    assert [first.sha256, *(parsed.sha256 for parsed in results)] == taken

    taken.clear()
    monkeypatch.setattr(parsing, "BYTES_IN_FLIGHT", 1)
    next(parsing.parse_in_pool(jobs(), workers=1))
    assert len(taken) == parsing.IN_FLIGHT


def test_reading_much_looks_for_circles_seldom_and_leaves_the_process_as_it_was() -> None:
    import gc

    from corpus.workers import BETWEEN_COLLECTIONS, seldom_collecting, start_workers

    before = gc.get_threshold()
    with seldom_collecting():
        assert gc.get_threshold()[0] == BETWEEN_COLLECTIONS
    assert gc.get_threshold() == before
    with start_workers(1) as executor:
        assert executor.submit(gc.get_threshold).result()[0] == BETWEEN_COLLECTIONS


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


def test_one_more_file_takes_no_longer_in_a_full_library(run: Ingest, folder: Path) -> None:
    for number in range(10, 200):
        write(folder / f"{number}.txt", papers.act(number))
    run(folder)
    write(folder / "moi.txt", papers.act(500))
    started = time.perf_counter()

    assert run(folder).outcomes == {Outcome.UNCHANGED: 193, Outcome.ADDED: 1}
    assert time.perf_counter() - started < 2


@pytest.mark.shared
def test_everything_real_is_read_or_explained(run: Ingest, library: Library, shared: Path) -> None:
    corpus = shared / "corpus"
    quick = [path for path in (corpus / "files").iterdir() if "scanned" not in path.name]
    report = run(corpus / "seeds", corpus / "directives-vi", corpus / "procedures-vi", *quick)

    assert report.outcomes == {Outcome.ADDED: 34, Outcome.FAILED: 1}
    assert [(problem.file, problem.reason) for problem in report.problems] == [("files/not-really-a.pdf", "error_page")]
    files = {text.file for text in library.texts()}
    assert {"procedures-vi/FAQ-CCCD.txt", "seeds/000_6dcd7caacda08967.txt"} <= files
    for text in library.texts():
        full = library.text(text.id)
        assert full is not None
        assert all(p.content == full.content[p.start : p.end] for p in library.passages_of(text.id))
    seed = next(text for text in library.texts() if text.file.startswith("seeds/000"))
    original = next((corpus / "seeds").glob("000*")).read_text(encoding="utf-8")
    assert library.text(seed.id).content == original  # type: ignore[union-attr]


@pytest.mark.shared
def test_the_largest_law_is_read_in_seconds(run: Ingest, library: Library, shared: Path, tmp_path: Path) -> None:
    with tarfile.open(shared / "corpus" / "law-vi.tar.xz") as archive:
        for member in archive:
            if member.isfile() and member.size > 2_500_000:
                stream = archive.extractfile(member)
                assert stream is not None
                path = write(tmp_path / "luat.md", stream.read())
                break
    report = run(path)

    assert report.outcomes == {Outcome.ADDED: 1}
    assert library.count_passages() > 2000
    assert report.seconds < 60
