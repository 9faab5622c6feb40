"""Follow-ups: "and by when?", "còn Bộ Công an?" get back what they left unsaid, by rules over the turns before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.conversations import Turn
from assistant.documents.asking import content_left
from assistant.documents.naming import number_spans
from assistant.model import Question, Route
from assistant.procedures.cases import asked_case, without_case
from assistant.procedures.glossing import own_words
from assistant.understanding import names_nothing
from corpus.calendar import today_in_vietnam
from corpus.fold import fold
from corpus.language import detect
from corpus.mentions import find_mentions
from corpus.model import MentionKind
from corpus.patterns import folded_pattern, plain
from corpus.procedures.finding import (
    content_words,
    everyday_words,
    fields_asked,
    speaks_of,
    without_fields,
    without_services,
)
from corpus.store import Library
from corpus.store.kept import Kept
from corpus.store.procedures import known_procedures
from register.asking import read_request, refined

LONGEST = 8  # words; a longer question says enough to stand alone
# Openings that lean on what was said before, in the five languages.
_OPENING = folded_pattern(
    r"^(?:còn|thế còn|vậy|thế|và|nếu|ở đó)\b",
    r"^(?:and|what about|how about|but|or|if|then)\b",
    r"^(?:а|и|а если|но|если|тогда)\b",
    r"^(?:та|і|й|а як|якщо|або)\b",
    r"^(?:a|i|a co|co z|ale|jeśli|a jeśli)\b",
)
# Words that point back: "there", "it", "that", without naming it.
_POINTER = folded_pattern(
    r"\b(?:đó|này|kia|nó)\b",
    r"\b(?:it|its|that|this|they|them|there)\b",
    r"\b(?:это|этого|эта|они|их|его|ему|там)\b",
    r"\b(?:це|цього|ця|вони|їх|його|там)\b",
    r"\b(?:to|tego|ten|tam|ich|jego)\b",
)


class FollowUps:
    """Fills in what a question leaves unsaid, from the turn before: what it was about, and what was told of it."""

    def __init__(self, library: Library) -> None:
        self._names = Kept(library.database, lambda: _names_by_id(library))
        self._library = library

    def whole(self, question: Question, before: Sequence[Turn]) -> Question:
        """The question as it stands alone: its words for searching, and what it is about where they name nothing."""
        if not before:
            return question
        words, last = question.words, before[-1]
        offered = ((choice, own_words(choice)) for choice in last.subject.choices)
        picked = next((own for choice, own in offered if _same(choice, words) or _same(own, words)), None)
        if picked and not number_spans(picked):
            return self._picked(question, picked, last)
        if last.subject.route is Route.REGISTER and (narrowed := self._narrowed(question, last)) is not None:
            return replace(question, words=narrowed)
        if last.subject.about and (kept := self._of_service(question, last)) is not None:
            return kept
        return replace(question, words=resolve(words, [last.understood]))

    def _picked(self, question: Question, choice: str, last: Turn) -> Question:
        """A choice that was offered, with the question that it answers; the answer keeps that one's language."""
        about = (choice, last.subject.about) if last.subject.about else (choice,)
        reader = question.reader or detect(last.understood)
        return replace(question, words=f"{last.understood} {choice}", about=about, reader=reader)

    def _narrowed(self, question: Question, last: Turn) -> str | None:
        """The question for tasks with other filters; the same where only their terms or leaders are asked."""
        if names_nothing(question.words):
            return last.understood
        swapped = _with_agency_replaced(question.words, last.understood) if _leans(question.words) else None
        day, known = question.as_of or today_in_vietnam(), self._library.act_numbers()
        if swapped or (not _leans(question.words) and read_request(question.words, day, known_acts=known)):
            return swapped
        return refined(last.understood, question.words, day, known_acts=known)

    def _of_service(self, question: Question, last: Turn) -> Question | None:
        """Another field, or another case, of the service that was told of; None where the words are about all else."""
        words = question.words
        fields = fields_asked(words)
        fields -= {"channels"} if asked_case(words).facets else frozenset()
        if len(words.split()) > LONGEST or not (fields or _leans(words)):
            return None
        if self._names_another(words, last):
            return None if fields else replace(question, words=f"{without_services(last.understood)} {words}")
        if not _leans(words) and content_words(without_case(words), detect(words)):
            return None
        before = without_fields(last.understood) if fields else last.understood
        return replace(question, words=f"{before} {words}".strip(), about=(last.subject.about,))

    def _names_another(self, words: str, last: Turn) -> bool:
        """Whether words name a service that the one told of is not: some other entry is called so."""
        known = self._names()
        own = known.get(last.subject.about, "")
        new = {name for name in everyday_words(words) - everyday_words(last.understood) if not speaks_of(name, own)}
        return any(speaks_of(name, other) for name in new for other in known.values())


def _names_by_id(library: Library) -> dict[str, str]:
    """The folded names of each entry of a guide."""
    known = known_procedures(library.database)
    return {
        one.id: fold("; ".join(quote.words for quote in (one.procedure.name, *one.procedure.aliases))) for one in known
    }


def _same(choice: str, words: str) -> bool:
    return fold(choice).strip(" .!?") == fold(words).strip(" .!?")


def resolve(words: str, before: Sequence[str]) -> str:
    """The question with its context, for searching: unchanged when it stands alone or nothing came before.

    An agency in the follow-up takes the place of the agency asked about before, and a document's number that of the
    document; otherwise the earlier question is put in front, so that its topic is searched together with the new words.
    """
    if not before:
        return words
    previous = before[-1]
    if (swapped := _with_document_replaced(words, previous)) is not None:
        return swapped
    if not _leans(words):
        return words
    return _with_agency_replaced(words, previous) or f"{previous} {words}"


def _leans(words: str) -> bool:
    folded = fold(words).strip(" ?!.…")
    count = len(folded.split())
    if _OPENING.search(folded):
        return count <= LONGEST
    return count <= 3 or (count <= LONGEST and bool(_POINTER.search(folded)))


def _with_agency_replaced(words: str, previous: str) -> str | None:
    new = [m for m in find_mentions(words, detect(words)) if m.kind is MentionKind.AGENCY]
    old = [m for m in find_mentions(previous, detect(previous)) if m.kind is MentionKind.AGENCY]
    if len(new) != 1 or not old:
        return None
    return f"{previous[: old[0].start]}{new[0].text}{previous[old[0].end :]}"


def _with_document_replaced(words: str, previous: str) -> str | None:
    """The earlier question about another document, where the follow-up is only a number, as a picked choice is."""
    new, old = number_spans(words), number_spans(previous)
    if len(new) != 1 or len(old) != 1:
        return None
    (start, end), (first, last) = new[0], old[0]
    if content_left(plain(words[:start] + " " + words[end:])) or _OPENING.search(fold(words[end:]).strip()):
        return None
    return f"{previous[:first]}{words[start:end].strip()}{previous[last:]}"
