"""The assistant: one visible line of stages from a question to a checked, cited answer."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from assistant.checking import Statement, check
from assistant.choosing import telling_first
from assistant.citing import Citer
from assistant.composing import Brief, Composer
from assistant.composing.composer import ComposerError, ModelFailed, ModelTooSlow
from assistant.confidence import confidence, weights
from assistant.conflicts import conflicts
from assistant.conversations import Conversations, Subject
from assistant.documents.naming import DocumentNames
from assistant.documents.record import unit_at
from assistant.draft import Draft
from assistant.duties import Duties
from assistant.followups import FollowUps
from assistant.gathering import PASSAGES_READ, Found, SentenceScorer, gather
from assistant.grounding import Grounding
from assistant.model import Answer, AnswerEvent, AnswerStatus, DeltaEvent, DoneEvent, Question, StageEvent
from assistant.orders import without_orders
from assistant.phrases import Phrases
from assistant.premise import honest
from assistant.standing import notice_line, notices_on
from assistant.stopwatch import Stopwatch
from assistant.understanding import Understanding, understand
from corpus.calendar import today_in_vietnam
from corpus.model import Language
from corpus.store import Library
from corpus.straightening import storable, straightened
from corpus.validity import Validity, in_force
from retrieval.in_force import InForceRetriever
from retrieval.model import Hit, Query, Retriever

# Not kept: greetings help no follow-up, and who is in need or sends somebody's data must leave no trace of it.
UNTOLD = frozenset({AnswerStatus.OUT_OF_SCOPE, AnswerStatus.REFUSED_PERSONAL_DATA, AnswerStatus.REFUSED_UNSAFE})

logger = logging.getLogger(__name__)


class Whole(Protocol):
    """A route that answers some questions outright, from records rather than from passages, and leaves the others."""

    def answer(self, question: Question, *, reader: Language, words: str) -> Answer | None:
        """The whole answer, or None; `words` is the question with what it left unsaid filled in."""


class Told(Protocol):
    """A route that answers some questions out of what was found in its own way, and leaves the others."""

    def answer(self, asked: Understanding, found: Sequence[Found]) -> Answer | None:
        """The whole answer, that the documents do not tell, or None; `found` is best first."""


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
        readers: Sequence[Told],
    ) -> None:
        """`fallback` composes when `composer` raises ComposerError; both may be the same.

        `routes` are asked in order; what none of them answers is looked for in passages, which `readers` read in order
        before the composer does: for definitions, and as parts of guides.
        """
        self._routes = routes
        self._readers = readers
        self._names = DocumentNames(library)
        self._follow_ups = FollowUps(library)
        self._grounding = Grounding(scorer)
        self._duties = Duties(library)
        self.library = library
        self.conversations = conversations
        self._retriever = InForceRetriever(retriever)
        self._scorer = scorer
        self._composer = composer
        self._fallback = fallback

    def search(self, query: Query) -> list[Hit]:
        """Passages for a query, best first: law in force on its day unless it asks for more or there is no more."""
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
        typed = replace(question, words=storable(question.words))
        question = replace(question, words=straightened(question.words))
        if not any(character.isalnum() for character in question.words):
            yield DoneEvent(_nothing_asked(typed, conversation))
            return
        yield StageEvent("understand")
        whole = self._follow_ups.whole(question, self.conversations.recall(question.conversation_id))
        full, slips = self._names.mended(whole.words)
        asked = understand(replace(whole, words=full))
        notes = [Phrases(asked.reader)["read_as"].format(typed=slip, number=number) for slip, number in slips]
        watch.lap("understand")
        yield StageEvent("gather")
        tried = (route.answer(question, reader=asked.reader, words=full) for route in self._routes)
        outright = next((answer for answer in tried if answer is not None), None)
        if outright is None:
            found, sure = self._gather(asked)
            read = (reader.answer(asked, found) for reader in self._readers)
            outright = next((answer for answer in read if answer is not None), None)
        if outright is not None:
            watch.lap("gather")
            said = "\n\n".join((*notes, outright.answer))
            yield DeltaEvent(said)
            yield self._done(replace(outright, answer=said, conversation_id=conversation), typed, full, watch)
            return
        draft = Draft(asked, found, Citer(self.library, question.as_of), Phrases(asked.reader))
        yield from (DeltaEvent(draft.say(note)) for note in notes)
        watch.lap("gather")
        if sure >= weights()["threshold"]:
            yield StageEvent("compose")
            yield from self._compose(draft)
        if not draft.answered:
            yield DeltaEvent(draft.offer_nearest())
        watch.lap("compose")
        answer = draft.finished(confidence=sure, conversation_id=conversation, timings_ms=watch.laps)
        yield self._done(answer, typed, full, watch)

    def _gather(self, asked: Understanding) -> tuple[tuple[Found, ...], float]:
        """What may answer, and how sure it is.

        Acts that the question names are read first, in force or not; where they do not answer, all that is in force;
        and where that does not, law that is not in force too.
        """
        if acts := self._names.held(asked.question.words):
            found = self._read(asked, self._retriever.whole, acts)
            sure = confidence(asked, found[:PASSAGES_READ])
            if sure >= weights()["threshold"]:
                return found, sure
        day = asked.question.as_of or today_in_vietnam()
        found = self._read(asked, self._retriever)
        sure = confidence(asked, found[:PASSAGES_READ])
        if sure >= weights()["threshold"] or not self._left_out(day):
            return found, sure
        wider = self._read(asked, self._retriever.whole)
        surer = confidence(asked, wider[:PASSAGES_READ])
        return (wider, surer) if surer >= weights()["threshold"] else (found, sure)

    def _read(
        self, asked: Understanding, retriever: Retriever, acts: frozenset[str] = frozenset()
    ) -> tuple[Found, ...]:
        found = gather(asked, retriever=retriever, scorer=self._scorer, library=self.library, acts=acts)
        return telling_first(asked, without_orders(found), self._duties)

    def _left_out(self, day: date) -> bool:
        """Whether the library holds any act that is not in force on a day."""
        return any(in_force(act, day) in (Validity.NOT_YET, Validity.NO_LONGER) for act in self.library.acts())

    def _notices(self, draft: Draft) -> Iterator[str]:
        """What to know about the acts that are cited: no longer or not yet in force, replaced, repealed, amended."""
        day = draft.asked.question.as_of or today_in_vietnam()
        reader = draft.asked.reader
        cited = dict.fromkeys(c.act.id for c in draft.citer.citations if c.act)
        for act in filter(None, map(self.library.act, cited)):
            for notice in notices_on(act, self.library, reader=reader, day=day):
                marks = draft.citer.marks([unit_at(self.library, place) for place in notice.places])
                yield f"{notice_line(notice, reader)} {marks}".rstrip()

    def _done(self, answer: Answer, question: Question, full: str, watch: Stopwatch) -> DoneEvent:
        """Remember the turn where it is about documents, and hand over the whole answer."""
        if answer.status not in UNTOLD:
            self.conversations.remember(
                answer.conversation_id,
                question=question.words,
                understood=full,
                answer=answer.answer,
                citations=answer.citations,
                subject=Subject(
                    answer.route, answer.about, answer.clarification.choices if answer.clarification else ()
                ),
            )
        return DoneEvent(replace(answer, question=question.words, timings_ms=watch.laps | {"total": watch.total}))

    def _compose(self, draft: Draft) -> Iterator[DeltaEvent]:
        """Let the composer speak; where it gives up, or nothing that it said may be shown, the fallback does."""
        try:
            yield from self._say(draft, self._composer)
        except ComposerError as error:
            logger.warning("composer gave up: %s", error)
            draft.status = _failure(error)
            draft.removed += 1
        if draft.removed and not draft.citer.citations and self._composer is not self._fallback:
            yield from self._say_instead(draft)
        if draft.citer.citations:
            yield from _kept(draft, conflicts(Brief(draft.asked, draft.found), self.library))
            yield from (DeltaEvent(draft.say(line)) for line in self._notices(draft))
            draft.status = AnswerStatus.PARTIAL if draft.removed else AnswerStatus.ANSWERED

    def _say_instead(self, draft: Draft) -> Iterator[DeltaEvent]:
        """The fallback's words, openly marked; neither words nor mark where it has nothing to say."""
        at = len(draft.paragraphs)
        mark = DeltaEvent(draft.say(draft.phrases["model_fallback"]))
        said = list(self._say(draft, self._fallback))
        if said:
            yield mark
            yield from said
        else:
            del draft.paragraphs[at]

    def _say(self, draft: Draft, composer: Composer) -> Iterator[DeltaEvent]:
        """Compose, check each statement, and let through only what speaks of what it cites and holds."""
        statements = honest(composer.compose(Brief(draft.asked, draft.found)), draft.asked)
        yield from _kept(draft, statements, grounding=self._grounding)


def _kept(draft: Draft, statements: Iterable[Statement], *, grounding: Grounding | None = None) -> Iterator[DeltaEvent]:
    """The statements that pass, each check at its turn; the others are counted."""
    for statement in statements:
        verdict = check(statement, draft.asked.reader, above=draft.citer.above)
        if verdict.holds and (grounding is None or grounding.holds(statement, draft.asked.reader)):
            yield DeltaEvent(draft.add(statement, verdict))
        else:
            draft.removed += 1
            logger.info("removed a statement: %d facts unsupported, %d narrowings lost", *verdict.faults)


def _failure(error: ComposerError) -> AnswerStatus:
    """How an answer ends if nothing can be said instead: a model that only talked nonsense did not fail."""
    if isinstance(error, ModelTooSlow):
        return AnswerStatus.ERROR_TIMEOUT
    return AnswerStatus.ERROR_MODEL if isinstance(error, ModelFailed) else AnswerStatus.NOT_IN_DOCUMENTS


def _nothing_asked(question: Question, conversation: str) -> Answer:
    reader = understand(replace(question, words="?")).reader
    words = Phrases(reader)["empty_question"]
    return Answer(question.words, reader, AnswerStatus.CLARIFICATION, words, conversation_id=conversation)
