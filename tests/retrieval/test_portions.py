"""Vectors come in portions while everything else goes on: searching, adding, being killed, a disk that is full."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import numpy as np
import pytest

from corpus.store import Library, open_database
from retrieval import indexing, lexical, vectors
from retrieval.errors import RetrievalError
from retrieval.generations import current, current_name
from retrieval.indexing import is_embedding, update_index
from retrieval.model import Query
from retrieval.search import open_retriever
from tests.retrieval.factories import LetterEmbedder, entry, passage

ROOT = Path(__file__).parents[2]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(open_database(f"sqlite:///{tmp_path / 'corpus.db'}"))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sizes at which a handful of passages is much to embed."""
    for name, size in (("CHUNK", 4), ("WORDS_FIRST", 8), ("PORTION", 8)):
        monkeypatch.setattr(indexing, name, size)


def put(library: Library, text: str, *contents: str) -> None:
    library.put([entry(text, [passage(content, text=text) for content in contents])])


def found(folder: Path, library: Library, words: str) -> list[str]:
    hits = open_retriever(folder, library, LetterEmbedder()).search(Query(words, k=100))
    return [hit.passage.content for hit in hits]


def held(folder: Path) -> set[int]:
    return set(vectors.load(current(folder).folder).numbers.tolist())


@pytest.mark.usefixtures("small")
def test_every_portion_is_published(tmp_path: Path, library: Library) -> None:
    put(library, "a", *(f"khoản {n} nội dung {n * n}" for n in range(40)))
    seen: list[tuple[int, int]] = []

    def watch(done: int, total: int) -> None:
        seen.append((current(tmp_path / "i").manifest.vectors, total))

    generation = update_index(tmp_path / "i", library, LetterEmbedder(), progress=watch)
    assert generation.manifest.complete
    assert [total for _, total in seen] == [40] * len(seen)
    assert len({count for count, _ in seen}) >= 3, "vectors can be searched while others are still made"
    assert held(tmp_path / "i") == set(library.numbers())
    assert found(tmp_path / "i", library, "khoản 7 nội dung 49")[0] == "khoản 7 nội dung 49"


def test_words_of_many_passages_are_counted_while_they_are_indexed(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lexical, "TOLD", 10)
    put(library, "a", *(f"khoản {n} nội dung {n * n}" for n in range(35)))
    seen: list[tuple[int, int]] = []
    update_index(tmp_path / "index", library, LetterEmbedder(), words=lambda *now: seen.append(now), words_only=True)
    assert seen == [(10, 35), (20, 35), (30, 35)]


@pytest.mark.usefixtures("small")
def test_vectors_of_all_portions_belong_to_their_passages(tmp_path: Path, library: Library) -> None:
    put(library, "a", *(f"khoản {n} nội dung {n * n}" for n in range(60)))
    index = vectors.load(update_index(tmp_path / "i", library, LetterEmbedder()).folder)
    update_index(tmp_path / "once", library, LetterEmbedder(), embed=lambda _: True)
    assert (np.diff(index.numbers) > 0).all(), "a row is found by its number through bisection"
    assert len(index.numbers) == 60


@pytest.mark.usefixtures("small")
def test_a_document_can_be_added_while_vectors_are_made(tmp_path: Path, library: Library) -> None:
    put(library, "a", *(f"khoản {n} nội dung {n * n}" for n in range(40)))
    added = []

    class Meanwhile(LetterEmbedder):
        def passages(self, words: object, *, progress: object = None) -> object:  # type: ignore[override]
            if not added:
                put(library, "b", "hộ chiếu phổ thông")
                added.append(update_index(tmp_path / "i", library, LetterEmbedder()))
                assert is_embedding(tmp_path / "i")
                assert found(tmp_path / "i", library, "ho chieu")[0] == "hộ chiếu phổ thông"
            return super().passages(words)  # type: ignore[arg-type]

    generation = update_index(tmp_path / "i", library, Meanwhile())
    assert not added[0].manifest.complete
    assert generation.manifest.complete
    assert held(tmp_path / "i") == set(library.numbers()), "who embeds takes up what was added"
    assert not is_embedding(tmp_path / "i")


def test_words_alone_need_no_vectors(tmp_path: Path, library: Library) -> None:
    put(library, "a", "thuế thu nhập", "căn cước công dân")
    embedder = LetterEmbedder()
    generation = update_index(tmp_path / "i", library, embedder, words_only=True)
    assert (embedder.embedded, generation.manifest.complete) == (0, False)
    assert found(tmp_path / "i", library, "can cuoc")[0] == "căn cước công dân"
    assert update_index(tmp_path / "i", library, embedder, words_only=True).name == generation.name
    assert update_index(tmp_path / "i", library, embedder).manifest.complete


BUILD = """
    import sys, time
    from pathlib import Path
    from corpus.store import Library, open_database
    from retrieval import indexing
    from tests.retrieval.factories import LetterEmbedder

    class Slow(LetterEmbedder):
        def passages(self, words, *, progress=None):
            time.sleep(0.01)
            return super().passages(words)

    indexing.CHUNK, indexing.WORDS_FIRST, indexing.PORTION = 4, 8, 8
    home = Path(sys.argv[1])
    library = Library(open_database(f"sqlite:///{home / 'corpus.db'}"))
    print("begun", flush=True)
    indexing.update_index(home / "i", library, Slow())
"""


def build(home: Path, **options: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", textwrap.dedent(BUILD), str(home)]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=environment, **options
    )  # type: ignore[call-overload,no-any-return]


def test_killed_at_any_moment_the_last_generation_serves_and_the_next_run_goes_on(
    tmp_path: Path, library: Library
) -> None:
    folder = tmp_path / "i"
    put(library, "a", "thuế thu nhập")
    update_index(folder, library, LetterEmbedder())
    put(library, "b", *(f"căn cước {n} nội dung {n * n}" for n in range(200)))
    moments = random.Random(3)
    reached = []
    for _ in range(8):
        running = build(tmp_path)
        assert running.stdout is not None and running.stderr is not None
        assert running.stdout.readline() == b"begun\n"
        time.sleep(moments.uniform(0.02, 0.6))
        running.send_signal(signal.SIGKILL)
        running.communicate()
        assert "thuế thu nhập" in found(folder, library, "thuế thu nhập")[:1]
        reached.append(current(folder).manifest.vectors)
        assert held(folder) <= set(library.numbers())
    assert reached == sorted(reached), "what was published stays published"
    finished = build(tmp_path)
    _, complaints = finished.communicate(timeout=60)
    assert finished.returncode == 0, complaints.decode()
    assert current(folder).manifest.complete
    assert held(folder) == set(library.numbers())
    assert len(found(folder, library, "căn cước")) == 100
    assert not list(folder.glob(".gen-*"))


def test_a_full_disk_leaves_the_last_generation(tmp_path: Path, library: Library) -> None:
    folder = tmp_path / "i"
    put(library, "a", "thuế thu nhập")
    update_index(folder, library, LetterEmbedder())
    name = current_name(folder)
    put(library, "b", *(f"căn cước {n} nội dung {n * n}" for n in range(300)))

    def no_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # writes fail with an error, as on a full disk
        resource.setrlimit(resource.RLIMIT_FSIZE, (6_000, 6_000))

    running = build(tmp_path, preexec_fn=no_room)
    _, complaints = running.communicate(timeout=60)
    assert running.returncode != 0
    assert RetrievalError.__name__ in complaints.decode().splitlines()[-1] or "File too large" in complaints.decode()
    assert current_name(folder) == name
    assert found(folder, library, "thuế") == ["thuế thu nhập"]
    assert not list(folder.glob(".gen-*")), "what was built aside takes no room"
    assert update_index(folder, library, LetterEmbedder()).manifest.complete
    assert len(found(folder, library, "căn cước")) == 100
