"""Questions that ask for a fact of nothing in particular: one question back, with services to pick from."""

from __future__ import annotations

from assistant.model import Answer, AnswerStatus, Clarification, Question
from assistant.procedures.clarifying import whole_name
from assistant.procedures.glossing import glossed_name
from assistant.procedures.phrases import CasePhrases
from assistant.understanding import names_nothing
from corpus.model import Language
from corpus.procedures.finding import everyday_words, fields_asked, fields_told
from corpus.store import Library
from corpus.store.procedures import known_procedures

MOST_CHOICES = 4
LONGEST = 60  # characters of a name that fits a button


class Unspecific:
    """Asks back what "how much does it cost?" is about, with services that tell it; leaves all else, and follow-ups."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def answer(self, question: Question, *, reader: Language, words: str) -> Answer | None:
        """The question back, or None where something is named or there is nothing to pick from."""
        if words != question.words or not names_nothing(words) or everyday_words(words):
            return None
        fields = fields_asked(words)
        known = [one.procedure for one in known_procedures(self._library.database)]
        telling = [one.name.words for one in known if fields & fields_told(one)]
        names = dict.fromkeys(" ".join(name.split()) for name in telling)
        choices = tuple(name for name in names if len(name) <= LONGEST and whole_name(name))[:MOST_CHOICES]
        if not choices:
            return None
        phrases = CasePhrases(reader)
        asked, choices = phrases["ask_procedure"], tuple(glossed_name(choice, phrases) for choice in choices)
        said = "\n".join((asked, *(f"• {choice}" for choice in choices)))
        clarification = Clarification(asked, choices)
        return Answer(question.words, reader, AnswerStatus.CLARIFICATION, said, clarification=clarification)
