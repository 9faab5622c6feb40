"""For those who run the server: alive, ready, figures."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.responses import Response

from api.context import Serving
from api.problems import Problem
from api.schemas import HealthOut

router = APIRouter(tags=["operation"])


@router.get("/healthz")
async def healthz() -> HealthOut:
    """The process answers."""
    return HealthOut(status="ok")


@router.get("/readyz")
async def readyz(serving: Serving) -> HealthOut:
    """The library can be read and holds something to answer from."""
    if not await serving.work(serving.library.count_passages):
        remedy = "Add documents with `congvu corpus add PATH`."
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "empty-library", f"The library holds no passages. {remedy}")
    return HealthOut(status="ok")


@router.get("/metrics", response_class=Response)
async def metrics(serving: Serving) -> Response:
    """Figures in Prometheus' text format."""
    return Response(serving.metrics.text(), media_type=CONTENT_TYPE_LATEST)
