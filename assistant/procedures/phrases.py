"""The words in which cases are told, in the reader's language."""

from __future__ import annotations

from assistant.phrases import Phrases
from assistant.procedures.cases import Case, Span

NO_LIMIT = float("inf")


class CasePhrases(Phrases):
    """All that `Phrases` says, and labels of cases; each label names its case to `assistant.procedures.cases` too."""

    def case(self, case: Case) -> list[str]:
        """Labels of a case: "online", "from 6 to under 14 years old"."""
        facets = [self.facet(facet, value) for facet, values in case.facets.items() for value in sorted(values)]
        return [*facets, *(self.span(span) for span in case.spans[-1:])]

    def facet(self, facet: str, value: str) -> str:
        """A value of a facet: "online"."""
        return self[f"case_{facet}_{value}"]

    def span(self, span: Span) -> str:
        """A range of ages or sizes."""
        if span.low <= 0:
            return self[f"{span.unit}_below"].format(high=int(span.high))
        if span.high == NO_LIMIT:
            return self[f"{span.unit}_from"].format(low=int(span.low))
        return self[f"{span.unit}_between"].format(low=int(span.low), high=int(span.high))
