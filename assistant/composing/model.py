"""An answer in a language model's words, each sentence tied to the excerpt it rests on by an opaque token."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

from langchain_core.language_models import BaseChatModel

from assistant.checking import Statement
from assistant.choosing import best_unit, quoted
from assistant.composing.composer import Brief, ComposerError, ModelFailed, ModelTooSlow
from assistant.composing.patience import Patience
from assistant.grounding import PROMPT
from assistant.unit import Unit
from corpus.fold import fold
from corpus.model import Language
from corpus.straightening import visible

SENTENCES = 6  # that are taken; the model is asked for four, and one that goes on rambles
RAMBLING = 1200  # characters without a known excerpt named: four long sentences, after which none is worth waiting for
LANGUAGES = {
    Language.VI: "Vietnamese",
    Language.EN: "English",
    Language.RU: "Russian",
    Language.UK: "Ukrainian",
    Language.PL: "Polish",
}
_TOKENS = re.compile(r"\[([a-z0-9]{4})\]")
_SENTENCE = re.compile(r"(.+?(?:\[[a-z0-9]{4}\]\s*)+[.!?]?)(?=\s|$)", re.S)
_FOLLOWED = re.compile(rf"{_SENTENCE.pattern}(?=\s+[^\s\[])", re.S)  # by another: no further token can come
_BETWEEN = " \t\n.!?;*-•"  # left over before a sentence
# Where a model that only continues text begins to play the person and the documents too.
_PLAYS_ON = re.compile(r"\n\s*(?:Question|Excerpts|Rules|Answer)\s*:")
_NONE = "NONE"


class ModelComposer:
    """Composes with any LangChain chat model, streaming; a sentence without a known token is dropped.

    Tokens are drawn anew for each question, so neither a document nor a person can guess one and forge a citation.
    """

    def __init__(self, model: BaseChatModel, *, timeout: float, excerpts: int = 6) -> None:
        """`timeout` is in seconds, for a whole reply; `excerpts` is how many passages a model is shown."""
        self._model = model
        self._timeout = timeout
        self._excerpts = excerpts
        self._patience = Patience()
        self._prompt = PROMPT.read_text(encoding="utf-8")

    def compose(self, brief: Brief) -> Iterator[Statement]:
        if self._patience.over:
            raise ModelFailed("the model failed again and again, and is left alone for a while")
        tokens = _tokens(brief, self._excerpts)
        pieces = self._stream(self._render(brief, tokens))
        said: set[str] = set()
        heard = ""
        for words in _sentences(_within_bounds(pieces)):
            heard += words
            statement = _statement(words, tokens)
            if statement is None or not _tells(statement.words, brief.asked.question.words):
                continue
            if statement.words in said:
                break
            said.add(statement.words)
            yield statement
            if len(said) == SENTENCES:
                break
        pieces.close()
        self._patience.worked()
        if not said and _NONE not in heard:
            raise ComposerError("the model named no excerpt for anything it said")

    def _render(self, brief: Brief, tokens: dict[str, Unit]) -> str:
        excerpts = "\n".join(f"[{token}] {_excerpt(unit)}" for token, unit in tokens.items())
        return self._prompt.format(
            language=LANGUAGES[brief.asked.reader],
            example=next(iter(tokens), "a1b2"),
            excerpts=excerpts,
            question=" ".join(brief.asked.question.words.split()),
        )

    def _stream(self, prompt: str) -> Generator[str]:
        """The model's words as they come; a provider's own errors of every kind end as ComposerError.

        A provider's time limit is for each piece, so another thread waits for it, and this one keeps to the time that
        there is for the whole. Closing it ends the request, and with it the model's work.
        """
        deadline = time.monotonic() + self._timeout
        waiting = ThreadPoolExecutor(max_workers=1)
        try:
            pieces = iter(self._model.stream(prompt))
            while (chunk := waiting.submit(next, pieces, None).result(deadline - time.monotonic())) is not None:
                yield str(chunk.text)
        except TimeoutError as error:
            self._patience.failed()
            raise ModelTooSlow(f"the model took longer than {self._timeout:g} s") from error
        except Exception as error:
            self._patience.failed()
            raise ModelFailed(f"the model failed: {type(error).__name__}") from error
        finally:
            waiting.shutdown(wait=False, cancel_futures=True)


def _within_bounds(pieces: Iterable[str]) -> Iterator[str]:
    """The model's words up to where it has rambled for long without naming an excerpt, or plays both sides."""
    since = ""
    for piece in pieces:
        since += piece
        if turn := _PLAYS_ON.search(since):
            yield piece[: max(0, len(piece) - (len(since) - turn.start()))]
            return
        yield piece
        if named := list(_TOKENS.finditer(since)):
            since = since[named[-1].end() :]
        if len(since) > RAMBLING:
            return


def _sentences(pieces: Iterable[str]) -> Iterator[str]:
    """Sentences with the tokens behind them, each as soon as it is whole; what is left over comes last."""
    buffer = ""
    for piece in pieces:
        buffer = (buffer + piece).lstrip(_BETWEEN)
        while match := _FOLLOWED.match(buffer):
            yield match.group(1)
            buffer = buffer[match.end() :].lstrip(_BETWEEN)
    while match := _SENTENCE.match(buffer):
        yield match.group(1)
        buffer = buffer[match.end() :].lstrip(_BETWEEN)
    yield buffer


def _tokens(brief: Brief, most: int) -> dict[str, Unit]:
    """An unguessable token for what would be quoted of each of the first passages."""
    units = [quoted(brief.asked, found, best_unit(brief.asked, found.units)) for found in brief.found[:most]]
    return {secrets.token_hex(2): unit for unit in units}


def _excerpt(unit: Unit) -> str:
    return " ".join(visible(unit.hit.passage.embedded).split())


def _tells(words: str, question: str) -> bool:
    """Whether a sentence says something: one that asks, only announces, or repeats the question does not."""
    return words[-1] not in "?:" and bool(_folded(words) - _folded(question))


def _folded(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", fold(words)))


def _statement(words: str, tokens: dict[str, Unit]) -> Statement | None:
    sources = tuple(tokens[t] for t in dict.fromkeys(_TOKENS.findall(words)) if t in tokens)
    plain = re.sub(r"\s+([.,!?;])", r"\1", _TOKENS.sub("", words)).strip()
    return Statement(plain, sources) if sources and plain else None
