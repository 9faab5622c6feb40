"""Document numbers: how they are found in texts, spelt, compared, and completed when a question gives only a part."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from corpus.fold import fold, fold_with_offsets
from corpus.model import Mention, MentionKind

_LOOK_ALIKES = str.maketrans("авекмнорстухіј", "abekmhopctyxij")  # Cyrillic letters that print like Latin ones
_SEPARATOR = r"\s?[-/.]\s?|\s"
_NUMBER = r"(?P<no>\d(?<![\w/]\d)\d{0,4}(?:\.\d{1,3})?[a-z]?)"  # a digit first: that is looked for at once
_LEGISLATURE = re.compile(
    rf"{_NUMBER}\s?/\s?(?P<year>(?:19|20)\d\d)\s?/\s?(?P<tail>(?:(?:nq|pl)\s?[-/]\s?)?(?:ub\s?tv)?qh\s?\d{{0,2}})(?!\w)"
)
_AND_NUMBER = re.compile(
    r"\s*(?:,|/|\b(?:va|and|or|hay|hoac|и|или|й|та|і|або|чи|oraz|i|a|albo|lub)\b)\s*(?:so\s+|no\.?\s+|nr\s+|№\s*)?"
    r"(?P<no>\d{1,5}(?:\.\d{1,3})?)(?:\s?[/-]\s?(?P<year>(?:19|20)\d\d))?(?![\w%/])"
)


@dataclass(frozen=True, slots=True)
class PartialNumber:
    """A document named without its whole number ("nghị định 58/2026"): kinds it may be, number, year if given."""

    kinds: frozenset[str]
    number: str
    year: str | None
    start: int
    end: int


def find_numbers(content: str) -> list[Mention]:
    """Document numbers printed whole, in reading order; `value` is the normalised number."""
    folded, offsets = fold_with_offsets(content)
    latin = folded.translate(_LOOK_ALIKES)
    found = [
        Mention(MentionKind.DOCUMENT, value, content[offsets[start] : offsets[end]], offsets[start], offsets[end])
        for start, end, value in _whole_numbers(latin, content, offsets)
    ]
    return sorted(found, key=lambda mention: mention.start)


def normalise_number(number: str) -> str:
    """The number in its right spelling ("05-QD/BCĐTW" becomes "05-QĐ/BCĐTW"); unknown forms come back stripped."""
    found = find_numbers(number)
    return found[0].value if found else " ".join(number.split()).strip(" .,;№")


@lru_cache(maxsize=20_000)
def number_key(number: str) -> str:
    """What two spellings of one number share: "118/2025/ND-CP" and "118/2025/NĐ-CP" give "118-2025-nd-cp"."""
    latin = fold(normalise_number(number)).translate(_LOOK_ALIKES)
    parts = re.findall(r"\d+(?:\.\d+)?|[a-z]+", latin)
    return "-".join(part.lstrip("0") or part if part.isdigit() else part for part in parts)


def find_partial_numbers(words: str) -> list[PartialNumber]:
    """Documents that a question names by kind and number only ("notice 8", "08-TB"), whole numbers left out."""
    folded, offsets = fold_with_offsets(words)
    latin = folded.translate(_LOOK_ALIKES)
    whole = [(start, end) for start, end, _ in _whole_numbers(latin, words, offsets)]
    found = []
    for match in _partial_pattern().finditer(folded):
        if not any(start < match.end("no") and match.start("no") < end for start, end in whole):
            number, year = _strip_zeros(match["no"]), match["year"]
            span = offsets[match.start()], offsets[match.end()]
            found.append(PartialNumber(_kinds_of(match["kind"]), number, year, *span))
            whole.append((match.start("no"), match.end("no")))
            for other in _joined(folded, match.end()):
                whole.append(other.span("no"))
                span = offsets[other.start("no")], offsets[other.end()]
                found.append(PartialNumber(_kinds_of(match["kind"]), _strip_zeros(other["no"]), other["year"], *span))
    for match in _coded_pattern().finditer(latin):
        if not any(start < match.end() and match.start() < end for start, end in whole):
            span = offsets[match.start()], offsets[match.end()]
            kinds = frozenset((_kind_spellings()[match["kind"]],))
            found.append(PartialNumber(kinds, _strip_zeros(match["no"]), match["year"], *span))
    return found


def _joined(folded: str, start: int) -> Iterator[re.Match[str]]:
    """Further numbers of the kind just named: "resolutions 66.17 and 66.19"; without a year or a part it is a count."""
    while match := _AND_NUMBER.match(folded, start):
        if not (match["year"] or "." in match["no"]):
            return
        yield match
        start = match.end()


def complete_number(partial: PartialNumber, known: Iterable[str]) -> list[str]:
    """The known numbers that a partial one may mean; those of a fitting kind come alone if there are any."""
    fitting: list[str] = []
    others: list[str] = []
    for candidate in known:
        parts = number_key(candidate).split("-")
        if parts[0] != partial.number or (partial.year and partial.year not in parts[1:2]):
            continue
        of_kind = any(fold(kind) == part or (kind == "QH" and part == "qh") for kind in partial.kinds for part in parts)
        (fitting if of_kind else others).append(candidate)
    return fitting or others


def resolve_numbers(words: str, known: Iterable[str]) -> list[str]:
    """The known documents that a question names, whole or in part, in order and once each, in their known spelling."""
    by_key = {number_key(number): number for number in known}
    found = [by_key[key] for m in find_numbers(words) if (key := number_key(m.value)) in by_key]
    for partial in find_partial_numbers(words):
        found.extend(complete_number(partial, by_key.values()))
    return list(dict.fromkeys(found))


def _whole_numbers(latin: str, content: str, offsets: Iterable[int]) -> list[tuple[int, int, str]]:
    found = [(*m.span(), _legislative(m)) for m in _LEGISLATURE.finditer(latin)]
    taken = [(start, end) for start, end, _ in found]
    places = list(offsets) if not isinstance(offsets, range) else offsets
    for match in _issued_pattern().finditer(latin):
        printed = content[places[match.start("issuer")] : places[match.end("issuer")]]
        overlaps = any(start < match.end() and match.start() < end for start, end in taken)
        if not overlaps and (printed.isupper() or _known_issuer(match["issuer"])):
            found.append((*match.span(), _issued(match)))
    return found


def _legislative(match: re.Match[str]) -> str:
    tail = re.sub(r"\s", "", match["tail"]).upper().replace("/", "-")
    return f"{match['no'].upper()}/{match['year']}/{tail}"


def _issued(match: re.Match[str]) -> str:
    """Party numbers print as 07-TB/CQTTBCĐ, those of the state as 118/2025/NĐ-CP or 71/NQ-CP."""
    kind = _kind_spellings()[match["kind"]]
    issuer = "-".join(_issuer_spelling(part) for part in re.split(r"[-/.\s]+", match["issuer"]))
    number = match["no"].upper()
    if match["year"]:
        return f"{number}/{match['year']}/{kind}-{issuer}"
    dashed = "/" not in match["first"] and "/" in match["second"]
    return f"{number}-{kind}/{issuer}" if dashed else f"{number}/{kind}-{issuer}"


def _strip_zeros(number: str) -> str:
    return number.lstrip("0") or number


@cache
def _table(name: str) -> dict[str, list[dict[str, list[str]]]]:
    return tomllib.loads((files("corpus") / "data" / name).read_text(encoding="utf-8"))


@cache
def _kind_spellings() -> dict[str, str]:
    """Kind codes by their folded form ("nd" to "NĐ")."""
    return {fold(str(kind["code"])): str(kind["code"]) for kind in _table("document_kinds.toml")["kind"]}


@cache
def _issuer_spellings() -> dict[str, str]:
    return {fold(str(code)): str(code) for code in _table("issuer_codes.toml")["codes"]}


def _issuer_spelling(folded: str) -> str:
    return _issuer_spellings().get(folded, folded.upper())


def _known_issuer(folded: str) -> bool:
    return re.split(r"[-/.\s]+", folded)[0] in _issuer_spellings()


@cache
def _issued_pattern() -> re.Pattern[str]:
    kinds = "|".join(sorted(_kind_spellings(), key=len, reverse=True))
    return re.compile(
        rf"{_NUMBER}(?P<first>{_SEPARATOR})(?:(?P<year>(?:19|20)\d\d)\s?[-/.]?\s?)?"
        rf"(?P<kind>{kinds})(?P<second>{_SEPARATOR})(?P<issuer>[a-z][a-z&]{{1,11}}\d{{0,3}}(?:[-/][a-z]{{2,12}})*)(?![\w])"
    )


@cache
def _coded_pattern() -> re.Pattern[str]:
    """A number that ends at its kind, the issuer left out: "08-TB", "58/2026/NĐ"."""
    kinds = "|".join(sorted(_kind_spellings(), key=len, reverse=True))
    return re.compile(rf"{_NUMBER}(?:\s?/\s?(?P<year>(?:19|20)\d\d))?\s?[-/]\s?(?P<kind>{kinds})(?!\w)")


@cache
def _words_of_kinds() -> list[tuple[re.Pattern[str], str]]:
    listed = [(word, str(kind["code"])) for kind in _table("document_kinds.toml")["kind"] for word in kind["words"]]
    return [(re.compile(_stem(str(word))), code) for word, code in listed]


def _stem(word: str) -> str:
    pattern = re.escape(word.rstrip("*")).replace(r"\ ", r"\s+")
    return pattern + (r"\w*" if word.endswith("*") else "")


def _kinds_of(folded: str) -> frozenset[str]:
    return frozenset(code for pattern, code in _words_of_kinds() if pattern.fullmatch(folded))


@cache
def _partial_pattern() -> re.Pattern[str]:
    stems = sorted({pattern.pattern for pattern, _ in _words_of_kinds()}, key=len, reverse=True)
    return re.compile(
        rf"(?<!\w)(?P<kind>{'|'.join(stems)})(?:\s+(?:so|no|nr|number|под номером|за номером))?[\s.:№]*"
        rf"(?P<no>\d{{1,5}}(?:\.\d{{1,3}})?)(?:\s?[/-]\s?(?P<year>(?:19|20)\d\d))?(?![\w%])"
    )
