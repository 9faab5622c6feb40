"""What a query searched for, in plain words: for empty results, titles and the heads of lists."""

from __future__ import annotations

from corpus.agencies import agency_name
from corpus.format import format_date
from corpus.model import Language
from register.query import TaskQuery
from register.wording import wording

MOST_NAMED = 3  # agencies that are named; a collective brings many along


def describe(query: TaskQuery, language: Language) -> str:
    """The filters of a query, separated by semicolons; empty when there are none."""
    words = wording(language)
    parts = [", ".join(agency_name(one, language) for one in query.agencies[:MOST_NAMED])]
    since = format_date(query.due_from, language) if query.due_from else ""
    until = format_date(query.due_to, language) if query.due_to else ""
    if since or until:
        key = "asked_window" if since and until else "asked_since" if since else "asked_until"
        parts.append(words[key].format(since=since, until=until))
    parts.append(", ".join(words[f"status_{status}"] for status in query.statuses))
    parts.append(words["asked_dated"] if query.dated else "")
    parts.append(words.get(f"recurrence_{query.recurrence}", "") if query.recurrence else "")
    parts.extend(words["asked_act"].format(act=act) for act in (*query.acts, *filter(None, [query.act])))
    parts.append(words["asked_words"].format(words=query.q) if query.q else "")
    return "; ".join(part for part in parts if part)
