"""An independent verifier: every fact that an answer shows is looked up again in the words that it cites.

It shares no code with what composes and checks answers: its own patterns for dates, numbers and document numbers, its
own table of number words, month names from CLDR. What both got wrong in the same way would have to be got wrong twice.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.dates import get_month_names

from assistant.model import Answer, AnswerStatus, Citation
from corpus.gazetteer import agencies, aliases
from corpus.model import MentionKind

DATA = Path(__file__).parent / "data" / "number_words.toml"
LANGUAGES = ("vi", "en", "ru", "uk", "pl")
SHOWING = frozenset({AnswerStatus.ANSWERED, AnswerStatus.PARTIAL})
PERSON = 3  # words of a Vietnamese name that must stand together
SHORT = 5  # letters of a name's words that must agree: endings change by case

_MARK = re.compile(r"\[\d+\]")
_ITEM = re.compile(r"^\s*(?:\d+\.|•)\s+", re.MULTILINE)
_QUOTED = re.compile(r"[“«„]([^“”«»„]+(?:[“«„][^“”«»„]*[”»][^“”«»„]*)*)[”»]")
_DOCUMENT = re.compile(r"(?<![\w/])\d{1,5}(?:\.\d+)?(?:/\d{4})?(?:[/-][A-ZĐ][\w&]*)+(?:[-/][\w&]+)*", re.UNICODE)
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
Day = tuple[int, int, int]
Span = tuple[Day, Day]  # the first and the last day that words may mean


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A shown fact that its citations do not bear out. `kind` is "quote", "document", "date", "number" or "agency"."""

    kind: str
    shown: str


def unsupported(answer: Answer) -> tuple[Unsupported, ...]:
    """The facts of a shown answer that cannot be found again; empty for answers that show none."""
    if answer.status not in SHOWING:
        return ()
    words = _without_choices(answer)
    faults = [fault for paragraph in _paragraphs(words) for fault in _in_paragraph(paragraph, answer)]
    faults += [Unsupported(f"fact {fact.type}", fact.text) for fact in answer.facts if not _fact_stands(fact, answer)]
    return tuple(dict.fromkeys(faults))


def _without_choices(answer: Answer) -> str:
    """The answer without the question back at its end: what a person may choose from claims nothing."""
    if answer.clarification is None:
        return answer.answer
    return answer.answer.rpartition(answer.clarification.question)[0] or answer.answer


def _paragraphs(words: str) -> list[str]:
    """Parts of an answer that share citations: up to the last mark of each paragraph."""
    return [part for part in re.split(r"\n(?=\s*(?:\d+\.|•)\s)|\n\n+", words) if part.strip()]


def _in_paragraph(paragraph: str, answer: Answer) -> Iterator[Unsupported]:
    marked = {int(mark.strip("[]")) for mark in _MARK.findall(paragraph)}
    cited = [c for c in answer.citations if not marked or c.n in marked]
    quotes = [_plain(c.quote) for c in cited]
    bare = _MARK.sub(" ", paragraph)
    for citation in answer.citations:
        bare = bare.replace(citation.quote, " … ")
    for match in _QUOTED.finditer(bare):
        words = _plain(match.group(1)).strip(" …")
        if words and not any(words in _plain(c.quote) or words in _plain(_named(c)) for c in answer.citations):
            yield Unsupported("quote", match.group(1)[:80])
    bare = _QUOTED.sub(" ", _ITEM.sub("", bare))
    bare = bare.replace(answer.question, " ") if len(answer.question) > 3 else bare
    yield from _loose_facts(bare, cited, quotes, answer)


def _loose_facts(bare: str, cited: Sequence[Citation], quotes: Sequence[str], answer: Answer) -> Iterator[Unsupported]:
    """Facts outside quotation marks: they must stand in the cited words, numbers of acts also in the act's record."""
    known = {_letters(c.act.number) for c in cited if c.act and c.act.number}
    said = _letters(" ".join((*quotes, answer.question)))
    for match in _DOCUMENT.finditer(bare):
        if _letters(match.group()) not in known and _letters(match.group()) not in said:
            yield Unsupported("document", match.group())
    bare = _DOCUMENT.sub(" ", bare)
    days = [span for quote in quotes for span in _spans(quote)]
    for first, last, shown in _dates(bare):
        if not any(_bears(span, (first, last)) for span in days):
            yield Unsupported("date", shown)
    bare = _without_dates(bare)
    numbers = {number for quote in quotes for number in _numbers(quote)} | _counted(answer)
    for number in _NUMBER.findall(bare):
        if not _shown(number) & numbers:
            yield Unsupported("number", number)


def _counted(answer: Answer) -> set[str]:
    """Numbers that count what is listed; they claim nothing of the documents."""
    return {str(n) for n in range(len(answer.tasks) + 1)} if answer.tasks else set()


def _fact_stands(fact: object, answer: Answer) -> bool:
    kind, value = getattr(fact, "type"), str(getattr(fact, "value"))  # noqa: B009
    quote = next((c for c in answer.citations if c.n == getattr(fact, "citation")), None)  # noqa: B009
    if quote is None:
        return False
    words = _plain(quote.quote)
    if _plain(str(getattr(fact, "text"))) in words:  # noqa: B009
        return True
    match kind:
        case MentionKind.AGENCY:
            return _names_agency(value, words) or _names_person(str(getattr(fact, "text")), words)  # noqa: B009
        case MentionKind.DATE:
            year, month, day = map(int, value.split("-"))
            return any(_bears(span, ((year, month, day), (year, month, day))) for span in _spans(words))
        case MentionKind.DOCUMENT:
            return _letters(value) in _letters(words) or _letters(value) == _letters(_named(quote))
        case _:
            return bool(_forms(value.split(maxsplit=1)[0]) & set(_numbers(words)))


# -- agencies --------------------------------------------------------------------------------------------------------


def _names_agency(identity: str, words: str) -> bool:
    """Whether a name of the agency, or of each of its parts, stands in the words, whatever the endings."""
    known = agencies().get(identity)
    if known and known.parts and all(_names_agency(part, words) for part in known.parts):
        return True
    said = [word[:SHORT] for word in re.findall(r"\w+", _bare(words))]
    names = [alias.words for alias in aliases() if alias.agency == identity]
    names += list(known.names.values()) if known else [identity.replace("-", " ")]
    return any(_follow(said, [word[:SHORT] for word in re.findall(r"\w+", _bare(name))]) for name in names)


def _names_person(shown: str, words: str) -> bool:
    """Whether the words name the person whose name ends an official's title, written with or without diacritics."""
    name = re.findall(r"\w+", _bare(shown))[-PERSON:]
    said = " ".join(re.findall(r"[^\W_]+", _bare(words)))
    return len(name) == PERSON and f" {' '.join(name)} " in f" {said} "


def _follow(said: Sequence[str], name: Sequence[str]) -> bool:
    """Whether the stems of a name stand in the words in order, close together."""
    width = len(name) + 2
    return any(_in_order(name, said[at : at + width]) for at, word in enumerate(said) if name and word == name[0])


def _in_order(name: Sequence[str], said: Iterable[str]) -> bool:
    rest = iter(said)
    return all(word in rest for word in name)


# -- numbers ---------------------------------------------------------------------------------------------------------


def _numbers(words: str) -> Iterator[str]:
    for number in _NUMBER.findall(words):
        yield from _forms(number)
    for number in re.findall(r"\d+", words):
        yield str(int(number))
    for language in LANGUAGES:
        for value, forms in enumerate(_number_words()[language], 1):
            if re.search(rf"(?<!\w)(?:{forms})(?!\w)", words, re.IGNORECASE):
                yield str(value)


def _forms(number: str) -> set[str]:
    """What digits may mean: with their separators as groups, and as a decimal point."""
    grouped = re.sub(r"[.,\s]", "", number)
    forms = {str(int(grouped))} if re.fullmatch(r"\d{1,3}(?:[.,\s]\d{3})+|\d+", number) else set()
    if re.fullmatch(r"\d+[.,]\d+", number):
        forms.add(number.replace(",", ".").rstrip("0").rstrip("."))
    return forms


def _shown(number: str) -> set[str]:
    """What digits of an answer mean: answers group thousands, so "7,000" is no seven."""
    forms = _forms(number)
    grouped = re.sub(r"[.,\s]", "", number)
    return {str(int(grouped))} if re.fullmatch(r"\d{1,3}(?:[.,\s]\d{3})+", number) else forms


@cache
def _number_words() -> dict[str, list[str]]:
    words: dict[str, list[str]] = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return words


# -- dates -----------------------------------------------------------------------------------------------------------


@cache
def _months() -> tuple[tuple[re.Pattern[str], int], ...]:
    """Names of months in every case that CLDR knows, with their number."""
    found = []
    for language in LANGUAGES[1:]:
        for month in range(1, 13):
            forms = {get_month_names("wide", context, language)[month] for context in ("format", "stand-alone")}
            stems = "|".join(sorted((re.escape(form[:-1]) + r"\w{0,3}" for form in forms), key=len, reverse=True))
            found.append((re.compile(rf"(?<!\w)(?:{stems})(?!\w)", re.IGNORECASE), month))
    return tuple(found)


def _numbered(words: str) -> str:
    """Words with names of months as "month 11"."""
    for pattern, month in _months():
        words = pattern.sub(f" ⟨{month}⟩ ", words)
    return words


_YEAR = r"(?P<y>(?:19|20)\d\d)"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th|-?го|-е|-го)?"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)",
        rf"(?<![\d/]){_DAY}\s?[./-]\s?(?P<m>\d{{1,2}})\s?[./-]\s?{_YEAR}(?!\d)",
        rf"(?<!\d){_DAY}\s*tháng\s*(?P<m>\d{{1,2}})\s*,?\s*(?:năm\s*)?{_YEAR}",
        rf"(?<!\d){_DAY}(?:\s+of)?\s*⟨(?P<m>\d+)⟩\s*,?\s*{_YEAR}",
        rf"⟨(?P<m>\d+)⟩\s*{_DAY}\s*,?\s*{_YEAR}",
        rf"tháng\s*(?P<m>\d{{1,2}})\s*[/,]?\s*(?:năm\s*)?{_YEAR}",
        rf"⟨(?P<m>\d+)⟩\s*,?\s*(?:of\s+)?{_YEAR}",
        rf"(?<![\d/])(?P<m>\d{{1,2}})\s?[/.]\s?{_YEAR}(?!\d)",
        rf"(?:quý|quarter|q|кварт\w*|kwarta\w*)\s*(?P<q>IV|I{{1,3}}|[1-4])(?:\s?[/,]|\s+(?:of|năm))?\s*{_YEAR}",
        rf"(?P<q>IV|I{{1,3}}|[1-4]|first|second|third|fourth|перв\w+|втор\w+|трет\w+|четверт\w+|перш\w+|друг\w+|pierwsz\w+|drug\w+|trzeci\w*|czwart\w+)(?:-?\w{{1,3}})?\s*(?:quarter|кварт\w*|kwarta\w*)\s*(?:of\s+)?{_YEAR}",
        rf"(?<![\d./-]){_YEAR}(?![\d])",
    )
)
_QUARTERS = {
    "i": 1, "1": 1, "first": 1, "перв": 1, "перш": 1, "pier": 1,
    "ii": 2, "2": 2, "seco": 2, "втор": 2, "друг": 2, "drug": 2,
    "iii": 3, "3": 3, "thir": 3, "трет": 3, "trze": 3, "iv": 4, "4": 4, "four": 4, "четв": 4, "czwa": 4,
}  # fmt: skip


def _dates(words: str) -> Iterator[tuple[Day, Day, str]]:
    """Days, months, quarters and years with their words; each place is read as exactly as it can be."""
    numbered = _numbered(words)
    taken: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(numbered):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            if span := _span(match):
                taken.append(match.span())
                yield (*span, match.group())


def _spans(words: str) -> list[Span]:
    return [(first, last) for first, last, _ in _dates(words)]


def _without_dates(words: str) -> str:
    numbered = _numbered(words)
    for pattern in _PATTERNS:
        numbered = pattern.sub(lambda match: " " if _span(match) else match.group(), numbered)
    return re.sub(r"⟨\d+⟩", " ", numbered)


def _span(match: re.Match[str]) -> Span | None:
    groups = match.groupdict()
    year = int(groups["y"])
    if groups.get("q"):
        quarter = _QUARTERS.get(groups["q"].lower()[:5], _QUARTERS.get(groups["q"].lower()[:4], 0))
        return _months_of(year, 3 * quarter - 2, 3 * quarter) if quarter else None
    if not groups.get("m"):
        return _months_of(year, 1, 12)
    month = int(groups["m"])
    if not 1 <= month <= 12:
        return None
    if not groups.get("d"):
        return _months_of(year, month, month)
    day = int(groups["d"])
    return ((year, month, day), (year, month, day)) if 1 <= day <= monthrange(year, month)[1] else None


def _months_of(year: int, first: int, last: int) -> Span:
    return (year, first, 1), (year, last, monthrange(year, last)[1])


def _bears(stated: Span, shown: Span) -> bool:
    """Whether a stated day or period bears out a shown one: the same, or the last day of the stated period."""
    return stated == shown or (shown[0] == shown[1] == stated[1])


# -- words -----------------------------------------------------------------------------------------------------------


def _plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).replace("\u00ad", "").split())


def _bare(words: str) -> str:
    lower = unicodedata.normalize("NFD", words.lower().replace("đ", "d").replace("ё", "е"))
    return "".join(c for c in lower if not unicodedata.combining(c))


def _letters(words: str) -> str:
    return re.sub(r"[^a-z0-9а-яіїєґ]", "", _bare(words))


def _named(citation: Citation) -> str:
    act = citation.act
    return " ".join(part for part in (act.number, act.title) if part) if act else ""
