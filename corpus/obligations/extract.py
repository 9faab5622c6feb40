"""Reading obligations out of a text: one walk over its lines that remembers who was last told to act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.fold import fold
from corpus.model import Language, LineKind, Section, TextRecord
from corpus.obligations.actions import lead_of, topic_of, worded
from corpus.obligations.addressees import Subject, coordinating_in, only_names, subject_of
from corpus.obligations.candidates import CandidateSource, Clause, proposed, worth_asking
from corpus.obligations.deadlines import read_deadline
from corpus.obligations.grounds import confidence_of, reasons_for
from corpus.obligations.memory import Memory, Told
from corpus.obligations.model import Deadline, DeadlineKind, Obligation, Strength
from corpus.obligations.phrases import phrases
from corpus.obligations.regions import LONGEST_HEADING, Regions, owner_of
from corpus.obligations.strength import any_single, checkable, instructs, opens_with_action, strength_of
from corpus.obligations.units import Line, Segment, lines_of

REQUEST_NEAR_END = 30  # characters: "... the Prime Minister requests:" introduces and tells nothing itself
LONGEST_TERM = 14  # words of a sentence that only states a term
_BLANKED = str.maketrans("*`", "  ")
SHORT_PREDICATE = 3  # words: "the Ministry of Justice:" names a body and tells nothing yet


def find_obligations(
    text: TextRecord,
    sections: Sequence[Section],
    kinds: Sequence[LineKind],
    *,
    more: CandidateSource | None = None,
) -> list[Obligation]:
    """Obligations in reading order.

    Args:
        text: with its content; its language decides the phrases.
        sections: its structure, as `corpus.structure.structure` gives it.
        kinds: what each line of the content is, as `corpus.clean.line_kinds` gives it.
        more: asked line by line for what the rules did not see; every proposal is checked against the line.
    """
    walk = _Walk(text, sections)
    for line in lines_of(text.content, sections, kinds, phrases(text.language)):
        known = len(walk.found)
        walk.read(line)
        if more is not None:
            walk.ask(line, more, known)
    return walk.found


class _Walk:
    """Reads line after line and keeps what it found."""

    def __init__(self, text: TextRecord, sections: Sequence[Section]) -> None:
        self.found: list[Obligation] = []
        self._content = text.content
        self._language = text.language
        self._known = phrases(text.language)
        self._sections = sections
        self._regions = Regions(text, sections)
        self._memory = Memory(sections, owner=owner_of(text))
        self._list_term = Deadline()  # of the introduction of a list within the line
        self._list_lead = ""  # what that introduction says is to be done
        self._waiting = 0  # index of the first obligation that a following term applies to

    def read(self, line: Line) -> None:
        """Take one line."""
        if self._regions.silent(line):
            return
        self._waiting = len(self.found)
        self._list_term, self._list_lead = Deadline(), ""
        self._memory.open_line(line)
        for segment in self._joined(line):
            self._read_segment(line, segment)

    def ask(self, line: Line, source: CandidateSource, known: int) -> None:
        """Let a source add to what was found in a line, the obligations from index `known` on."""
        if line.heading or self._regions.silent(line):
            return
        read = self.found[known:]
        told = self._memory.recall(line, enumerated=False).agencies
        words = self._content[line.start : line.end]
        clause = Clause(words, line.start, self._regions.path(line, line.start), self._language, told)
        if worth_asking(clause, read):
            together = [*read, *proposed(clause, source, read)]
            self.found[known:] = sorted(together, key=lambda obligation: obligation.start)

    def _joined(self, line: Line) -> list[Segment]:
        """The segments of a line; a list of mere subjects ("in the following areas: ...") stays one."""
        for index, segment in enumerate(line.segments[:-1]):
            words = self._words(segment)
            introduces = words.endswith(":") and line.segments[index + 1].enumerated
            if introduces and self._known.areas.search(fold(words).rstrip(": ")):
                whole = Segment(segment.start, line.segments[-1].end, segment.enumerated)
                return [*line.segments[:index], whole]
        return list(line.segments)

    def _read_segment(self, line: Line, segment: Segment) -> None:
        words = self._words(segment)
        deadline = read_deadline(words, self._language)
        if segment.start > line.start and self._states_term(words, deadline):
            self._apply_term(deadline)
            return
        subject = self._subject(line, segment, words)
        told = self._told(line, segment, words, subject)
        predicate = words[subject.predicate :]
        introduces = words.endswith(":")
        if segment.enumerated and deadline.kind is DeadlineKind.NONE:
            deadline = self._list_term
        if introduces and self._lists(line, segment):
            self._list_lead = lead_of(predicate, deadline)
            self._list_term, deadline = deadline, Deadline()
        if self._tells(line, segment, predicate, subject, told, deadline, introduces=introduces):
            obligation = self._obligation(line, segment, predicate, subject, told, deadline)
            self.found.append(obligation)
            told = replace(told, guiding=obligation.strength is Strength.GUIDANCE)
        self._memory.note(line, told, subject, introduces=introduces, names=self._only_names(predicate, introduces))

    def _words(self, segment: Segment) -> str:
        """The words of a segment with Markdown's marks blanked, so that offsets stay."""
        return self._content[segment.start : segment.end].translate(_BLANKED)

    def _subject(self, line: Line, segment: Segment, words: str) -> Subject:
        subject = subject_of(words, self._language, continuing=self._continues(line, segment, words))
        heads = line.heading or line.opens_section or words.endswith(":")
        if not subject and heads and len(words) <= LONGEST_HEADING and self._known.assigning.search(fold(words)[:40]):
            return only_names(words, self._language)
        return subject

    def _continues(self, line: Line, segment: Segment, words: str) -> bool:
        """Whether a request here is made by who was told before: later in a line, or by a body named above."""
        if segment.start > line.start:
            return True
        return (
            self._known.directing.match(fold(words)) is not None and self._memory.recall(line, enumerated=False).named
        )

    def _told(self, line: Line, segment: Segment, words: str, subject: Subject) -> Told:
        coordinating = coordinating_in(words, self._language)
        if subject:
            others = tuple(c for c in coordinating if c not in subject.agencies)
            return Told(subject.agencies, others, named=True, near=True)
        inherited = self._memory.recall(line, enumerated=segment.enumerated)
        return replace(inherited, coordinating=coordinating or inherited.coordinating)

    def _only_names(self, predicate: str, introduces: bool) -> bool:
        return introduces or len(predicate.split()) < SHORT_PREDICATE

    def _tells(
        self,
        line: Line,
        segment: Segment,
        predicate: str,
        subject: Subject,
        told: Told,
        deadline: Deadline,
        *,
        introduces: bool,
    ) -> bool:
        dated = deadline.kind is not DeadlineKind.NONE
        if introduces and self._only_introduces(segment, predicate, subject, told, dated=dated):
            return False
        if line.heading or (subject and self._only_names(predicate, introduces=False)):
            return False
        dated = dated or self._dated_after(line, segment)
        under_task = segment.enumerated and self._memory.in_list(line)
        if self._regions.law and not (told.agencies and self._assigns(line, segment, subject, predicate)):
            return False
        bare = not told.agencies and (self._memory.flat or self._language is not Language.VI)
        if bare and not dated and not opens_with_action(predicate, self._language):
            return False
        goes_on = segment.start > line.start
        return instructs(
            predicate,
            self._language,
            named=bool(subject),
            goes_on=goes_on,
            below=told.named and line.opens_section and not (goes_on or introduces or self._mere_item(line)),
            under_task=under_task,
            dated=dated,
        )

    def _only_introduces(self, segment: Segment, predicate: str, subject: Subject, told: Told, *, dated: bool) -> bool:
        """Whether words before a colon give no work themselves, but say who gets what follows."""
        says_who = bool(subject) or segment.enumerated or self._only_names(predicate, introduces=False)
        folded = fold(predicate)
        if (says_who and not dated) or self._known.request.search(folded[-REQUEST_NEAR_END:]):
            return True
        return bool(told.agencies) and self._known.directing.match(folded) is not None

    def _dated_after(self, line: Line, segment: Segment) -> bool:
        """Whether the sentence after this one in the line states its term."""
        after = next((other for other in line.segments if other.start >= segment.end), None)
        if after is None:
            return False
        words = self._words(after)
        return self._states_term(words, read_deadline(words, self._language))

    def _mere_item(self, line: Line) -> bool:
        """Vietnamese bullets may list things; elsewhere, and in lettered points, they list tasks."""
        return line.bullet and self._language is Language.VI

    def _assigns(self, line: Line, segment: Segment, subject: Subject, predicate: str) -> bool:
        """In acts of law: an article on carrying the act out, or work given to one body that is named with it."""
        if self._regions.assigning(line) or self._known.entrusting.match(fold(self._words(segment))):
            return True
        return any_single(subject.agencies) and self._known.duty.match(fold(predicate)) is not None

    def _lists(self, line: Line, segment: Segment) -> bool:
        """Whether an introduction is followed by its list in the same line."""
        return any(other.enumerated and other.start >= segment.end for other in line.segments)

    def _states_term(self, words: str, deadline: Deadline) -> bool:
        """Whether a sentence says nothing but by when the work before it must be done."""
        if deadline.kind is DeadlineKind.NONE:
            return False
        if len(words.replace(deadline.text or "", " ").split()) <= SHORT_PREDICATE:
            return True
        return self._known.terms_only.match(fold(words)) is not None and len(words.split()) <= LONGEST_TERM

    def _apply_term(self, deadline: Deadline) -> None:
        for index in range(self._waiting, len(self.found)):
            before = self.found[index]
            if before.deadline.kind is DeadlineKind.RECURRING:
                dated = replace(before.deadline, date=deadline.date, text=deadline.text)
                self.found[index] = replace(before, deadline=dated)
            elif before.deadline.kind is DeadlineKind.NONE:
                reasons = (*before.reasons, "term in the next sentence")
                self.found[index] = replace(before, deadline=deadline, strength=Strength.TASK, reasons=reasons)
        self._waiting = len(self.found)

    def _obligation(
        self, line: Line, segment: Segment, predicate: str, subject: Subject, told: Told, deadline: Deadline
    ) -> Obligation:
        words = self._content[segment.start : segment.end]
        going_on = told.guiding and not subject and not checkable(predicate, self._language)
        guiding = (self._regions.guiding(line) and not told.near) or going_on
        strength = strength_of(
            predicate,
            self._language,
            subject=bool(subject),
            single=bool(subject) or (told.named and any_single(told.agencies)),
            guiding=guiding or (not told.agencies and self._memory.flat),
            deadline=deadline,
        )
        reasons = reasons_for(subject, told, deadline, strength)
        return Obligation(
            clause=self._regions.path(line, segment.start),
            agencies=told.agencies,
            coordinating=told.coordinating,
            action=worded(
                predicate,
                self._language,
                lead=self._list_lead if segment.enumerated else "",
                topic=topic_of(self._regions.headings(line), self._language),
                deadline=deadline,
            ),
            deadline=deadline,
            strength=strength,
            quote=words,
            start=segment.start,
            end=segment.end,
            confidence=confidence_of(reasons),
            reasons=reasons,
        )
