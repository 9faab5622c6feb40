"""What the person at the terminal sees beside the data: notes and bars, on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import typer
from tqdm import tqdm

ON_A_TERMINAL, IN_A_LOG = 0.5, 30.0  # seconds between two states of a bar; a file keeps each of them


def note(words: str) -> None:
    """A line for the person at the terminal, apart from the data."""
    typer.echo(words, err=True)


def note_beside_bars(words: str) -> None:
    """The same while a bar is shown, which stays whole below the line."""
    tqdm.write(words, file=sys.stderr)


@contextmanager
def stages() -> Iterator[Callable[[str, str], Callable[[int, int], None]]]:
    """Bars one after the other, each by name and unit: one is shown from its first report on and ends the one before.

    What is over at once, and reports nothing, shows none.
    """
    with ExitStack() as shown:
        current: Callable[[int, int], None] | None = None

        def stage(what: str, unit: str) -> Callable[[int, int], None]:
            own: Callable[[int, int], None] | None = None

            def report(done: int, total: int) -> None:
                nonlocal own, current
                if own is None or own is not current:
                    shown.close()
                    own = current = shown.enter_context(progress(what, unit))
                own(done, total)

            return report

        yield stage


@contextmanager
def progress(what: str, unit: str = "it") -> Iterator[Callable[[int, int], None]]:
    """A bar, fed with (done, total); fewer done than before begin it anew. One line of it stays at the end.

    The time left is told from the average of the whole run.
    """
    pause = ON_A_TERMINAL if sys.stderr.isatty() else IN_A_LOG
    with tqdm(desc=what, unit=unit, dynamic_ncols=True, file=sys.stderr, mininterval=pause, smoothing=0) as bar:

        def report(done: int, total: int) -> None:
            if done < bar.n:
                bar.reset(total)
            bar.total = total
            bar.update(done - bar.n)

        yield report
