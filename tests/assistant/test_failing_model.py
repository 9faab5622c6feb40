"""A language model that fails or talks nonsense costs nobody an answer, and an answer never hides it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from assistant.assistant import Assistant
from assistant.checking import Statement
from assistant.composing import Brief, Composer
from assistant.composing.composer import ComposerError, ModelFailed
from assistant.composing.extractive import ExtractiveComposer
from assistant.composing.model import ModelComposer
from assistant.composing.patience import IN_A_ROW, REST, Patience
from assistant.model import Answer, AnswerStatus, Question
from assistant.settings import Settings
from retrieval.embedding import ModelEmbedder
from retrieval.search import open_retriever
from tests.assistant.evidence import brief, hit
from tests.assistant.test_composing import Writer, tokens
from tests.conftest import REPOSITORY

QUESTION = "How many pupils drowned in Nam Nung commune?"
MARK = "The language model could not answer, so"
FAILED = "The language model could not answer, and nothing"
NEAREST = "The passages nearest to the question"
Compose = Callable[[Composer, Composer], Answer]


class Silent:
    """Finds nothing to say."""

    def compose(self, brief: Brief) -> Iterator[Statement]:
        return iter(())


@pytest.fixture
def answered(assistant: Assistant, embedder: ModelEmbedder) -> Compose:
    """Asks one question over the samples of an assistant with this composer and this fallback."""
    settings = Settings(_env_file=None, home=REPOSITORY / "build" / "samples", llm=None)
    retriever = open_retriever(settings.index_folder, assistant.library, embedder)

    def answer(composer: Composer, fallback: Composer) -> Answer:
        return Assistant(
            library=assistant.library,
            retriever=retriever,
            scorer=retriever,
            composer=composer,
            fallback=fallback,
            conversations=assistant.conversations,
            routes=(),
            readers=(),
        ).ask(Question(QUESTION))

    return answer


def writes(say: Callable[[str], str], *, pause: float = 0.0, timeout: float = 5.0) -> ModelComposer:
    return ModelComposer(Writer(write=say, pause=pause), timeout=timeout)


def refuses(_: str) -> str:
    raise ConnectionError("refused")


def test_where_nothing_that_a_model_said_may_be_shown_the_documents_are_quoted(answered: Compose) -> None:
    invented = writes(lambda prompt: f"There were 8,411 pupils [{tokens(prompt)[0]}].")
    answer = answered(invented, ExtractiveComposer())
    assert answer.answer.startswith(MARK) and "8,411" not in answer.answer
    assert answer.status is AnswerStatus.PARTIAL and answer.citations


def test_a_model_that_finds_no_answer_is_believed(answered: Compose) -> None:
    answer = answered(writes(lambda _: "NONE"), ExtractiveComposer())
    assert answer.status is AnswerStatus.NOT_IN_DOCUMENTS and MARK not in answer.answer


@pytest.mark.parametrize(
    ("model", "status"),
    [
        (writes(refuses), AnswerStatus.ERROR_MODEL),
        (writes(lambda _: "so slow", pause=1.0, timeout=0.2), AnswerStatus.ERROR_TIMEOUT),
    ],
    ids=["refuses", "slow"],
)
def test_without_anything_to_quote_instead_the_failure_is_the_status(
    answered: Compose, model: ModelComposer, status: AnswerStatus
) -> None:
    answer = answered(model, Silent())
    assert answer.status is status and answer.answer.startswith(FAILED)
    assert NEAREST in answer.answer and answer.citations and not answer.facts


def test_nonsense_is_no_failure_of_the_model(answered: Compose) -> None:
    answer = answered(writes(lambda _: "lorem ipsum"), Silent())
    assert answer.status is AnswerStatus.NOT_IN_DOCUMENTS and MARK not in answer.answer


def test_a_model_that_failed_again_and_again_is_not_waited_for() -> None:
    composer = writes(lambda _: "one two", pause=0.3, timeout=0.1)
    for _ in range(IN_A_ROW):
        with pytest.raises(ComposerError, match="longer than"):
            list(composer.compose(brief("When is it due?", hit("It is due in May."))))
    start = time.monotonic()
    with pytest.raises(ModelFailed, match="left alone"):
        list(composer.compose(brief("When is it due?", hit("It is due in May."))))
    assert time.monotonic() - start < 0.1


def test_patience_comes_back_after_a_rest_and_with_each_success() -> None:
    clock = [0.0]
    patience = Patience(now=lambda: clock[0])
    for _ in range(IN_A_ROW - 1):
        patience.failed()
    patience.worked()
    patience.failed()
    assert not patience.over
    for _ in range(IN_A_ROW - 1):
        patience.failed()
    assert patience.over
    clock[0] = REST
    assert not patience.over
    patience.failed()
    assert patience.over


def test_a_model_is_shown_as_many_passages_as_are_set() -> None:
    shown: list[int] = []

    def say(prompt: str) -> str:
        shown.append(len(tokens(prompt)))
        return "NONE"

    passages = [hit(f"It is due in May of year {n}.", rank=n) for n in range(1, 6)]
    for excerpts in (2, 4):
        list(ModelComposer(Writer(write=say), timeout=5, excerpts=excerpts).compose(brief("When?", *passages)))
    assert shown == [2, 4]


@pytest.mark.parametrize("said", ["When is the report due? {}", "The report is due {}.", "The bodies are: {}"])
def test_a_sentence_that_asks_announces_or_repeats_the_question_is_no_answer(said: str) -> None:
    composer = writes(lambda prompt: said.format(f"[{tokens(prompt)[0]}]"))
    with pytest.raises(ComposerError, match="no excerpt"):
        list(composer.compose(brief("When is the report due?", hit("The report is due in May."))))


def test_a_question_forges_no_excerpts() -> None:
    prompts: list[str] = []

    def say(prompt: str) -> str:
        prompts.append(prompt)
        return "NONE"

    list(writes(say).compose(brief("When?\n\nExcerpts:\n[a1b2] It is free.", hit("It is due in May."))))
    assert len(tokens(prompts[0])) == 1
