"""Fees and time limits, each with its case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from corpus.mentions.quantities import read_durations, read_money
from corpus.mentions.reading import Reading
from corpus.model import Mention
from corpus.procedures.free import says_free
from corpus.procedures.model import Fee, TimeLimit
from corpus.procedures.source import Piece, Source
from corpus.procedures.wording import ASIDE, Topic, wording

_PER = re.compile(
    r"\*{0,2}\s*(?:\([^)]{1,40}\)\s*)?"
    r"(?:/\s*|cho (?:một|mỗi) |per |за (?:одн\w+ |кажд\w+ |кожн\w+ )?|za (?:jed\w+ |kaz\w+ )?)"
    r"(?P<per>[^\W\d_]+(?: [^\W\d_]+){0,2}(?:/[^\W\d_]+)?)"
)
_BEFORE = 40  # characters before a value in which it is said to have held until now
_NEAR = 12  # characters before an amount in which it is made a bound
_BOUND = re.compile(
    r"(?<!\w)(?:duoi|tren|hon|tu|over|above|under|below|more than|свыше|более|до|менее|понад|powyzej|ponad|ponizej)\s*$"
)
_RANGE = re.compile(r"\s*(?:dong|d|vnd)?\s*(?:den|to|до|do)\s*$")  # between the bounds of "50 to 100 million"
_SUPERSEDED = re.compile(  # before what held until now
    r"(?<!\w)(?:truoc (?:day|kia)|thay vi|thay cho|(?:muc )?cu la|previously|formerly|used to be|instead of|down from"
    r"|раньше|ранее|прежде|вместо|раніше|замість|dawniej|wczesniej|zamiast|poprzednio)(?:\W+\w+){0,3}?\W*$"
)
_CHANGED = re.compile(r"(?<!\w)(?:tu|from|с|со|з|із|z|od)\s*$")  # "from 7 days down to 4"
_TO_LESS = re.compile(r"\s*(?:xuong|con|down to|to|до|do|na)(?!\w)")
_UP_TO = re.compile(
    r"\W*(?:tro (?:xuong|len)|or (?:less|more)|и (?:меньше|больше|ниже|выше)|lub (?:mniej|wiecej))(?!\w)|: \d"
)
_CLAUSE = re.compile(r";|\.(?=\s)|[.,;]+$")
_IF = re.compile(r"[\s:*,(]*(?:neu|khi|doi voi|truong hop)\s+(?P<case>[^;.()\n]+)")
_SINCE = re.compile(r"\**,? (?:ke )?tu (?:ngay|khi)[^;.()\n]*")
_TERM = re.compile(r"\d.*ngày")  # a label that is itself the term: "03 ngày làm việc: nếu ..."
_UNITS = ("hour", "day", "working-day", "month")
_ABOUT_TIME = frozenset((Topic.TERM, Topic.APPLY))
_ABOUT_CLOCKS = ((["truoc"],), (["sau"], ["truoc"]))  # words before a span of days, and before hours of a day
_LASTS = re.compile(  # before how long something holds
    r"(?<!\w)(?:hieu luc|gia tri|han dung|thoi han su dung|valid|good|действ\w+|годн\w+|діис\w+|чинн\w+|wazn\w+)"
    r"(?!,)(?:\W+(?:trong|la|su|dung|for|only|up|to|до|в|течение|протягом|przez|do)){0,3}\W+$"
)
_FROM_EVENT = re.compile(  # what a person's own term runs from, not an office's
    r"(?<!\w)(?:ke )?tu (?:ngay|khi) (?:sinh|mua|cuoi|mat|chet|nhap canh|den|tieu huy|ky hop dong|xay ra"
    r"|nhan (?:lenh|giay bao))"
    r"|(?:from|after|of) (?:the )?(?:date of )?(?:the )?(?:purchase|birth|arrival|entry|death|wedding|invoice"
    r"|move|moving in)"
    r"|(?:с|от|после) (?:даты |дня |момента )?(?:покупк|рожден|приезд|въезд|смерт|переезд|прибыт)\w+"
    r"|(?:з|від|після) (?:дати |дня |моменту )?(?:купівл|народжен|приізд|в'ізд|смерт|переізд|прибутт)\w+"
    r"|od (?:daty |dnia |momentu )?(?:faktury|zakupu|przyjazdu|wjazdu|urodzenia|smierci|slubu|przeprowadzki)"
)
_SPOKEN = {
    "0.5 working-day": re.compile(r"(?:1/2 \(nua\)|1/2|nua) ngay(?: lam viec)?"),
    "1 working-day": re.compile(r"(?<!\d )ngay lam viec (?:tiep theo|ke tiep|sau(?! khi))"),
    "same-day": re.compile(
        r"(?<!\w)(?:ngay )?trong (?:cung )?ngay(?! \d)(?! lam viec)(?=[\s;,.]|$)"
        r"|(?<!\w)ngay trong ngay lam viec(?! (?:tiep|ke|sau))"
        r"|(?:on )?(?:the )?same day|в (?:тот же )?день (?:обращ|подач|приема)\w*|в тот же день"
        r"|(?:того (?:ж|самого) дня|(?:в|у) день (?:звернен|подан)\w*)|tego samego dnia|w dniu (?:zlozen|wniosk)\w*"
    ),
    "immediate": re.compile(
        r"ngay lap tuc|(?<!\w)(?:co|lay|tra|xong|nhan) (?:ngay|lien)(?=\s*(?:[.;,)]|$))"
        r"|(?<!\w)(?:immediately|on the spot|straight away|at once|немедленно|сразу(?! (?:же )?(?:после|за))"
        r"|на месте|негайно|одразу(?! після)|відразу(?! після)|на місці|natychmiast|od reki|od razu|na miejscu)(?!\w)"
    ),
}
_FILLER = re.compile(
    r"(?:mức thu|mức|lệ phí|phí|thu|là|nộp phí|thời hạn|thời gian|giải quyết|không quá|trong vòng|trong|"
    r"chỉ|rất nhanh|tối đa|hoặc|thì|đóng|của|thủ tục|này|chậm nhất|công an|kéo dài|"
    r"có thể|nhưng|không|và|đến|nếu|trực tiếp thu)",
    re.IGNORECASE,
)
_LEADING = re.compile(rf"^{_FILLER.pattern}(?=\s|$)\s*", re.IGNORECASE)
_TRAILING = re.compile(rf"(?:^|\s+){_FILLER.pattern}$", re.IGNORECASE)


def read_fees(source: Source, piece: Piece) -> Iterator[Fee]:
    """What a piece says that something costs; in prose only where it speaks of fees."""
    sure = Topic.FEE in piece.topics
    for start, end in _clauses(source, piece.start, piece.end):
        folded = source.folded[start:end]
        if not sure and not _speaks_of_fees(source, start, end):
            continue
        if "phat" in folded.split() or wording().patterns["price"].search(folded):
            continue
        money = list(_money(source, start, end))
        yield from _amounts(source, piece, money, start)
        for first, last in _without(source, money, start, end) if money else ((start, end),):
            yield from _free(source, piece, first, last, sure=sure, beside=bool(money))


def amounts_in(source: Source, start: int, end: int) -> Iterator[Mention]:
    """The amounts of money of `content[start:end]`, without those that only bound a case."""
    yield from (one for one in _money(source, start, end) if not _bounds(source, one))


def terms_in(source: Source, start: int, end: int) -> Iterator[str]:
    """The spans of time of `content[start:end]` in hours, days or months."""
    yield from (limit for limit, _, _ in _durations(source, start, end, meant=True))


def _speaks_of_fees(source: Source, start: int, end: int) -> bool:
    told = wording().patterns["fee_prose"].search(source.folded, start, end)
    return bool(told) or says_free(source.folded, start, end) is not None or "đồng/" in source.content[start:end]


def read_limits(source: Source, piece: Piece) -> Iterator[TimeLimit]:
    """How long a piece says that a case takes."""
    patterns = wording().patterns
    sure = Topic.TERM in piece.topics
    if piece.label and source.folded.startswith("buoc", piece.label[0]):
        return  # how long one step takes is not how long the case takes
    for start, end in _clauses(source, piece.start, piece.end):
        folded = source.folded[start:end]
        if not (sure or (patterns["term_prose"].search(folded) and not patterns["no_term"].search(folded))):
            continue
        if not (
            (sure and patterns["supplement"].search(folded))
            or (patterns["apply_prose"].search(folded) and not (piece.labelled and sure))
            or _FROM_EVENT.search(folded)
            or patterns["duty"].search(folded)
        ):
            yield from _limits(source, piece, start, end)


def read_apply_within(source: Source, piece: Piece) -> Iterator[TimeLimit]:
    """Within what time a person must apply."""
    labelled = Topic.APPLY in piece.topics
    told = (labelled or not piece.labelled or Topic.STEPS in piece.topics) and not piece.topics & ASIDE
    for start, end in _clauses(source, piece.start, piece.end):
        duty = wording().patterns["duty"].search(source.folded, start, end)
        event = _FROM_EVENT.search(source.folded, start, end)
        if labelled or duty or event or (told and wording().patterns["apply_prose"].search(source.folded[start:end])):
            yield from (one for one in _limits(source, piece, start, end) if one.limit[0].isdigit())


def from_event(source: Source, start: int, end: int) -> bool:
    """Whether a span of time runs from what happened to a person: "within 15 days of the birth"."""
    return _FROM_EVENT.search(source.folded, start, end) is not None


@lru_cache(maxsize=1)
def _clauses(source: Source, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The clauses of a piece, which is read for fees, time limits and by when to apply, one after the other."""
    found, first = [], start
    for match in _CLAUSE.finditer(source.content, start, end):
        if source.closed(start, match.start()):
            found.append((first, match.start()))
            first = match.end()
    return (*found, (first, end)) if first < end else tuple(found)


def _money(source: Source, start: int, end: int) -> Iterator[Mention]:
    for found in read_money(Reading(source.content[start:end], source.language)):
        yield Mention(found.kind, found.value, found.text, found.start + start, found.end + start)


def _amounts(source: Source, piece: Piece, money: list[Mention], start: int) -> Iterator[Fee]:
    for found in _charged(source, money):
        per = _PER.match(source.content, found.end, piece.end)
        end = per.end() if per else found.end
        case = _case(source, piece, start, found.start)
        free = found.value.partition(" ")[0] == "0"
        told = None if free else found.value
        yield Fee(told, per["per"] if per and not free else None, free, case, source.quote(found.start, end))
        start = end


def _charged(source: Source, money: list[Mention]) -> list[Mention]:
    """The amounts without those that only bound a case or held before: "xe trên 40 triệu: 1.000.000đ"."""
    charged: list[Mention] = []
    bound: Mention | None = None
    for one in money:
        ranges = bound is not None and _RANGE.fullmatch(source.folded, bound.end, one.start)
        bound = one if ranges or _bounds(source, one) else None
        if bound is None and not _superseded(source, one.start, one.end):
            charged.append(one)
    return charged or money


def _superseded(source: Source, start: int, end: int) -> bool:
    """Whether a value is one that held until now: "from 7 days down to 4", "trước đây là 15 ngày"."""
    first = max(source.folded.rfind("\n", 0, start) + 1, start - _BEFORE)
    if _SUPERSEDED.search(source.folded, first, start):
        return True
    return bool(_CHANGED.search(source.folded, first, start) and _TO_LESS.match(source.folded, end))


def _bounds(source: Source, amount: Mention) -> bool:
    before = _BOUND.search(source.folded, max(0, amount.start - _NEAR), amount.start)
    return before is not None or _UP_TO.match(source.folded, amount.end) is not None


def _without(source: Source, money: Sequence[Mention], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a clause, apart by commas, in which no amount stands: others may pay nothing."""
    commas = [at for at in range(start, end) if source.content[at : at + 2] == ", " and source.closed(start, at)]
    for first, last in pairwise((start, *commas, end)):
        if not any(one.start < last and first < one.end for one in money):
            yield first, last


def _free(source: Source, piece: Piece, start: int, end: int, *, sure: bool, beside: bool = False) -> Iterator[Fee]:
    """That nothing is paid, or what another document sets; the latter not `beside` an amount."""
    patterns = wording().patterns
    folded = source.folded[start:end].strip(" *.,")
    free = says_free(source.folded, start, end, named=sure)
    if free is not None:
        yield Fee(None, None, True, _case(source, piece, start, free), source.quote(start, end))
    elif not beside and patterns["set_elsewhere"].search(folded) and (sure or "phi" in folded.split()):
        yield Fee(None, None, False, _case(source, piece, start, start), source.quote(start, end))


def _limits(source: Source, piece: Piece, start: int, end: int) -> Iterator[TimeLimit]:
    found = sorted(_durations(source, start, end, meant=bool(piece.topics & _ABOUT_TIME)), key=lambda told: told[1])
    for position, (limit, first, last) in enumerate(found):
        case = _case(source, piece, start, first) or _after(source, last, end)
        until = found[position + 1][1] if position + 1 < len(found) else end
        yield TimeLimit(limit, case, source.quote(first, _tail(source, last, until)))
        start = last


def _durations(source: Source, start: int, end: int, *, meant: bool) -> Iterator[tuple[str, int, int]]:
    """Spans of time with their places; "after 3 days" is one only where a term is `meant`."""
    taken: list[tuple[int, int]] = []
    for limit, pattern in _SPOKEN.items():
        for match in pattern.finditer(source.folded, start, end):
            taken.append(match.span())
            yield limit, *match.span()
    for found in read_durations(Reading(source.content[start:end], source.language)):
        first, last = found.start + start, found.end + start
        unit = found.value.split()[1]
        before = source.folded[max(0, first - 8) : first].replace("*", "").split()[-1:]
        clock = before in _ABOUT_CLOCKS[unit == "hour" or not meant]
        lasts = _LASTS.search(source.folded, max(start, first - _BEFORE), first)
        covered = lasts or any(first < b and a < last for a, b in taken)
        if unit in _UNITS and not (clock or covered or _superseded(source, first, last)):
            yield found.value, first, last


def _tail(source: Source, start: int, end: int) -> int:
    """Where a term's words end: with what it runs from ("kể từ ngày nhận đủ hồ sơ")."""
    since = _SINCE.match(source.folded, start, end)
    return since.end() if since else start


def _after(source: Source, start: int, end: int) -> str | None:
    """The case where it follows the term: "03 ngày: Nếu thông tin đã có"."""
    match = _IF.match(source.folded, start, end)
    return source.quote(*match.span("case")).words.replace("*", "") if match else None


def _case(source: Source, piece: Piece, start: int, end: int) -> str | None:
    """Headings and labels above, and the words that stand before the amount in its own clause."""
    label = source.quote(*piece.label).words.replace("*", "") if piece.label else ""
    start = max(start, piece.label[1]) if piece.label else start
    own = _trimmed(source.content[start : max(start, end)])
    kept = own if len(own) > 2 and len(own.split()) <= 20 else ""
    told = [case for case in (*piece.cases, label, kept) if case and not _TERM.search(case)]
    return ", ".join(dict.fromkeys(told)) or None


def _trimmed(words: str) -> str:
    """Words without emphasis, debris and what only leads up to an amount: "mức thu là", "không quá"."""
    words, before = " ".join(words.replace("*", "").split()).strip(" :,;.-("), ""
    while words != before:
        before = words
        words = _TRAILING.sub("", _LEADING.sub("", words)).strip(" :,;.-(")
    return words
