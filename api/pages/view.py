"""Rendering: templates, and the language that a page is shown in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

from babel.dates import format_date
from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from api.pages.assets import address
from api.words import DEFAULT, words
from corpus.agencies import agency_name
from corpus.model import Language

_PARAGRAPH = re.compile(r"\bpara (\d+)")  # of paragraphs that no document numbers itself
_WORDS = re.compile(r"\W+")

FOLDER = Path(__file__).parent
NAMES = {
    Language.VI: "Tiếng Việt",
    Language.EN: "English",
    Language.RU: "Русский",
    Language.UK: "Українська",
    Language.PL: "Polski",
}

_templates = Environment(
    loader=FileSystemLoader(FOLDER / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.filters["clause"] = lambda section: _PARAGRAPH.sub(r"¶ \1", section or "")


def day_of(given: str) -> date | None:
    """A day that a form gives; None where the field was left empty or holds something else."""
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        return None


def render(request: Request, template: str, *, status: HTTPStatus = HTTPStatus.OK, **values: object) -> HTMLResponse:
    """A page in the reader's language.

    Templates see `t` (words), `language`, `names`, `path`, `static` (where the files of pages are), `values`,
    `kept(...)`: what a link keeps, and `reason(...)`: why a text belongs to its act, in words that the catalogue has
    for it, else as it was written down.
    """
    language, chosen = reader_language(request)
    html = _templates.get_template(template).render(
        t=words(language),
        language=language,
        chosen=language if chosen else "",
        kept=lambda **asked: _query({"lang": language.value if chosen else "", **asked}),
        names=NAMES,
        path=request.url.path,
        static=address(),
        day=lambda date: format_date(date, "long", locale=language.value),
        agency=lambda identity: agency_name(identity, language),
        reason=lambda why: words(language).get(f"grouping_{_WORDS.sub('_', why)}", why),
        **values,
    )
    return HTMLResponse(html, status, headers={"Content-Language": language, "Vary": "Accept-Language"})


def _query(asked: Mapping[str, object]) -> str:
    """ "?lang=vi&as_of=2026-01-01" of what is not empty; "" where all is."""
    told = {name: str(value) for name, value in asked.items() if value}
    return f"?{urlencode(told)}" if told else ""


def render_problem(request: Request, status: HTTPStatus) -> HTMLResponse:
    """A page that says what went wrong, in the reader's words."""
    language, _ = reader_language(request)
    known = words(language)
    key = f"problem_{status.value}"
    return render(request, "problem.html", status=status, message=known.get(key, known["problem_other"]))


def wants_page(request: Request) -> bool:
    """Whether a person browses, rather than a program calling the API."""
    return not request.url.path.startswith("/api/") and "text/html" in request.headers.get("accept", "")


def reader_language(request: Request) -> tuple[Language, bool]:
    """The language of the page, and whether the reader chose it with `?lang=` rather than by his browser."""
    asked = request.query_params.get("lang", "")
    if asked in set(Language):
        return Language(asked), True
    return preferred(request.headers.get("accept-language", "")), False


def preferred(header: str) -> Language:
    """The best of our languages for an `Accept-Language` header; the default when none is named."""
    ranked = sorted((_weighed(entry) for entry in header.split(",") if entry.strip()), key=lambda pair: -pair[0])
    named = (tag for weight, tag in ranked if weight > 0)
    return next((Language(tag) for tag in named if tag in set(Language)), DEFAULT)


def _weighed(entry: str) -> tuple[float, str]:
    tag, _, parameter = entry.partition(";")
    _, _, quality = parameter.strip().partition("q=")
    try:
        weight = float(quality) if quality else 1.0
    except ValueError:
        weight = 0.0
    return weight, tag.strip().split("-")[0].lower()
