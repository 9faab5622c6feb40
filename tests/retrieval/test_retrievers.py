"""One contract for both retrievers: the list in memory and the index on disk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from corpus.model import Act, Language, Passage
from corpus.store import Library, open_database
from retrieval import engine
from retrieval.embedding import ModelEmbedder
from retrieval.errors import IndexMissing, WrongFingerprint
from retrieval.fusion import Recipe
from retrieval.generations import current
from retrieval.indexing import update_index
from retrieval.memory import MemoryRetriever
from retrieval.model import Filters, Query, Retriever
from retrieval.search import open_retriever
from retrieval.snapshot import open_snapshot
from tests.retrieval.factories import LetterEmbedder, entry, passage

FEE = passage("Lệ phí cấp lại thẻ căn cước là 70.000 đồng một thẻ.", name="fee", text="guide")
TERM = passage("Thời hạn giải quyết đăng ký khai sinh là một ngày làm việc.", name="term", text="guide")
PLACE = passage("Hồ sơ đăng ký kết hôn nộp tại Ủy ban nhân dân cấp xã.", name="place", text="guide")
REVIEW_RU = passage(
    "Министерство юстиции завершает пересмотр процедур до 15 ноября 2025 года.",
    name="review-ru",
    text="notice-ru",
    language=Language.RU,
    section="III.8",
)
REVIEW_PL = passage(
    "Ministerstwo Sprawiedliwości zakończy przegląd procedur przed 15 listopada 2025 r.",
    name="review-pl",
    text="notice-pl",
    language=Language.PL,
    section="III.8",
)
NUMBER = passage("Theo Thông báo số 07-TB/CQTTBCĐ, các bộ phải báo cáo.", name="number", text="report")
ALL = [FEE, TERM, PLACE, REVIEW_RU, REVIEW_PL, NUMBER]
NOTICE = Act("notice", number="07-TB/CQTTBCĐ", kind="notice", issued=date(2025, 10, 15))
ACTS = {"notice-ru": "notice", "notice-pl": "notice"}

Make = Callable[[Sequence[Passage]], Retriever]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("index")


@pytest.fixture(scope="module", params=["memory", "disk"])
def retriever(request: pytest.FixtureRequest, folder: Path, embedder: ModelEmbedder) -> Retriever:
    if request.param == "memory":
        return MemoryRetriever(ALL, embedder, acts=ACTS)
    library = library_of(folder, ALL)
    update_index(folder / "index", library, embedder)
    return open_retriever(folder / "index", library, embedder)


def library_of(folder: Path, passages: Sequence[Passage]) -> Library:
    library = Library(open_database(f"sqlite:///{folder / 'corpus.db'}"))
    texts = dict.fromkeys(p.text_id for p in passages)
    library.put(
        entry(text, [p for p in passages if p.text_id == text], act=NOTICE if text in ACTS else None) for text in texts
    )
    return library


def first(retriever: Retriever, words: str, **options: object) -> str:
    return retriever.search(Query(words, **options))[0].passage.id  # type: ignore[arg-type]


def test_the_passage_that_answers_comes_first(retriever: Retriever) -> None:
    assert first(retriever, "cấp lại căn cước hết bao nhiêu tiền") == "fee"


def test_vietnamese_without_diacritics_finds_vietnamese_with_them(retriever: Retriever) -> None:
    assert first(retriever, "nop ho so dang ky ket hon o dau") == "place"


def test_a_question_finds_its_answer_in_another_language(retriever: Retriever) -> None:
    assert first(retriever, "How long does it take to register a birth?") == "term"


@pytest.mark.parametrize("number", ["07-TB/CQTTBCĐ", "07-TB/CQTTBCD", "7 - tb/cqttbcđ"])
def test_a_document_number_is_found_in_any_spelling(retriever: Retriever, number: str) -> None:
    assert first(retriever, number) == "number"


def test_texts_of_one_act_share_one_place(retriever: Retriever) -> None:
    found = [hit.passage.id for hit in retriever.search(Query("Ministry of Justice review of procedures deadline"))]
    assert len({"review-ru", "review-pl"} & set(found)) == 1


@pytest.mark.parametrize(("reader", "expected"), [(Language.PL, "review-pl"), (Language.RU, "review-ru")])
def test_the_place_shows_the_text_in_the_readers_language(
    retriever: Retriever, reader: Language, expected: str
) -> None:
    assert first(retriever, "Ministry of Justice review of procedures deadline", reader=reader) == expected


def test_filters_apply_inside_the_search(retriever: Retriever) -> None:
    only = Filters(languages=frozenset({Language.PL}))
    hits = retriever.search(Query("lệ phí cấp lại thẻ căn cước", k=3, filters=only))
    assert [hit.passage.id for hit in hits] == ["review-pl"]


def test_filters_that_leave_nothing_find_nothing(retriever: Retriever) -> None:
    assert retriever.search(Query("căn cước", filters=Filters(act_ids=frozenset({"no-such-act"})))) == []


def test_ranks_count_from_one_and_scores_fall(retriever: Retriever) -> None:
    hits = retriever.search(Query("đăng ký", k=4))
    assert [hit.rank for hit in hits] == [1, 2, 3, 4]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.parametrize("words", ["", "   ", "?!", "\x00", "x" * 20_000, 'AND OR NOT ( [ " * :'])
def test_any_words_are_a_question(retriever: Retriever, words: str) -> None:
    assert isinstance(retriever.search(Query(words)), list)


def test_only_what_is_shown_is_fetched_where_no_act_has_several_texts(embedder: ModelEmbedder, tmp_path: Path) -> None:
    alone = [passage(f"Lệ phí cấp thẻ căn cước loại {n}", name=str(n), text=f"text {n}") for n in range(30)]
    library = library_of(tmp_path, alone)
    update_index(tmp_path / "index", library, embedder)
    fetched: list[int] = []

    def fetch(numbers: Sequence[int]) -> dict[int, Passage]:
        fetched.extend(numbers)
        return library.passages_by_number(numbers)

    snapshot = open_snapshot(current(tmp_path / "index"))
    hits = engine.search(snapshot, embedder, fetch, Query("lệ phí cấp thẻ căn cước", k=5))
    assert len(hits) == len(fetched) == 5


def test_what_the_vector_finds_keeps_its_words_where_many_passages_share_more(
    embedder: ModelEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = passage(
        "Each cat is entered in the book of pets; its fee is 20 dong.", name="wanted", language=Language.EN
    )
    ships = [passage(f"fee fee of ship {n}", name=f"ship {n}", language=Language.EN) for n in range(8)]
    monkeypatch.setattr(engine, "POOL", 4)
    retriever = MemoryRetriever([wanted, *ships], embedder, recipe=Recipe(lexical=1e-4, concepts=0.0))
    best = retriever.search(Query("my kitten has no papers, which fee", k=1, language=Language.EN))[0]
    assert best.passage.id == "wanted"
    assert "lexical" in dict(best.evidence)


def test_law_in_force_on_a_day(tmp_path: Path, embedder: ModelEmbedder) -> None:
    library = library_of(tmp_path, ALL)
    update_index(tmp_path / "index", library, embedder)
    before = Filters(act_ids=frozenset({"notice"}), as_of=date(2025, 1, 1))
    after = Filters(act_ids=frozenset({"notice"}), as_of=date(2025, 12, 1))
    retriever = open_retriever(tmp_path / "index", library, embedder)
    assert retriever.search(Query("Ministry of Justice", filters=before)) == []
    assert retriever.search(Query("Ministry of Justice", filters=after))


def test_an_index_of_another_model_is_refused_with_a_remedy(tmp_path: Path) -> None:
    library = library_of(tmp_path, ALL)
    update_index(tmp_path / "index", library, LetterEmbedder("letters@1"))
    with pytest.raises(WrongFingerprint, match=r"letters@1.*letters@2.*corpus embed"):
        open_retriever(tmp_path / "index", library, LetterEmbedder("letters@2"))


def test_a_missing_index_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="congvu corpus add"):
        open_retriever(tmp_path, library_of(tmp_path, ALL), LetterEmbedder())
