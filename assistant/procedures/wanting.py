"""The fields of a service that a question wants."""

from __future__ import annotations

from corpus.procedures.finding import asks_firmly, fields_asked, tells_span

VALUES = frozenset({"fee", "term", "within", "papers", "authority"})  # fields that a word about channels qualifies


def wanted_fields(question: str) -> frozenset[str]:
    """The fields a question asks for.

    Where it asks by when to apply it asks for no term; a fine is no fee; and beside a value, "online" is a condition.
    """
    asked = fields_asked(question)
    handled = tells_span("handling", question) and not tells_span("duty", question)
    if "within" in asked and handled:  # "within how many days is it ready?"
        asked = asked - {"within"} | {"term"}
    less = {"term"} if "within" in asked else set()
    others = asked & VALUES - {"fee"}
    less |= {"fee"} if "penalty" in asked or (others and not asks_firmly("fee", question)) else set()
    less |= {"channels", "steps", "result", "basis"} if asked & VALUES else set()
    return asked - less
