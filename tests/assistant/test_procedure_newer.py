"""An act newer than a guide that says otherwise is told with the guide's answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.composition import build_assistant
from assistant.model import Answer, Question
from assistant.settings import Settings
from corpus.ingest import ingest
from corpus.store import Library, open_database
from retrieval.embedding import ModelEmbedder
from retrieval.indexing import update_index
from retrieval.sentence_vectors import update_sentences

GUIDE = """# Cấp thẻ câu cá

**Trình tự thực hiện:** Nộp đơn tại xã.

**Thành phần hồ sơ:**
- Đơn đề nghị cấp thẻ câu cá (Mẫu số 01).

**Thời hạn giải quyết:** 07 ngày làm việc.

**Lệ phí:** 50.000 đồng/thẻ.

**Cơ quan thực hiện:** Ủy ban nhân dân cấp xã.

**Căn cứ pháp lý:** Nghị định số 12/2020/NĐ-CP.
"""

ACT = """**CHÍNH PHỦ**

Số: {number}

Hà Nội, ngày 02 tháng 3 năm {year}

**NGHỊ ĐỊNH**

Sửa đổi, bổ sung một số điều của Nghị định về câu cá

Điều 1. Cấp thẻ câu cá
1. Hồ sơ gồm có:
a) Đơn đề nghị cấp thẻ câu cá theo Mẫu số 02.
2. Người dân nộp hồ sơ đến Ủy ban nhân dân cấp xã nơi cư trú.
3. Trong thời hạn 03 ngày làm việc, Ủy ban nhân dân cấp xã cấp thẻ câu cá.
4. Lệ phí cấp thẻ câu cá là 20.000 đồng/thẻ.

Điều 2. Hiệu lực thi hành
Nghị định này có hiệu lực thi hành từ ngày 15 tháng 3 năm {year}.
"""


def assistant_over(folder: Path, embedder: ModelEmbedder, act: str) -> Assistant:
    (folder / "texts").mkdir()
    (folder / "texts" / "guide.md").write_text(GUIDE, encoding="utf-8")
    (folder / "texts" / "act.md").write_text(act, encoding="utf-8")
    settings = Settings(_env_file=None, home=folder / "home", llm=None)
    settings.home.mkdir()
    settings.model_folder.symlink_to(Path(__file__).parents[2] / "build" / "model", target_is_directory=True)
    database = open_database(settings.database_url)
    library = Library(database)
    ingest([folder / "texts"], library, database)
    update_index(settings.index_folder, library, embedder)
    update_sentences(settings.index_folder, library, embedder)
    return build_assistant(settings)


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory, embedder: ModelEmbedder) -> Assistant:
    act = ACT.format(number="77/2026/NĐ-CP", year=2026)
    return assistant_over(tmp_path_factory.mktemp("newer"), embedder, act)


def ask(assistant: Assistant, words: str) -> Answer:
    return assistant.ask(Question(words))


@pytest.mark.parametrize(
    ("words", "guide", "act"),
    [
        ("Cấp thẻ câu cá hết bao nhiêu tiền?", "50.000 đồng", "20.000 đồng"),
        ("Cấp thẻ câu cá mất bao lâu?", "7 ngày làm việc", "03 ngày làm việc"),
        ("Cấp thẻ câu cá cần giấy tờ gì?", "Mẫu số 01", "Mẫu số 02"),
    ],
)
def test_a_newer_act_that_contradicts_is_told_after_the_guide(
    newer: Assistant, words: str, guide: str, act: str
) -> None:
    told = ask(newer, words)
    first, _, second = told.answer.partition("77/2026/NĐ-CP")
    assert guide in first and act in second
    assert {citation.text.file.rsplit("/", 1)[-1] for citation in told.citations} == {"guide.md", "act.md"}


def test_an_act_that_agrees_is_not_told(newer: Assistant) -> None:
    assert "77/2026/NĐ-CP" not in ask(newer, "Cấp thẻ câu cá nộp ở đâu?").answer


def test_an_older_act_is_not_told(tmp_path: Path, embedder: ModelEmbedder) -> None:
    older = assistant_over(tmp_path, embedder, ACT.format(number="77/2016/NĐ-CP", year=2016))
    told = ask(older, "Cấp thẻ câu cá hết bao nhiêu tiền?")
    assert "50.000 đồng" in told.answer and "77/2016/NĐ-CP" not in told.answer
