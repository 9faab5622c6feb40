"""The assistant: one visible line of stages from a question to a checked, cited answer."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from assistant.checking import check
from assistant.citing import Citer
from assistant.composing import Brief, Composer
from assistant.composing.composer import ComposerError
from assistant.confidence import confidence, weights
from assistant.conversations import Conversations
from assistant.draft import Draft
from assistant.followups import resolve
from assistant.gathering import PASSAGES_READ, SentenceScorer, gather
from assistant.model import Answer, AnswerEvent, AnswerStatus, DeltaEvent, DoneEvent, Question, StageEvent
from assistant.phrases import Phrases
from assistant.stopwatch import Stopwatch
from assistant.understanding import understand
from corpus.model import Language
from corpus.store import Library
from retrieval.model import Hit, Query, Retriever

logger = logging.getLogger(__name__)


class Whole(Protocol):
    """A route that answers some questions outright, from records rather than from passages, and leaves the others."""

    def answer(self, question: Question, *, reader: Language, words: str) -> Answer | None:
        """The whole answer, or None; `words` is the question with what it left unsaid filled in."""


class Assistant:
    """Answers questions from the library. Thread-safe: each question has its own draft."""

    def __init__(
        self,
        *,
        library: Library,
        retriever: Retriever,
        scorer: SentenceScorer,
        composer: Composer,
        fallback: Composer,
        conversations: Conversations,
        routes: Sequence[Whole],
    ) -> None:
        """`fallback` composes when `composer` raises ComposerError; both may be the same.

        `routes` are asked in order; what none of them answers is looked for in passages.
        """
        self._routes = routes
        self.library = library
        self.conversations = conversations
        self._retriever = retriever
        self._scorer = scorer
        self._composer = composer
        self._fallback = fallback

    def search(self, query: Query) -> list[Hit]:
        """Passages for a query, best first."""
        return self._retriever.search(query)

    def ask(self, question: Question) -> Answer:
        """The whole answer at once; the same pipeline as `stream`."""
        for event in self.stream(question):
            if isinstance(event, DoneEvent):
                return event.answer
        raise AssertionError("the pipeline ends with a DoneEvent")

    def stream(self, question: Question) -> Iterator[AnswerEvent]:
        """Stages, checked words as they come, and at last the whole answer."""
        watch = Stopwatch()
        conversation = question.conversation_id or self.conversations.new_id()
        if not question.words.strip():
            yield DoneEvent(_nothing_asked(question, conversation))
            return
        yield StageEvent("understand")
        before = [turn.understood for turn in self.conversations.recall(question.conversation_id)]
        full = resolve(question.words, before)
        asked = understand(replace(question, words=full))
        watch.lap("understand")
        yield StageEvent("gather")
        tried = (route.answer(question, reader=asked.reader, words=full) for route in self._routes)
        outright = next((answer for answer in tried if answer is not None), None)
        if outright is not None:
            watch.lap("gather")
            yield DeltaEvent(outright.answer)
            yield self._done(replace(outright, conversation_id=conversation), question, full, watch)
            return
        found = gather(asked, retriever=self._retriever, scorer=self._scorer, library=self.library)
        sure = confidence(asked, found[:PASSAGES_READ])
        draft = Draft(asked, found, Citer(self.library), Phrases(asked.reader))
        watch.lap("gather")
        if sure >= weights()["threshold"]:
            yield StageEvent("compose")
            yield from self._compose(draft)
        if draft.status is AnswerStatus.NOT_IN_DOCUMENTS:
            yield DeltaEvent(draft.offer_nearest())
        watch.lap("compose")
        answer = draft.finished(confidence=sure, conversation_id=conversation, timings_ms=watch.laps)
        yield self._done(answer, question, full, watch)

    def _done(self, answer: Answer, question: Question, full: str, watch: Stopwatch) -> DoneEvent:
        """Remember the turn, and hand over the whole answer."""
        self.conversations.remember(
            answer.conversation_id, question=question.words, understood=full, answer=answer.answer
        )
        return DoneEvent(replace(answer, question=question.words, timings_ms=watch.laps | {"total": watch.total}))

    def _compose(self, draft: Draft) -> Iterator[DeltaEvent]:
        """Let the composer speak; when it gives up before saying anything, the fallback does, openly marked."""
        try:
            yield from _say(draft, self._composer)
        except ComposerError as error:
            logger.warning("composer gave up: %s", error)
            if not draft.citer.citations:
                yield DeltaEvent(draft.say(draft.phrases["model_fallback"]))
                yield from _say(draft, self._fallback)
            draft.removed += 1
        if draft.citer.citations:
            draft.status = AnswerStatus.PARTIAL if draft.removed else AnswerStatus.ANSWERED


def _say(draft: Draft, composer: Composer) -> Iterator[DeltaEvent]:
    """Compose, check each statement, and let through only what holds."""
    brief = Brief(draft.asked, draft.found)
    for statement in composer.compose(brief):
        verdict = check(statement, draft.asked.reader)
        if verdict.holds:
            yield DeltaEvent(draft.add(statement, verdict))
        else:
            draft.removed += 1
            logger.info("removed a statement: %d facts without support", len(verdict.unsupported))


def _nothing_asked(question: Question, conversation: str) -> Answer:
    reader = understand(replace(question, words="?")).reader
    words = Phrases(reader)["empty_question"]
    return Answer(question.words, reader, AnswerStatus.CLARIFICATION, words, conversation_id=conversation)
