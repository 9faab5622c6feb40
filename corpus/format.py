"""Normalised values in words of a language: the reverse of `corpus.mentions`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

from babel import Locale
from babel.dates import format_date as babel_date
from babel.numbers import format_decimal, format_percent
from pydantic import BaseModel, ConfigDict

from corpus.mentions.dates import Granularity
from corpus.model import Language

_ROMAN = ("I", "II", "III", "IV")


class _Forms(BaseModel):
    model_config = ConfigDict(extra="forbid")

    month: str
    quarter: str
    half: tuple[str, str]
    year: str
    currency: dict[str, dict[str, str]]
    duration: dict[str, dict[str, str]]


def format_date(value: date | str, language: Language, *, granularity: Granularity = Granularity.DAY) -> str:
    """A date as a language writes it: "15 tháng 11, 2025" or, for a whole month, "October 2025".

    `value` is a date or its ISO form; of a month, quarter, half-year or year any day will do.
    """
    value = date.fromisoformat(value) if isinstance(value, str) else value
    forms = _forms()[language]
    if granularity is Granularity.DAY:
        return f"{value:%d/%m/%Y}" if language is Language.VI else babel_date(value, _long(language), language.value)
    quarter = (value.month - 1) // 3 + 1
    pattern = {
        Granularity.MONTH: forms.month,
        Granularity.QUARTER: forms.quarter,
        Granularity.HALF: forms.half[value.month > 6],
        Granularity.YEAR: forms.year,
    }[granularity]
    name = babel_date(value, "LLLL", language.value)
    return pattern.format(name=name, month=value.month, year=value.year, quarter=quarter, roman=_ROMAN[quarter - 1])


def format_money(value: str, language: Language) -> str:
    """An amount such as "70000 VND" with the grouping and the currency's name of a language, in the right plural."""
    amount, _, currency = value.partition(" ")
    names: Mapping[str, str] = _forms()[language].currency.get(currency, {"other": currency})
    return f"{format_number(amount, language)} {_plural(names, amount, language)}"


def format_duration(value: str, language: Language) -> str:
    """A span of time such as "7 working-day" in the right plural."""
    count, _, unit = value.partition(" ")
    plurals: Mapping[str, str] = _forms()[language].duration[unit]
    return _plural(plurals, count, language).format(n=format_number(count, language))


def _plural(forms: Mapping[str, str], count: str, language: Language) -> str:
    """The form that a language uses with a count."""
    return forms.get(Locale(language.value).plural_form(Decimal(count)), forms["other"])


def format_number(value: str | int | Decimal, language: Language) -> str:
    """A plain decimal with the separators of a language: "2530000" is "2.530.000" in Vietnamese."""
    return format_decimal(Decimal(value), locale=language.value, decimal_quantization=False)


def format_share(value: str, language: Language) -> str:
    """A share of a hundred as a language writes it: "12.5" is "12,5 %" in Russian."""
    return str(format_percent(Decimal(value) / 100, locale=language.value, decimal_quantization=False))


def _long(language: Language) -> str:
    return {
        Language.EN: "d MMMM y",
        Language.RU: "d MMMM y 'года'",
        Language.UK: "d MMMM y 'року'",
        Language.PL: "d MMMM y 'r.'",
    }.get(language, "dd/MM/y")


@cache
def _forms() -> dict[Language, _Forms]:
    read = tomllib.loads((files("corpus") / "data" / "formats.toml").read_text(encoding="utf-8"))
    return {Language(lang): _Forms.model_validate(forms) for lang, forms in read.items()}
