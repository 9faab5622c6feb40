"""An answer in the making: statements that passed the check, their facts and citations."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.checking import Statement, Support, Verdict
from assistant.choosing import best_unit, quoted
from assistant.citing import Citer
from assistant.gathering import Found
from assistant.model import Answer, AnswerStatus, Fact, Route
from assistant.phrases import Phrases
from assistant.understanding import Understanding

NEAREST = 3  # passages offered when the documents do not tell


@dataclass(slots=True)
class Draft:
    """Grows while a composer speaks; only one run of the pipeline touches it."""

    asked: Understanding
    found: tuple[Found, ...]
    citer: Citer
    phrases: Phrases
    status: AnswerStatus = AnswerStatus.NOT_IN_DOCUMENTS
    paragraphs: list[str] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    removed: int = 0

    def add(self, statement: Statement, verdict: Verdict) -> str:
        """Append a statement that holds; returns the words to show next."""
        for support in verdict.supported:
            self._note(support)
        stating = [support.source for support in verdict.supported]
        return self.say(f"{statement.words} {self.citer.marks([*statement.sources, *stating])}")

    def say(self, words: str) -> str:
        """Append a paragraph of the assistant's own; returns the words to show next."""
        self.paragraphs.append(words)
        return words if len(self.paragraphs) == 1 else f"\n\n{words}"

    @property
    def answered(self) -> bool:
        """Whether the answer says something, and is not only where to look."""
        return self.status in (AnswerStatus.ANSWERED, AnswerStatus.PARTIAL)

    def offer_nearest(self) -> str:
        """Say that the documents do not tell, or that the model failed, and cite the nearest passages as such."""
        self.facts.clear()
        silent = self.status is AnswerStatus.NOT_IN_DOCUMENTS
        shown = self.say(self.phrases["not_in_documents" if silent else "model_failed"])
        nearest = [quoted(self.asked, found, best_unit(self.asked, found.units)) for found in self.found[:NEAREST]]
        if nearest:
            shown += self.say(f"{self.phrases['nearest']} {self.citer.marks(nearest)}")
        return shown

    def finished(self, *, confidence: float, conversation_id: str, timings_ms: dict[str, float]) -> Answer:
        """The answer in the shape of the contract."""
        return Answer(
            question=self.asked.question.words,
            language=self.asked.reader,
            status=self.status,
            answer="\n\n".join(self.paragraphs),
            route=Route.PASSAGES if self.answered else Route.NONE,
            confidence=round(confidence, 4),
            facts=tuple(self.facts),
            citations=self.citer.citations,
            conversation_id=conversation_id,
            timings_ms=timings_ms,
        )

    def _note(self, support: Support) -> None:
        mention = support.mention
        fact = Fact(mention.kind, mention.value, mention.text, self.citer.number(support.source))
        if all((known.type, known.value) != (fact.type, fact.value) for known in self.facts):
            self.facts.append(fact)
