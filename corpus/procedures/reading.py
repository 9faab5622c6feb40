"""A record while it is being read, piece by piece."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest

from corpus.fold import fold
from corpus.identifiers import find_numbers
from corpus.procedures.costs import read_apply_within, read_fees, read_limits
from corpus.procedures.holding import read_links, read_sets, read_validity
from corpus.procedures.model import (
    Basis,
    Channel,
    ChannelUse,
    Fee,
    Level,
    Paper,
    Procedure,
    Quote,
    Step,
    TimeLimit,
    Validity,
)
from corpus.procedures.offices import Offices
from corpus.procedures.papers import joined, read_papers, spare
from corpus.procedures.pieces import pieces
from corpus.procedures.source import Piece, Source
from corpus.procedures.wording import ASIDE, Topic, wording

_STEP = re.compile(r"\**(?:bước|cách)\s+(?P<n>\d+)\s*[:.]\s*\**", re.IGNORECASE)
_CLAUSES = re.compile(r"(?:khoản \d+[a-zđ]? )?Điều \d+[a-zđ]?")
_BESIDE_FEES = ASIDE | {Topic.TERM, Topic.APPLY, Topic.CHANNELS}  # fields below which sentences tell fees too
_SEMICOLON = re.compile(r";")


class Record:
    """Fields found so far; the first that is told of a single field stays."""

    def __init__(self, source: Source, *, asking: bool = False) -> None:
        """`asking` is true of prose about one procedure, where every paper that is to be handed in is one of its."""
        self._source = source
        self._asking = asking
        self._single: dict[Topic, Quote] = {}
        self.offices = Offices(source)
        self._aliases: list[Quote] = []
        self._steps: list[Step] = []
        self._papers: list[Paper] = []
        self._fees: list[Fee] = []
        self._limits: list[TimeLimit] = []
        self._apply: list[TimeLimit] = []
        self._firm = 0  # of these: told under their name, or as a duty
        self._channels: dict[Channel, ChannelUse] = {}
        self._basis: dict[str, Basis] = {}
        self._conditions: list[Quote] = []
        self._validity: Validity | None = None

    def read(self, piece: Piece) -> None:
        """Take up what a piece tells."""
        self._one_of(piece)
        if Topic.STEPS in piece.topics:
            self._step(piece)
        self._papers = joined(self._papers, read_papers(self._source, piece, asking=self._asking))
        self._papers = spare(self._source, piece, self._papers)
        if not piece.labelled or piece.topics & {Topic.FEE, *_BESIDE_FEES}:
            self._fees.extend(read_fees(self._source, piece))
        if not piece.labelled or Topic.TERM in piece.topics:
            self._limits.extend(read_limits(self._source, piece))
        self._apply_within(piece)
        if not piece.labelled or piece.topics & {Topic.CHANNELS, Topic.AUTHORITY}:
            self._use_channels(piece)
        if Topic.BASIS in piece.topics:
            self._rest_on(piece.start, piece.end)
        self._beside(piece)

    def read_beside(self, piece: Piece) -> None:
        """Take from what another part of the text says of the procedure: by when to apply."""
        self._apply.extend(read_apply_within(self._source, piece))

    def tells(self) -> bool:
        """Whether a field of a procedure was found: more than a single way to apply."""
        found = (self._fees, self._limits, self._papers, self._steps, self._apply, self.offices.found)
        return any(found) or len(self._channels) > 1

    def told(self) -> int:
        """How many of the fields that readers look for were found."""
        return sum(map(bool, (self._papers, self._limits, self.offices.found, self._fees, self._apply)))

    def inherit(self, start: int, end: int) -> None:
        """Take from what is said before the first question: field, authority, legal basis."""
        for piece in pieces(self._source, start, end):
            words = self._source.folded[piece.start : piece.end]
            self._validity = self._validity or read_validity(self._source, piece.start, piece.end)
            if "can cu" in words or Topic.BASIS in piece.topics:
                self._rest_on(piece.start, piece.end)
        if not self.offices.found:
            self.offices.named(start, end, whole=True)

    def add_aliases(self, start: int, end: int) -> None:
        """Everyday names, apart by semicolons."""
        self._aliases.extend(self._source.parts(start, end, _SEMICOLON))

    def procedure(self, name: Quote, section: str | None, start: int, end: int) -> Procedure:
        """The record as it was read. Words that only name the procedure again are no case."""
        known = fold(name.words)
        fees = (replace(fee, case=_case_beside(fee.case, known)) for fee in self._fees)
        limits = (replace(limit, case=_case_beside(limit.case, known)) for limit in self._limits)
        return Procedure(
            name=name,
            section=section,
            start=start,
            end=end,
            aliases=tuple(self._aliases),
            field=self._single.get(Topic.FIELD),
            levels=self._levels(),
            authorities=tuple(self.offices.found),
            applicants=self._single.get(Topic.APPLICANTS),
            steps=tuple(self._steps),
            papers=tuple(self._papers),
            fees=tuple(dict.fromkeys(fees)),
            time_limits=tuple(dict.fromkeys(limits)),
            apply_within=self._apply[0] if self._apply else None,
            channels=tuple(self._channels.values()),
            result=self._single.get(Topic.RESULT),
            basis=tuple(self._basis.values()),
            conditions=tuple(self._conditions),
            sets=read_sets(self._source, start, end),
            links=read_links(self._source, start, end),
            validity=self._validity,
        )

    def _apply_within(self, piece: Piece) -> None:
        """Take up by when to apply; what is told under its name or as a duty goes before what only sounds alike."""
        told = list(read_apply_within(self._source, piece))
        if not told:
            return
        duty = wording().patterns["duty"].search(self._source.folded, piece.start, piece.end)
        if Topic.APPLY in piece.topics or duty:
            self._apply = [*self._apply[: self._firm], *told, *self._apply[self._firm :]]
            self._firm += len(told)
        else:
            self._apply.extend(told)

    def _beside(self, piece: Piece) -> None:
        """What stands beside the main fields: conditions, and the days from which the guide holds."""
        if Topic.CONDITIONS in piece.topics:
            self._conditions.append(self._source.quote(piece.start, piece.end))
        if self._validity is None and not piece.labelled:
            self._validity = read_validity(self._source, piece.start, piece.end)

    def _one_of(self, piece: Piece) -> None:
        for topic in (Topic.FIELD, Topic.APPLICANTS, Topic.RESULT, Topic.LEVEL):
            if topic in piece.topics:
                self._single.setdefault(topic, self._source.quote(piece.start, piece.end))
        if Topic.ALIASES in piece.topics:
            self.add_aliases(piece.start, piece.end)
        if Topic.AUTHORITY in piece.topics:
            self.offices.labelled(piece)

    def _step(self, piece: Piece) -> None:
        case = ", ".join(piece.cases) or None
        opens = _STEP.match(self._source.content, piece.start, piece.end)
        if opens:
            self._steps.append(Step(int(opens["n"]), case, self._source.quote(opens.end(), piece.end)))
        elif piece.item:
            n = sum(step.case == case for step in self._steps) + 1
            self._steps.append(Step(n, case, self._source.quote(piece.start, piece.end)))

    def _use_channels(self, piece: Piece) -> None:
        words = self._source.folded[piece.start : piece.end]
        for channel, cues in wording().channels.items():
            if channel not in self._channels and any(cue in words for cue in cues):
                self._channels[channel] = ChannelUse(channel, self._source.quote(piece.start, piece.end))

    def _rest_on(self, start: int, end: int) -> None:
        numbers = find_numbers(self._source.content[start:end])
        for number, after in zip_longest(numbers, numbers[1:]):
            until = after.start + start if after else end
            clauses = tuple(_CLAUSES.findall(self._source.content[number.end + start : until]))
            quote = self._source.quote(number.start + start, number.end + start)
            self._basis.setdefault(number.value, Basis(number.value, clauses, quote))

    def _levels(self) -> tuple[Level, ...]:
        told = self._single.get(Topic.LEVEL)
        quotes = [told] if told else self.offices.found
        spans = [self._source.folded[quote.start : quote.end] for quote in quotes]
        return tuple(
            level for level, cues in wording().levels.items() if any(cue in words for cue in cues for words in spans)
        )


def _case_beside(case: str | None, name: str) -> str | None:
    return None if case and fold(case).strip(" .,:") == name else case
