"""`congvu tasks`: the register by query, as a table, JSON or CSV. `congvu people`: who may report and correct."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Annotated

import typer

from assistant.closeness import ModelCloseness
from assistant.proposing import build_candidates
from assistant.settings import Settings
from congvu.terminal import note, stages
from corpus.agencies import agency_name
from corpus.model import Language
from corpus.store import Database, Library, open_database
from register.asking import read_query
from register.feeds import term
from register.gold import gold_lines
from register.model import Role, Status, Task
from register.naming import acts_named, agencies_named, agency_named, check_period, of_act
from register.open_data import as_csv
from register.people import add_person, list_people, shut_out
from register.query import EVERYTHING, TaskList, TaskPage, TaskQuery
from register.sync import sync
from register.wording import wording

WIDTH = 96  # characters of an action in the list

listing = typer.Typer(add_completion=False)
people = typer.Typer(no_args_is_help=True, add_completion=False)

Day = datetime | None
Agency = Annotated[list[str] | None, typer.Option(help="Leading agency, by id or by name in any language.")]


@listing.command()
def tasks(  # noqa: PLR0913, PLR0917 - each filter of the contract is an option
    question: Annotated[str, typer.Argument(help="In words: 'overdue tasks of the Ministry of Justice'.")] = "",
    agency: Agency = None,
    due_from: Annotated[Day, typer.Option(formats=["%Y-%m-%d"], help="First day of the term.")] = None,
    due_to: Annotated[Day, typer.Option(formats=["%Y-%m-%d"], help="Last day of the term.")] = None,
    status: Annotated[list[Status] | None, typer.Option(help="Only with this status.")] = None,
    act: Annotated[str | None, typer.Option(help="Id or number of the act.")] = None,
    q: Annotated[str, typer.Option("--q", "-q", help="Words of the task, accents or not.")] = "",
    lang: Annotated[Language | None, typer.Option(help="Language of names and actions.")] = None,
    as_of: Annotated[
        Day, typer.Option(formats=["%Y-%m-%d"], help="Only tasks of acts in force on this day, with their status then.")
    ] = None,
    limit: Annotated[int, typer.Option(min=0, help="How many; 0 only counts.")] = 50,
    offset: Annotated[int, typer.Option(min=0, help="How many to pass over.")] = 0,
    json: Annotated[bool, typer.Option("--json", help="Print JSON in the shape of the HTTP API.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print all that match as CSV.")] = False,
    read_again: Annotated[bool, typer.Option("--sync", help="Read the tasks out of the acts again first.")] = False,
    gold: Annotated[bool, typer.Option("--gold", help="Print what reviewers decided, as gold data.")] = False,
) -> None:
    """List the tasks of the register: who must do what by when, and where it says so."""
    database = open_database(Settings().database_url)
    if read_again:
        synchronise(database)
    if gold:
        for line in gold_lines(database, Library(database)):
            typer.echo(line)
        return
    first, last = _day(due_from), _day(due_to)
    check_period(first, last)
    given = TaskQuery(
        agencies=agencies_named(agency or ()), due_from=first, due_to=last, statuses=tuple(status or ()), q=q, lang=lang
    )
    if act:
        given = _of_act(given, act, database)
    listed = TaskList(database)
    query = replace(_read(question, listed, database) if question else given, as_of=_day(as_of))
    rows = EVERYTHING if csv else limit
    page = listed.find(_paged(query, lang, rows, offset))
    _show(page, lang or query.lang or Language.EN, as_json=json, as_table=csv)


def synchronise(database: Database) -> None:
    """Bring the register up to the acts, and say on stderr what that did."""
    settings = Settings()
    more, closeness = build_candidates(settings), ModelCloseness(settings)
    with stages() as stage:
        told = stage("Reading tasks", "page")
        report = sync(Library(database), database, more=more, closeness=closeness, progress=told)
    changes = f"{report.added} new, {report.changed} changed, {report.withdrawn} withdrawn, {report.restored} restored"
    note(f"Tasks: {report.found} read, {changes}")


@people.command("add")
def add(
    name: str,
    role: Annotated[Role, typer.Option(help="What the person may do.")] = Role.OFFICIAL,
    agency: Annotated[str | None, typer.Option(help="The agency that an official acts for, by id or name.")] = None,
    identity: Annotated[str | None, typer.Option("--id", help="A short name for the history.")] = None,
) -> None:
    """Let somebody in. The token is printed once and cannot be shown again."""
    body = agency_named(agency) if agency else None
    person, token = add_person(open_database(Settings().database_url), name, role, agency=body, identity=identity)
    note(f"{person.name} ({person.id}) is let in as {person.role}. The token, shown only now:")
    typer.echo(token)


@people.command("list")
def show() -> None:
    """Everybody who is let in."""
    for person in list_people(open_database(Settings().database_url)):
        typer.echo(f"{person.id}\t{person.role}\t{person.agency or ''}\t{person.name}")


@people.command("remove")
def remove(identity: str) -> None:
    """End somebody's token."""
    if not shut_out(open_database(Settings().database_url), identity):
        raise typer.BadParameter(f"There is nobody '{identity}'. See `congvu people list`.")


def _of_act(given: TaskQuery, act: str, database: Database) -> TaskQuery:
    if not acts_named(act, database):
        note(f"No act with tasks is known as '{act}'. See the numbers with `congvu tasks`.")
    return of_act(given, act, database)


def _read(question: str, listed: TaskList, database: Database) -> TaskQuery:
    numbers = Library(database).act_numbers()
    query = read_query(question, listed.today, known_acts=numbers)
    if query is None:
        raise typer.BadParameter(f"'{question}' does not ask for a list of tasks. Use `congvu ask`, or the filters.")
    return query


def _paged(query: TaskQuery, lang: Language | None, limit: int, offset: int) -> TaskQuery:
    return replace(query, lang=lang or query.lang, limit=limit, offset=offset)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _show(page: TaskPage, language: Language, *, as_json: bool, as_table: bool) -> None:
    if as_table:
        sys.stdout.writelines(as_csv(page.rows, language))
    elif as_json:
        from api.present_tasks import task_out
        from api.task_schemas import TasksOut

        found = TasksOut(tasks=[task_out(task, language) for task in page.rows], total=page.total)
        typer.echo(found.model_dump_json(indent=2))
    else:
        _list(page.rows, language)
        note(f"{len(page.rows)} of {page.total} tasks")


def _list(rows: Sequence[Task], language: Language) -> None:
    words = wording(language)
    for task in rows:
        who = ", ".join(agency_name(one, language) for one in task.agencies) or words["nobody"]
        action = task.action if len(task.action) <= WIDTH else f"{task.action[: WIDTH - 1]}…"
        act = (task.act.number or task.act.id) if task.act else ""
        typer.echo(f"{term(task, language):18}  {words[f'status_{task.status}']:16}  {who}")
        typer.echo(f"{'':14}{action}")
        typer.echo(f"{'':14}{task.id}  {act} {task.clause}")
