"""What is kept of which view: the keys that its rows are found by, and each row whole, as JSON in `data`."""

import hashlib
from dataclasses import dataclass
from typing import Literal

from dateline.lake import views

Touch = Literal["article", "happening", "pledge"]
"""What a change of the record touches: an article's own rows, or what several articles tell together."""

NAME = "ready.sqlite"


@dataclass(frozen=True, slots=True)
class Table:
    """A view's rows: `key` tells them apart, `by` says with what they change, `columns` are kept beside the whole row.

    `owner` is the view's column that holds the id of what they change with. `indexes` are SQL, each the inside of the
    brackets. `dropped` are columns that the JSON does without.
    """

    view: str
    key: str
    by: Touch
    owner: str
    columns: dict[str, str]
    indexes: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


TABLES = (
    Table(
        "articles",
        "id",
        "article",
        "id",
        {
            "published_on": "TEXT",
            "publisher": "TEXT",
            "agency": "TEXT",
            "title": "TEXT",
            "language": "TEXT",
            "text_group": "TEXT",
            "recorded_at": "TEXT",
        },
        ("published_on, id", "publisher, published_on", "text_group", "recorded_at"),
        ("text",),
    ),
    Table(
        "revisions",
        '"row"',
        "article",
        "id",
        {"id": "TEXT", "revision": "TEXT", "seen_at": "TEXT", "recorded_at": "TEXT", "is_current": "INTEGER"},
        ("id, seen_at",),
    ),
    Table(
        "statements",
        "statement",
        "article",
        "article",
        {
            "article": "TEXT",
            "speaker": "TEXT",
            "addressee": "TEXT",
            "origin": "TEXT",
            "status": "TEXT",
            "said_on": "TEXT",
            "published_on": "TEXT",
            "publisher": "TEXT",
            "start": "INTEGER",
        },
        (
            "article, start",
            "published_on, statement",
            *(f"{name}, published_on, statement" for name in ("speaker", "origin", "status", "publisher")),
        ),
    ),
    Table(
        "events",
        "event",
        "article",
        "article",
        {
            "article": "TEXT",
            "happening": "TEXT",
            "type": "TEXT",
            "status": "TEXT",
            "quad": "TEXT",
            "day": "TEXT",
            "published_on": "TEXT",
            "publisher": "TEXT",
            "origin": "TEXT",
            "place": "TEXT",
            "place_country": "TEXT",
            "lat": "REAL",
            "lon": "REAL",
            "precision": "TEXT",
            "start": "INTEGER",
        },
        (
            "article, start",
            "happening",
            "published_on, event",
            *(f"{name}, published_on, event" for name in ("status", "type", "place_country", "publisher")),
            "published_on, lat, lon, place, precision, status, quad",
            "lat, lon",
        ),
    ),
    Table(
        "actors",
        "actor, article",
        "article",
        "article",
        {"actor": "TEXT", "article": "TEXT", "name": "TEXT", "kind": "TEXT", "country": "TEXT", "published_on": "TEXT"},
        ("article",),
    ),
    Table(
        "agreements",
        'article, start, state, "row"',
        "article",
        "article",
        {
            "article": "TEXT",
            "start": "INTEGER",
            "state": "TEXT",
            '"row"': "TEXT",
            "agreement": "TEXT",
            "told_on": "TEXT",
            "status": "TEXT",
        },
        ("article", "agreement, told_on", "told_on"),
    ),
    Table(
        "happenings",
        "happening",
        "happening",
        "happening",
        {
            "type": "TEXT",
            "day": "TEXT",
            "first_published_on": "TEXT",
            "last_published_on": "TEXT",
            "n_articles": "INTEGER",
            "n_texts": "INTEGER",
            "n_accounts": "INTEGER",
        },
        ("last_published_on, happening, type, n_accounts",),
    ),
    Table(
        "accounts",
        "event",
        "happening",
        "happening",
        {"happening": "TEXT", "account": "INTEGER", "article": "TEXT", "published_on": "TEXT"},
        ("happening, account",),
    ),
    Table(
        "discrepancies",
        "happening, what, one_event, other_event, one, other",
        "happening",
        "happening",
        {
            "happening": "TEXT",
            "what": "TEXT",
            "one_event": "TEXT",
            "other_event": "TEXT",
            "one": "TEXT",
            "other": "TEXT",
        },
        ("happening",),
    ),
    Table(
        "pledges",
        "pledge",
        "pledge",
        "pledge",
        {
            "article": "TEXT",
            "event": "TEXT",
            "maker": "TEXT",
            "beneficiary": "TEXT",
            "made_on": "TEXT",
            "due_on": "TEXT",
            "state": "TEXT",
            "status": "TEXT",
            "n_outcomes": "INTEGER",
        },
        ("made_on, pledge, state, due_on", "article", "event", "due_on"),
    ),
    Table(
        "outcomes",
        "outcome",
        "pledge",
        "pledge",
        {"pledge": "TEXT", "relation": "TEXT", "score": "REAL", "told_on": "TEXT", "article": "TEXT"},
        ("pledge", "article", "told_on, outcome"),
    ),
)
"""In the order in which they are written."""

LINKS = """
CREATE TABLE readings (article TEXT PRIMARY KEY, slug TEXT NOT NULL, mark TEXT NOT NULL, reading BLOB NOT NULL);
CREATE UNIQUE INDEX readings_slug ON readings (slug);
CREATE TABLE parties (
    actor TEXT NOT NULL, side TEXT NOT NULL, event TEXT NOT NULL, country TEXT, article TEXT NOT NULL,
    happening TEXT, status TEXT, on_day TEXT,
    PRIMARY KEY (actor, event, side)
) WITHOUT ROWID;
CREATE INDEX parties_article ON parties (article);
CREATE INDEX parties_day ON parties (actor, on_day);
CREATE TABLE involved (
    party TEXT NOT NULL, told_on TEXT NOT NULL, event TEXT NOT NULL, article TEXT NOT NULL,
    PRIMARY KEY (party, told_on, event)
) WITHOUT ROWID;
CREATE INDEX involved_event ON involved (article, event);
CREATE TABLE concerned (
    party TEXT NOT NULL, told_on TEXT NOT NULL, happening TEXT NOT NULL, PRIMARY KEY (party, told_on, happening)
) WITHOUT ROWID;
CREATE INDEX concerned_happening ON concerned (happening);
CREATE TABLE pairs (
    source TEXT NOT NULL, target TEXT NOT NULL, event TEXT NOT NULL, source_country TEXT, target_country TEXT,
    article TEXT NOT NULL, happening TEXT, quad TEXT, type TEXT, status TEXT, on_day TEXT,
    PRIMARY KEY (source, target, event)
) WITHOUT ROWID;
CREATE INDEX pairs_article ON pairs (article);
CREATE INDEX pairs_target ON pairs (target, source);
CREATE INDEX pairs_countries ON pairs (source_country, target_country, on_day, quad, status, happening);
CREATE TABLE promisers (
    party TEXT NOT NULL, side TEXT NOT NULL, pledge TEXT NOT NULL, PRIMARY KEY (party, pledge, side)
) WITHOUT ROWID;
CREATE INDEX promisers_pledge ON promisers (pledge);
CREATE TABLE roster (
    actor TEXT PRIMARY KEY, name TEXT, kind TEXT, country TEXT, role TEXT, wikidata TEXT, state_controlled INTEGER,
    n_articles INTEGER, n_statements INTEGER, n_events INTEGER, first_on TEXT, last_on TEXT, is_lasting INTEGER NOT NULL
);
CREATE INDEX roster_size ON roster (is_lasting, n_articles);
CREATE INDEX roster_kind ON roster (kind, is_lasting, n_articles);
CREATE INDEX roster_country ON roster (country, is_lasting, n_articles);
CREATE TABLE stories (article TEXT PRIMARY KEY, story TEXT NOT NULL);
CREATE INDEX stories_story ON stories (story);
CREATE TABLE touched (what TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (what, id)) WITHOUT ROWID;
CREATE TABLE corrections (id TEXT PRIMARY KEY, recorded_at TEXT, target TEXT, article TEXT, data TEXT NOT NULL);
CREATE INDEX corrections_day ON corrections (recorded_at);
CREATE TABLE refusals (name TEXT, recorded_at TEXT, data TEXT NOT NULL);
CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
"""Readings whole; who takes part in which event, and towards whom; the events and happenings of each actor and country,
in the order of their lists; who promises; everybody; what is to be renewed."""


def form() -> str:
    """What the file states of itself: a digest of its tables and of the views' SQL. One of another is made anew."""
    return hashlib.sha256((created() + views.form()).encode()).hexdigest()[:8]


def created() -> str:
    """All tables, as SQL makes them."""
    return "".join(_created(table) for table in TABLES) + LINKS


def _created(table: Table) -> str:
    own = {} if "," in table.key or table.key in table.columns else {table.key: "TEXT"}
    columns = ", ".join(f"{name} {kind}" for name, kind in {**own, **table.columns}.items())
    sql = f"CREATE TABLE {table.view} ({columns}, data TEXT NOT NULL, PRIMARY KEY ({table.key}));\n"
    for number, index in enumerate(table.indexes):
        sql += f"CREATE INDEX {table.view}_{number} ON {table.view} ({index});\n"
    return sql


def stored(table: Table) -> list[str]:
    """The columns of a table, in order, without `data`."""
    own = [] if "," in table.key or table.key in table.columns else [table.key]
    return [*own, *table.columns]
