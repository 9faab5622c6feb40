"""A language model that proposes obligations; what it says is checked against the clause by `corpus.obligations`."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Sequence
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.chat_model import chat_model
from assistant.settings import Settings
from corpus.model import Language
from corpus.obligations import Candidate, CandidateError, CandidateSource

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

PROMPT = Path(__file__).parent / "prompts" / "obligations.txt"
MOST = 12  # pieces of work that a clause may give; more is a model that runs on
LONGEST = 6_000  # characters of a clause that is shown; longer ones are lists and annexes
PATIENCE = 3  # failures in a row after which a model is not asked again in this run

_log = logging.getLogger(__name__)


class Proposal(BaseModel):
    """One piece of work as the model gives it."""

    model_config = ConfigDict(extra="forbid")

    quote: str
    agencies: list[str]
    coordinating: list[str]
    term: str | None

    def candidate(self) -> Candidate:
        return Candidate(self.quote, tuple(self.agencies), tuple(self.coordinating), self.term)


class Proposals(BaseModel):
    """What the model gives for one clause."""

    model_config = ConfigDict(extra="forbid")

    work: list[Proposal] = Field(max_length=MOST)


class ModelCandidates:
    """Asks a chat model for structured output, clause by clause; gives up after `PATIENCE` failures in a row."""

    def __init__(self, model: BaseChatModel, *, timeout: float) -> None:
        """`timeout`: seconds a clause may take, however slowly the words come."""
        self._model = model.with_structured_output(Proposals)
        self._timeout = timeout
        self._prompt = PROMPT.read_text(encoding="utf-8")
        self._loop = asyncio.Runner()  # one loop for all calls, since clients keep connections that belong to theirs
        self._failed = 0

    def candidates(self, clause: str, language: Language) -> Sequence[Candidate]:
        """What the model proposes, unchecked.

        Raises:
            CandidateError: the model failed, took too long, did not keep to the form, or was given up before.
        """
        if self._failed >= PATIENCE:
            raise CandidateError(f"the model was given up after {PATIENCE} failures in a row")
        try:
            proposals = self._ask(clause[:LONGEST], language)
        except CandidateError:
            self._failed += 1
            raise
        self._failed = 0
        return [proposal.candidate() for proposal in proposals.work]

    def _ask(self, clause: str, language: Language) -> Proposals:
        """Call the model within the time; its own errors of every kind end as CandidateError."""
        prompt = self._prompt.format(language=language.value, clause=clause)
        try:
            answer = self._loop.run(asyncio.wait_for(self._model.ainvoke(prompt), self._timeout))
        except TimeoutError as error:
            raise CandidateError(f"the model took longer than {self._timeout:g} s") from error
        except Exception as error:
            raise CandidateError(f"the model failed: {type(error).__name__}") from error
        if not isinstance(answer, Proposals):
            raise CandidateError("the model gave nothing in the form that was asked for")
        return answer


class Remembered:
    """Keeps what a source proposed, in a file of JSON lines, so that reading again asks only about new clauses.

    A task that a model once proposed therefore stays when the model is away or changes its mind.
    """

    def __init__(self, source: CandidateSource, path: Path, *, name: str) -> None:
        """`name` of the model: another one is asked anew."""
        self._source = source
        self._path = path
        self._name = name
        self._known = _read(path)

    def candidates(self, clause: str, language: Language) -> Sequence[Candidate]:
        key = sha256("\n".join((self._name, language.value, clause)).encode()).hexdigest()
        if key not in self._known:
            self._keep(key, tuple(self._source.candidates(clause, language)))
        return self._known[key]

    def _keep(self, key: str, candidates: tuple[Candidate, ...]) -> None:
        self._known[key] = candidates
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            row = {"key": key, "work": [asdict(candidate) for candidate in candidates]}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def build_candidates(settings: Settings) -> CandidateSource | None:
    """The source that the operator's language model makes, or None where none is set."""
    if settings.llm is None:
        return None
    model = ModelCandidates(chat_model(settings, settings.llm), timeout=settings.llm_timeout)
    return Remembered(model, settings.home / "proposals.jsonl", name=settings.llm)


class _Row(BaseModel):
    """A line of the file: a clause's digest and what was proposed for it."""

    model_config = ConfigDict(extra="forbid")

    key: str
    work: list[Proposal]


def _read(path: Path) -> dict[str, tuple[Candidate, ...]]:
    """What was kept; a line that a kill cut short is passed over, and its clause asked again."""
    known: dict[str, tuple[Candidate, ...]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines() if path.exists() else (), 1):
        try:
            row = _Row.model_validate_json(line)
        except ValidationError:
            _log.warning("%s: line %d is not whole and is passed over", path.name, number)
        else:
            known[row.key] = tuple(proposal.candidate() for proposal in row.work)
    return known
