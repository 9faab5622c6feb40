"""Which of the five languages words are in, also for short questions typed without diacritics."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files

import lingua

from corpus.fold import fold
from corpus.model import Language

SAMPLE = 4000  # characters of a document that decide its language: more changes nothing and costs time
CYRILLIC_SHARE = 0.3  # a Russian question may quote a long Latin name; the reverse hardly happens
CLEAR_LEAD = 1.0  # one function word more than the next language decides without the statistical detector

_WITH_DIGITS = re.compile(r"\S*\d\S*")
_LETTER = re.compile(r"[^\W\d_]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_VIETNAMESE_LETTER = re.compile(r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)
_POLISH_LETTER = re.compile(r"[ąćęłńśźż]", re.IGNORECASE)
_UKRAINIAN_LETTER = re.compile(r"[іїєґ]|\w['’ʼ][яюєї]", re.IGNORECASE)
_RUSSIAN_LETTER = re.compile(r"[ыэъё]", re.IGNORECASE)

_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvxz])?"
    r"(?:uye|uya|uyu|uoi|uou|ieu|yeu|oai|oay|oeo|uay|oao|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ya|ye|[aeiouy])"
    r"(?:ch|ng|nh|[cmnpt])?"
)
Words = dict[Language, frozenset[str]]


@cache
def _function_words(script: str) -> Words:
    """The function words of the languages in a script ("latin" or "cyrillic"), or the "openers" of questions."""
    words = tomllib.loads((files("corpus") / "data" / "language.toml").read_text(encoding="utf-8"))
    return {Language(lang): frozenset(listed.split()) for lang, listed in words[script].items()}


@cache
def _detector(*languages: lingua.Language) -> lingua.LanguageDetector:
    return lingua.LanguageDetectorBuilder.from_languages(*languages).with_low_accuracy_mode().build()


_LINGUA = {
    Language.VI: lingua.Language.VIETNAMESE,
    Language.EN: lingua.Language.ENGLISH,
    Language.PL: lingua.Language.POLISH,
    Language.RU: lingua.Language.RUSSIAN,
    Language.UK: lingua.Language.UKRAINIAN,
}


@cache
def function_words() -> frozenset[str]:
    """Words of the five languages that say nothing by themselves, folded."""
    scripts = ("latin", "cyrillic", "openers")
    return frozenset(fold(word) for script in scripts for known in _function_words(script).values() for word in known)


def detect(words: str) -> Language:
    """The language of a question or another short text. Vietnamese when nothing can be told.

    Words with digits do not speak: the number of a Vietnamese document stands in questions of any language.
    """
    spoken = _WITH_DIGITS.sub(" ", words)
    words = spoken if _LETTER.search(spoken) else words
    letters = _LETTER.findall(words)
    cyrillic = len(_CYRILLIC.findall(words))
    if cyrillic > CYRILLIC_SHARE * len(letters):
        return _cyrillic(words)
    return _latin(words)


def detect_text(content: str) -> Language:
    """The language of a document, from samples of its beginning, middle and end."""
    if len(content) <= 3 * SAMPLE:
        return detect(content)
    middle = len(content) // 2
    return detect("\n".join((content[:SAMPLE], content[middle : middle + SAMPLE], content[-SAMPLE:])))


def _cyrillic(words: str) -> Language:
    ukrainian, russian = len(_UKRAINIAN_LETTER.findall(words)), len(_RUSSIAN_LETTER.findall(words))
    if ukrainian != russian:
        return Language.UK if ukrainian > russian else Language.RU
    tokens = [w.lower() for w in _WORD.findall(words)]
    scores = {lang: sum(t in known for t in tokens) for lang, known in _function_words("cyrillic").items()}
    if scores[Language.RU] != scores[Language.UK]:
        return max(scores, key=lambda lang: scores[lang])
    return _statistical(words, (Language.RU, Language.UK))


def _latin(words: str) -> Language:
    vietnamese, polish = len(_VIETNAMESE_LETTER.findall(words)), len(_POLISH_LETTER.findall(words))
    tokens = _WORD.findall(words)
    opened = next(
        (lang for lang, known in _function_words("openers").items() if tokens and tokens[0].lower() in known), None
    )
    if opened:
        return opened
    scores = _latin_scores(fold(" ".join(tokens)).split(" ") if tokens else [])
    scores[Language.VI] += 1.5 * vietnamese
    scores[Language.PL] += 3.0 * polish
    ranked = sorted(scores, key=lambda lang: scores[lang], reverse=True)
    if scores[ranked[0]] - scores[ranked[1]] >= CLEAR_LEAD:
        return ranked[0]
    return _statistical(words, tuple(scores))


def _latin_scores(tokens: list[str]) -> dict[Language, float]:
    """Function words of each language; Vietnamese also by the shape of its syllables, always one to a word."""
    counted = Counter(tokens).items()  # of a document's words most come again
    scores = {lang: float(sum(n for t, n in counted if t in known)) for lang, known in _function_words("latin").items()}
    if tokens:
        foreign = sum(n for t, n in counted if len(t) > 2 and _SYLLABLE.fullmatch(t) is None)
        scores[Language.VI] += 0.6 * len(tokens) - 2.5 * foreign if len(tokens) > 1 else 0.0
    return scores


def _statistical(words: str, among: tuple[Language, ...]) -> Language:
    found = _detector(*(_LINGUA[lang] for lang in among)).detect_language_of(words)
    back = {theirs: ours for ours, theirs in _LINGUA.items()}
    return back[found] if found is not None else among[0]
