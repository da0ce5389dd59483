"""What all commands print alike: data on standard output, remarks on standard error, and progress on long work."""

import errno
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

FEW = 3
"""Up to so many files and folders' files are read without showing progress."""


class Ended(BaseException):
    """The process was asked to end: SIGTERM, for work that has something to say before it does."""


def ends_when_asked() -> None:
    """From here on SIGTERM raises Ended."""

    def end(_number: int, _frame: object) -> None:
        raise Ended

    signal.signal(signal.SIGTERM, end)


@contextmanager
def room_to_write() -> Iterator[None]:
    """Turns output that cannot be written into a line that says so, but for a reader who has seen enough of it."""
    try:
        yield
        if sys.stdout is not None:  # closed by who started this
            sys.stdout.flush()
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise  # click ends quietly, as every program in a pipe does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python tries again at exit, and complains
        raise click.ClickException(
            f"cannot write the output ({error.strerror or error}); make room, or send it elsewhere"
        ) from error


@contextmanager
def told() -> Iterator[None]:
    """Turns what no page can be blamed for into click's one line, and exit status 1."""
    from dateline.errors import LakeError, ModelError, QueryError, TableError

    try:
        yield
    except (LakeError, ModelError, QueryError, TableError) as error:
        raise click.ClickException(str(error) if isinstance(error, QueryError) else line(str(error))) from error


def line(words: str) -> str:
    """Words as one line that a terminal can show safely."""
    from dateline.terminal.safe import one_line

    return one_line(words)


@contextmanager
def progress(n: int, *, is_printing: bool = True) -> Iterator[Callable[[], None]]:
    """A bar on standard error for a long batch whose output goes elsewhere; call what it gives after each place."""
    if n <= FEW or (is_printing and sys.stdout.isatty()) or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(bar_width=40), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=n)
        yield lambda: bar.advance(task)
