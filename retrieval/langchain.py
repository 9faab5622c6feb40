"""Our retriever as a LangChain retriever: `CongvuRetriever(retriever=...).invoke("question")` gives Documents."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field, SkipValidation

from corpus.model import Language
from retrieval.model import Filters, Hit, Query, Retriever


class CongvuRetriever(BaseRetriever):
    """Finds passages as LangChain documents, best first.

    `page_content` is the passage's words. `metadata` holds `passage_id`, `text_id`, `language`, `section`,
    `headings`, `start`, `end` (characters of the text), `rank` (from 1) and `score` (comparable within one search).
    """

    model_config = ConfigDict(arbitrary_types_allowed=True, extra="forbid")

    retriever: SkipValidation[Retriever]
    k: int = Field(10, ge=1)
    reader: Language | None = None
    filters: SkipValidation[Filters] = Filters()

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        asked = Query(query, k=self.k, reader=self.reader, filters=self.filters)
        return [as_document(hit) for hit in self.retriever.search(asked)]


def as_document(hit: Hit) -> Document:
    """One hit as a LangChain document."""
    passage = hit.passage
    metadata = {
        "passage_id": passage.id,
        "text_id": passage.text_id,
        "language": passage.language.value,
        "section": passage.section,
        "headings": list(passage.headings),
        "start": passage.start,
        "end": passage.end,
        "rank": hit.rank,
        "score": hit.score,
    }
    return Document(id=passage.id, page_content=passage.content, metadata=metadata)
