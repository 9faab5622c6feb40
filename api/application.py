"""The application: routers, guards and pages around one assistant and one library."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import APIRouter, FastAPI
from starlette.middleware.gzip import GZipMiddleware

from api import problems
from api.collection import GraphReader
from api.context import Answering, Context
from api.guards import BodyLimit, SecurityHeaders
from api.journal import Journal
from api.metrics import Metrics
from api.pages import assets, pages
from api.pages import collection as collection_pages
from api.pages import feedback as feedback_pages
from api.pages import procedures as procedure_pages
from api.pages import register as register_pages
from api.problems import Boundary
from api.registry import open_registry
from api.routes import acts, ask, collection, conversations, feedback, health, overview, procedures, search, tasks
from corpus.store import Library
from register.limits import Limiter

API = "/api/v1"
SMALL = 1000  # bytes; what is smaller travels uncompressed


def create_app(
    assistant: Answering,
    library: Library,
    *,
    routers: tuple[APIRouter, ...] = (),
    close: Callable[[], None] | None = None,
) -> FastAPI:
    """An application over parts that are already built.

    Args:
        assistant: answers and searches; shared by all requests.
        library: the acts and texts.
        routers: further routers, mounted under `/api/v1`.
        close: called once when the application ends, to close what the caller opened.
    """
    metrics = Metrics()

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        try:
            yield
        finally:
            if close is not None:
                close()

    app = FastAPI(
        title="Công vụ",
        description="Answers over government documents, with citations that can be checked.",
        version=version("congvu"),
        lifespan=lifespan,
        docs_url=None,  # both viewers load their scripts from elsewhere
        redoc_url=None,
    )
    app.state.context = Context(assistant, library, metrics)
    app.state.registry = open_registry(library.database)
    app.state.graphs = GraphReader(library.database)
    app.state.reports = Limiter(feedback.MOST_REPORTS)
    app.state.ratings = Limiter(feedback.MOST_RATINGS)
    own = (ask, conversations, search, acts, collection, procedures, feedback, tasks, overview)
    for router in (*(module.router for module in own), *routers):
        app.include_router(router, prefix=API)
    app.include_router(health.router)
    for shown in (pages, collection_pages, register_pages, procedure_pages, feedback_pages):
        app.include_router(shown.router, include_in_schema=False)
    assets.mount(app)
    problems.install(app)
    _wrap(app, metrics)
    return app


def _wrap(app: FastAPI, metrics: Metrics) -> None:
    """Middleware, innermost first."""
    app.add_middleware(BodyLimit)
    app.add_middleware(GZipMiddleware, minimum_size=SMALL)
    app.add_middleware(Boundary)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(Journal, metrics=metrics)
