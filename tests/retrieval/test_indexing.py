"""The index follows the corpus, generation by generation, and survives a kill."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import tantivy

from corpus.store import Library, open_database
from retrieval import changes, generations, indexing, vectors
from retrieval.analysing import POOL_PASSAGES, analyse_all
from retrieval.errors import IndexDamaged, RetrievalError
from retrieval.generations import current, current_name
from retrieval.indexing import update_index
from retrieval.model import Query
from retrieval.search import open_retriever
from retrieval.snapshot import ARRAY_FILES
from tests.retrieval.factories import LetterEmbedder, entry, passage


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(open_database(f"sqlite:///{tmp_path / 'corpus.db'}"))


def put(library: Library, text: str, *contents: str) -> None:
    library.put([entry(text, [passage(content, text=text) for content in contents])])


def found(folder: Path, library: Library, words: str) -> list[str]:
    hits = open_retriever(folder, library, LetterEmbedder()).search(Query(words, k=20))
    return [hit.passage.content for hit in hits]


def test_nothing_happens_when_nothing_changed(tmp_path: Path, library: Library) -> None:
    put(library, "a", "một điều", "hai điều")
    embedder = LetterEmbedder()
    name = update_index(tmp_path / "i", library, embedder).name
    assert update_index(tmp_path / "i", library, embedder).name == name
    assert embedder.embedded == 2


def test_another_thesaurus_renews_the_index_without_embedding_anything_again(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(library, "a", "một điều", "hai điều")
    embedder = LetterEmbedder()
    name = update_index(tmp_path / "i", library, embedder).name
    for module in (changes, indexing):
        monkeypatch.setattr(module, "thesaurus_digest", lambda: "extended by a person")
    assert update_index(tmp_path / "i", library, embedder).name != name
    assert embedder.embedded == 2
    assert set(found(tmp_path / "i", library, "điều")) == {"một điều", "hai điều"}


def test_added_and_removed_texts_come_and_go(tmp_path: Path, library: Library) -> None:
    put(library, "a", "thuế thu nhập")
    put(library, "b", "căn cước công dân")
    update_index(tmp_path / "i", library, LetterEmbedder())
    put(library, "c", "hộ chiếu phổ thông")
    library.drop("b")
    update_index(tmp_path / "i", library, LetterEmbedder())
    assert set(found(tmp_path / "i", library, "hộ chiếu")) == {"thuế thu nhập", "hộ chiếu phổ thông"}


def test_vectors_that_stay_are_not_written_again_where_only_words_are_added(tmp_path: Path, library: Library) -> None:
    put(library, "a", "một điều", "hai điều")
    before = update_index(tmp_path / "i", library, LetterEmbedder()).folder
    files = {name: (before / name).stat().st_ino for name in (*vectors.VECTOR_FILES, *ARRAY_FILES)}
    put(library, "b", "ba điều")
    after = update_index(tmp_path / "i", library, LetterEmbedder(), words_only=True)
    assert {name: (after.folder / name).stat().st_ino for name in files} == files
    assert (after.manifest.passages, after.manifest.vectors) == (3, 2)
    assert sorted(found(tmp_path / "i", library, "điều")) == ["ba điều", "hai điều", "một điều"]
    library.drop("a")
    last = update_index(tmp_path / "i", library, LetterEmbedder())
    assert (last.manifest.passages, last.manifest.vectors) == (1, 1)
    assert found(tmp_path / "i", library, "điều") == ["ba điều"]


def test_only_new_words_are_embedded(tmp_path: Path, library: Library) -> None:
    put(library, "a", "thuế thu nhập", "căn cước")
    update_index(tmp_path / "i", library, LetterEmbedder())
    put(library, "b", "căn cước", "hộ chiếu")
    embedder = LetterEmbedder()
    update_index(tmp_path / "i", library, embedder)
    assert embedder.embedded == 1


def test_growing_past_the_exact_index_changes_its_kind(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "EXACT_UP_TO", 60)
    put(library, "a", *(f"khoản {n} nội dung {n * n}" for n in range(50)))
    update_index(tmp_path / "i", library, LetterEmbedder())
    put(library, "b", *(f"điểm {n} quy định {n * n}" for n in range(200)))
    generation = update_index(tmp_path / "i", library, LetterEmbedder())
    assert not vectors.load(generation.folder).exact
    assert "điểm 77 quy định 5929" in found(tmp_path / "i", library, "điểm 77 quy định 5929")[:2]


def test_the_index_follows_a_change_of_model(tmp_path: Path, library: Library) -> None:
    put(library, "a", "thuế thu nhập")
    update_index(tmp_path / "i", library, LetterEmbedder("letters@0"))
    assert update_index(tmp_path / "i", library, LetterEmbedder()).manifest.fingerprint == "letters@1"
    assert found(tmp_path / "i", library, "thuế") == ["thuế thu nhập"]


def test_words_are_found_before_vectors_are_there(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "WORDS_FIRST", 2)
    put(library, "a", "thuế thu nhập", "căn cước công dân", "hộ chiếu")

    class Interrupted(LetterEmbedder):
        def passages(self, *_: object, **__: object) -> object:  # type: ignore[override]
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        update_index(tmp_path / "i", library, Interrupted())
    assert not current(tmp_path / "i").manifest.complete
    assert found(tmp_path / "i", library, "can cuoc")[0] == "căn cước công dân"
    update_index(tmp_path / "i", library, LetterEmbedder())
    assert current(tmp_path / "i").manifest.vectors == 3


def test_one_generation_is_kept_beside_the_current_one(tmp_path: Path, library: Library) -> None:
    for n in range(4):
        put(library, f"t{n}", f"nội dung {n}")
        update_index(tmp_path / "i", library, LetterEmbedder())
    assert sorted(p.name for p in (tmp_path / "i").glob("gen-*")) == ["gen-000003", "gen-000004"]


def test_two_builders_do_not_meet(tmp_path: Path, library: Library) -> None:
    with generations.writing(tmp_path / "i"), pytest.raises(RetrievalError, match="another process"):
        update_index(tmp_path / "i", library, LetterEmbedder())


def test_searches_go_on_while_generations_change(tmp_path: Path, library: Library) -> None:
    folder = tmp_path / "i"
    put(library, "always", "căn cước công dân")
    update_index(folder, library, LetterEmbedder())
    retriever = open_retriever(folder, library, LetterEmbedder())
    stop = False

    def search() -> int:
        done = 0
        while not stop:
            assert any(h.passage.content == "căn cước công dân" for h in retriever.search(Query("căn cước", k=20)))
            done += 1
        return done

    with ThreadPoolExecutor(3) as pool:
        running = [pool.submit(search) for _ in range(3)]
        for n in range(6):
            put(library, f"t{n}", f"nội dung {n}")
            update_index(folder, library, LetterEmbedder())
        stop = True
        assert all(job.result() > 0 for job in running)
    assert "nội dung 5" in [h.passage.content for h in retriever.search(Query("nội dung 5", k=20))]


SLOW_BUILD = """
    import sys, time
    from pathlib import Path
    from corpus.store import Library, open_database
    from retrieval import indexing
    from tests.retrieval.factories import LetterEmbedder

    class Slow(LetterEmbedder):
        def passages(self, words, *, progress=None):
            print("embedding", flush=True)
            time.sleep(0.3)
            return super().passages(words)

    indexing.CHUNK = 2
    home = Path(sys.argv[1])
    indexing.update_index(home / "i", Library(open_database(f"sqlite:///{home / 'corpus.db'}")), Slow())
"""


def test_a_killed_build_leaves_the_last_generation_and_is_resumed(tmp_path: Path, library: Library) -> None:
    put(library, "a", "thuế thu nhập")
    update_index(tmp_path / "i", library, LetterEmbedder())
    put(library, "b", *(f"căn cước {n}" for n in range(20)))
    build = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(SLOW_BUILD), str(tmp_path)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
        env=os.environ | {"PYTHONPATH": "."},
    )
    assert build.stdout is not None
    for _ in range(3):
        assert build.stdout.readline() == b"embedding\n"
    build.send_signal(signal.SIGKILL)
    build.wait()
    assert current_name(tmp_path / "i") == "gen-000001"
    assert found(tmp_path / "i", library, "thuế") == ["thuế thu nhập"]
    embedder = LetterEmbedder()
    update_index(tmp_path / "i", library, embedder)
    assert embedder.embedded <= 16  # at least two chunks of two were kept
    assert len(found(tmp_path / "i", library, "căn cước")) == 20
    assert not list((tmp_path / "i").glob(".gen-*"))


def test_a_generation_opens_quickly(tmp_path: Path, library: Library) -> None:
    put(library, "a", *(f"khoản {n}" for n in range(300)))
    update_index(tmp_path / "i", library, LetterEmbedder())
    start = time.perf_counter()
    open_retriever(tmp_path / "i", library, LetterEmbedder())
    assert time.perf_counter() - start < 2


def test_an_empty_corpus_has_an_index_that_finds_nothing(tmp_path: Path, library: Library) -> None:
    update_index(tmp_path / "i", library, LetterEmbedder())
    assert found(tmp_path / "i", library, "căn cước") == []


def test_the_last_text_can_go(tmp_path: Path, library: Library) -> None:
    put(library, "a", "thuế thu nhập")
    update_index(tmp_path / "i", library, LetterEmbedder())
    library.drop("a")
    update_index(tmp_path / "i", library, LetterEmbedder())
    assert found(tmp_path / "i", library, "thuế") == []
    put(library, "b", "căn cước")
    update_index(tmp_path / "i", library, LetterEmbedder())
    assert found(tmp_path / "i", library, "can cuoc") == ["căn cước"]


def of_another_version(folder: Path) -> None:
    """Put words with other fields in the place of a lexical index, as another version would have written them."""
    shutil.rmtree(folder)
    folder.mkdir()
    fields = tantivy.SchemaBuilder()
    fields.add_text_field("other")
    tantivy.Index(fields.build(), path=str(folder))


def test_words_written_by_another_version_are_told_as_such(tmp_path: Path, library: Library) -> None:
    put(library, "a", "căn cước công dân")
    generation = update_index(tmp_path / "i", library, LetterEmbedder())
    of_another_version(generation.folder / "lexical")
    with pytest.raises(IndexDamaged, match=r"another version.*congvu corpus embed") as told:
        open_retriever(tmp_path / "i", library, LetterEmbedder()).search(Query("căn cước"))
    assert "disk" not in str(told.value)


def test_words_written_by_another_version_are_written_anew(tmp_path: Path, library: Library) -> None:
    put(library, "a", "căn cước công dân")
    embedder = LetterEmbedder()
    generation = update_index(tmp_path / "i", library, embedder)
    of_another_version(generation.folder / "lexical")
    put(library, "b", "hộ chiếu phổ thông")
    update_index(tmp_path / "i", library, embedder)
    assert set(found(tmp_path / "i", library, "căn cước")) == {"căn cước công dân", "hộ chiếu phổ thông"}
    assert embedder.embedded == 2, "vectors are kept"


def test_many_passages_are_analysed_in_other_processes_as_in_this_one() -> None:
    contents = [f"Điều {n}. Nghị định số {n}/2020/NĐ-CP về thẻ căn cước" for n in range(POOL_PASSAGES + 700)]
    many = [(n, passage(words, headings=("Chương I",), section=f"Điều {n}")) for n, words in enumerate(contents)]
    assert list(analyse_all(many)) == [
        one for at in range(0, len(many), 900) for one in analyse_all(many[at : at + 900])
    ]
