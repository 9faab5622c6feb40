"""Who must act: the bodies that open an instruction, and those it is coordinated with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.agencies import agency, expand, find_agencies
from corpus.fold import fold
from corpus.model import Language, Mention
from corpus.obligations.phrases import Phrases, phrases

SHORT_OPENING = 45  # characters before the first body: "Immediately after this conference" and the like
NAMES_SHARE = 0.4  # of the letters of a heading such as "Responsibilities of the Ministry of Justice"
COORDINATED_WITHIN = 30  # characters between "in coordination with" and the first body

_JOIN = re.compile(
    r"[\s*_]*(?:[,/*_\"'„“”–-]+[\s*_]*)?(?:(?:and|as well as|the|other|relevant|i|oraz|a takze|wlasciw\w+|odpowiedni\w+"
    r"|и|а также|соответствующ\w+|други\w+|та|і|й|а також|відповідн\w+|інш\w+|va|cung|cac)[\s,]+)*"
)
_PARENTHESIS = re.compile(r"[\s]*\([^()]*\)[\s,]*")
_PREPOSITIONS = frozenset(
    re.findall(
        r"\w+",
        "w we z ze do na o u od dla przez przy po pod nad of in for to from with by on at в во с со к на о об от из для"
        " по у при між зі із з до від cua voi cho tai ve tu den theo",
    )
)
_LEADING = re.compile(r"^(?:[\s\d()*_#.-]|\(?[ivx]+\)\s|(?:the|all|every|each|cac|moi|tung)(?!\w))+")
_TOPIC = re.compile(r"[^.;]*[:,]\s*[*_]*$")


@dataclass(frozen=True, slots=True)
class Subject:
    """The bodies that an instruction opens with, as canonical ids, and where its predicate begins."""

    agencies: tuple[str, ...]
    predicate: int = 0

    def __bool__(self) -> bool:
        return bool(self.agencies)


def subject_of(words: str, language: Language, *, continuing: bool = False) -> Subject:
    """The bodies told to act at the beginning of an instruction; none where it opens with its action.

    `continuing`: a sentence before it said who acts, so a request here is theirs and names no new actor.
    """
    known = phrases(language)
    mentions = _mentions(words, language)
    first = _first(mentions, words, known)
    if first == 0 and continuing and known.request.search(fold(words[: mentions[0].start])):
        return Subject(())
    if first is None:
        return Subject(())
    run = _run(mentions, first, words)
    named = expand(dict.fromkeys(mention.value for mention in run))
    return Subject(tuple(named), run[-1].end)


def coordinating_in(words: str, language: Language) -> tuple[str, ...]:
    """The bodies after "in coordination with" and its like."""
    mentions = _mentions(words, language)
    found: list[str] = []
    for match in phrases(language).coordinate.finditer(fold(words)):
        near = (i for i, m in enumerate(mentions) if 0 <= m.start - match.end() <= COORDINATED_WITHIN)
        first = next(near, None)
        if first is not None:
            found.extend(mention.value for mention in _run(mentions, first, words))
    return tuple(expand(dict.fromkeys(found)))


def only_names(words: str, language: Language) -> Subject:
    """The bodies of a heading that says little more than who they are ("5. Nhiệm vụ của Bộ Y tế")."""
    mentions = _mentions(words, language)
    named = sum(mention.end - mention.start for mention in mentions)
    if not mentions or named < NAMES_SHARE * len(words.strip(" *_#:")):
        return Subject(())
    return Subject(tuple(expand(dict.fromkeys(m.value for m in mentions if not _context(m)))), mentions[-1].end)


@lru_cache(maxsize=32)
def _mentions(words: str, language: Language) -> list[Mention]:
    """The bodies in a sentence, which is asked for its subject and for its helpers."""
    return find_agencies(words, language)


def _first(mentions: list[Mention], words: str, known: Phrases) -> int | None:
    """Which mention the subject starts with."""
    for index, mention in enumerate(mentions):
        opening = fold(words[: mention.start])
        asked = known.request.search(opening)
        if _context(mention):
            if _lists_in_brackets(mentions, index, words) and _may_open(opening, known):
                return index
            if index == 0 and not _may_open(opening, known):
                return None
            continue
        before = mentions[index - 1].end if index else 0
        between = fold(words[before : mention.start])
        if asked and asked.end() >= before and len(between) - (asked.end() - before) <= SHORT_OPENING:
            return index
        if index and _context(mentions[index - 1]):
            return None
        return index if _may_open(opening, known) and _acts(opening, words[mention.end :], known) else None
    return None


def _lists_in_brackets(mentions: list[Mention], index: int, words: str) -> bool:
    """Whether brackets right after a mention say which bodies it means."""
    if index + 1 >= len(mentions) or _collective(mentions[index + 1]):
        return False
    return re.fullmatch(r"\s*\(\s*", words[mentions[index].end : mentions[index + 1].start]) is not None


def _acts(opening: str, rest: str, known: Phrases) -> bool:
    """Whether the body after other opening words is the one that acts: a verb follows, and no preposition precedes."""
    plain = _LEADING.sub("", opening).strip()
    if not plain or _TOPIC.fullmatch(opening):
        return True  # "In respect of this, the Ministry"
    if plain.split()[-1] in _PREPOSITIONS:
        return False
    following = fold(rest).lstrip(" ,*_")
    if following.rstrip(" *_").endswith(":") and len(following.split()) <= 3:
        return True
    if known.adverbs.match(following) or known.concrete.match(following):
        return True
    near = " ".join(following.split()[:8])
    return any(known.finite.match(word) for word in near.split()[:4]) or known.modal.search(near) is not None


def _may_open(opening: str, known: Phrases) -> bool:
    """Whether words may stand before the body that must act."""
    plain = _LEADING.sub("", opening)
    if not plain.strip():
        return True
    if opening.rstrip(" *_").endswith(":") or (known.topic.match(plain) and opening.rstrip().endswith(",")):
        return True
    if _opens_with_action(plain, known):
        return False
    return len(plain) <= SHORT_OPENING


def _opens_with_action(plain: str, known: Phrases) -> bool:
    if any(known.concrete.match(plain[word.start() :]) for word in re.finditer(r"\w+", plain)):
        return True
    if known.vague.match(plain) or known.attitude.match(plain):
        return True
    if known.modal.search(plain) or known.coordinate.search(plain):
        return True
    return any(known.verb_form.fullmatch(word) for word in re.findall(r"\w+", plain)[:4])


def _run(mentions: list[Mention], first: int, words: str) -> list[Mention]:
    """Mentions joined to the first one; names in brackets say which bodies a collective means."""
    run = [mentions[first]]
    for mention in mentions[first + 1 :]:
        gap = fold(words[run[-1].end : mention.start])
        if _JOIN.fullmatch(gap):
            if not gap.isspace():  # "agencies of the Ministry": one body, not two
                run.append(mention)
        elif re.fullmatch(r"\s*\(\s*", gap) and not _collective(mention):
            run = [mention]
        elif not _PARENTHESIS.fullmatch(gap):
            break
    return run


def _context(mention: Mention) -> bool:
    known = agency(mention.value)
    return known is not None and known.context


def _collective(mention: Mention) -> bool:
    known = agency(mention.value)
    return known is not None and known.collective
