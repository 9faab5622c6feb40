"""Reading in processes: the same as in one, whatever is killed, and no large file holds up the small ones."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.ingest import ingest
from corpus.load import Limits
from corpus.report import Outcome
from corpus.store import Library, open_database
from corpus.store.ledger import FileStatus, Ledger
from tests.corpus import papers
from tests.corpus.ingesting import RUN, snapshot, write


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


def test_a_killed_run_is_finished_by_the_next(tmp_path: Path) -> None:
    """Killed with signal 9 while texts are being written: nothing is half there, and the next run brings the rest."""
    folder = tmp_path / "nhieu"
    folder.mkdir()
    for number in range(150):
        write(folder / f"{number:03}.txt", papers.act(number))
    script = write(tmp_path / "run.py", RUN)
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
    many = RUN.replace("if __name__", "from corpus import ingest as ingestion\n\nif __name__")
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
