"""The procedure route: from what was found to the one procedure that is meant, its field, and the person's case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.checking import Statement, check
from assistant.citing import Citer
from assistant.draft import Draft
from assistant.gathering import Found, SentenceScorer
from assistant.model import Answer, AnswerStatus, Clarification, Route
from assistant.premise import honest
from assistant.procedures.candidate import Candidate
from assistant.procedures.cases import Asked, asked_case
from assistant.procedures.certainty import certainty
from assistant.procedures.clarifying import clarify, shown, which
from assistant.procedures.entries import Entries
from assistant.procedures.fields import ORDER, OVERVIEW, items_of
from assistant.procedures.finding import Finder, by_services
from assistant.procedures.newer import NewerActs
from assistant.procedures.phrases import CasePhrases
from assistant.procedures.prose import prose
from assistant.procedures.telling import Teller, Told, choose
from assistant.procedures.timing import due_words
from assistant.procedures.wanting import wanted_fields
from assistant.understanding import Understanding, Want
from assistant.values import has_wanted
from corpus.calendar import today_in_vietnam
from corpus.procedures.finding import everyday_words, fields_asked, tells_span
from corpus.procedures.standing import OUT_OF_FORCE, standing
from corpus.store import Library
from corpus.validity import Validity

ONLY_NAMED = 6  # words of a question that only names a procedure: "làm hộ chiếu", "I lost my identity card"
FACTS = frozenset({Want.YESNO, Want.AGENCY, Want.NUMBER, Want.MONEY, Want.DURATION, Want.DATE})
COUNTED = frozenset({"fee", "term", "within"})  # fields whose answer is a value: without one nothing is told


class ProcedureRoute:
    """Answers questions on public services out of guides; leaves alone what asks for something else."""

    def __init__(self, library: Library, scorer: SentenceScorer) -> None:
        self._library = library
        self._entries = Entries(library)
        self._finder = Finder(self._entries, scorer)
        self._newer = NewerActs(library, self._entries)

    def answer(self, asked: Understanding, found: Sequence[Found]) -> Answer | None:
        """The answer, or that the guides do not tell; None when the question is not about a procedure.

        Args:
            asked: the question, with what it left unsaid filled in.
            found: the passages that the search found, best first.
        """
        ranked = self._finder.ranked(asked, found)
        sure = certainty(asked, ranked, found)
        if not sure.guides:
            return None
        draft = Draft(asked, ranked[0].found, Citer(self._library, asked.question.as_of), CasePhrases(asked.reader))
        asking = self._tell(draft, ranked, found) if sure.holds else None
        if not draft.citer.citations:
            draft.offer_nearest()
        answer = draft.finished(confidence=sure.value, conversation_id="", timings_ms={})
        about = (
            draft.status is AnswerStatus.ANSWERED
            or ranked[0].kept
            or self._entries.alone_named(ranked[0].entry, asked.question.words)
        )
        return replace(answer, route=Route.PROCEDURE, clarification=asking, about=ranked[0].entry.id if about else "")

    def _tell(self, draft: Draft, ranked: Sequence[Candidate], found: Sequence[Found]) -> Clarification | None:
        """Say what the best entry tells of the fields asked for; returns the question that is left to ask.

        Where a question joins two services, each is told under its name.
        """
        asked, best = draft.asked, ranked[0]
        case, phrases = asked_case(asked.question.words), CasePhrases(asked.reader)
        told: list[Told] = []
        services = by_services(asked, ranked)
        for one in services:
            if len(services) > 1:
                draft.say(f"{phrases.quote(one.entry.names[0])}:")
            told += self._tell_one(draft, one, case, found)
        plain = told and not best.kept and len(services) == 1
        asking = clarify(told, case, phrases) or (which(ranked, case, phrases) if plain else None)
        if asking:
            draft.say(shown(asking))
        if draft.citer.citations and not (told and all(one.elsewhere for one in told)):
            draft.status = AnswerStatus.ANSWERED
        return asking

    def _tell_one(self, draft: Draft, best: Candidate, case: Asked, found: Sequence[Found]) -> list[Told]:
        """Say what one entry tells, in fields or in its own words; returns the fields that it told."""
        asked = draft.asked
        wanted = _wanted(asked) or _overview(asked, best)
        told = [item for field in wanted if (item := self._told(field, asked, best, case)) is not None]
        if not told and (not COUNTED & set(wanted) or _mentions(asked, best) or _asks_alike(asked, best)):
            _add(draft, prose(asked, best, case))
        if told and all(one.elsewhere for one, _ in told):
            draft.say(draft.phrases["not_in_documents"])
        for one, teller in told:
            _add(draft, teller.say(one, yes_no=_yes_no(asked)))
            if words := due_words(one, asked, teller.phrases):
                draft.say(words)
        if told:
            self._out_of_force(draft, best)
        self._contradicted(draft, best, [one for one, _ in told], found)
        return [one for one, _ in told]

    def _out_of_force(self, draft: Draft, best: Candidate) -> None:
        """Say, in the guide's own words, that it does not hold on the day that is asked about."""
        asked, record = draft.asked, best.entry.record
        holds = standing(record, None, asked.question.as_of or today_in_vietnam()) if record else Validity.UNKNOWN
        if record and record.validity and holds in OUT_OF_FORCE:
            phrases = CasePhrases(asked.reader)
            whole = self._library.passages_of(best.entry.text_id)
            unit = Teller(whole, phrases, asked.reader).quoted(record.validity.quote)
            lead = phrases[f"guide_{holds}"]
            _add(draft, iter([Statement(f"{lead} {phrases.quote(unit.words)}", (unit,), verbatim=True, focus=unit)]))

    def _contradicted(self, draft: Draft, best: Candidate, told: Sequence[Told], found: Sequence[Found]) -> None:
        """Say what newer acts say otherwise than the guide."""
        asked = draft.asked
        for one in told:
            newer = self._newer.on(one.field, one.items, best.entry, found, asked.question.as_of)
            _add(draft, self._newer.statements(newer, CasePhrases(asked.reader), asked.reader))

    def _told(self, field: str, asked: Understanding, best: Candidate, case: Asked) -> tuple[Told, Teller] | None:
        """A field of the best entry; where that does not tell it, of another entry of the same service."""
        entry = self._finder.telling(field, asked, best.entry)
        if entry is None and field == "within" and not tells_span("before", asked.question.words):
            # "must wait how long" asks for the term
            field, entry = "term", self._finder.telling("term", asked, best.entry)
        if entry is None or entry.record is None:
            return None
        own, whole = self._entries.passages(entry), self._library.passages_of(entry.text_id)
        teller = Teller([*own, *whole], CasePhrases(asked.reader), asked.reader)  # another part may tell a field too
        named = everyday_words("; ".join(entry.names))
        told = choose(field, items_of(entry.record, field), case, lambda item: teller.line(item).words, named)
        return (told, teller) if told.items else None


def _wanted(asked: Understanding) -> list[str]:
    """The fields to tell, in the order of a message."""
    wanted = wanted_fields(asked.question.words)
    return [field for field in ORDER if field in wanted]


def _overview(asked: Understanding, best: Candidate) -> list[str]:
    """The main fields where hardly more than a procedure is named."""
    named = len(asked.question.words.split()) <= ONLY_NAMED and not FACTS & set(asked.wants)
    return list(OVERVIEW) if named and best.entry.record and best.entry.record.section is None else []


def _yes_no(asked: Understanding) -> bool:
    """Whether a yes or no is wanted rather than an amount."""
    return Want.YESNO in asked.wants and Want.NUMBER not in asked.wants


def _mentions(asked: Understanding, best: Candidate) -> bool:
    """Whether a sentence of an entry mentions a fact of the kind that is wanted, although no field holds it."""
    return any(has_wanted(asked, unit) for one in best.found for unit in one.units if not unit.asks)


def _asks_alike(asked: Understanding, best: Candidate) -> bool:
    """Whether the best entry is a question of a guide that asks for the same: its words answer, field or not."""
    record = best.entry.record
    heads = [unit.words for one in best.found for unit in one.units if unit.asks]
    asks = fields_asked("\n".join([*heads, *best.entry.names]))
    wanted = wanted_fields(asked.question.words)
    time = frozenset({"term", "within"})
    alike = bool(asks & wanted) or bool(asks & time and wanted & time)
    return alike and (record is None or record.section is not None)


def _add(draft: Draft, statements: Iterator[Statement]) -> None:
    """Check each statement, and keep those that hold."""
    for statement in honest(statements, draft.asked):
        verdict = check(statement, draft.asked.reader, above=draft.citer.above)
        if verdict.holds:
            draft.add(statement, verdict)
        else:
            draft.removed += 1
