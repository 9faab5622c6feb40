"""The authorities of a procedure, as labelled fields and sentences name them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from corpus.agencies import find_agencies
from corpus.fold import fold
from corpus.identifiers import find_numbers
from corpus.model import Language
from corpus.procedures.costs import amounts_in, terms_in
from corpus.procedures.model import Quote
from corpus.procedures.receiving import begins_office, in_other_cases, receivers
from corpus.procedures.source import Piece, Source
from corpus.procedures.wording import Topic, wording

_NEAR = 16  # characters before an office in which "nộp tại" stands
_NAME_WORDS = 14  # what is longer, and sends nobody anywhere, is no name of an office
_GOING = re.compile(r"(?<!\w)(?:nop|thuc hien|(?<!chuyen )den)(?!\w)")  # where to go as a sentence, not as a name
_STOP = re.compile(r"[.;](?=\s|$)|, (?:không|gồm|kèm|not|не|nie) |(?<=\w)\*\*")
_SENTENCE = re.compile(r"(?<=\w{4})\.\s+(?=[^\W\d_])")  # ends the name; "TP. Vinh" goes on
_NAMED = re.compile(r"co quan thuc hien: (?P<who>[^.;*\n]+)")
_OR_ELSE = re.compile(
    r";\s*(?:không rõ thì |hoặc |nếu không thì |không có [^;,]{3,40} thì )?"
    r"|\s+(?:hoặc|или|або|lub|or)\s+(?=(?:the |cơ quan |công an |ủy ban |UBND |[A-ZĐĂÂÊÔƠƯА-ЯЁІЇЄŁŚŻ]))"
)
_LAW = re.compile(  # over folded words
    r"\W*(?:articles? \d|decrees?\b|circulars?\b|the law\b|annex|dieu \d|khoan \d|nghi dinh|thong tu|luat\b|phu luc|"
    r"quyet dinh so|стат(?:ь|т)\w* \d|указ\b|закон|постанов|циркуляр|приложени|додат\w+ \d|art\. ?\d|ustaw|rozporzadz|"
    r"dekret|okolnik|zalacznik)"
)


class Offices:
    """The authorities found so far, in reading order."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.found: list[Quote] = []

    def labelled(self, piece: Piece) -> None:
        """Add what stands under the name of the field, unless that only says that nothing is known."""
        patterns = wording().patterns
        opens = piece.label[0] if piece.label else piece.start
        if patterns["not_authority"].match(self._source.folded, opens, piece.end):
            return
        found = list(patterns["authority"].finditer(self._source.folded, piece.start, piece.end))
        sentence = _GOING.search(self._source.folded, piece.start, piece.end)
        sent = patterns["handed_to"].search(self._source.folded, piece.start, piece.end)
        first_ends = _SENTENCE.search(self._source.content, piece.start, piece.end)
        if sent and first_ends and first_ends.start() <= sent.start():  # the name, then where others go
            self._name(piece.start, first_ends.start())
            if begins_office(self._source, sent.end(), piece.end):
                self.found.append(self._sent_to(sent.end(), piece.end))
        elif sentence and found:
            self.found.append(self._source.quote(*found[0].span()))
            self.found.extend(self._otherwise(found[1:]))
        elif sent:
            kept = [one for one in self.found if self._is_office(one)]
            first = self._sent_to(sent.end(), piece.end)
            self.found = [*kept, first, *in_other_cases(self._source, first.end, piece.end)]
        elif not self.found or len(self._source.content[piece.start : piece.end].split()) <= _NAME_WORDS:
            self._name(piece.start, first_ends.start() if first_ends else piece.end)

    def _name(self, start: int, end: int) -> None:
        """Add the name, or names, that words are, up to a way to apply or an act of law."""
        told = self._source.parts(start, end, _OR_ELSE)
        self.found.extend(
            one
            for one in takewhile(lambda one: not (self._is_way(one) or _is_law(one)), told)
            if not self._is_value(one)
        )

    def named(self, start: int, end: int, *, whole: bool = False) -> None:
        """Add the authority that prose names; with `whole` what "Cơ quan thực hiện:" is followed by."""
        named = _NAMED.search(self._source.folded, start, end)
        if named and whole:
            self.found.append(self._source.quote(*named.span("who")))
            return
        patterns = wording().patterns
        for match in patterns["authority"].finditer(self._source.folded, start, end):
            if patterns["authority_cue"].search(self._source.folded, start, match.start()):
                self.found.append(self._source.quote(*match.span()))
                return

    def told(self, start: int, end: int) -> None:
        """Add who receives or decides where sentences tell it, if nothing else names an authority."""
        if not self.found:
            self.named(start, end)
        if not self.found:
            self.found.extend(receivers(self._source, start, end))

    def acting(self, start: int, end: int, *, loosely: bool = False) -> None:
        """Add where prose sends a file, and the offices of which it tells how long they take or what they decide.

        With `loosely` what follows "apply to" is one where nothing else is, also if no pattern knows it.
        """
        patterns = wording().patterns
        self.told(start, end)
        for match in patterns["office_acts"].finditer(self._source.folded, start, end):
            who = self._source.quote(*match.span("who"))
            if who.words[:1].isupper() and not any(_same_office(who.words, one.words) for one in self.found):
                self.found.append(who)
        if loosely and not self.found and (sent := patterns["handed_to"].search(self._source.folded, start, end)):
            self.found.append(self._sent_to(sent.end(), end))

    def agencies(self, piece: Piece) -> None:
        """Add the agencies to which a piece about ways to apply sends the applicant: "nộp tại Kho bạc Nhà nước"."""
        if not piece.topics & {Topic.CHANNELS, Topic.STEPS}:
            return
        cue = wording().patterns["authority_cue"]
        for found in find_agencies(self._source.content[piece.start : piece.end], Language.VI):
            start, end = found.start + piece.start, found.end + piece.start
            named = found.text[0].isupper() and found.text not in {quote.words for quote in self.found}
            if named and cue.search(self._source.folded, piece.start, start):
                self.found.append(self._source.quote(start, end))

    def _sent_to(self, start: int, end: int) -> Quote:
        stop = _STOP.search(self._source.content, start, end)
        return self._source.quote(start, stop.start() if stop else end)

    def _otherwise(self, found: Sequence[re.Match[str]]) -> Iterator[Quote]:
        """Offices to which a later sentence sends who is not for the first: "Không có ... thì nộp tại ..."."""
        cue = wording().patterns["authority_cue"]
        for match in found:
            known = any(one.words == self._source.content[slice(*match.span())] for one in self.found)
            if not known and cue.search(self._source.folded, max(0, match.start() - _NEAR), match.start()):
                yield self._source.quote(*match.span())

    def _is_way(self, told: Quote) -> bool:
        return bool(wording().patterns["way_opens"].match(self._source.folded, told.start, told.end))

    def _is_value(self, told: Quote) -> bool:
        """Whether words are a span of time or an amount, as where the name of another field is not known."""
        told_first = (next(read(self._source, *told.span), None) for read in (terms_in, amounts_in))
        return any(one is not None for one in told_first) and not begins_office(self._source, *told.span)

    def _is_office(self, told: Quote) -> bool:
        """Whether words below "where to apply" name an office, or are at least no whole sentence."""
        short = len(told.words.split()) <= _NAME_WORDS
        return short or bool(wording().patterns["authority"].search(self._source.folded, told.start, told.end))


def _is_law(told: Quote) -> bool:
    """Whether words name an act, a clause or an annex, as under "Where it says so" and "Nơi quy định"."""
    return _LAW.match(fold(told.words)) is not None or bool(find_numbers(told.words))


def _same_office(one: str, other: str) -> bool:
    """Whether one name of an office begins the other: "Sở Nội vụ", "Sở Nội vụ tỉnh"."""
    first, second = sorted((fold(one), fold(other)), key=len)
    return second.startswith(first)
