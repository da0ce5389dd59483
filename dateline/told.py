"""An event as one article tells it, out of its reading: what stories and pledges compare with one another.

Ids of actors are the ones that hold in all articles where there is one ("state/PRK"), else they name the article.
`told_events` makes them of a reading.
"""

import datetime
import json
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from dateline.media import medium_named
from dateline.records import Actor, Article, ChainLink, Event, EventType, Reading, Status, When, from_dict

N_COUNTRIES = 3
"""Countries that an event is found by besides those of its parties, where a page leaves its parties unsaid."""


YEARS = range(1000, 9000)
"""Years whose days can be reckoned from; others are written by programs that know none."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who takes part: `id` as said above, the name that the page gives, ISO 3166-1 alpha-3, the kind."""

    id: str
    name: str
    country: str | None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """How many of what: `upper` where a range is told."""

    value: float
    unit: str | None
    words: str
    upper: float | None = None
    comparison: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Whom an event stands on: the chain's last link, or where there is no chain the outlet itself."""

    id: str
    name: str
    kind: str | None = None
    role: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One event of one article. `key` is its own, `text_group` the group of articles that carry the same text.

    `day` and `last_day` are the first and last day that its time can mean, None where the page does not say;
    `published_on` is the article's day. `due_from` and `due` likewise, of promises. `is_own_voice` says that no one but
    outlet or agency stands for it; `outlets` are the article's own outlet and agency, as `medium_key` gives them.
    `paragraph` is the block that the trigger stands in, `about` the countries that the article speaks of most.
    """

    key: str
    article: str
    text_group: str
    published_on: datetime.date | None
    type: EventType
    mode: str | None
    status: Status
    act_type: EventType | None
    act: str | None
    trigger: str
    clause: str
    paragraph: str
    title: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    object: str | None
    amounts: tuple[Amount, ...]
    place: str | None
    place_country: str | None
    lat: float | None
    lon: float | None
    precision: str | None
    day: datetime.date | None
    last_day: datetime.date | None
    due_from: datetime.date | None
    due: datetime.date | None
    conditions: str
    source: Source
    is_own_voice: bool
    outlets: tuple[str, ...]
    about: tuple[str, ...]
    start: int

    @property
    def origin(self) -> str:
        """The id of whom it stands on."""
        return self.source.id

    @property
    def parties(self) -> tuple[Party, ...]:
        """All who take part."""
        return (*self.actors, *self.recipients)


def told_events(reading: Reading, *, row: str = "", text_group: str | None = None) -> Iterator[Told]:
    """The events of a reading; `row` begins their keys, `text_group` is the article itself unless given."""
    article = reading.article
    actors = {actor.id: actor for actor in reading.actors}
    about = _countries(reading)
    for event in reading.events:
        yield _told(reading, event, actors, about, row=row or article.id, text_group=text_group or article.id)


def _countries(reading: Reading) -> tuple[str, ...]:
    counted = Counter(
        {actor.country: len(actor.mentions) for actor in reading.actors if actor.kind == "state" and actor.country}
    )
    return tuple(sorted(country for country, _ in counted.most_common(N_COUNTRIES)))


def _told(
    reading: Reading, event: Event, actors: dict[str, Actor], about: tuple[str, ...], *, row: str, text_group: str
) -> Told:
    article, place, act = reading.article, event.place, event.act
    last = event.chain[-1] if event.chain else None
    outlets = tuple(medium_key(name) for name in (article.agency, article.publisher) if name)
    is_own_voice = last is None or last.role in ("publisher", "agency")
    return Told(
        key=f"{row}/{event.id}",
        article=article.id,
        text_group=text_group,
        published_on=first_day(article.told_at),
        type=event.type,
        mode=event.mode,
        status=event.status,
        act_type=act.type if act else None,
        act=article.words(act.trigger) if act else None,
        trigger=article.words(event.trigger),
        clause=article.words(event.span),
        paragraph=next((article.words(b.span) for b in article.blocks if b.span.holds(event.trigger)), ""),
        title=article.title or "",
        actors=tuple(_party(article, actors[party]) for party in event.actors),
        recipients=tuple(_party(article, actors[party]) for party in event.recipients),
        object=article.words(event.object) if event.object else None,
        amounts=tuple(Amount(q.value, q.unit, article.words(q.span), q.upper, q.comparison) for q in event.quantities),
        place=place.name if place else None,
        place_country=place.country if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        precision=place.precision if place else None,
        day=_first(event.when),
        last_day=_last(event.when),
        due_from=_first(event.due),
        due=_last(event.due),
        conditions=" … ".join(article.words(span) for span in event.conditions),
        source=_own(article, outlets) if last is None or is_own_voice else _source(article, actors, event.chain),
        is_own_voice=is_own_voice,
        outlets=outlets,
        about=about,
        start=event.trigger.start,
    )


def _own(article: Article, outlets: tuple[str, ...]) -> Source:
    """Outlet or agency as the source of what nobody else vouches for: the agency whose text it is comes first."""
    name = article.agency or article.publisher or article.id
    return Source(outlets[0] if outlets else article.id, name, "media")


def _source(article: Article, actors: dict[str, Actor], chain: Sequence[ChainLink]) -> Source:
    """The last link; of a document that goes by no name ("a statement"), who stands before it."""
    *before, link = chain
    actor = actors.get(link.actor or "")
    is_nameless = actor is None or "/" not in actor.id
    if link.role == "document" and is_nameless and before and before[-1].role not in ("publisher", "agency"):
        return _source(article, actors, before)
    if actor is not None:
        return Source(party_id(article, actor), actor.name, actor.kind, actor.role, actor.country)
    words = article.words(link.span) if link.span else link.role
    return Source(f"{article.id}#{words}", words, link.role)


def medium_key(name: str) -> str:
    """An outlet or agency as the table names it, in small letters: "Anadolu Agency" and "AA" are one."""
    medium = medium_named(name)
    return (medium.name if medium else name).lower().removeprefix("the ")


def _party(article: Article, actor: Actor) -> Party:
    return Party(party_id(article, actor), actor.name, actor.country, actor.kind)


def party_id(article: Article, actor: Actor) -> str:
    """An actor's id where it holds in all articles, else the article's with the place of the first mention."""
    if "/" in actor.id or not actor.mentions:
        return actor.id if "/" in actor.id else f"{article.id}#{actor.id}"
    span = actor.mentions[0].span
    return f"{article.id}#char={span.start},{span.end};{actor.name}"


def _first(when: When | None) -> datetime.date | None:
    return first_day(when.start) if when else None


def _last(when: When | None) -> datetime.date | None:
    return last_day(when.end) if when else None


def first_day(stated: str | None) -> datetime.date | None:
    """The first day that an ISO 8601 or EDTF time can mean; None where it names none."""
    return _day(stated, is_last=False)


def last_day(stated: str | None) -> datetime.date | None:
    """The last day that it can mean."""
    return _day(stated, is_last=True)


def _day(stated: str | None, *, is_last: bool) -> datetime.date | None:
    parts = (stated or "")[:10].split("-")
    if not all(part.isdecimal() for part in parts):
        return None
    year, month, day = [*map(int, parts), 0, 0][:3]
    if year not in YEARS:
        return None
    month = month or (12 if is_last else 1)
    try:
        return datetime.date(year, month, day or (monthrange(year, month)[1] if is_last else 1))
    except ValueError:  # a season, or no day of the calendar
        return None


def dumped(told: Told) -> str:
    """A told event as one line of JSON."""
    return json.dumps(asdict(told), default=datetime.date.isoformat, ensure_ascii=False)


def loaded(line: str) -> Told:
    """The told event that `dumped` made the line of."""
    value = json.loads(line)
    for name in ("published_on", "day", "last_day", "due_from", "due"):
        value[name] = datetime.date.fromisoformat(value[name]) if value[name] else None
    return from_dict(Told, value)
