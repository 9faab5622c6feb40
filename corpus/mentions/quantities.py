"""Amounts of money, durations and plain numbers as words give them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files

from corpus.mentions.reading import Reading
from corpus.model import Language, Mention, MentionKind

_DIGITS = r"(?<![^\W\d_])(?<![\d.,])(?P<n>\d{1,3}(?:[ .,]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?(?![\d]))"
_NO_MONEY = (  # what millions count when they are not đồng: people, tons, households, records
    r"(?!\s*(?:nguoi|luot|tan|ho\b|dan\b|m2|m3|ha\b|khach|san pham|hoc sinh|sinh vien|lao dong|giao dich|ho so"
    r"|tai khoan|thue bao|doanh nghiep|xe\b|usd|do la|kwh|kw\b|people|users))"
)
_LEAST_TYPED = 100  # đồng that somebody writes as "d"
_CLOCK = re.compile(r"(?<![\d:.,/])(?P<hour>[01]?\d|2[0-4])\s?(?::|h|gio)\s?(?P<minute>[0-5]\d)(?![\d:])")


def read_money(reading: Reading) -> Iterator[Mention]:
    """Amounts with their currency: "70.000 đồng", "01 tỷ đồng", "$25", and "900tr" as people chat."""
    for pattern in _money_patterns():
        for match in pattern.finditer(reading.folded):
            if reading.free(*match.span()):
                amount = _number(match["n"], reading.language, whole=True) * _scale(match["scale"] or "")
                word = match.groupdict().get("currency") or ""
                if word == "d" and amount < _LEAST_TYPED and "đ" not in reading.content[slice(*match.span())].lower():
                    continue  # a mark: "Mẫu số 1d"
                currency = _currency(word)
                value = f"{_plain(amount)} {currency}"
                yield reading.mention(MentionKind.MONEY, value, *match.span())


def read_durations(reading: Reading) -> Iterator[Mention]:
    """Spans of time: "07 ngày làm việc" is "7 working-day"."""
    starts = [match.start() for match in _counts_begin(reading.language).finditer(reading.folded)]
    for unit, pattern in _duration_patterns(reading.language):
        for match in _matches(pattern, reading.folded, starts):
            count = _count(match, reading)
            if count is not None and reading.free(*match.span()) and not (unit == "year" and count > 999):
                yield reading.mention(MentionKind.DURATION, f"{_plain(count)} {unit}", *match.span())


def read_clock(reading: Reading) -> Iterator[Mention]:
    """Times of day: "22:00" is the number 22, "7h30" is "7:30"."""
    for match in _CLOCK.finditer(reading.folded):
        if reading.free(*match.span()):
            hour, minute = int(match["hour"]), match["minute"]
            value = str(hour) if minute == "00" else f"{hour}:{minute}"
            yield reading.mention(MentionKind.NUMBER, value, *match.span())


def read_numbers(reading: Reading) -> Iterator[Mention]:
    """Numbers that are nothing else, percentages among them; marks of citations like "[2]" are none."""
    for match in re.finditer(rf"{_DIGITS}(?:\s?%)?", reading.folded):
        bracketed = reading.folded[match.start() - 1 : match.start()] == "[" and reading.folded[match.end()] == "]"
        if reading.free(*match.span()) and not (match.start() and bracketed):
            value = _plain(_number(match["n"], reading.language))
            yield reading.mention(MentionKind.NUMBER, value, *match.span())
    for match in _words_pattern(reading.language).finditer(_words_of(reading)):
        if reading.free(*match.span()):
            value = str(_word_value(match.group(), reading.language))
            yield reading.mention(MentionKind.NUMBER, value, *match.span())


def _number(words: str, language: Language, *, whole: bool = False) -> Decimal:
    """What digits with separators mean: points group thousands, save in English, where commas do.

    `whole` amounts (of đồng) have no fractions of three digits, so both group there.
    """
    words = words.replace(" ", "")
    grouping = {",": r"\d{1,3}(?:,\d{3})+", ".": r"\d{1,3}(?:\.\d{3})+"}
    own, other = (",", ".") if language is Language.EN else (".", ",")
    for mark in (own, other):
        many = words.count(mark) > 1
        if (mark == own or many or whole) and re.match(rf"{grouping[mark]}(?!\d)", words) and not words.startswith("0"):
            words = words.replace(mark, "")
    return Decimal(words.replace(",", "."))


def _plain(number: Decimal) -> str:
    """A plain decimal without needless zeros: "50", "0.2"."""
    return f"{number.normalize():f}"


def _count(match: re.Match[str], reading: Reading) -> Decimal | None:
    if match["n"]:
        return _number(match["n"], reading.language)
    spoken = _words_of(reading)[match.start("w") : match.end("w")]
    value = _word_value(spoken, reading.language)
    return None if value is None else Decimal(value)


def _words_of(reading: Reading) -> str:
    """The text that number words are read in: Vietnamese keeps its diacritics."""
    if reading.language is Language.VI and len(reading.folded) == len(reading.content):
        return reading.content.lower()
    return reading.folded


@cache
def _quantities() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("corpus") / "data" / "quantities.toml").read_text(encoding="utf-8"))


def _scales() -> dict[str, int]:
    return {pattern: int(value) for pattern, value in _quantities()["scales"].items()}


def _scale(word: str) -> int:
    return next((value for pattern, value in _scales().items() if re.fullmatch(pattern, word.strip())), 1)


def _currency(word: str) -> str:
    known = _quantities()["currencies"]
    return next((code for code, pattern in known.items() if re.fullmatch(pattern, word.strip())), "VND")


@cache
def _money_patterns() -> tuple[re.Pattern[str], ...]:
    scale = "|".join(sorted(_scales(), key=len, reverse=True))
    currency = "|".join(_quantities()["currencies"].values())
    return (
        re.compile(rf"{_DIGITS}\s*(?:(?P<scale>{scale})(?!\w)\.?)?\s*(?P<currency>{currency})(?!\w)"),
        re.compile(rf"(?P<currency>vnd|usd|eur|\$|€)\s?{_DIGITS}(?:\s*(?P<scale>{scale})(?!\w))?"),
        re.compile(rf"{_DIGITS}(?P<scale>k|tr|\s*trieu|\s*ty)(?!\w){_NO_MONEY}"),
    )


@cache
def _duration_patterns(language: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Patterns by unit; Vietnamese terms may be quoted anywhere."""
    tables: dict[str, dict[str, str]] = _quantities()["durations"]  # type: ignore[assignment]
    spoken = (language.value,) if language is Language.VI else (language.value, "vi")
    words = _counting_words(language)
    number = rf"(?:{_DIGITS}(?:\s?-?(?:го|ти|х|и|ми))?|(?<!\w)(?P<w>{words}))(?:\s*\([^)]{{1,20}}\))?[\s-]*"
    return tuple(
        (unit, re.compile(rf"{number}{pattern}(?!\w)")) for lang in spoken for unit, pattern in tables[lang].items()
    )


@cache
def _counts_begin(language: Language) -> re.Pattern[str]:
    """Where the number of a duration may begin: a digit, or a word for a number."""
    return re.compile(rf"\d|(?<!\w)(?={_counting_words(language)})")


def _matches(pattern: re.Pattern[str], words: str, starts: Sequence[int]) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` gives, where a match can begin at `starts` only; most of a text is then not looked at."""
    end = 0
    for start in starts:
        if start >= end and (match := pattern.match(words, start)):
            yield match
            end = match.end()


def _counting_words(language: Language) -> str:
    return _folded_words() if language is Language.VI else "|".join(_number_words(language))


@cache
def _number_words(language: Language) -> dict[str, int]:
    tables: dict[str, dict[str, int]] = _quantities()["words"]  # type: ignore[assignment]
    words = tables[language.value]
    return {pattern: words[pattern] for pattern in sorted(words, key=len, reverse=True)}


def _folded_words() -> str:
    return "muoi lam|hai muoi|ba muoi|muoi|hai|ba|bon|sau|bay|tam|chin"


@cache
def _words_pattern(language: Language) -> re.Pattern[str]:
    larger = r"(?!\s+(?:trăm|nghìn|ngàn|triệu|tỷ|mươi))"  # "ba trăm" is no three
    return re.compile(rf"(?<!\w)(?:{'|'.join(_number_words(language))})(?!\w){larger}")


def _word_value(words: str, language: Language) -> int | None:
    return next((value for p, value in _number_words(language).items() if re.fullmatch(p, words)), None)
