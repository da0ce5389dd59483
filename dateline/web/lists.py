"""The lists of the record: articles, statements, events, actors, stories, pledges and others, with their filters."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from dateline.lake.corrections import Target
from dateline.lake.ready import Page, Ready
from dateline.lake.ready.asking import Row, Where
from dateline.records import ActorKind
from dateline.web import addresses, words
from dateline.web.listing import (
    Dated,
    Day,
    Entry,
    Listing,
    Query,
    Statuses,
    Text,
    Texts,
    Types,
    none_if_empty,
    paged,
    without_empty,
)

PledgeState = Literal["open", "overdue", "offered", "kept", "partial", "late", "broken"]
STATE_NOW = (
    "CASE WHEN state IN ('open', 'overdue') "
    "THEN iif(due_on <> '' AND due_on < date('now'), 'overdue', 'open') ELSE state END"
)
"""The state of a pledge today; the row says what it was when it was put there."""
Spot = Annotated[
    Annotated[str, Field(pattern=r"^-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?$", max_length=40)] | None,
    BeforeValidator(none_if_empty),
]
HALF = 0.005001
"""Degrees about a spot of the map, on which places are rounded to hundredths."""


class Articles(Dated):
    """Articles by outlet, language and day."""

    outlet: Texts = Field(default=[], description="names of outlets")
    language: Texts = Field(default=[], description="ISO 639-1 codes")
    story: Text = Field(default=None, description="id of the happening that is the article's main one")


def _articles(ready: Ready, query: Articles) -> Page:
    where = query.days(Where(), "published_on").among("publisher", query.outlet).among("language", query.language)
    if query.story:
        where.add("id IN (SELECT article FROM stories WHERE story = ?)", query.story)
    copies = "(SELECT count(*) FROM articles AS c WHERE c.text_group = articles.text_group) AS n_copies"
    return paged(ready, query, "articles", ["published_on", "id"], where, f"data, {copies}")


class Statements(Dated):
    """Statements by speaker, addressee, origin, status and outlet."""

    speaker: Texts = Field(default=[], description="actors' ids")
    origin: Texts = Field(default=[], description="ids of those whose word it stands on")
    status: Statuses = Field(default=[], description="what the source makes of it")
    outlet: Texts = Field(default=[], description="names of outlets")
    article: Text = Field(default=None, description="an article's id")


def _statements(ready: Ready, query: Statements) -> Page:
    where = query.days(Where(), "published_on").among("speaker", query.speaker).among("origin", query.origin)
    where.among("status", query.status).among("publisher", query.outlet)
    if query.article:
        where.add("article = ?", query.article)
    return paged(ready, query, "statements", ["published_on", "statement"], where)


class Events(Dated):
    """Events by actor, country, type, status, place, outlet and day."""

    actor: Texts = Field(default=[], description="actors' ids; an event with any of them")
    country: Texts = Field(default=[], description="countries of parties (ISO 3166-1 alpha-3)")
    type: Types = Field(default=[], description="PLOVER types")
    status: Statuses = Field(default=[], description="statuses; `happened` and `ongoing` are told as fact")
    place_country: Texts = Field(default=[], description="countries where it was")
    outlet: Texts = Field(default=[], description="names of outlets")
    article: Text = Field(default=None, description="an article's id")
    story: Text = Field(default=None, description="a happening's id")
    at: Spot = Field(default=None, description="a place on the map: degrees north, degrees east, in hundredths")


def events_asked(query: Events) -> Where:
    """The condition that a query for events makes."""
    where = query.days(Where(), "published_on").among("type", query.type).among("status", query.status)
    where.among("place_country", query.place_country).among("publisher", query.outlet)
    _with_parties(where, query, "event", "involved")
    if query.article:
        where.add("article = ?", query.article)
    if query.story:
        where.add("happening = ?", query.story)
    if query.at:
        for column, degrees in zip(("lat", "lon"), map(float, query.at.split(",")), strict=True):
            where.add(f"{column} BETWEEN ? AND ?", degrees - HALF, degrees + HALF)
    return where


def _with_parties(where: Where, query: "Events | Stories", key: str, table: str) -> None:
    for values in (query.actor, query.country):
        if values:
            marks = ", ".join("?" * len(values))
            where.add(f"{key} IN (SELECT {key} FROM {table} WHERE party IN ({marks}))", *values)


def _ordered(where: Where, party: str | None, table: str, listed: str, day: str, key: str) -> tuple[str, list[str]]:
    """What stands after FROM, and the list's order; of one party, by a table that has what it is in in that order."""
    if party is None:
        return listed, [day, key]
    where.add("party = ?", party)
    return f"(SELECT party, told_on, {key} AS key FROM {table}) CROSS JOIN {listed} ON {key} = key", ["told_on", "key"]


def _led(query: "Events | Stories") -> tuple[str | None, Any]:
    """The actor or country whose list this is, where one alone is asked for, and what is asked for besides."""
    for name in ("actor", "country"):
        values: list[str] = getattr(query, name)
        if len(values) == 1:
            return values[0], query.model_copy(update={name: []})
    return None, query


def _events(ready: Ready, query: Events) -> Page:
    party, rest = _led(query)
    where = events_asked(rest)
    source, order = _ordered(where, party, "involved", "events", "published_on", "event")
    return paged(ready, query, source, order, where)


ROSTER = ", ".join(
    (
        *("actor", "name", "kind", "country", "role", "wikidata", "state_controlled"),
        *("n_articles", "n_statements", "n_events", "first_on", "last_on"),
    )
)
"""What is told of an actor."""


class Actors(Query):
    """Actors by name, kind and country, those in most articles first."""

    name: Text = Field(default=None, description="letters that the name has in it")
    kind: Annotated[list[ActorKind], BeforeValidator(without_empty), Field(max_length=20)] = Field(
        default=[], description="kinds of actor"
    )
    country: Texts = Field(default=[], description="ISO 3166-1 alpha-3")


def _actors(ready: Ready, query: Actors) -> Page:
    where = Where().add("is_lasting = 1").among("kind", query.kind).among("country", query.country)
    if query.name:
        where.add("instr(lower(name), lower(?)) > 0", query.name)
    return paged(ready, query, "roster", ["n_articles", "actor"], where, ROSTER)


HEADLINE = (
    "(SELECT a.title FROM stories AS s JOIN articles AS a ON a.id = s.article "
    "WHERE s.story = happenings.happening ORDER BY a.published_on, a.id LIMIT 1) AS headline"
)
"""What the first article whose main happening it is has over it."""


class Stories(Dated):
    """Happenings, each of which is an article's main one; those told last come first."""

    actor: Texts = Field(default=[], description="actors' ids")
    country: Texts = Field(default=[], description="countries of parties")
    type: Types = Field(default=[], description="PLOVER types")
    least: int = Field(default=1, ge=1, le=1000, description="independent accounts at least")
    differs: bool = Field(default=False, description="only those whose accounts differ")


def _stories(ready: Ready, query: Stories) -> Page:
    party, rest = _led(query)
    where = query.days(Where(), "last_published_on").among("type", query.type)
    where.add("EXISTS (SELECT 1 FROM stories WHERE story = happening)")
    if query.least > 1:
        where.add("n_accounts >= ?", query.least)
    if query.differs:
        where.add("EXISTS (SELECT 1 FROM discrepancies AS d WHERE d.happening = happenings.happening)")
    _with_parties(where, rest, "happening", "concerned")
    source, order = _ordered(where, party, "concerned", "happenings", "last_published_on", "happening")
    differing = "(SELECT count(*) FROM discrepancies AS d WHERE d.happening = happenings.happening) AS n_discrepancies"
    return paged(ready, query, source, order, where, f"data, {differing}, {HEADLINE}")


class Pledges(Query):
    """Pledges by maker, beneficiary, state and dates."""

    maker: Texts = Field(default=[], description="countries (alpha-3), or names in small letters, of who promises")
    beneficiary: Texts = Field(default=[], description="the same of whom it is promised to")
    state: Annotated[list[PledgeState], BeforeValidator(without_empty), Field(max_length=20)] = Field(
        default=[], description="what became of it"
    )
    made_since: Day = Field(default=None, alias="from", description="made no earlier than")
    made_until: Day = Field(default=None, alias="to", description="made no later than")
    due_until: Day = Field(default=None, alias="due", description="due no later than")


def _pledges(ready: Ready, query: Pledges) -> Page:
    where = Where().among(f"({STATE_NOW})", query.state)
    for side, values in (("maker", query.maker), ("beneficiary", query.beneficiary)):
        if values:
            marks = ", ".join("?" * len(values))
            where.add(f"pledge IN (SELECT pledge FROM promisers WHERE side = ? AND party IN ({marks}))", side, *values)
    if query.made_since:
        where.add("made_on >= ?", query.made_since.isoformat())
    if query.made_until:
        where.add("made_on <> '' AND made_on <= ?", query.made_until.isoformat())
    if query.due_until:
        where.add("due_on <> '' AND due_on <= ?", query.due_until.isoformat())
    return paged(ready, query, "pledges", ["made_on", "pledge"], where, f"data, {STATE_NOW} AS state")


class Outcomes(Query):
    """What may have become of pledges."""

    pledge: Text = Field(default=None, description="a pledge's id")
    article: Text = Field(default=None, description="an article's id")


def _outcomes(ready: Ready, query: Outcomes) -> Page:
    where = Where()
    if query.pledge:
        where.add("pledge = ?", query.pledge)
    if query.article:
        where.add("article = ?", query.article)
    return paged(ready, query, "outcomes", ["told_on", "outcome"], where)


class Agreements(Query):
    """Steps in the lives of treaties and agreements."""

    agreement: Text = Field(default=None, description="what the steps of one agreement share")
    state: Texts = Field(default=[], description="signed, ratified, in force, invoked, suspended, left")


def _agreements(ready: Ready, query: Agreements) -> Page:
    where = Where().among("state", query.state)
    if query.agreement:
        where.add("agreement = ?", query.agreement)
    return paged(ready, query, "agreements", ["told_on", "article", "start", "state"], where)


class Discrepancies(Query):
    """What independent accounts of one happening tell differently."""

    story: Text = Field(default=None, description="a happening's id")


def _discrepancies(ready: Ready, query: Discrepancies) -> Page:
    where = Where().add("happening = ?", query.story) if query.story else Where()
    order = ["happening", "what", "one_event", "other_event", "one", "other"]
    return paged(ready, query, "discrepancies", order, where)


class Corrections(Query):
    """What people said of facts, the newest first."""

    target: Annotated[list[Target], BeforeValidator(without_empty), Field(max_length=4)] = Field(default=[])
    article: Text = Field(default=None, description="an article's id")


def _corrections(ready: Ready, query: Corrections) -> Page:
    where = Where().among("target", query.target)
    if query.article:
        where.add("article = ?", query.article)
    return paged(ready, query, "corrections", ["recorded_at", "id"], where)


class Refusals(Query):
    """Pages that could not be read."""


def _refusals(ready: Ready, query: Refusals) -> Page:
    return paged(ready, query, "refusals", ["recorded_at", "name"], Where())


def _article_entry(row: Row) -> Entry:
    byline = " · ".join(part for part in (row["publisher"], row["agency"]) if part)
    return Entry(row["id"], row["title"] or row["id"], addresses.article(row["id"]), row["published_on"], byline)


def _statement_entry(row: Row) -> Entry:
    who = row["speaker_name"] or row["source"] or "Somebody"
    url = addresses.article(row["article"], row["start"], row["end"])
    title = f"{who} ({words.STATUS_WORDS[row['status']]}): {row['content']}"
    return Entry(row["statement"], title, url, row["published_on"], row["chain_words"])


def _event_entry(row: Row) -> Entry:
    parties = " → ".join(
        part for part in (words.names(row["actor_names"]), words.names(row["recipient_names"])) if part
    )
    title = f"[{words.STATUS_WORDS[row['status']]}] {words.kind(row)}: {parties}" if parties else words.kind(row)
    url = addresses.article(row["article"], row["start"], row["end"])
    return Entry(row["event"], title, url, row["published_on"], f"{row['clause']} ({row['chain_words']})")


def _actor_entry(row: Row) -> Entry:
    about = words.count(row["n_articles"], "article")
    return Entry(row["actor"], row["name"] or row["actor"], addresses.actor(row["actor"]), row["last_on"], about)


def _story_entry(row: Row) -> Entry:
    told = ", ".join(
        (
            words.count(row["n_articles"], "article"),
            words.count(row["n_texts"], "text"),
            words.count(row["n_accounts"], "account"),
        )
    )
    return Entry(
        row["happening"],
        row["headline"] or row["about"],
        addresses.story(row["happening"]),
        row["last_published_on"],
        told,
    )


def _pledge_entry(row: Row) -> Entry:
    title = f"[{words.PLEDGE_WORDS[row['state']]}] {row['maker'] or 'Somebody'}: {row['words']}"
    due = f"due by {row['due_on']}" if row["due_on"] else "no date named"
    return Entry(row["pledge"], title, addresses.pledge(row["pledge"]), row["made_on"], due)


def _outcome_entry(row: Row) -> Entry:
    title = f"[maybe {words.PLEDGE_WORDS[row['relation']]}] {row['words']}"
    return Entry(row["outcome"], title, addresses.pledge(row["pledge"]), row["told_on"], row["promise"])


def _agreement_entry(row: Row) -> Entry:
    url = addresses.article(row["article"], row["start"], row["end"])
    key = f"{row['agreement']}/{row['article']}/{row['start']}"
    return Entry(key, f"{row['name'] or row['agreement']}: {row['state']}", url, row["told_on"], row["words"])


def _discrepancy_entry(row: Row) -> Entry:
    key = "/".join((row["happening"], row["what"], row["one_event"], row["other_event"]))
    title = f"{row['what']}: {row['one']} ({row['one_origin']}) or {row['other']} ({row['other_origin']})"
    return Entry(key, title, addresses.story(row["happening"]), None, f"{row['one_clause']} / {row['other_clause']}")


def _correction_entry(row: Row) -> Entry:
    url = addresses.article(row["article"]) if row["article"] else "/corrections"
    title = f"{row['who']}: {row['verdict']} {row['target']} {row['quote'] or row['anchor']}"
    return Entry(row["id"], title, url, str(row["recorded_at"])[:10], row["reason"] or "")


def _refusal_entry(row: Row) -> Entry:
    return Entry(
        f"{row['name']}/{row['recorded_at']}", row["name"], "/refusals", str(row["recorded_at"])[:10], row["reason"]
    )


LISTS: tuple[Listing, ...] = (
    Listing("articles", "Articles", "Articles, the newest first.", "articles", Articles, _articles, _article_entry),
    Listing(
        *("statements", "Statements", "Who said what, through whom.", "statements"),
        *(Statements, _statements, _statement_entry),
    ),
    Listing(
        *("events", "Timeline", "What is told: events with their status and chain.", "events"),
        *(Events, _events, _event_entry),
    ),
    Listing(
        *("actors", "Actors", "Who acts and speaks.", "actors", Actors, _actors, _actor_entry),
        {
            "n_articles": "articles that name the actor",
            "n_statements": "statements that the actor makes",
            "n_events": "events that the actor is part of",
            "first_on": "the first day of publication",
            "last_on": "the last",
        },
    ),
    Listing(
        *("stories", "Stories", "Happenings and how many accounts there are of them.", "happenings"),
        *(Stories, _stories, _story_entry),
        {
            "n_discrepancies": "in how much the accounts differ",
            "headline": "of the first article whose main happening it is",
        },
    ),
    Listing(
        *("pledges", "Pledges", "Who promised what to whom, and what may have become of it.", "pledges"),
        *(Pledges, _pledges, _pledge_entry),
    ),
    Listing(
        *("outcomes", "Outcomes", "Passages that may tell what became of a pledge.", "outcomes"),
        *(Outcomes, _outcomes, _outcome_entry),
    ),
    Listing(
        *("agreements", "Agreements", "Treaties and agreements: signed, in force, left.", "agreements"),
        *(Agreements, _agreements, _agreement_entry),
    ),
    Listing(
        *("discrepancies", "Discrepancies", "What independent accounts tell differently.", "discrepancies"),
        *(Discrepancies, _discrepancies, _discrepancy_entry),
    ),
    Listing(
        *("corrections", "Corrections", "What people confirmed, corrected and rejected.", "corrections"),
        *(Corrections, _corrections, _correction_entry),
    ),
    Listing(
        *("refusals", "Refusals", "Pages that could not be read, and why.", "refusals"),
        *(Refusals, _refusals, _refusal_entry),
    ),
)
BY_NAME = {listing.name: listing for listing in LISTS}
