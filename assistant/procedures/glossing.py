"""Glosses: what Vietnamese words of a guide are about, in the reader's language, before the words themselves."""

from __future__ import annotations

import re
from functools import cache

from assistant.procedures.cases import case_of
from assistant.procedures.phrases import CasePhrases
from corpus.model import Language
from corpus.procedures.finding import common_concepts
from corpus.thesaurus import read_thesaurus
from retrieval.concepts import concepts, outer_concepts

MOST = 3  # terms of a gloss; what follows is in the quoted words
_FIRST = frozenset({"first"})  # of issues: what is done for the first time may be something else ("first complaint")
_DENIED = re.compile(r"\b(?:không|chưa|trừ|ngoài)\b", re.IGNORECASE)  # terms would tell what is denied
_GLOSSED = re.compile(r"[^“«„”»]+: [“«„](?P<own>.+)[”»]")


def glossed_name(name: str, phrases: CasePhrases) -> str:
    """ "identity card, lost, re-issue: “Cấp lại thẻ căn cước do bị mất”"; only the name for who reads Vietnamese."""
    return _shown(_of_name(name, phrases), name, phrases)


def gloss_of(name: str, reader: Language) -> str:
    """ "identity card, lost, re-issue" alone; "" for who reads Vietnamese, and where nothing is known."""
    return "" if reader is Language.VI else ", ".join(_of_name(name, CasePhrases(reader)))


def glossed_case(words: str, phrases: CasePhrases) -> str:
    """ "foundling: “Trẻ bị bỏ rơi”": a case by its labels, else by what it names."""
    return _shown(phrases.case(case_of(words)) or _terms(words, phrases.reader, []), words, phrases)


def own_words(shown: str) -> str:
    """The guide's own words in what was glossed."""
    match = _GLOSSED.fullmatch(shown)
    return match["own"] if match else shown


def _shown(gloss: list[str], words: str, phrases: CasePhrases) -> str:
    if phrases.reader is Language.VI or not gloss:
        return words
    return f"{', '.join(gloss)}: {phrases.quote(words)}"


def _of_name(name: str, phrases: CasePhrases) -> list[str]:
    labels, spoken = (_labels(name, CasePhrases(language)) for language in (phrases.reader, Language.VI))
    return [*_terms(name, phrases.reader, spoken), *labels]


def _labels(name: str, phrases: CasePhrases) -> list[str]:
    case = case_of(name)
    issues = sorted(case.facets.get("issue", frozenset()) - _FIRST)
    return [*(phrases.facet("issue", one) for one in issues), *(phrases.span(one) for one in case.spans[-1:])]


def _terms(words: str, reader: Language, labels: list[str]) -> list[str]:
    """Terms for what words name besides their Vietnamese labels, by no part of a longer term, in their order."""
    if reader is Language.VI or _DENIED.search(words):
        return []
    left = outer_concepts(words, Language.VI) - common_concepts() - set(concepts(", ".join(labels), Language.VI))
    named = dict.fromkeys(one for one in concepts(words, Language.VI) if one in left)
    return [term for one in named if (term := _first_terms()[one].get(reader))][:MOST]


@cache
def _first_terms() -> dict[str, dict[Language, str]]:
    return {one.id: {language: terms[0] for language, terms in one.terms.items() if terms} for one in read_thesaurus()}
