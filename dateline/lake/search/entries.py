"""What the index keeps of an article: its text and its facts, and the rows of words that are made of them.

An entry holds all that a result shows, so that a search asks nothing but the index; and its rows can be made again from
it word for word, which is how they are taken out of the index again.
"""

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlsplit

import duckdb

from dateline.lake.search.tokens import PARTED, words_of
from dateline.lake.search.words import Kind, tag
from dateline.records import STORY

COLUMNS: dict[Kind, tuple[str, ...]] = {
    "article": ("title", "said", "text", "speaker", "actor", "outlet", "fields"),
    "statement": ("words", "speaker", "actor", "outlet", "fields"),
    "event": ("words", "speaker", "actor", "place", "outlet", "fields"),
}
"""The columns of the index of each kind. `said` is what is said in an article, which stands in its `text` as well."""
NAMELESS = frozenset({"publisher", "agency", "medium"})
"""Links of a chain that pass words on; who speaks is another."""
_QUICK = 1
"""Of zlib's levels: the best one takes four times as long and saves a tenth."""


@dataclass(frozen=True, slots=True)
class Party:
    """An actor of an article or a fact: the key that views show, the names that it goes by there, its country."""

    actor: str | None
    names: tuple[str, ...]
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement or an event: its key, where it stands in the text, and what is shown and searched of it.

    `speakers` are who says a statement, or on whose word an event stands; `parties` all whom it concerns.
    """

    key: str
    start: int
    end: int
    words: str
    status: str | None
    types: tuple[str, ...]
    speaker: str | None
    chain: str
    speakers: tuple[Party, ...]
    parties: tuple[Party, ...]
    place: str | None = None
    place_country: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An article with its facts. `story` are the spans of its text that are no furniture; words are sought there."""

    id: str
    title: str | None
    subtitle: str | None
    url: str | None
    publisher: str | None
    agency: str | None
    day: str | None
    country: str | None
    text: str
    story: tuple[tuple[int, int], ...]
    actors: tuple[Party, ...] = ()
    statements: tuple[Fact, ...] = ()
    events: tuple[Fact, ...] = ()

    def facts(self, kind: Kind) -> tuple[Fact, ...]:
        """The facts of one kind; an article itself is none."""
        return {"article": (), "statement": self.statements, "event": self.events}[kind]


def packed(entry: Entry) -> bytes:
    """An entry as it is stored."""
    return zlib.compress(json.dumps(_as_lists(entry), ensure_ascii=False, separators=(",", ":")).encode(), _QUICK)


def unpacked(stored: bytes) -> Entry:
    """The entry that was stored."""
    *own, story, actors, statements, events = json.loads(zlib.decompress(stored))
    return Entry(
        **dict(zip(_OWN, own, strict=True)),
        story=tuple((start, end) for start, end in story),
        actors=tuple(map(_party, actors)),
        statements=tuple(map(_fact, statements)),
        events=tuple(map(_fact, events)),
    )


_OWN = tuple(part.name for part in fields(Entry))[:-4]


def _as_lists(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_as_lists(part) for part in value]
    if isinstance(value, Entry | Fact | Party):
        return [_as_lists(getattr(value, part.name)) for part in fields(value)]
    return value


def _party(stored: Sequence[Any]) -> Party:
    actor, names, country = stored
    return Party(actor, tuple(names), country)


def _fact(stored: Sequence[Any]) -> Fact:
    key, start, end, words, status, types, speaker, chain, speakers, parties, place, place_country = stored
    who = (tuple(map(_party, speakers)), tuple(map(_party, parties)))
    return Fact(key, start, end, words, status, tuple(types), speaker, chain, *who, place, place_country)


def rows(entry: Entry, kind: Kind) -> Iterator[tuple[str, ...]]:
    """The words of an article, or of each of its facts of a kind, column by column as in `COLUMNS`."""
    outlet = _parted([entry.publisher, entry.agency, urlsplit(entry.url or "").hostname])
    if kind == "article":
        facts = (*entry.statements, *entry.events)
        speakers = [party for fact in facts for party in fact.speakers]
        yield (
            _parted([entry.title, entry.subtitle]),
            _parted([fact.words for fact in entry.statements]),
            _parted([entry.text[start:end] for start, end in entry.story]),
            _names(speakers),
            _names(entry.actors),
            outlet,
            _tags(kind, speakers, entry.actors, [("country", entry.country)]),
        )
    for fact in entry.facts(kind):
        shared = (_parted([fact.words]), _names(fact.speakers), _names(fact.parties))
        place = (_parted([fact.place]),) if kind == "event" else ()
        stated = [("country", fact.place_country), ("status", fact.status), *(("type", kind) for kind in fact.types)]
        yield (*shared, *place, outlet, _tags(kind, fact.speakers, fact.parties, stated))


def _parted(texts: Sequence[str | None]) -> str:
    return f" {PARTED} ".join(words_of(text) for text in texts if text)


def _names(parties: Sequence[Party]) -> str:
    return _parted(list(dict.fromkeys(name for party in parties for name in party.names)))


def _tags(
    kind: Kind, speakers: Sequence[Party], actors: Sequence[Party], stated: Sequence[tuple[str, str | None]]
) -> str:
    """The values of fields as one word each; an actor's id where it is the same in all articles."""
    listed = [
        ("kind", kind),
        *stated,
        *(("speaker", party.actor) for party in speakers if _is_lasting(party.actor)),
        *(("actor", party.actor) for party in actors if _is_lasting(party.actor)),
        *(("country", party.country) for party in actors),
    ]
    return " ".join(dict.fromkeys(tag(name, value) for name, value in listed if value))


def _is_lasting(actor: str | None) -> bool:
    return actor is not None and "/" in actor and "#" not in actor


def entries(con: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> Iterator[Entry]:
    """The entries of articles, as the views of the record show them now; `con` comes from `open_views`."""
    actors = _by_article(con.execute(_ACTORS, [list(ids)]).fetchall())
    statements = _by_article(con.execute(_STATEMENTS, [list(ids)]).fetchall())
    events = _by_article(con.execute(_EVENTS, [list(ids)]).fetchall())
    for article, title, subtitle, url, publisher, agency, day, country, text, story in con.execute(
        _ARTICLES, [list(ids), sorted(STORY)]
    ).fetchall():
        parties = {actor: Party(actor, tuple(names), code) for actor, names, code in actors.get(article, ())}
        yield Entry(
            article,
            title,
            subtitle,
            url,
            publisher,
            agency,
            day,
            country,
            text,
            tuple((start, end) for start, end in story or [(0, len(text))]),
            tuple(parties.values()),
            tuple(_statement(row, parties) for row in statements.get(article, ())),
            tuple(_event(row) for row in events.get(article, ())),
        )


_ARTICLES = """
    SELECT a.id, a.title, a.subtitle, a.url, a.publisher, a.agency, CAST(a.published_on AS VARCHAR), a.dateline_country,
        a.text, list_transform(list_filter(r.article.blocks, lambda b: list_contains($2, b.kind)),
                               lambda b: [b.span."start", b.span."end"])
    FROM articles AS a JOIN readings AS r USING ("row") WHERE a.id IN (SELECT unnest($1))
"""
_ACTORS = """
    SELECT article, actor, list_sort(list_distinct(list_prepend(name, coalesce(names, [])))), country
    FROM actors WHERE article IN (SELECT unnest($1)) ORDER BY article, local_id
"""
_STATEMENTS = """
    SELECT article, statement, start, "end", content, status, speaker, speaker_name, source, addressee, addressee_name,
        chain_words
    FROM statements WHERE article IN (SELECT unnest($1)) ORDER BY article, start, statement
"""
_EVENTS = """
    SELECT article, event, start, "end", clause, status,
        list_sort(list_distinct([t FOR t IN [type, act_type] IF t IS NOT NULL])),
        actors, actor_names, actor_countries, recipients, recipient_names, recipient_countries, place, place_country,
        chain, chain_words
    FROM events WHERE article IN (SELECT unnest($1)) ORDER BY article, start, event
"""


def _by_article(listed: Sequence[tuple[Any, ...]]) -> dict[str, list[tuple[Any, ...]]]:
    by_article: dict[str, list[tuple[Any, ...]]] = {}
    for article, *rest in listed:
        by_article.setdefault(article, []).append(tuple(rest))
    return by_article


def _statement(row: tuple[Any, ...], parties: dict[str, Party]) -> Fact:
    key, start, end, words, status, speaker, speaker_name, source, addressee, addressee_name, chain = row

    def party(actor: str | None, *names: str | None) -> tuple[Party, ...]:
        given = tuple(dict.fromkeys(name for name in names if name))
        known = parties.get(actor or "")
        return (Party(actor, given, known.country if known else None),) if given else ()

    speakers = party(speaker, speaker_name, source)
    return Fact(
        key,
        start,
        end,
        words,
        status,
        (),
        speaker_name or source,
        chain or "",
        speakers,
        (*party(speaker, speaker_name), *party(addressee, addressee_name)),
    )


def _event(row: tuple[Any, ...]) -> Fact:
    key, start, end, words, status, types, *told, place, place_country, chain, chain_words = row
    parties = [
        Party(actor, (name,) if name else (), country)
        for actors, names, countries in (told[:3], told[3:])
        for actor, name, country in _together(actors, names, countries)
    ]
    speakers = [
        Party(link["actor"], (link["name"],)) for link in chain or () if link["role"] not in NAMELESS and link["name"]
    ]
    speaker = speakers[-1].names[0] if speakers else None
    return Fact(
        key,
        start,
        end,
        words,
        status,
        tuple(types),
        speaker,
        chain_words or "",
        tuple(speakers),
        tuple(parties),
        place,
        place_country,
    )


def _together(*lists: Sequence[Any] | None) -> Iterator[tuple[Any, ...]]:
    """Lists side by side, the shorter ones filled up: a correction may name actors without their countries."""
    longest = max(len(listed or ()) for listed in lists)
    return zip(*((*(listed or ()), *[None] * (longest - len(listed or ()))) for listed in lists), strict=True)
