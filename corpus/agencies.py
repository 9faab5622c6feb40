"""Agencies in words: found in texts in every inflection, recognised in questions despite typos, and named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from rapidfuzz import fuzz, process

from corpus.fold import fold, fold_with_offsets
from corpus.gazetteer import Agency, Alias, agencies, aliases
from corpus.language import detect
from corpus.model import Language, Mention, MentionKind
from corpus.nametrie import Node, Word, grow, stem, walk, words_of
from corpus.nearnames import NearNames
from corpus.officials import find_officials, official_name

TYPO_SCORE = 88.0  # of 100, rapidfuzz partial ratio: "minstry of justice" scores 97, another ministry at most 85
TYPO_LENGTH = 9  # shorter aliases are within a typo of too many other words
LONGEST_LIST = 120  # words that a list of ministries under one head may have

_Found = tuple[Alias, int, int]  # an alias with its first and last word

_LIST_GAP = re.compile(r"[\s,:(/]*")
_LIST_WORDS = frozenset(("of", "and", "va", "и", "і", "та", "й", "i", "oraz", "specjalistyczne"))
_PROVINCES_JOINED = re.compile(r"\s*(?:,|and|и|і|та|i|oraz|và)\s+(?:tỉnh\s+|thành phố\s+)?", re.IGNORECASE)
_NOT_A_MINISTRY = frozenset(  # words that "bộ" follows in other senses: cán bộ, toàn bộ, nội bộ, đường bộ
    ("can", "toan", "noi", "dong", "tien", "duong", "so", "trung", "bac", "nam", "cuc", "hang", "nhan")
)
_HEADS = {
    Language.VI: "bộ",
    Language.EN: "ministries",
    Language.RU: "министерство",
    Language.UK: "міністерство",
    Language.PL: "ministerstwo",
}
_SINGULAR_HEADS = _HEADS | {Language.EN: "ministry of"}


def find_agencies(content: str, language: Language) -> list[Mention]:
    """Agencies named in a text, in reading order, the longest name at each place; `value` is the canonical id.

    Names in the text's language, in any inflection, and in Vietnamese and English are known. Reads about a million
    characters per second.
    """
    folded, offsets = fold_with_offsets(content)
    found = []
    for alias, start, end in _spans(words_of(folded, language), folded, content, offsets, language):
        found.append(Mention(MentionKind.AGENCY, alias.agency, content[start:end], start, end))
    return _with_officials(_share_bodies(found, content), find_officials(content, language))


def match_agency(words: str) -> list[str]:
    """Canonical ids of agencies that a question names, in order: abbreviations, no diacritics and typos understood."""
    spoken = detect(words)
    exact = [official.value for official in find_officials(words, spoken)]
    exact += [alias.agency for lang in (spoken, Language.VI) for alias in _exact(words, lang)]
    found = exact or _by_typo(fold(words)) or [a.agency for lang in Language for a in _exact(words, lang)]
    return list(dict.fromkeys(found))


def agency_name(identity: str, language: Language) -> str:
    """The agency's name in a language. An id that is not in the gazetteer comes back as readable words."""
    known = agencies().get(identity)
    if known:
        return known.names[language]
    return official_name(identity, language) or identity.replace("-", " ")


def agency(identity: str) -> Agency | None:
    """The agency of a canonical id, or None."""
    return agencies().get(identity)


def expand(identities: Iterable[str]) -> list[str]:
    """Ids with composite collectives replaced by their parts, in order, once each."""
    known = agencies()
    parts = [part for i in identities for part in ((known[i].parts if i in known else ()) or (i,))]
    return list(dict.fromkeys(parts))


def _spans(
    words: Sequence[Word], folded: str, content: str, offsets: Sequence[int], language: Language
) -> Iterator[tuple[Alias, int, int]]:
    """Names with their character spans, from left to right without overlap."""
    root, head = (
        _trie(language),
        stem(_HEADS[language] if language is Language.EN else fold(_HEADS[language]), language),
    )
    position = 0
    while position < len(words):
        found: list[_Found] = []
        if words[position].stem == head:
            found = _ministries_listed(words, position + 1, folded, language)
        if not found and root.starts(words[position]):
            found = _longest(words, position, folded, content, offsets, root, head)
        for alias, first, last in found:
            yield alias, offsets[words[first].start], offsets[words[last].end - 1] + 1
        position = found[-1][2] + 1 if found else position + 1


def _longest(
    words: Sequence[Word], first: int, folded: str, content: str, offsets: Sequence[int], root: Node, head: str
) -> list[_Found]:
    """The longest name that starts at a word; one that only says "the ministries" yields to the list after it."""
    if first and words[first].exact == "bo" and words[first - 1].exact in _NOT_A_MINISTRY:
        return []
    best: list[_Found] = []
    for last, node in walk(root, words, first, folded):
        span = content[offsets[words[first].start] : offsets[words[last].end - 1] + 1]
        in_number = content[offsets[words[first].start] - 1 : offsets[words[first].start]] in ("/", "-") and first > 0
        alias = next((a for a in node.ends if _printed_right(a, span) and not (a.short and in_number)), None)
        best = [(alias, first, last)] if alias else best
    if best and best[0][2] > first and words[best[0][2]].stem == head:
        return _ministries_listed(words, best[0][2] + 1, folded, _language_of(best[0][0])) or best
    return best


def _language_of(alias: Alias) -> Language:
    return alias.language or Language.VI


def _printed_right(alias: Alias, span: str) -> bool:
    if alias.short:
        return span == alias.words or span.isupper()
    if alias.proper:
        return all(word[:1].isupper() for word in span.split())
    return True


@cache
def _trie(language: Language) -> Node:
    spoken = (language, Language.VI, Language.EN, None)
    return grow([a for a in aliases() if a.language in spoken and not a.doubtful], language)


@cache
def _domains(language: Language) -> Node:
    """What ministries are for ("justice", "y tế"), to read lists like "các Bộ: Y tế, Tài chính"."""
    head = fold(_SINGULAR_HEADS[language])
    found = []
    for alias in aliases():
        folded = fold(alias.words)
        if alias.language is language and alias.agency.startswith("ministry-of-") and folded.startswith(f"{head} "):
            found.append(Alias(folded.removeprefix(head).strip(), alias.agency, language))
    return grow([a for a in found if not a.words.startswith("truong")], language)


def _ministries_listed(words: Sequence[Word], first: int, folded: str, language: Language) -> list[_Found]:
    """Ministries listed after one plural head; fewer than two is no list."""
    found: list[_Found] = []
    position = first
    while position < min(len(words), first + LONGEST_LIST):
        if not _LIST_GAP.fullmatch(folded[words[position - 1].end : words[position].start]):
            break
        reached = [
            (node.ends[0], last) for last, node in walk(_domains(language), words, position, folded) if node.ends
        ]
        if reached:
            found.append((reached[-1][0], position, reached[-1][1]))
            position = reached[-1][1] + 1
        elif words[position].exact in _LIST_WORDS:
            position += 1
        else:
            break
    return found if len(found) > 1 else []


def _share_bodies(found: list[Mention], content: str) -> list[Mention]:
    """Provinces joined to a provincial body share it: "the People's Committees of Da Nang and Hue"."""
    shared = found[:1]
    for before, mention in pairwise(found):
        body = _body(shared[-1].value)
        joined = _PROVINCES_JOINED.fullmatch(content[before.end : mention.start])
        if body and joined and f"{body}{mention.value}" in agencies():
            shared.append(replace(mention, value=f"{body}{mention.value}"))
        else:
            shared.append(mention)
    return shared


def _with_officials(found: list[Mention], officials: list[Mention]) -> list[Mention]:
    """All mentions in order; a body named inside an official's title gives way to the official."""
    kept = [m for m in found if not any(o.start < m.end and m.start < o.end for o in officials)]
    return sorted([*kept, *officials], key=lambda mention: mention.start)


def _body(identity: str) -> str | None:
    for prefix in ("chair-of-peoples-committee-", "peoples-committee-", "police-", "party-committee-"):
        if identity.startswith(prefix):
            return prefix
    return None


def _exact(words: str, language: Language) -> Iterator[Alias]:
    """Aliases of one language that stand in a question; abbreviations in any case."""
    folded = fold(words)
    tokens = words_of(folded, language)
    position = 0
    while position < len(tokens):
        reached = [(last, node.ends) for last, node in walk(_question_trie(language), tokens, position, folded)]
        ending = [(last, ends) for last, ends in reached if ends]
        if ending:
            position = ending[-1][0]
            yield from sorted(ending[-1][1], key=lambda alias: alias.doubtful)
        position += 1


@cache
def _question_trie(language: Language) -> Node:
    return grow([alias for alias in aliases() if alias.language in (language, None)], language)


def _by_typo(folded: str) -> list[str]:
    known = _fuzzy_aliases()
    fitting = [words for words in _near_names().sharing(folded) if len(words) <= len(folded) + 2]
    scored = process.extract(folded, fitting, scorer=fuzz.partial_ratio, score_cutoff=TYPO_SCORE, limit=5)
    best = max(scored, key=lambda hit: (round(hit[1]), len(hit[0])), default=None)
    return [known[best[0]]] if best else []


@cache
def _near_names() -> NearNames:
    """The names among which typos are looked for."""
    return NearNames(tuple(_fuzzy_aliases()), TYPO_SCORE)


@cache
def _fuzzy_aliases() -> dict[str, str]:
    return {fold(a.words): a.agency for a in aliases() if len(a.words) >= TYPO_LENGTH and not a.short}
