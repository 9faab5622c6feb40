"""Questions that ask for a fact of nothing in particular: one question back, with services to pick from."""

from __future__ import annotations

from assistant.model import Answer, AnswerStatus, Clarification, Question
from assistant.phrases import Phrases
from assistant.understanding import names_nothing
from corpus.model import Language
from corpus.store import Library
from corpus.store.procedures import known_procedures

MOST_CHOICES = 4
LONGEST = 60  # characters of a name that fits a button


class Unspecific:
    """Asks back what "how much does it cost?" is about; leaves all else, and follow-ups, alone."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def answer(self, question: Question, *, reader: Language, words: str) -> Answer | None:
        """The question back, or None where something is named or there is nothing to pick from."""
        if words != question.words or not names_nothing(words):
            return None
        names = dict.fromkeys(
            " ".join(one.procedure.name.words.split()) for one in known_procedures(self._library.database)
        )
        choices = tuple(name for name in names if len(name) <= LONGEST)[:MOST_CHOICES]
        if not choices:
            return None
        asked = Phrases(reader)["ask_procedure"]
        said = "\n".join((asked, *(f"• {choice}" for choice in choices)))
        clarification = Clarification(asked, choices)
        return Answer(question.words, reader, AnswerStatus.CLARIFICATION, said, clarification=clarification)
