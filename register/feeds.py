"""Feeds: tasks as a calendar that phones subscribe to, and as news of what changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from xml.etree import ElementTree

from icalendar import Calendar, Event

from corpus.agencies import agency_name
from corpus.format import format_date
from corpus.model import Language
from register.model import Life, Status, Task
from register.terms import next_turn
from register.wording import wording

UID_DOMAIN = "congvu"  # never changed: calendars know an event by it
LONGEST_SUMMARY = 120  # characters; phones show one line
REFRESH = timedelta(hours=6)

_RULES = {
    "daily": {"FREQ": "DAILY"},
    "weekly": {"FREQ": "WEEKLY", "BYDAY": "SU"},
    "monthly": {"FREQ": "MONTHLY", "BYMONTHDAY": -1},
    "quarterly": {"FREQ": "MONTHLY", "INTERVAL": 3, "BYMONTHDAY": -1},
    "yearly": {"FREQ": "YEARLY"},
}


def as_calendar(tasks: Iterable[Task], *, language: Language, title: str, site: str, today: date) -> bytes:
    """An iCalendar file (RFC 5545): one all-day event on the last day of each term, cancelled when withdrawn.

    An event keeps its UID for good; SEQUENCE grows with every change that a calendar must show. Recurring tasks
    recur from the end of the current period. Tasks without a day have no event.

    Args:
        tasks: withdrawn ones too, so that calendars strike them out.
        language: of the words around the quotes.
        title: the calendar's name.
        site: address of the pages, without a slash at the end.
        today: the day that recurring tasks are counted from.
    """
    calendar = Calendar()
    calendar.add("PRODID", "-//congvu//tasks//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", title)
    calendar.add("X-WR-TIMEZONE", "Asia/Ho_Chi_Minh")
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    for task in tasks:
        day = task.due or next_turn(task.deadline.recurrence, today)
        if day is not None:
            calendar.add_component(_event(task, day, language, site))
    return bytes(calendar.to_ical())


def _event(task: Task, day: date, language: Language, site: str) -> Event:
    event = Event()
    event.add("UID", f"{task.id}@{UID_DOMAIN}")
    event.add("SEQUENCE", task.sequence)
    event.add("DTSTAMP", task.changed_at.replace(tzinfo=UTC))
    event.add("CREATED", task.created_at.replace(tzinfo=UTC))
    event.add("LAST-MODIFIED", task.changed_at.replace(tzinfo=UTC))
    event.add("DTSTART", day)
    event.add("DTEND", day + timedelta(days=1))
    event.add("SUMMARY", summary(task, language))
    event.add("DESCRIPTION", description(task, language))
    event.add("URL", f"{site}/tasks/{task.id}")
    event.add("STATUS", "CONFIRMED" if task.life is Life.LIVE else "CANCELLED")
    event.add("TRANSP", "TRANSPARENT")
    rule = _RULES.get(task.deadline.recurrence or "")
    if rule and task.due is None:
        event.add("RRULE", rule)
    return event


def as_rss(tasks: Iterable[Task], *, language: Language, title: str, site: str, now: datetime) -> bytes:
    """An RSS 2.0 feed of tasks in the order given; each change of a task is an item of its own."""
    rss = ElementTree.Element("rss", version="2.0")
    channel = ElementTree.SubElement(rss, "channel")
    words = wording(language)
    for name, text in (
        ("title", title),
        ("link", f"{site}/tasks"),
        ("description", words["feed_description"]),
        ("language", language.value),
        ("lastBuildDate", format_datetime(now.astimezone(UTC), usegmt=True)),
    ):
        ElementTree.SubElement(channel, name).text = text
    for task in tasks:
        item = ElementTree.SubElement(channel, "item")
        ElementTree.SubElement(item, "title").text = summary(task, language)
        ElementTree.SubElement(item, "link").text = f"{site}/tasks/{task.id}"
        ElementTree.SubElement(item, "guid", isPermaLink="false").text = f"{task.id}@{UID_DOMAIN}#{task.version}"
        changed = task.changed_at.replace(tzinfo=UTC)
        ElementTree.SubElement(item, "pubDate").text = format_datetime(changed, usegmt=True)
        ElementTree.SubElement(item, "description").text = description(task, language)
    return bytes(ElementTree.tostring(rss, encoding="utf-8", xml_declaration=True))


def summary(task: Task, language: Language) -> str:
    """One line: whether it is done, who leads, and what."""
    done = "✓ " if task.status in (Status.DONE_IN_TIME, Status.DONE_LATE) else ""
    who = ", ".join(agency_name(one, language) for one in task.agencies)
    line = f"{done}{who}: {task.action}" if who else f"{done}{task.action}"
    return line if len(line) <= LONGEST_SUMMARY else f"{line[: LONGEST_SUMMARY - 1].rstrip()}…"


def description(task: Task, language: Language) -> str:
    """What, who, by when, status, and the quote with where it stands."""
    words = wording(language)
    lines = [task.action, f"{words['who']}: {_names(task.agencies, language) or words['nobody']}"]
    if task.coordinating:
        lines.append(f"{words['with']}: {_names(task.coordinating, language)}")
    lines.append(f"{words['when']}: {term(task, language)} ({words[f'status_{task.status}']})")
    for source in task.sources[:1]:
        act = (source.act.number or source.act.title) if source.act else None
        place = ", ".join(part for part in (act, source.section, source.source_url or source.file) if part)
        lines.append(f"{words['where']}: {place}\n“{source.quote}”")
    return "\n".join(lines)


def term(task: Task, language: Language) -> str:
    """The term in words: its day as the language writes it, how often it recurs, or that there is none."""
    words = wording(language)
    day = format_date(task.due, language) if task.due else ""
    often = words.get(f"recurrence_{task.deadline.recurrence}", "") if task.deadline.recurrence else ""
    return ", ".join(part for part in (often, day) if part) or task.deadline.text or words["no_term"]


def _names(identities: Iterable[str], language: Language) -> str:
    return ", ".join(agency_name(one, language) for one in identities)
