"""The records that everything speaks in: one immutable text, and what was read from it as spans into that text.

`None` means that the page does not state a value; an empty tuple, that it was looked for and there is none.
All offsets are Unicode code points of `Article.text`, half-open. Ids are unique in their reading; an actor's with a "/"
in it is the same in every reading. Records are frozen, and one that exists is valid: a span is never empty, a reading
never points outside its text or at an actor that it does not hold. The names are the ones of the JSON, the tables and
the documentation.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from dateline.errors import SpanError

BlockKind = Literal[
    "title",
    "subtitle",
    "byline",
    "dateline",
    "paragraph",
    "subheading",
    "quote",
    "list_item",
    "caption",
    "photo_credit",
    "credit_line",
    "page_date",
    "ticker",
    "related_link",
    "tags",
    "trailer",
    "prompt",
    "navigation",
    "other",
]
STORY: frozenset[BlockKind] = frozenset(
    {"title", "subtitle", "subheading", "paragraph", "quote", "list_item", "caption"}
)
"""The kinds of block that statements and events may stand in; every other kind is furniture."""

ActorKind = Literal[
    "person",
    "state",
    "government",
    "military",
    "organization",
    "igo",
    "ngo",
    "armed_group",
    "company",
    "news_agency",
    "media",
    "population",
    "other",
]
MentionForm = Literal["name", "title", "pronoun", "description"]
LinkRole = Literal["publisher", "agency", "medium", "speaker", "document", "anonymous"]
Quotation = Literal["direct", "indirect", "mixed"]
Status = Literal[
    "happened",
    "ongoing",
    "claimed",
    "pledged",
    "planned",
    "requested",
    "threatened",
    "hypothetical",
    "denied",
    "negated",
]
EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
Comparison = Literal["about", "more than", "less than", "at least", "at most", "between"]
Precision = Literal["site", "city", "region", "country"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range `[start, end)` of code points in `article.text`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise SpanError(f"span needs 0 <= start < end, got [{self.start}, {self.end})")

    def holds(self, other: "Span") -> bool:
        """Whether `other` lies wholly in this span; a span holds itself."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the page of one kind; one block never spans two paragraphs."""

    span: Span
    kind: BlockKind

    @property
    def is_furniture(self) -> bool:
        """Whether the block is not part of the story."""
        return self.kind not in STORY


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place line before a story: "SEOUL:", "MOSCOW, July 12. /TASS/."."""

    span: Span
    place: str | None
    country: str | None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Ticker:
    """A quotation of a share or index that stands on the page."""

    span: Span
    symbol: str
    price: float | None = None
    change: float | None = None
    change_percent: float | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link on the page: the words it stands on, and where it leads (None where a plain text has only the words)."""

    span: Span
    url: str | None


@dataclass(frozen=True, slots=True)
class Article:
    """One page: its text, never changed, the kinds of its blocks, and what the page says of itself.

    Times are ISO 8601 as the page gives them, with an offset only where it states one. `why` says, value by
    value, what decided it ("title: og:title").
    """

    id: str
    revision: str
    text: str
    blocks: tuple[Block, ...]
    url: str | None = None
    title: str | None = None
    subtitle: str | None = None
    byline: tuple[str, ...] = ()
    publisher: str | None = None
    agency: str | None = None
    published_at: str | None = None
    modified_at: str | None = None
    language: str | None = None
    dateline: Dateline | None = None
    tickers: tuple[Ticker, ...] = ()
    links: tuple[Link, ...] = ()
    tags: tuple[str, ...] = ()
    fetched_at: str | None = None
    why: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check_spans(self, self.text, "article")
        covered = 0
        for block in self.blocks:
            if block.span.start < covered:
                raise SpanError(f"blocks must stand in order without overlap; one starts at {block.span.start}")
            if self.text[covered : block.span.start].strip():
                raise SpanError(f"text between {covered} and {block.span.start} stands in no block")
            covered = block.span.end
        if self.text[covered:].strip():
            raise SpanError(f"text after {covered} stands in no block")

    @property
    def told_at(self) -> str | None:
        """The time that "yesterday" counts from: of publication, else of modification; None if neither is known."""
        return self.published_at or self.modified_at

    def words(self, span: Span) -> str:
        """The words of a span, exactly as they stand on the page."""
        return self.text[span.start : span.end]

    def story(self) -> Iterator[Block]:
        """The blocks that statements and events may stand in, in order."""
        return (block for block in self.blocks if not block.is_furniture)


def article_id(url: str | None, publisher: str | None, title: str | None, published_at: str | None, text: str) -> str:
    """The canonical URL if known; else publisher, title and publication time if all are known; else the text's hash."""
    if url:
        return storable(url)
    if publisher and title and published_at:
        return storable(f"{publisher} | {title} | {published_at}")
    return revision_of(text)


def storable(words: str) -> str:
    """The words with U+FFFD for each lone surrogate, which UTF-8 cannot carry: as a lake has them."""
    return _LONE_SURROGATE.sub("\ufffd", words)


_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def revision_of(text: str) -> str:
    """The hash of a text: the first 16 hexadecimal digits of its SHA-256 in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the page speaks of an actor. Mentions may nest: "Kim" in "Kim's government"."""

    span: Span
    form: MentionForm


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts or speaks on the page, with every mention in the order of the text.

    `id` is the same on every page where the actor can be told from all others: "state/PRK", "person/PRK/kim-jong-un",
    "news_agency/reuters". Else ("a7": a bare surname, a description, a crowd) it holds in this reading alone. A mention
    of several ("the two countries", "both sides") stands in the mentions of each of them.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    state_controlled: bool | None = None
    wikidata: str | None = None
    mentions: tuple[Mention, ...] = ()
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """A time, as precise as the page gives it: ISO 8601 or EDTF in `start` and `end`, both inclusive.

    One day has the same `start` and `end`. `start` is None where the words cannot be resolved ("on Sunday"
    without a publication day): then `text` says what the page says, and no date is invented.
    """

    start: str | None
    end: str | None
    text: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One hand that the words passed through, from the outlet towards the origin."""

    role: LinkRole
    actor: str | None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that somebody says, thinks or writes on the page (an attribution: PARC 3, PolNeAR)."""

    id: str
    content: tuple[Span, ...]
    source: Span | None = None
    cue: Span | None = None
    speaker: str | None = None
    addressee: str | None = None
    quotation: Quotation = "indirect"
    parent: str | None = None
    chain: tuple[ChainLink, ...] = ()
    status: Status = "claimed"
    when: When | None = None
    confidence: float = 1.0
    why: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.content:
            raise SpanError(f"statement {self.id} needs content")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happened: the name as the page gives it, without "region" or "city"; degrees are WGS 84."""

    name: str
    country: str | None
    lat: float | None = None
    lon: float | None = None
    precision: Precision | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many of what. `comparison` None means exactly; for "between", `value` is the lower and `upper` the higher."""

    value: float
    span: Span
    upper: float | None = None
    comparison: Comparison | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """What is promised, asked for or threatened: its PLOVER type, and the word that says it."""

    type: EventType
    trigger: Span


@dataclass(frozen=True, slots=True)
class Event:
    """Something done, promised, asked or denied between actors (PLOVER 0.8), its status and whose word it stands on."""

    id: str
    type: EventType
    trigger: Span
    span: Span
    status: Status
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    quad: str | None = None
    act: Act | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    reciprocal: bool = False
    object: Span | None = None
    quantities: tuple[Quantity, ...] = ()
    place: Place | None = None
    when: When | None = None
    due: When | None = None
    conditions: tuple[Span, ...] = ()
    statement: str | None = None
    chain: tuple[ChainLink, ...] = ()
    confidence: float = 1.0
    why: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.reciprocal and self.recipients:
            raise SpanError(f"event {self.id} is reciprocal: all its parties stand in actors")


@dataclass(frozen=True, slots=True)
class Reading:
    """Whatever Dateline takes from a page: one row of the record."""

    article: Article
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    version: str = field(default="")

    def __post_init__(self) -> None:
        facts: tuple[Actor | Statement | Event, ...] = (*self.actors, *self.statements, *self.events)
        for fact in facts:
            _check_spans(fact, self.article.text, fact.id)
        known = {actor.id for actor in self.actors}
        said = {statement.id for statement in self.statements}
        for statement in self.statements:
            named = (statement.speaker, statement.addressee, *(link.actor for link in statement.chain))
            _check_known(named, known, statement.id)
            _check_known((statement.parent,), said, statement.id)
        for event in self.events:
            _check_known((*event.actors, *event.recipients, *(link.actor for link in event.chain)), known, event.id)
            _check_known((event.statement,), said, event.id)

    def actor(self, id: str) -> Actor:
        """The actor of that id; KeyError if the reading has none."""
        return next((actor for actor in self.actors if actor.id == id), None) or _missing(id)


def _missing(id: str) -> Actor:
    raise KeyError(id)


def spans_of(record: object) -> Iterator[Span]:
    """Every span in a record, however deep."""
    if isinstance(record, Span):
        yield record
    elif isinstance(record, tuple):
        for item in record:
            yield from spans_of(item)
    elif is_dataclass(record):
        for part in fields(record):
            yield from spans_of(getattr(record, part.name))


def to_dict(record: Any) -> Any:
    """A record as plain dicts, lists and values, in the field names of the design: what JSON is made of."""
    if isinstance(record, tuple):
        return [to_dict(item) for item in record]
    if is_dataclass(record):
        return {part.name: to_dict(getattr(record, part.name)) for part in fields(record)}
    return record


Record = TypeVar("Record")


def from_dict(kind: type[Record], value: Any) -> Record:
    """The record that `to_dict` made the value of; KeyError or TypeError where a value is not of that kind."""
    made: Callable[[Any], Record] = _maker(cast(Any, kind))
    return made(value)


@cache
def _maker(hint: Any) -> Callable[[Any], Any]:
    """What makes a value of a type out of plain dicts, lists and values."""
    if get_origin(hint) in (Union, UnionType):
        made = _maker(next(option for option in get_args(hint) if option is not type(None)))
        return lambda value: None if value is None else made(value)
    if get_origin(hint) is tuple:
        each = _maker(get_args(hint)[0])
        return lambda value: () if value is None else tuple(map(each, value))
    if isinstance(hint, type) and is_dataclass(hint):
        return _record_maker(hint)
    return lambda value: value


def _record_maker(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    makers = [(part.name, _maker(hints[part.name])) for part in fields(kind)]

    def made(value: Any) -> Any:
        return None if value is None else kind(**{name: maker(value[name]) for name, maker in makers if name in value})

    return made


def _check_spans(record: object, text: str, owner: str) -> None:
    for span in spans_of(record):
        if span.end > len(text):
            raise SpanError(f"{owner}: span [{span.start}, {span.end}) ends after the text's {len(text)} code points")


def _check_known(ids: tuple[str | None, ...], known: set[str], owner: str) -> None:
    for named in ids:
        if named is not None and named not in known:
            raise SpanError(f"{owner} names {named}, which the reading does not hold")


BLOCK_KINDS: tuple[str, ...] = get_args(BlockKind)
STATUSES: tuple[str, ...] = get_args(Status)
EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
