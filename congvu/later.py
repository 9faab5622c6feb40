"""Groups of verbs that are imported when they are called: help names them without, and other verbs do not wait."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

import typer
from typer.core import TyperGroup
from typer.main import get_command

if TYPE_CHECKING:
    from typer._click import Command, Context


@dataclass(frozen=True, slots=True)
class Later:
    """A group of verbs, or one verb: the module and the name of its Typer app there, and its line in the help."""

    module: str
    about: str
    app: str = "app"

    def load(self, name: str) -> Command:
        """The verbs, ready to be called as `name`."""
        command = get_command(getattr(import_module(self.module), self.app))
        command.name, command.help = name, self.about
        return command


LATER = {
    "corpus": Later("congvu.corpus_verbs", "Add documents and see what is there."),
    "conversations": Later(
        "congvu.conversation_verbs", "What the assistant remembers, by the id that an answer carries."
    ),
    "people": Later("congvu.task_verbs", "Say who may report progress and correct tasks.", app="people"),
    "remind": Later("congvu.reminder_verbs", "Remind people of terms and changes."),
    "tasks": Later(
        "congvu.task_verbs",
        "List the tasks of the register: who must do what by when, and where it says so.",
        app="listing",
    ),
    "procedures": Later(
        "congvu.procedure_verbs",
        "Find procedures: what a public service costs, how long it takes, which papers it wants, and where.",
        app="finding",
    ),
    "procedure": Later("congvu.procedure_verbs", "Tell of a public service: changes, due days, what the state holds."),
    "feedback": Later("congvu.feedback_verbs", "Report mistakes in guides, follow the reports, answer them."),
    "evals": Later("congvu.evals_verbs", "Measure on benchmarks, over the same code that serves."),
}


class Verbs(TyperGroup):
    """A group whose verbs in `LATER` stand in for themselves until one is called."""

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        if later := LATER.get(args[0]):
            self.commands[args[0]] = later.load(args[0])
        return super().resolve_command(ctx, args)


def add_later(app: typer.Typer) -> None:
    """Let the help of `app`, made with `cls=Verbs`, name the verbs of `LATER`."""
    for name, later in LATER.items():
        app.add_typer(typer.Typer(), name=name, help=later.about)
