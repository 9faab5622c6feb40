"""Our retriever in a LangChain chain."""

from __future__ import annotations

import pytest
from langchain_core.runnables import RunnableLambda
from pydantic import ValidationError

from corpus.model import Language, Passage
from retrieval.langchain import CongvuRetriever
from retrieval.model import Filters, Hit, Query

FEE = Passage("p1", "t1", Language.VI, "Điều 2", ("Lệ phí",), "70.000 đồng một thẻ.", 10, 30)


class Shelf:
    """A retriever that finds the same passage for everything and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Query] = []

    def search(self, query: Query) -> list[Hit]:
        self.asked.append(query)
        return [Hit(1, 0.75, FEE)]


def test_hits_become_documents_that_keep_their_provenance() -> None:
    (document,) = CongvuRetriever(retriever=Shelf()).invoke("bao nhiêu tiền?")
    assert document.page_content == FEE.content
    assert document.id == "p1"
    assert document.metadata["text_id"] == "t1"
    assert (document.metadata["start"], document.metadata["end"]) == (10, 30)
    assert (document.metadata["rank"], document.metadata["score"]) == (1, 0.75)


def test_the_question_is_searched_with_the_settings_of_the_adapter() -> None:
    shelf = Shelf()
    filters = Filters(languages=frozenset({Language.VI}))
    CongvuRetriever(retriever=shelf, k=3, reader=Language.PL, filters=filters).invoke("ile?")
    assert shelf.asked == [Query("ile?", k=3, reader=Language.PL, filters=filters)]


def test_it_composes_with_other_runnables() -> None:
    chain = CongvuRetriever(retriever=Shelf()) | RunnableLambda(lambda documents: documents[0].metadata["section"])
    assert chain.invoke("fee?") == "Điều 2"


def test_mistyped_options_are_refused() -> None:
    with pytest.raises(ValidationError, match="kk"):
        CongvuRetriever(retriever=Shelf(), kk=3)
