"""A trie of names by words, which finds names in any inflection of five languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from corpus.fold import fold
from corpus.gazetteer import Alias
from corpus.model import Language

LONGEST_NAME = 16  # words; the longest names of Party committees have thirteen
WIDEST_GAP = 4  # characters between two words of one name: a comma, a dash, a quote and a space

_TOKEN = re.compile(r"[^\W_]+(?:[&'][^\W_]+)*")
_BREAK = re.compile(r"[.;:!?()\[\]|\n]")
_SHORTENED = frozenset(("tp", "ds", "do"))  # abbreviations whose full stop does not end a name
_ENDING = re.compile(
    r"(?:ego|emu|ych|ymi|ami|ym|im|iem|ich|imi|ach|om|ow|em|ию|ого|ому|его|ему|ими|ыми|ами|ями|ах|ях|ам|ям|ом|ем|ов|ев|ей|ой"
    r"|ий|ый|ых|их|им|ым|ів|їв|єю|ею|ою|ій|[aeiouyаеиоуыэюяіїєьй])+$"
)


class Word(NamedTuple):
    """A word of a text: folded, its stem in the text's language, and its span in the folded text."""

    exact: str
    stem: str
    start: int
    end: int


@dataclass(slots=True)
class Node:
    """A place in the trie: next words by stem (or by "=" and the exact word), and the names that end here.

    `known` remembers which words some name goes on with.
    """

    after: dict[str, Node] = field(default_factory=dict)
    ends: list[Alias] = field(default_factory=list)
    known: dict[str, bool] = field(default_factory=dict)

    def starts(self, word: Word) -> bool:
        """Whether any name starts with this word. A trie is for one language, in which a word has one stem."""
        starts = self.known.get(word.exact)
        if starts is None:
            starts = self.known[word.exact] = word.stem in self.after or f"={word.exact}" in self.after
        return starts


def words_of(folded: str, language: Language) -> list[Word]:
    """The words of a folded text."""
    inflected, found = language is not Language.VI, []
    for match in _TOKEN.finditer(folded):
        exact = match[0].replace("'", "")
        found.append(Word(exact, stem(exact, language) if inflected else exact, *match.span()))
    return found


@cache
def stem(word: str, language: Language) -> str:
    """What inflected forms of a word share. Vietnamese words do not change; English ones lose a plural's s."""
    if language is Language.VI or (language is not Language.EN and len(word) <= 3):
        return word
    if language is Language.EN:
        return word.removesuffix("s") if len(word) > 3 else word
    short = _ENDING.sub("", word)
    return short if len(short) >= 3 else word


def grow(aliases: Iterable[Alias], language: Language) -> Node:
    """A trie of names for texts in a language. Names of other languages match in their very form."""
    root = Node()
    for alias in aliases:
        node = root
        for key in _keys(alias, language):
            node = node.after.setdefault(key, Node())
        node.ends.append(alias)
    return root


def _keys(alias: Alias, language: Language) -> list[str]:
    words = [match.group().replace("'", "") for match in _TOKEN.finditer(fold(alias.words))]
    single_english = language is Language.EN and len(words) == 1  # "ministers" is no minister
    if alias.words.startswith("=") or alias.language not in (language, None) or single_english:
        return [f"={word}" for word in words]
    return [stem(word, language) for word in words]


def walk(root: Node, words: Sequence[Word], first: int, folded: str) -> Iterator[tuple[int, Node]]:
    """Nodes reached from a word on, each with the index of the last word read."""
    nodes = [root]
    for last in range(first, min(first + LONGEST_NAME, len(words))):
        if last > first and _breaks(words[last - 1], words[last], folded):
            return
        word = words[last]
        nodes = [n.after[key] for n in nodes for key in (word.stem, f"={word.exact}") if key in n.after]
        if not nodes:
            return
        yield from ((last, node) for node in nodes)


def _breaks(before: Word, after: Word, folded: str) -> bool:
    gap = folded[before.end : after.start]
    if before.exact in _SHORTENED:
        gap = gap.replace(".", "", 1)
    return len(gap) > WIDEST_GAP or _BREAK.search(gap) is not None
