"""An answer in a language model's words, each sentence tied to the excerpt it rests on by an opaque token."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Iterator

from langchain_core.language_models import BaseChatModel

from assistant.checking import Statement
from assistant.choosing import best_unit, quoted
from assistant.composing.composer import Brief, ComposerError
from assistant.grounding import PROMPT
from assistant.unit import Unit
from corpus.model import Language

EXCERPTS = 6  # passages shown to the model; more dilute the answer and cost time on a small machine
LANGUAGES = {
    Language.VI: "Vietnamese",
    Language.EN: "English",
    Language.RU: "Russian",
    Language.UK: "Ukrainian",
    Language.PL: "Polish",
}
_TOKENS = re.compile(r"\[([a-z0-9]{4})\]")
_SENTENCE = re.compile(r"(.+?(?:\[[a-z0-9]{4}\]\s*)+[.!?]?)(?=\s|$)", re.S)
_NONE = "NONE"


class ModelComposer:
    """Composes with any LangChain chat model, streaming; a sentence without a known token is dropped.

    Tokens are drawn anew for each question, so neither a document nor a person can guess one and forge a citation.
    """

    def __init__(self, model: BaseChatModel, *, timeout: float) -> None:
        self._model = model
        self._timeout = timeout
        self._prompt = PROMPT.read_text(encoding="utf-8")

    def compose(self, brief: Brief) -> Iterator[Statement]:
        tokens = _tokens(brief)
        buffer = ""
        said = 0
        for piece in self._stream(self._render(brief, tokens)):
            buffer += piece
            while match := _SENTENCE.match(buffer.lstrip()):
                buffer = buffer.lstrip()[match.end() :]
                if statement := _statement(match.group(1), tokens):
                    said += 1
                    yield statement
        if not said and _NONE not in buffer:
            raise ComposerError("the model named no excerpt for anything it said")

    def _render(self, brief: Brief, tokens: dict[str, Unit]) -> str:
        excerpts = "\n".join(f"[{token}] {_excerpt(unit)}" for token, unit in tokens.items())
        return self._prompt.format(
            language=LANGUAGES[brief.asked.reader],
            example=next(iter(tokens), "a1b2"),
            excerpts=excerpts,
            question=brief.asked.question.words,
        )

    def _stream(self, prompt: str) -> Iterator[str]:
        """The model's words as they come; a provider's own errors of every kind end as ComposerError."""
        deadline = time.monotonic() + self._timeout
        try:
            for chunk in self._model.stream(prompt):
                yield str(chunk.text)
                if time.monotonic() > deadline:
                    raise ComposerError(f"the model took longer than {self._timeout:g} s")
        except ComposerError:
            raise
        except Exception as error:
            raise ComposerError(f"the model failed: {type(error).__name__}") from error


def _tokens(brief: Brief) -> dict[str, Unit]:
    """An unguessable token for what would be quoted of each of the first passages."""
    units = [quoted(brief.asked, found, best_unit(brief.asked, found.units)) for found in brief.found[:EXCERPTS]]
    return {secrets.token_hex(2): unit for unit in units}


def _excerpt(unit: Unit) -> str:
    return " ".join(unit.hit.passage.embedded.split())


def _statement(words: str, tokens: dict[str, Unit]) -> Statement | None:
    sources = tuple(tokens[t] for t in dict.fromkeys(_TOKENS.findall(words)) if t in tokens)
    plain = re.sub(r"\s+([.,!?;])", r"\1", _TOKENS.sub("", words)).strip()
    return Statement(plain, sources) if sources and plain else None
