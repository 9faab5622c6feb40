"""Many officials of one ministry who report on one task at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from corpus.store import Database
from register.errors import Conflict
from register.model import Person, Progress, Report, Role
from register.progress import report
from register.query import TaskList

JUSTICE = Person("lan", "Lan", Role.OFFICIAL, "ministry-of-justice")


def all_report(database: Database, task_id: str, officials: int) -> int:
    """Let each read the task and report until nobody was faster; returns how often somebody was."""

    def insist(n: int) -> int:
        conflicts = 0
        while True:
            seen = TaskList(database).task(task_id)
            try:
                said = Report(Progress.IN_PROGRESS, n % 100, note=f"official {n}")
                report(database, task_id, said, by=JUSTICE, version=seen.version)
            except Conflict:
                conflicts += 1
            else:
                return conflicts

    with ThreadPoolExecutor(officials) as pool:
        return sum(pool.map(insist, range(officials)))
