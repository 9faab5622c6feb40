"""What a term means is told in the words that define it, or not at all."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.composition import build_assistant
from assistant.definitions import asked_term
from assistant.model import Answer, AnswerStatus, Question
from assistant.settings import Settings
from corpus.ingest import ingest
from corpus.store import Library, open_database
from retrieval.embedding import ModelEmbedder
from retrieval.indexing import update_index
from retrieval.sentence_vectors import update_sentences
from tests.conftest import REPOSITORY

LAW = """# LUẬT THỬ NGHIỆM

Số: 26/2031/QH17

## Điều 3. Giải thích từ ngữ

1. Cơ sở dữ liệu quốc gia về dân cư là cơ sở dữ liệu tập hợp thông tin cơ bản của công dân.

2. Danh tính điện tử là thông tin của một cá nhân trong hệ thống định danh.

3. VNeID là ứng dụng trên thiết bị số để định danh điện tử.

## Điều 4. Khai thác

Việc khai thác cơ sở dữ liệu (CSDL) phải an toàn. Lệ phí khai thác VNeID là 10.000 đồng.
"""
GUIDE = """THỦ TỤC CẤP TÀI KHOẢN ĐỊNH DANH

Tên thủ tục: Cấp tài khoản định danh trên VNeID
Cơ quan thực hiện: Công an cấp xã
Lệ phí: Không thu
Thời hạn giải quyết: 07 ngày làm việc
"""


@pytest.fixture(scope="module")
def defining(tmp_path_factory: pytest.TempPathFactory, embedder: ModelEmbedder) -> Assistant:
    home = tmp_path_factory.mktemp("defining")
    (home / "texts").mkdir()
    (home / "texts" / "law.md").write_text(LAW, encoding="utf-8")
    (home / "texts" / "guide.txt").write_text(GUIDE, encoding="utf-8")
    settings = Settings(_env_file=None, home=home, llm=None)
    settings.model_folder.symlink_to(REPOSITORY / "build" / "model", target_is_directory=True)
    database = open_database(settings.database_url)
    library = Library(database)
    ingest([home / "texts"], library, database)
    update_index(settings.index_folder, library, embedder)
    update_sentences(settings.index_folder, library, embedder)
    return build_assistant(settings)


def quotes(answer: Answer) -> str:
    return " ".join(citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "defined"),
    [
        ("VNeID là gì?", "VNeID là ứng dụng"),
        ("what is VNeID", "VNeID là ứng dụng"),
        ("Что такое VNeID?", "VNeID là ứng dụng"),
        ("Що таке VNeID?", "VNeID là ứng dụng"),
        ("Co to jest VNeID?", "VNeID là ứng dụng"),
        ("co so du lieu quoc gia ve dan cu la gi", "là cơ sở dữ liệu tập hợp"),
        ("CSDL quốc gia về dân cư là gì?", "là cơ sở dữ liệu tập hợp"),
        ("What is the national population database?", "là cơ sở dữ liệu tập hợp"),
        ("CSDL là gì?", "cơ sở dữ liệu (CSDL)"),
    ],
)
def test_a_term_is_told_in_the_words_that_define_it(defining: Assistant, question: str, defined: str) -> None:
    answer = defining.ask(Question(question))
    assert answer.status is AnswerStatus.ANSWERED and defined in quotes(answer)
    assert len(answer.citations) == 1


@pytest.mark.parametrize("question", ["Blockchain là gì?", "What is a smart contract?", "Що таке кадастр?"])
def test_a_term_that_no_text_defines_is_refused(defining: Assistant, question: str) -> None:
    answer = defining.ask(Question(question))
    assert answer.status is AnswerStatus.NOT_IN_DOCUMENTS and answer.facts == ()


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("Thế nào là người cao tuổi?", "người cao tuổi"),
        ("Что означает «цифровая подпись»?", "цифровая подпись"),
        ("what does VNeID stand for?", "VNeID"),
        ("What is the fee for VNeID?", None),
        ("26/2031/QH17 là gì?", None),
        ("Ai quản lý VNeID?", None),
    ],
)
def test_only_questions_on_meaning_ask_for_a_term(words: str, term: str | None) -> None:
    assert asked_term(words) == term
