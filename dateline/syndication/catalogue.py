"""What is known of each article, and which articles are a group: a SQLite database, in a folder or in memory.

The database also names the segments of the postings, so that one commit makes both valid at once. What is deleted is
overwritten with zeros (`secure_delete`).
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dateline.errors import LakeError
from dateline.syndication.wording import Wording

FORM = "1"
"""The form of what is kept and of the numbers in it; an index of another form has to be built anew."""
PATIENCE = 5.0
"""Seconds to wait for another process that is writing."""
REMEMBERED = 3_000
"""Articles whose words stay in memory, as the copies of a story come close together: some 50 MB."""
REMEMBERED_GROUPS = 1_000_000

_TABLES = """
CREATE TABLE IF NOT EXISTS article (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    outlet TEXT,
    published_at TEXT,
    agency TEXT,
    of INTEGER NOT NULL,
    words BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS article_of ON article (of, number);
CREATE TABLE IF NOT EXISTS segment (name TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS form (name TEXT PRIMARY KEY);
"""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """An article as it is kept: its wording, and what it says of where it comes from.

    `group` is the number of the group's first article; it is that of the article itself where nothing came before.
    """

    number: int
    id: str
    outlet: str | None
    published_at: str | None
    agency: str | None
    group: int
    wording: Wording


class Catalogue:
    """The articles by number and by id, and the groups."""

    def __init__(self, folder: Path | None) -> None:
        """Open the catalogue of a folder, made if there is none; LakeError if it is of another form."""
        file = folder / "articles.sqlite" if folder else ":memory:"
        self._db = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)
        self._db.execute("PRAGMA secure_delete = ON")
        self._db.execute("PRAGMA cache_size = -65536")
        self._db.execute("PRAGMA cache_spill = OFF")  # what is not committed stays in memory and keeps no reader out
        self._db.executescript(_TABLES)
        forms = [name for (name,) in self._db.execute("SELECT name FROM form")]
        if not forms:
            self._db.execute("INSERT OR IGNORE INTO form VALUES (?)", (FORM,))
        elif forms != [FORM]:
            raise LakeError(f"{folder}: expected an index of form {FORM}, found {forms[0]}; delete the folder")
        self._version = 0
        self._entries: dict[int, Entry] = {}
        self._groups: dict[int, int] = {}

    def close(self) -> None:
        """Let go of the files; what was not committed is lost."""
        self._db.close()

    def begin(self) -> bool:
        """Start to write, unless that is done already; whether it was started now."""
        if self._db.in_transaction:
            return False
        try:
            self._db.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise LakeError(f"the index is being written by another process: {error}; try again later") from error
        return True

    def commit(self, segments: Iterable[str]) -> None:
        """Make all that was written since `begin` valid, with these segments of postings."""
        self._db.execute("DELETE FROM segment")
        self._db.executemany("INSERT INTO segment VALUES (?)", ((name,) for name in segments))
        self._db.execute("COMMIT")

    def changed(self) -> bool:
        """Whether another process has committed since this was last asked; what was remembered is then let go."""
        version = self._db.execute("PRAGMA data_version").fetchone()[0]
        if version == self._version or self._db.in_transaction:
            return False
        self._version = version
        self._entries.clear()
        self._groups.clear()
        return True

    @contextmanager
    def steady(self) -> Iterator[None]:
        """Keep others from committing while files are opened that the last commit names."""
        if self._db.in_transaction:
            yield
            return
        self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.execute("COMMIT")

    def segments(self) -> list[str]:
        """The segments that were valid at the last commit, oldest first."""
        return [name for (name,) in self._db.execute("SELECT name FROM segment ORDER BY rowid")]

    def number_of(self, id: str) -> int | None:
        """The number of the article of that id."""
        row = self._db.execute("SELECT number FROM article WHERE id = ?", (id,)).fetchone()
        return row[0] if row else None

    def last_number(self) -> int:
        """The highest number of an article; 0 without any."""
        return int(self._db.execute("SELECT coalesce(max(number), 0) FROM article").fetchone()[0])

    def entry(self, number: int) -> Entry | None:
        """The article of that number, if there is one."""
        known = self._entries.get(number)
        if known is None:
            row = self._db.execute("SELECT * FROM article WHERE number = ?", (number,)).fetchone()
            if row is None:
                return None
            number, name, outlet, published_at, agency, group, words = row
            wording = Wording(np.frombuffer(words, dtype=np.uint32))
            known = Entry(number, name, outlet, published_at, agency, group, wording)
            self._remember(known)
        return known

    def entries(self, numbers: Iterable[int]) -> list[Entry]:
        """The articles of these numbers, in their order, without those that there are not."""
        return [entry for number in numbers if (entry := self.entry(number))]

    def group_of(self, number: int) -> int | None:
        """The group of an article: the number of its first article; None for an article that there is not."""
        group = self._groups.get(number)
        if group is None:
            row = self._db.execute("SELECT of FROM article WHERE number = ?", (number,)).fetchone()
            group = row[0] if row else 0
            if len(self._groups) >= REMEMBERED_GROUPS:
                self._groups.clear()
            self._groups[number] = group
        return group or None

    def members(self, group: int) -> list[int]:
        """The numbers of a group's articles, in the order of arrival."""
        return [n for (n,) in self._db.execute("SELECT number FROM article WHERE of = ? ORDER BY number", (group,))]

    def ends(self, group: int, first: int, last: int) -> list[int]:
        """The numbers of the first few and the last few articles of a group, each once."""
        ask = "SELECT number FROM article WHERE of = ? ORDER BY number"
        head = self._db.execute(f"{ask} LIMIT ?", (group, first)).fetchall()
        tail = self._db.execute(f"{ask} DESC LIMIT ?", (group, last)).fetchall() if len(head) == first else []
        return list(dict.fromkeys(n for (n,) in (*head, *reversed(tail))))

    def groups(self) -> list[int]:
        """Every group, in the order of the first articles."""
        return [group for (group,) in self._db.execute("SELECT DISTINCT of FROM article ORDER BY of")]

    def put(self, entry: Entry) -> None:
        """Write an article, in place of one of the same number."""
        self._db.execute(
            "INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                entry.number,
                entry.id,
                entry.outlet,
                entry.published_at,
                entry.agency,
                entry.group,
                entry.wording.words.tobytes(),
            ),
        )
        self._remember(entry)

    def move(self, numbers: Sequence[int], group: int) -> None:
        """Make these articles members of a group."""
        self._db.executemany("UPDATE article SET of = ? WHERE number = ?", ((group, number) for number in numbers))
        self._lose(numbers)

    def delete(self, number: int) -> None:
        """Delete an article."""
        self._db.execute("DELETE FROM article WHERE number = ?", (number,))
        self._lose([number])

    def _remember(self, entry: Entry) -> None:
        if len(self._entries) >= REMEMBERED:
            del self._entries[next(iter(self._entries))]
        self._entries[entry.number] = entry
        self._groups[entry.number] = entry.group

    def _lose(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            self._entries.pop(number, None)
            self._groups.pop(number, None)
