"""The papers that a procedure asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from corpus.fold import fold
from corpus.model import Language
from corpus.procedures import listing
from corpus.procedures.model import Paper, PaperKind
from corpus.procedures.source import Piece, Source
from corpus.procedures.wording import Topic, wording

_NOTED = 6  # words behind "không cần nộp" that name the paper
_FEW = 3  # pairs: of longer names one may be the beginning of the other
_SAME = 0.6  # share of their pairs that the paper's name must have

_FORM = re.compile(
    r"(?:(?:[Mm]ẫu|[Ff]orm|[Фф]орм\w{0,3}|[Бб]ланк\w{0,2}|[Оо]бразец|[Зз]разок|[Ff]ormularz\w{0,2}|[Dd]ruk\w{0,2}"
    r"|[Ww]z[oó]r\w{0,2}) (?:số |phụ lục (?:số )?|[Nn]o\.? |№ ?|nr )?|(?<=[Tt]ờ khai )|(?<=[Pp]hiếu )"
    r"|(?<=[Pp]hiếu khai )"
    r"|(?:[Зз]аяв\w+|[Ww]nios\w+|[Aa]pplication|[Ff]orm) (?=[A-Z]{1,3}\d))"
    r"(?P<form>\d{1,2}\.[A-ZĐ]{2,5}\b|[A-Z](?:\.[IVX\d]{1,4}){1,3}\b"
    r"|[A-ZĐ]{0,5}\d+[a-zA-Z]?(?:-[A-Z]{2,5})*\b(?!/)|[A-ZĐ]{1,5}-\d+[a-zA-Z]?\b"
    r"|\d{1,2}/[A-ZĐ]{2,6}(?:-[A-ZĐ]{2,6})+\b|\d{1,2}/[A-ZĐ]{2,5}\b(?!-)"
    r"|(?:\d{2}/\d{4}|[A-Z]{2,4})/[\w-]+(?:/[\w-]+)*(?:\.\d{1,2}\b)?|\d{2}(?=/))"
)
_COPIES = re.compile(
    r"(?<!\d)(?P<n>\d{1,2}) "
    r"(?:ban|bo|anh|to|экземпл\w+|примірник\w*|egzemplarz\w*|kopi\w+|копи\w+|копі\w+|cop(?:y|ies)|originals?)(?!\w)"
)
_COUNTED = re.compile(r"ban (?:chinh|goc) ?: ?(?P<original>\d+)\W+ban sao ?: ?(?P<copy>\d+)")  # as portals count
_END = re.compile(
    r"\s*(?:\((?:mau|vi du|do|tre|neu|theo|trong|ban hanh|doi voi|khi|xuat trinh|form|форм|предъяв|пред'яв|okaz|orig"
    r"|оригинал|оригінал|копи|копі|copy|shown)"
    r"[^)]*\)?|:|;|\||<br|\.(?=\s|$)|\s[—–]\s"
    r"|,\s*(?:co y|co chu ky|kem|wzor|\d|do |neu |khi |tru |if |unless |only |если |при |якщо |jesli |gdy )"
    r"|\s(?:podpisan|signed|подписан|підписан)"
    r"|\s(?:theo mau|по форме|за формою|kem theo|co y kien|la (?:duoc|du|xong)(?!\w)|trong do|doi voi"
    r"|trong truong hop|de chung))"
)
_END_ABROAD = re.compile(
    rf"{_END.pattern}|\s\((?!or |или |або |lub )|,\s(?!(?:and|or|и|или|та|або|i|lub) )"
    r"(?=\w+(?:ed|ный|ная|ное|ную|ені|ену|ане|ану|any|ana|one|ony)\b)"
)
_SORT = re.compile(r"[\s\d]*(?:ban|to) (?:chinh|goc|sao|chup|pho ?to)(?: (?:co )?(?:chung thuc|cong chung))?\W*")
_SENT = re.compile(r"(?:don|ho so|giay to|to khai|van ban)\W+(?:tai(?! lieu)|o|den|ve|cho|toi|qua|truc|online|\d)")
_NOTICE = re.compile(r"(?:van ban )?thong bao(?! (?:ve viec|tam|cham|thay))")
_FRONTED = re.compile(
    r"(?:^|(?<=[.;!?]\s))(?P<paper>[^.;:,!?\n]{3,60}?)(?: neu [^.;:,!?\n]{3,25})? thi (?:\w+ ){0,4}?"
    r"(?:mang|nop|cam|dem|xuat trinh|gui)(?!\w)",
    re.MULTILINE,
)
_ASKED = re.compile(
    r"(?:^|(?<=[\s\"“]))(?<!khong phai )(?<!khong can )"
    r"(?:(?:giay to|bo ho so|ho so) (?:(?:can|phai) )?(?:co|la)|cam(?: theo| di)?|photo|ghim(?: cung)?|dinh kem"
    r"|tai len|chup them|viet|can them|nop them|nop kem|can co(?: them)?|phai co(?: them)?|co them|can|them|nop"
    r"|phai co|cung cap|ngoai|su dung|kem theo|kem|lap|gui|dien|ke khai|lam|mang(?! theo)"
    r"|xuat trinh|mang theo|dem(?: theo)?"
    r"|chuan bi|gom|gom co|thu (?:nhat|hai|ba|tu|nam|sau|bay) la"
    r"|(?:giay to|ho so|tai lieu|mang|cam|dem)(?: \w+){0,6}:)"
    r"(?:\s+(?:theo|luon|cung|du|ca|duoc|hai loai|mot la|dung))*\s+[\"“*]*"
)


def read_papers(source: Source, piece: Piece, *, asking: bool = False) -> Iterator[Paper]:
    """Papers of a list item under a label or question about papers, or of a sentence that asks for some.

    `asking` is true where all prose is about what is to be handed in.
    """
    if Topic.PAPERS in piece.topics and (piece.item or piece.labelled):
        yield from _item(source, piece)
    elif not piece.labelled:
        yield from _prose(source, piece, asking=asking)


def spare(source: Source, piece: Piece, papers: Sequence[Paper]) -> list[Paper]:
    """The papers, those replaced of which a note beside the list says that a database spares them."""
    words, folded = wording(), source.folded[piece.start : piece.end]
    cue = next((one for one in words.spared if one in folded), None)
    if cue is None or not any(one in folded for one in words.supplied):
        return list(papers)
    noted = _pairs(" ".join(folded.partition(cue)[2].split()[:_NOTED]))
    return [
        replace(paper, replaced=True)
        if len(noted) > 1 and len(noted & _pairs(paper.name)) >= len(noted) * _SAME
        else paper
        for paper in papers
    ]


def joined(papers: Sequence[Paper], more: Iterable[Paper]) -> list[Paper]:
    """The papers with those told later: a paper told again under "Mẫu tờ khai" gives the first its form's number."""
    told = list(papers)
    for paper in more:
        pairs = _pairs(paper.name)
        twice = next((n for n, one in enumerate(told) if _told_twice(one, paper)), None)
        if twice is not None:
            told[twice] = told[twice] if wording().nouns.match(fold(told[twice].name)) else paper
            continue
        place = next((n for n, one in enumerate(told) if _again(one, paper, pairs)), None)
        if place is None or (told[place].form and paper.form and told[place].form != paper.form):
            told.append(paper)
        elif paper.form and not told[place].form:
            told[place] = replace(told[place], form=paper.form)
    return told


def _told_twice(one: Paper, other: Paper) -> bool:
    """Whether the same words were read as a paper in two ways."""
    return one.form == other.form and one.quote.end == other.quote.end


def _again(one: Paper, paper: Paper, pairs: frozenset[tuple[str, str]]) -> bool:
    """Whether a paper is one told before; a later one without a case may be of any."""
    known = _pairs(one.name)
    same = known == pairs or (len(known) > _FEW and len(pairs) > _FEW and (known <= pairs or pairs <= known))
    return bool(pairs) and same and paper.case in (None, one.case)


@lru_cache(maxsize=1024)
def _pairs(words: str) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(re.findall(r"\w+", fold(words))))


def _item(source: Source, piece: Piece) -> Iterator[Paper]:
    words, (start, case) = wording(), _opening(source, piece)
    if source.folded[piece.start : piece.end].lstrip(" *").startswith(words.later):
        return
    if source.folded[start : piece.end].lstrip(" *").startswith(words.no_papers):
        yield from _prose(source, piece)
        return
    told = ", ".join((*piece.cases, case) if case else piece.cases) or None
    opens = re.compile(r"xuat trinh |nop ").match(source.folded, start, piece.end)
    first = opens.end() if opens else start
    if not (piece.item or listing.begins(source, first, piece.end)):
        yield from _prose(source, piece)
        return
    forms = list(_FORM.finditer(source.content, first, piece.end))
    parts = re.split(r";", source.content[first : piece.end])
    if len(forms) > 1 and len(parts) == len(forms):
        for form in forms:
            yield _paper(source, first, piece.end, _form_of(form), _whom(source, form.end(), piece.end) or told)
        return
    last = piece.end if piece.item else listing.line_end(source, first, piece.end)
    for begin, end in (part for cut in _listed(source, piece, first, last) for part in listing.joined_in(source, *cut)):
        form_here = _FORM.search(source.content, begin, end)
        yield _paper(source, begin, end, _form_of(form_here), told)
    if last < piece.end:  # sentences behind the list
        yield from _prose(source, replace(piece, start=last, label=None))


def _listed(source: Source, piece: Piece, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The papers of an item, apart by semicolons, or those of a sentence, apart by commas too."""
    for part in listing.on_a_line(source, start, end):
        yield from [part] if piece.item or source.language is not Language.VI else listing.in_a_sentence(source, *part)


def _opening(source: Source, piece: Piece) -> tuple[int, str | None]:
    """Where the paper begins: at the label, or behind a label that names its case or only its sort."""
    if piece.label is None:
        return piece.start, None
    behind = re.compile(r"[\s:*]*").match(source.content, piece.label[1])
    rest = behind.end() if behind else piece.label[1]
    if not listing.begins(source, rest, piece.end) or _SORT.fullmatch(source.folded, rest, piece.end):
        return piece.start, None
    label = source.quote(*piece.label).words
    return rest, None if listing.begins(source, *piece.label) else label


def _whom(source: Source, start: int, end: int) -> str | None:
    match = re.compile(r"\)? cho (?P<whom>[^;:.]+)").match(source.content, start, end)
    return match["whom"] if match else None


def _prose(source: Source, piece: Piece, *, asking: bool = False) -> Iterator[Paper]:
    """Sentences that ask for a paper ("Cần Tờ khai (Mẫu CT01)"), where papers are the topic or the paper has a form."""
    asked = asking or Topic.PAPERS in piece.topics
    if asked and source.language is not Language.VI:
        yield from _enumerated(source, piece)
        return
    for match in _ASKED.finditer(source.folded, piece.start, piece.end):
        end = listing.sentence_end(source, match.end(), piece.end)
        form = _FORM.search(source.content, match.end(), end)
        drawn_up = match.group().startswith("lap")  # an office draws up lists too, and sends notices
        drawn_up |= _SENT.match(source.folded, match.end()) is not None  # "nộp đơn tại ..." tells where, not what
        drawn_up |= match.group().startswith("gui") and _NOTICE.match(source.folded, match.end()) is not None
        if listing.begins(source, match.end(), end) and (form or (asked and not drawn_up)):
            label = None if match.group().rstrip().endswith(":") else _label(source, piece)
            case = label or (_condition(source, piece.start, match.start()) if asked else None)
            for part in listing.in_a_sentence(source, match.end(), end) if asked else [(match.end(), end)]:
                yield _paper(source, *part, _form_of(_FORM.search(source.content, *part)), case)
    if asked:
        yield from _fronted(source, piece)


def _fronted(source: Source, piece: Piece) -> Iterator[Paper]:
    """Papers that a sentence begins with and then asks for: "Căn cước thì mỗi người mang theo"."""
    for match in _FRONTED.finditer(source.folded, piece.start, piece.end):
        if listing.begins(source, *match.span("paper")):
            yield _paper(source, *match.span("paper"), None, None)


def _label(source: Source, piece: Piece) -> str | None:
    return source.quote(*piece.label).words.replace("*", "") if piece.label else None


def _enumerated(source: Source, piece: Piece) -> Iterator[Paper]:
    """Papers that a sentence of another language than Vietnamese lists: "Bring your passport and two photos."."""
    patterns, start = wording().patterns, piece.start
    while start < piece.end:
        end = listing.sentence_end(source, start, piece.end)
        opens = patterns["bring"].search(source.folded, start, end)
        listed = opens or (Topic.PAPERS in piece.topics and piece.labelled)
        if listed and not patterns["unneeded"].search(source.folded, start, end):
            case = ", ".join(piece.cases) or None
            for part in listing.abroad(source, opens.end() if opens else start, end):
                form = _FORM.search(source.content, *part)
                yield _paper(source, *part, _form_of(form), case)
        start = end + 1


def _condition(source: Source, start: int, end: int) -> str | None:
    before = re.split(r"[.;]\s", source.content[start:end])[-1].strip()
    return before.removesuffix("thì").strip(" ,") or None if before.endswith("thì") else None


def _paper(source: Source, start: int, end: int, form: str | None, case: str | None) -> Paper:
    folded = source.folded[start:end]
    end_of_name = _END if source.language is Language.VI else _END_ABROAD
    stop = end_of_name.search(source.folded, start + 3, end)
    name = source.quote(start, stop.start() if stop else end).words.replace("*", "").strip(' "“”,')
    words = wording()
    replaced = any(cue in folded for cue in words.spared) and any(cue in folded for cue in words.supplied)
    return Paper(
        name=name,
        form=form,
        copies=_copies(folded),
        kind=_kind(source, start, folded),
        case=case,
        replaced=replaced,
        quote=source.quote(start, end),
    )


def _form_of(found: re.Match[str] | None) -> str | None:
    return found["form"] if found else None


def _copies(folded: str) -> int | None:
    counted, copies = _COUNTED.search(folded), _COPIES.search(folded)
    if counted:
        return max(int(counted["original"]), int(counted["copy"]))
    return int(copies["n"]) if copies else None


def _kind(source: Source, start: int, folded: str) -> PaperKind:
    patterns, counted = wording().patterns, _COUNTED.search(folded)
    if counted:
        return PaperKind.ORIGINAL if int(counted["original"]) else PaperKind.COPY
    if "xuat trinh" in source.folded[max(0, start - 12) : start] or patterns["shown"].search(folded):
        return PaperKind.SHOWN
    if patterns["original"].search(folded):
        return PaperKind.ORIGINAL
    return PaperKind.COPY if patterns["copy"].search(folded) else PaperKind.ANY
