"""Ingestion reads everything once, follows what changed, and keeps copies apart."""

from __future__ import annotations

import os
import tarfile
import time
from pathlib import Path

import pytest

from corpus.report import Outcome, Progress
from corpus.status import status
from corpus.store import Database, Library
from tests.corpus import papers
from tests.corpus.ingesting import Ingest, snapshot, write


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


def test_progress_ends_where_it_said(run: Ingest, folder: Path) -> None:
    seen: list[Progress] = []
    run(folder, progress=seen.append)

    assert [step.done for step in seen] == [1, 2, 3]
    assert seen[-1].expected == 3
    assert seen[0].last.file == "van-ban/quyet-dinh-1.txt"


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
