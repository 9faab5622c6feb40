"""Questions: answered at once, or as a stream of server-sent events."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator

from fastapi import APIRouter
from sse_starlette import EventSourceResponse, ServerSentEvent

from api.context import Context, Serving
from api.present import answer_out
from api.schemas import AnswerOut, AskRequest
from api.words import DEFAULT, words
from assistant.model import Answer, AnswerEvent, AnswerStatus, DeltaEvent, DoneEvent, Question, StageEvent

log = logging.getLogger(__name__)
router = APIRouter(prefix="/ask", tags=["questions"])


@router.post("")
async def ask(request: AskRequest, serving: Serving) -> AnswerOut:
    """Answer a question with citations that can be checked."""
    answer = await serving.work(lambda: serving.assistant.ask(question_of(request)))
    serving.metrics.answer(answer)
    return answer_out(answer)


@router.post("/stream", response_class=EventSourceResponse)
async def stream(request: AskRequest, serving: Serving) -> EventSourceResponse:
    """Answer as server-sent events: `stage` {"stage"}, `delta` {"words"}, and one last `answer` as from `/ask`."""
    return EventSourceResponse(_sent(serving, request), headers={"Cache-Control": "no-store"})


def question_of(request: AskRequest) -> Question:
    """The question as the assistant takes it."""
    return Question(
        words=request.question,
        reader=request.language,
        as_of=request.as_of,
        conversation_id=request.conversation_id or None,
        k=request.k,
    )


async def _sent(serving: Context, request: AskRequest) -> AsyncIterator[ServerSentEvent]:
    """The events of one answer; a failure ends in an answer that says so, since the response has already begun."""
    try:
        async for event in serving.events(question_of(request)):
            if isinstance(event, DoneEvent):
                serving.metrics.answer(event.answer)
            yield _event(event)
    except Exception as error:
        log.error("stream failed: %s", type(error).__name__, exc_info=error)
        yield _event(DoneEvent(_failed(request)))


def _event(event: AnswerEvent) -> ServerSentEvent:
    match event:
        case StageEvent(stage):
            return ServerSentEvent(event="stage", data=_json({"stage": stage}))
        case DeltaEvent(text):
            return ServerSentEvent(event="delta", data=_json({"words": text}))
        case DoneEvent(answer):
            return ServerSentEvent(event="answer", data=answer_out(answer).model_dump_json())


def _json(value: dict[str, str]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _failed(request: AskRequest) -> Answer:
    language = request.language or DEFAULT
    status = AnswerStatus.ERROR_INTERNAL
    return Answer(request.question, language, status, words(language)[f"status_{status}"])
