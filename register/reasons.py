"""Why tasks change: a person's own words, or a reason of the register's, which is told in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.model import Language
from register.wording import wording

KEPT_IN = Language.EN  # the history's own words, which no later change of a catalogue alters
TRANSLATED = frozenset({"progress"})


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason of the register's own: a sentence of its catalogues, `because_<key>`, and what stands in it.

    What is `TRANSLATED` is itself a key of the catalogues, as "progress_done", and told in the reader's language too.
    """

    key: str
    values: Mapping[str, str] = field(default_factory=dict)

    def words(self, language: Language = KEPT_IN) -> str:
        """The sentence in a language."""
        known = wording(language)
        said = {name: known[value] if name in TRANSLATED else value for name, value in self.values.items()}
        return known[f"because_{self.key}"].format(**said)


Why = str | Reason


def plainly(why: Why) -> str:
    """The words that the history keeps."""
    return why.words() if isinstance(why, Reason) else why
