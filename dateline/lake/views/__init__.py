"""The views of the record: one SQL file each, its columns documented at its head, over the tables of a lake.

`open_views` gives a connection on which they can be asked for, now or as of a time or a version. It can read the
lake's files and nothing else.
"""

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files as resources
from pathlib import Path

import duckdb

from dateline.errors import LakeError
from dateline.lake import derived, parts, store
from dateline.lake.derived import visible
from dateline.lake.schema import TableName, columns
from dateline.tables import rows

VIEWS = (
    "articles",
    "revisions",
    "statements",
    "events",
    "actors",
    "chains",
    "relations",
    "copies",
    "accounts",
    "happenings",
    "stories",
    "discrepancies",
    "pledges",
    "outcomes",
    "agreements",
    "refusals",
    "corrections",
)
"""In the order in which they are made: later ones may ask earlier ones."""

ASIDES: tuple[TableName, ...] = ("refusals", "corrections")
"""The tables beside the readings that views stand on."""

AsOf = datetime | int | None
"""A time (the record as it stood then), a version of the lake, or None for now."""


@dataclass(frozen=True, slots=True)
class View:
    """A view: what it gives, what its columns mean, and its SQL."""

    name: str
    about: str
    columns: Mapping[str, str]
    sql: str


@cache
def view(name: str) -> View:
    """One of the views by name, read from its SQL file."""
    text = (resources(__name__) / f"{name}.sql").read_text(encoding="utf-8")
    about: list[str] = []
    described: dict[str, str] = {}
    for line in text.splitlines():
        if not line.startswith("-- "):
            break
        head, colon, meaning = line[3:].partition(": ")
        if colon and head.replace("_", "").isalnum():
            described[head] = meaning
        elif not described:
            about.append(line[3:])
    return View(name, " ".join(about), described, text)


@cache
def form() -> str:
    """What tells rows that these views show from those of any other: a digest of all their SQL."""
    return hashlib.sha256("".join((*(view(name).sql for name in VIEWS), parts.form())).encode()).hexdigest()[:8]


@contextmanager
def open_views(folder: Path, as_of: AsOf = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with all views of a lake; LakeError where there is none, or none so old.

    A page that is forgotten while they are read takes its files with it: that is a LakeError, too.
    """
    store.check(folder)
    derived.refresh(folder, wait=False)
    with (
        tempfile.TemporaryDirectory(prefix="dateline-") as spare,
        closing(store.steadily(lambda: _opened(folder, as_of, Path(spare)))) as con,
    ):
        try:
            yield con
        except (duckdb.PermissionException, duckdb.IOException) as error:
            if is_changed(con):
                raise LakeError(f"a page of {folder} was forgotten while it was read; try again") from error
            raise


def _opened(folder: Path, as_of: AsOf, spare: Path) -> duckdb.DuckDBPyConnection:
    listed = store.files(folder, "readings", as_of if isinstance(as_of, int) else None)
    if not listed and parts.exist(folder) and store.table(folder, "readings") is None:
        raise LakeError(
            f"{folder / 'readings'} has no log, though it was read before; restore its _delta_log from a copy"
        )
    others = _others(folder)
    con = store.connection()
    try:
        with store.reading(folder):
            flat = _flat_files(folder, listed, spare)
            parts.prepare(con)
            _make_tables(con, listed, others, as_of)
            for part in parts.PARTS:
                _make_part(con, part, flat[part])
            for name in VIEWS:
                con.execute(f"CREATE VIEW {name} AS {view(name).sql}")
        _fence(con, [*listed, *(path for files in (others, flat) for paths in files.values() for path in paths)])
    except BaseException:
        con.close()
        raise
    return con


def _others(folder: Path) -> dict[str, list[str]]:
    """The files that views read beside those of readings, by table."""
    others: dict[str, list[str]] = {name: store.files(folder, name) for name in ASIDES}
    others.update((table, visible.files(folder, table)) for table in visible.COLUMNS)
    return others


def is_changed(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether a file that the views read is gone since they were opened."""
    read = con.execute("SELECT unnest(current_setting('allowed_paths'))").fetchall()
    return not all(Path(path).exists() for (path,) in read)


def _flat_files(folder: Path, listed: list[str], spare: Path) -> dict[str, list[str]]:
    """The files of each part, made if need be: in the lake, or where that cannot be written, in a spare folder."""
    try:
        parts.refresh(folder, listed)
    except OSError:
        for data_file in parts.missing(folder, listed):
            parts.make(data_file, spare / Path(data_file).stem)
    return {
        part: [
            path if Path(path).exists() else str(spare / Path(path).parent.name / Path(path).name)
            for path in parts.files(folder, part, listed)
        ]
        for part in parts.PARTS
    }


def _make_tables(
    con: duckdb.DuckDBPyConnection, listed: list[str], others: Mapping[str, list[str]], as_of: AsOf
) -> None:
    """What the views stand on: readings, which of them are current, corrections that stand, groups, happenings."""
    until = store.literal(as_of.isoformat()) if isinstance(as_of, datetime) else "'infinity'"
    moment = f"CAST({until} AS TIMESTAMP WITH TIME ZONE)"
    _make_table(con, "readings", "readings", listed, moment)
    _make_table(con, "refused", "refusals", others["refusals"], moment)
    _make_table(con, "raw_corrections", "corrections", others["corrections"], moment)
    _make_derived(con, others)
    con.execute(
        """
        CREATE TEMP TABLE current AS
        SELECT arg_max("row", (seen_at, recorded_at, "row")) AS "row", count(DISTINCT revision) AS n_revisions
        FROM (SELECT id, seen_at, max(recorded_at) AS recorded_at, arg_max(revision, recorded_at) AS revision,
                     arg_max("row", (recorded_at, "row")) AS "row"
              FROM readings GROUP BY id, page, seen_at)
        GROUP BY id;
        CREATE TEMP TABLE given_corrections AS SELECT * REPLACE (CAST(changes AS JSON) AS changes) FROM raw_corrections;
        CREATE TEMP TABLE standing_corrections AS
        SELECT * FROM given_corrections AS c
        WHERE verdict <> 'withdraw'
          AND NOT EXISTS (SELECT 1 FROM given_corrections AS w WHERE w.verdict = 'withdraw' AND w.withdraws = c.id)
        QUALIFY row_number() OVER (PARTITION BY target, article, anchor ORDER BY recorded_at DESC, id DESC) = 1;
        CREATE TEMP TABLE text_groups AS
        SELECT p.article, p.text_group, p.origin, p.why, count(*) OVER (PARTITION BY p.text_group) AS n_copies
        FROM latest_placed AS p JOIN current USING ("row");
        CREATE TEMP TABLE told_happenings AS SELECT t.* FROM latest_told AS t JOIN current USING ("row");
        CREATE TEMP TABLE entries_judged AS
        SELECT e.* REPLACE (coalesce(c.changes ->> 'relation', e.relation) AS relation, CAST(e.why AS JSON) AS why),
               CASE c.verdict WHEN 'confirm' THEN 'confirmed' WHEN 'correct' THEN 'corrected' END AS review,
               c.who AS reviewer
        FROM latest_entries AS e
        JOIN current USING ("row")
        LEFT JOIN standing_corrections AS c ON c.target = 'pledge' AND c.anchor = e.entry
        WHERE c.verdict IS DISTINCT FROM 'reject';
        CREATE TEMP TABLE outcomes_judged AS SELECT * FROM entries_judged WHERE relation <> 'repeat';
        CREATE MACRO says(changes, field) AS coalesce(list_contains(json_keys(changes), field), false);
        CREATE MACRO corrected(changes, field, value) AS
            CASE WHEN says(changes, field) THEN changes ->> field ELSE value END;
        CREATE MACRO unknown(list) AS list_transform(list, lambda one: CAST(NULL AS VARCHAR));
        """
    )
    quads = ", ".join(f"{store.literal(row['type'])}: {store.literal(row['quad'])}" for _, row in rows("plover_types"))
    con.execute(f"CREATE MACRO quad_of(type) AS (MAP {{{quads}}})[type]")
    _make_aliases(con)


def _make_aliases(con: duckdb.DuckDBPyConnection) -> None:
    given = con.execute(
        "SELECT anchor, changes ->> 'actor' FROM standing_corrections "
        "WHERE target = 'identity' AND verdict <> 'reject' AND changes ->> 'actor' IS NOT NULL ORDER BY recorded_at, id"
    ).fetchall()
    shown = shown_as(given)
    con.execute("CREATE TEMP TABLE aliases (actor VARCHAR, same_as VARCHAR)")
    if shown:
        con.execute("INSERT INTO aliases SELECT unnest($1), unnest($2)", [list(shown), list(shown.values())])
    con.execute("SET VARIABLE aliases = (SELECT map(list(actor), list(same_as)) FROM aliases)")
    same = "coalesce(getvariable('aliases')[actor], actor)" if shown else "actor"
    con.execute(f"CREATE MACRO same(actor) AS {same}")
    con.execute(
        f"CREATE MACRO same_list(actors) AS {'list_transform(actors, lambda a: same(a))' if shown else 'actors'}"
    )


def shown_as(given: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The id that each actor's is shown as; `given` says of two, oldest first, that the first is the second.

    Whoever is one with the same is one with each other. Of these, the second of the pair that joined two of them last
    is shown, or of one that says again of two that they are one: so two pairs that contradict end at the later.
    """
    shown: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    for actor, same_as in given:
        one, other = shown.get(actor, actor), shown.get(same_as, same_as)
        end = other if one != other else same_as
        joined = [member for each in dict.fromkeys((one, other)) for member in members.pop(each, [each])]
        members[end] = joined
        shown.update(dict.fromkeys(joined, end))
    return {actor: end for actor, end in shown.items() if actor != end}


def _make_table(con: duckdb.DuckDBPyConnection, name: str, table: TableName, listed: list[str], moment: str) -> None:
    if listed:
        con.execute(
            f"CREATE VIEW {name} AS SELECT * FROM stored({store.literal(listed)}) WHERE recorded_at <= {moment}"
        )
    else:
        described = ", ".join(f'"{column}" {sql_type}' for column, sql_type in columns(table).items())
        con.execute(f"CREATE TABLE {name} ({described})")


def _make_derived(con: duckdb.DuckDBPyConnection, others: Mapping[str, list[str]]) -> None:
    """What is derived from many readings, the latest line of each key."""
    for table, key in visible.KEYS.items():
        listed = others[table]
        if listed:
            con.execute(
                f"CREATE VIEW latest_{table} AS SELECT * FROM located({store.literal(listed)}) "
                f'QUALIFY row_number() OVER (PARTITION BY "{key}", "row" ORDER BY filename DESC) = 1'
            )
        else:
            con.execute(f"CREATE TABLE latest_{table} ({visible.described(table)})")


def _make_part(con: duckdb.DuckDBPyConnection, part: str, listed: list[str]) -> None:
    if listed:
        con.execute(f"CREATE VIEW part_{part} AS SELECT * FROM stored({store.literal(listed)})")
    else:
        con.execute("CREATE OR REPLACE VIEW source AS SELECT * FROM readings")
        con.execute(f"CREATE VIEW part_{part} AS {parts.sql(part)}")


def _fence(con: duckdb.DuckDBPyConnection, listed: list[str]) -> None:
    """From here on nothing but the lake's files can be opened, and no setting changed."""
    con.execute(f"SET allowed_paths = {store.literal(listed)}")
    con.execute("SET temp_directory = ''")
    con.execute("SET enable_external_access = false")


def moment_of(stated: str) -> AsOf:
    """What an "as of" means: a whole number is a version, a day its end, a time itself; zone UTC unless it has one."""
    if stated.isascii() and stated.isdigit() and len(stated) < 8:
        return int(stated)
    try:
        moment = datetime.fromisoformat(stated)
    except ValueError as error:
        raise LakeError(
            f"{stated!r} is neither a version nor a time; write 12, 2025-05-03 or 2025-05-03T10:00+02:00"
        ) from error
    if _is_day(stated):
        moment += timedelta(days=1, microseconds=-1)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _is_day(stated: str) -> bool:
    try:
        date.fromisoformat(stated)
    except ValueError:
        return False
    return True
