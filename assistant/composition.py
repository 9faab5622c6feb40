"""The composition root: from one `Settings` to a ready assistant. Nothing is built at import."""

from __future__ import annotations

from assistant.assistant import Assistant
from assistant.chat_model import chat_model
from assistant.composing import Composer
from assistant.composing.extractive import ExtractiveComposer
from assistant.conversations import Conversations
from assistant.definitions import Definitions
from assistant.documents.route import DocumentRoute
from assistant.duties import Duties
from assistant.procedures import ProcedureRoute
from assistant.reception import Reception
from assistant.register_route import RegisterRoute
from assistant.settings import Settings
from assistant.unspecific import Unspecific
from corpus.store import Library, open_database
from retrieval.embedding import load_embedder
from retrieval.search import open_retriever


def build_assistant(settings: Settings, *, model_when_needed: bool = False) -> Assistant:
    """An assistant over the current index.

    The database is migrated, conversations that have expired are deleted, and the model is loaded once: here, or, with
    `model_when_needed`, for the first question that must be compared by meaning. Lists, records and small talk are not.

    Raises:
        retrieval.errors.RetrievalError: there is no index yet, or it was built with another model.
    """
    database = open_database(settings.database_url)
    library = Library(database)
    embedder = load_embedder(settings.model, settings.model_folder, when_needed=model_when_needed)
    retriever = open_retriever(settings.index_folder, library, embedder)
    extractive = ExtractiveComposer(Duties(library))
    conversations = Conversations(database)
    conversations.purge(patience_ms=0)
    return Assistant(
        library=library,
        retriever=retriever,
        scorer=retriever,
        composer=_composer(settings) or extractive,
        fallback=extractive,
        conversations=conversations,
        routes=(Reception(), DocumentRoute(library), Unspecific(library), RegisterRoute(library)),
        readers=(Definitions(library, retriever, retriever), ProcedureRoute(library, retriever)),
    )


def _composer(settings: Settings) -> Composer | None:
    """The model's composer, if one is set; LangChain takes a second to import, so only those who use it wait."""
    if settings.llm is None:
        return None
    from assistant.composing.model import ModelComposer

    return ModelComposer(
        chat_model(settings, settings.llm), timeout=settings.llm_timeout, excerpts=settings.llm_excerpts
    )
