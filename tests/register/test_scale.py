"""Very many tasks: every filter answers from its index, and counts agree with lists.

Times are of the processor, not of the clock, so that a busy machine does not fail the test; the bounds are several
times what an idle machine takes with a hundred thousand tasks, which CONGVU_SCALE_TASKS=100000 builds.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Table, insert

from corpus.gazetteer import agencies
from corpus.obligations.model import Strength
from corpus.store import Database, open_database
from register.model import Life, Progress, Status
from register.overview import OverviewReader
from register.query import TaskList, TaskQuery
from register.tables import task_agencies, task_sources, task_words, tasks
from register.terms import NEVER, outcome_of

MANY = int(os.environ.get("CONGVU_SCALE_TASKS", "30000"))
TODAY = date(2026, 1, 15)
BODIES = sorted(agencies())[:200]
FILTER_MS, OVERVIEW_MS = 150, 1200

QUERIES = {
    "nothing": TaskQuery(),
    "agency": TaskQuery(agencies=(BODIES[7],)),
    "coordinating": TaskQuery(agencies=(BODIES[7],), coordinating=True),
    "window": TaskQuery(due_from=date(2026, 1, 1), due_to=date(2026, 3, 31)),
    "act": TaskQuery(act="act-7"),
    "act number": TaskQuery(acts=("7/TB-VPCP",)),
    "words": TaskQuery(q="trình từ17"),
    "recurrence": TaskQuery(recurrence="monthly"),
    "guidance": TaskQuery(strength=Strength.GUIDANCE),
    "blocked": TaskQuery(reported=Progress.BLOCKED),
    "dated": TaskQuery(dated=True),
    "last page": TaskQuery(offset=MANY * 8 // 10),
    "together": TaskQuery(agencies=(BODIES[7],), statuses=(Status.OVERDUE,), q="trinh"),
    **{status.value: TaskQuery(statuses=(status,)) for status in Status},
}


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = open_database(f"sqlite:///{tmp_path_factory.mktemp('big') / 'big.db'}")
    fill(database, MANY)
    yield database
    database.close()


def fill(database: Database, count: int) -> None:
    """Tasks as like the real ones as chance makes them; the same in every run."""
    chance = random.Random(42)
    rows: dict[Table, list[dict[str, object]]] = {tasks: [], task_agencies: [], task_words: [], task_sources: []}
    for number in range(1, count + 1):
        _add(rows, number, chance)
    with database.engine.begin() as connection:
        for table, many in rows.items():
            for at in range(0, len(many), 20_000):
                connection.execute(insert(table), many[at : at + 20_000])


def _add(rows: dict[Table, list[dict[str, object]]], number: int, chance: random.Random) -> None:
    due = date(2025, 1, 1) + timedelta(days=chance.randrange(1000)) if chance.random() < 0.8 else None
    done = (due or TODAY) - timedelta(days=chance.randrange(-40, 60)) if chance.random() < 0.4 else None
    recurrence = "monthly" if chance.random() < 0.03 else None
    strength = Strength.TASK if chance.random() < 0.85 else Strength.GUIDANCE
    life = Life.LIVE if chance.random() < 0.97 else Life.WITHDRAWN
    counted = {
        "outcome": outcome_of(due=due, done_on=done, recurring=recurrence is not None).value,
        "listed": life is Life.LIVE and strength is Strength.TASK,
        "due_order": due or NEVER,
    }
    words = {f"tu{chance.randrange(3000)}" for _ in range(4)} | ({"trinh"} if number % 7 == 0 else set())
    moment = datetime(2026, 1, 1)
    rows[tasks].append(
        counted
        | {
            "number": number, "id": f"t-{number:012x}", "act_id": f"act-{number % 800}",
            "act_number": f"{number % 800}/TB-VPCP", "act_title": None, "clause": "I.1", "action": " ".join(words),
            "language": "vi", "due": due, "term_kind": "by" if due else "none", "term_date": due, "term_text": None,
            "recurrence": recurrence, "anchor": None, "duration": None, "strength": strength.value, "confidence": 0.8,
            "reasons": [], "life": life.value, "review": "none", "fixed": [], "merged_into": None, "origin": None,
            "progress": chance.choice(sorted(Progress)), "percent": 0, "done_on": done, "obstacle": None,
            "blocked_by": f"t-{chance.randrange(1, 500):012x}" if chance.random() < 0.01 else None,
            "slips": int(chance.random() < 0.02), "public": True, "version": 1, "sequence": 0, "created_at": moment,
            "changed_at": moment,
        }
    )  # fmt: skip
    for ordinal, body in enumerate(chance.sample(BODIES, 2)):
        rows[task_agencies].append(
            counted | {"task": number, "agency": body, "leads": ordinal == 0, "ordinal": ordinal}
        )
    rows[task_words].extend({"task": number, "word": word} for word in words)
    quote = {"text_id": "text", "language": "vi", "section": "I.1", "quote": "q", "action": "a", "line": 1}
    rows[task_sources].append(quote | {"task": number, "ordinal": 0, "start": 0, "end": 1})


def median_ms(call: Callable[[], object], times: int = 5) -> float:
    taken = []
    for _ in range(times):
        began = time.process_time()
        call()
        taken.append((time.process_time() - began) * 1000)
    return sorted(taken)[times // 2]


@pytest.mark.parametrize("name", QUERIES)
def test_any_filter_is_quick(big: Database, name: str) -> None:
    listed = TaskList(big, today=TODAY)
    assert median_ms(lambda: listed.find(QUERIES[name])) < FILTER_MS


def test_the_overview_is_quick(big: Database) -> None:
    assert median_ms(lambda: OverviewReader(big, today=TODAY).read(), times=3) < OVERVIEW_MS


def test_counts_by_status_add_up_and_agree_with_the_overview(big: Database) -> None:
    listed = TaskList(big, today=TODAY)
    by_status = {status: listed.count(TaskQuery(statuses=(status,))) for status in Status}
    overview = OverviewReader(big, today=TODAY).read()
    assert overview.totals == by_status
    assert overview.total == listed.count(TaskQuery())
    first = overview.agencies[0]
    assert first.total == listed.count(TaskQuery(agencies=(first.key,)))


def test_statuses_of_rows_are_those_that_were_asked_for(big: Database) -> None:
    for status in Status:
        page = TaskList(big, today=TODAY).find(TaskQuery(statuses=(status,), limit=200))
        assert {task.status for task in page.rows} == {status}
