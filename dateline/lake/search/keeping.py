"""The index of a lake, opened for a search: brought up to date first where that may be done, else as it is.

One process brings it up to date at a time, under a lock of its own; meanwhile others search what is there, and are told
how far it lags. A lake that may not be written is searched in the same way, or where it has no index, in one that is
made in a temporary folder and lasts as long as the search.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from functools import partial
from pathlib import Path

from filelock import FileLock, Timeout

from dateline.errors import LakeError, NotReadyError
from dateline.lake import store
from dateline.lake.marks import marks_of
from dateline.lake.search import index
from dateline.lake.search.index import Progress
from dateline.lake.views import open_views

MEMORY = "1GB"
"""What DuckDB may take while the index is made: the rest of two goes to a batch of articles and to SQLite."""


@contextmanager
def opened(
    folder: Path, progress: Progress | None = None, *, is_freshened: bool = True
) -> Iterator[tuple[sqlite3.Connection, int]]:
    """The index of a lake, and by how many articles it lags behind; LakeError where there is no lake.

    Without `is_freshened` an index that is there is taken as it is; 1 then says that it lags, and NotReadyError that
    there is none.
    """
    store.check(folder)
    path = index.home(folder)
    with tempfile.TemporaryDirectory(prefix="dateline-") as spare, _told(folder):
        if not (folder / "readings").is_dir():  # nothing was recorded yet, and nothing is made in such a folder
            path = Path(spare) / index.NAME
        state = index.state_of(folder)
        if not _has(path, state if is_freshened else None):
            if not is_freshened:
                raise NotReadyError(f"the search index of {folder} is not made yet; try again in some minutes")
            try:
                _freshen(folder, path, progress or _unseen)
            except (OSError, sqlite3.OperationalError):  # it may not be written, or the disk is full
                if not _has(path, None):
                    path = Path(spare) / index.NAME
                    _build(folder, path, progress or _unseen)
        with closing(_connected(path, Path(spare))) as con:
            if index.is_current(con, state):
                yield con, 0
            else:
                yield con, _lag(folder, con) if is_freshened else 1


def forget(folder: Path, ids: Sequence[str]) -> None:
    """Leave no trace of articles in the index; call it when they are gone from the lake."""
    path = index.home(folder)
    if not path.exists():
        return
    with _told(folder), store.writing(folder), _lock(folder, store.PATIENCE), index.writing(path) as con:
        index.erase(con, ids)


def _freshen(folder: Path, path: Path, progress: Progress) -> None:
    """Bring the index up to date; where another process does, leave it to that, or wait if there is none yet."""
    if path != index.home(folder):
        _build(folder, path, progress)
        return
    path.parent.mkdir(exist_ok=True)
    try:
        with _lock(folder, 0 if _has(path, None) else store.PATIENCE):
            if not _has(path, index.state_of(folder)):
                _build(folder, path, progress)
    except Timeout:
        if not _has(path, None):
            raise LakeError(f"the search index of {folder} is being made by another process; wait for it") from None


@contextmanager
def _lock(folder: Path, seconds: float) -> Iterator[None]:
    lock = FileLock(index.home(folder).with_suffix(".lock"))
    lock.acquire(timeout=seconds)
    try:
        yield
    finally:
        lock.release()


def _build(folder: Path, path: Path, progress: Progress) -> None:
    try:
        _build_once(folder, path, progress)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:  # a broken file: it is derived, so make it anew
        index.discard(path)
        _build_once(folder, path, progress)


def _build_once(folder: Path, path: Path, progress: Progress) -> None:
    from dateline.lake.search.entries import entries

    state = index.state_of(folder)
    with open_views(folder) as views, index.writing(path) as con:
        views.execute(f"SET memory_limit = '{MEMORY}'")
        index.update(con, marks_of(views), partial(entries, views), progress)
        index.settle(con, state)


def _lag(folder: Path, con: sqlite3.Connection) -> int:
    with open_views(folder) as views:
        new, gone = index.changed(con, marks_of(views))
    return len(new) + len(gone)


def _has(path: Path, state: str | None) -> bool:
    """Whether there is an index that can be used, and has all of a lake in that state."""
    if not path.exists():
        return False
    try:
        with tempfile.TemporaryDirectory(prefix="dateline-") as spare, closing(_connected(path, Path(spare))) as con:
            return index.is_usable(con) and (state is None or index.is_current(con, state))
    except sqlite3.Error:
        return False


def _connected(path: Path, spare: Path) -> sqlite3.Connection:
    """The index for reading. In a folder that may not be written, SQLite cannot share a file whose last writer was
    killed: then a copy is read."""
    try:
        return index.reading(path)
    except sqlite3.OperationalError:
        left_over = path.with_name(f"{path.name}-wal")
        if not left_over.exists() or not left_over.stat().st_size:
            return index.reading(path, "mode=ro&immutable=1")
        for part in (path, left_over):
            shutil.copy(part, spare / part.name)
        return index.reading(spare / path.name, "mode=rw")


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        reason = f"the search index of {folder} cannot be used ({error}); delete {index.home(folder)}"
        raise LakeError(f"{reason}, the next search makes it again") from error


def _unseen(_n: int) -> AbstractContextManager[Callable[[], None]]:
    return nullcontext(lambda: None)
