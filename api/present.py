"""From the domain's dataclasses to the JSON of the contract: each is converted here, once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from api.schemas import (
    ActOut,
    ActRefOut,
    AnswerOut,
    HitOut,
    ListedActOut,
    SpanOut,
    TextDetailOut,
    TextOut,
    TextRefOut,
)
from assistant.model import Answer
from corpus.calendar import today_in_vietnam
from corpus.model import Act, Language, Passage, Section, TextRecord
from corpus.store import Library
from corpus.validity import in_force
from retrieval.model import Hit

INSIDE = frozenset(("about",))


def answer_out(answer: Answer) -> AnswerOut:
    """An answer with its facts, citations and tasks; what only follow-ups go by stays inside."""
    said = asdict(answer)
    return AnswerOut.model_validate({name: said[name] for name in said if name not in INSIDE})


def act_ref(act: Act, as_of: date | None = None) -> ActRefOut:
    """An act, in short, with its validity on a day, today when none is given."""
    validity = in_force(act, as_of or today_in_vietnam())
    return ActRefOut(id=act.id, number=act.number, title=act.title, validity=validity)


def text_ref(text: TextRecord) -> TextRefOut:
    """A text, in short."""
    return TextRefOut.model_validate(_text_ref(text))


def text_out(text: TextRecord) -> TextOut:
    """A text without its content."""
    return TextOut.model_validate(_text(text))


def text_detail(
    text: TextRecord, *, act: Act | None, sections: list[Section], passages: list[Passage], as_of: date | None = None
) -> TextDetailOut:
    """A text with its structure, its act as of a day; the spans are those of its passages."""
    parts = {
        "act": None if act is None else act_ref(act, as_of),
        "content": text.content,
        "sections": [asdict(section) for section in sections],
        "spans": [SpanOut(id=p.id, section=p.section, start=p.start, end=p.end) for p in passages],
    }
    return TextDetailOut.model_validate(_text(text) | parts)


def act_out(act: Act, today: date) -> ActOut:
    """An act with its validity on a day."""
    return ActOut.model_validate(_act(act, today))


def listed_act(act: Act, *, today: date, languages: list[Language]) -> ListedActOut:
    """An act as a list shows it."""
    return ListedActOut.model_validate(_act(act, today) | {"languages": languages})


def hits_out(hits: list[Hit], library: Library, as_of: date | None = None) -> list[HitOut]:
    """Hits with their acts and texts, each read once."""
    texts = {text_id: library.text_summary(text_id) for text_id in {hit.passage.text_id for hit in hits}}
    acts = {act_id: library.act(act_id) for act_id in {t.act_id for t in texts.values() if t.act_id}}
    return [_hit(hit, texts, acts, as_of) for hit in hits]


def _hit(hit: Hit, texts: Mapping[str, TextRecord], acts: Mapping[str, Act | None], as_of: date | None) -> HitOut:
    passage, text = hit.passage, texts[hit.passage.text_id]
    act = acts.get(text.act_id or "")
    return HitOut(
        rank=hit.rank,
        score=hit.score,
        passage_id=passage.id,
        act=None if act is None else act_ref(act, as_of),
        text=text_ref(text),
        section=passage.section,
        language=passage.language,
        content=passage.content,
    )


def _text_ref(text: TextRecord) -> dict[str, object]:
    return {name: getattr(text, name) for name in TextRefOut.model_fields}


def _text(text: TextRecord) -> dict[str, object]:
    return {name: getattr(text, name) for name in TextOut.model_fields}


def _act(act: Act, today: date) -> dict[str, object]:
    return asdict(act) | {"validity": in_force(act, today)}
