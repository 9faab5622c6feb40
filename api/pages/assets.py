"""The files that pages load, under an address that changes with what they hold, so that browsers keep them for good."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

STATIC = Path(__file__).parent / "static"
FOR_GOOD = "public, max-age=31536000, immutable"


@cache
def address() -> str:
    """Where pages find the files, as "/static/3f2a9c0b1d4e"; scripts name each other beside themselves."""
    digest = sha256()
    for path in sorted(STATIC.iterdir()):
        digest.update(path.name.encode() + path.read_bytes())
    return f"/static/{digest.hexdigest()[:12]}"


def mount(app: FastAPI) -> None:
    """Serve the files under `address()`, to be kept, and under "/static" for whoever names them without it."""
    app.mount(address(), _Kept(directory=STATIC))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")


class _Kept(StaticFiles):
    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = FOR_GOOD
        return response
