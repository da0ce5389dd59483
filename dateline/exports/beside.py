"""Others' rows beside the record: where they agree, in what they differ, what one side has alone.

Rows are matched by the page that they are about, its address made alike as the watcher makes addresses alike; rows
without addresses by day, type and parties. The file is read twice and streamed: first for the pages that it is about,
then, with what the record tells of these at hand, row by row. Nothing is taken into the lake.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from dateline.exports import codes
from dateline.exports.choice import Choice
from dateline.exports.chosen import Chosen, open_chosen
from dateline.exports.dyads import Dyad, Party, dyads
from dateline.exports.theirs import Form, Side, Theirs, form_of, rows
from dateline.inputs import Failure
from dateline.lake.watched.sameness import key

COLUMNS = (
    *("outcome", "differs", "url", "line", "their_event", "their_code", "their_type", "their_mode", "their_actor"),
    *("their_recipient", "their_place", "their_day", "their_mentions", "their_sources", "their_articles"),
    *("event", "type", "mode", "actor", "recipient", "place", "day", "status", "chain"),
    *("n_articles", "n_texts", "n_accounts"),
)
_SAME = 2
"""So many of type, actor, recipient and day must agree for two rows of one page to be about one event."""


@dataclass(slots=True)
class Tally:
    """What was found: rows by outcome, rows about pages that the record lacks, codes without a PLOVER type."""

    form: str
    n_rows: int = 0
    n_elsewhere: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    unmapped: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)


@dataclass(slots=True)
class _Ours:
    event: str
    happening: str
    type: str
    mode: str
    actor: Party | None
    recipient: Party | None
    reciprocal: bool
    place: str
    country: str
    day: date | None
    status: str
    chain: str
    cameo: str
    url: str
    counts: tuple[int, int, int]
    is_met: bool = False


@dataclass(slots=True)
class _Pages:
    """Addresses by their keys, and which happenings each page tells; how many articles tell each."""

    urls: dict[str, str]
    told: dict[str, set[str]]
    n_articles: Counter[tuple[str, str]]


def compare(folder: Path, file: Path) -> tuple[Tally, Iterator[tuple[Any, ...]]]:
    """A file of theirs beside a lake: the tally, which is whole when the rows are through, and rows of COLUMNS.

    An outcome is "agrees", "differs" (in what `differs` lists), "only theirs", "only ours", or, of mentions, which
    state no type, "told" and "not told" of a page of the record. QueryError where the file is of no known form,
    LakeError where the lake cannot be read.
    """
    form = form_of(file)
    tally = Tally(form.name)
    return tally, _compared(folder, file, form, tally)


def _compared(folder: Path, file: Path, form: Form, tally: Tally) -> Iterator[tuple[Any, ...]]:
    with open_chosen(folder, Choice()) as chosen:
        pages = _pages(chosen)
        met: set[str] = set()
        days: set[date | None] = set()
        for row in rows(file, form):
            if isinstance(row, Theirs):
                days.add(row.day)
                if (page := _key(row.url)) in pages.urls:
                    met.add(page)
        wanted = {happening for page in met for happening in pages.told[page]}
        ours = [
            one
            for dyad in dyads(chosen, lambda _: None, by_status=True)
            if (one := _ours(dyad, pages)).happening in wanted or (not form.has_urls and one.day in days)
        ]
    at = defaultdict(list)
    for one in ours:
        at[one.happening if form.has_urls else str(one.day)].append(one)
    for row in rows(file, form):
        if isinstance(row, Failure):
            tally.failures.append(row)
            continue
        tally.n_rows += 1
        if form.has_types and not row.type:
            tally.unmapped[row.code] += 1
        page = _key(row.url)
        if form.has_urls and page not in pages.urls:
            tally.n_elsewhere += 1
            continue
        near = [one for place in (sorted(pages.told[page]) if form.has_urls else [str(row.day)]) for one in at[place]]
        made = _beside(row, near, form)
        if made is None:
            tally.n_elsewhere += 1
            continue
        outcome, differs, other = made
        tally.outcomes[outcome] += 1
        yield _line(outcome, differs, pages.urls.get(page, other.url if other else ""), row, other)
    for one in ours:
        if form.has_types and not one.is_met:
            tally.outcomes["only ours"] += 1
            yield _line("only ours", (), one.url, None, one)


def _beside(row: Theirs, near: Sequence[_Ours], form: Form) -> tuple[str, Sequence[str], _Ours | None] | None:
    if not form.has_types:
        return ("told" if near else "not told"), (), (near[0] if near else None)
    compared = [(one, _differing(row, one)) for one in near]
    best = min(compared, key=lambda pair: (len(pair[1]), pair[0].is_met, pair[0].event), default=None)
    weighty = {"type", "actor", "recipient", "day"}
    if best is None or len(weighty.intersection(best[1])) > len(weighty) - _SAME or not _is_one(row, *best):
        return ("only theirs", (), None) if form.has_urls else None
    best[0].is_met = True
    return ("differs" if best[1] else "agrees"), best[1], best[0]


def _is_one(row: Theirs, one: _Ours, differs: Sequence[str]) -> bool:
    """Whether two rows may be about one event: of one type, or between the same parties; without a page, both."""
    has_parties = bool(row.actor.name or row.actor.countries) and bool(one.actor)
    same_parties = has_parties and not {"actor", "recipient"}.intersection(differs)
    same_type = "type" not in differs
    return (same_type or same_parties) if row.url else (same_type and same_parties)


def _differing(row: Theirs, one: _Ours) -> list[str]:
    is_cameo = bool(row.code)
    is_coded_alike = is_cameo and row.code == one.cameo
    straight = [_is_party(row.actor, one.actor, is_cameo), _is_party(row.recipient, one.recipient, is_cameo)]
    if one.reciprocal and not all(straight):
        crossed = [_is_party(row.actor, one.recipient, is_cameo), _is_party(row.recipient, one.actor, is_cameo)]
        straight = max(straight, crossed, key=sum)
    place = codes.country(one.country).fips if is_cameo else one.country
    alike = {
        "type": is_coded_alike or row.type == one.type,
        "mode": is_coded_alike or not row.mode or row.mode == one.mode,
        "actor": straight[0],
        "recipient": straight[1],
        "place": row.place == place,
        "day": row.day == one.day,
    }
    return [name for name, is_alike in alike.items() if not is_alike]


def _is_party(side: Side, party: Party | None, is_cameo: bool) -> bool:
    if party is None:
        return not side.name and not side.countries
    if side.name.casefold() == party.name.replace('"', "'").casefold():
        return True
    country = codes.country(party.country).cameo if is_cameo else party.country
    return bool(country) and country in side.countries


def _pages(chosen: Chosen) -> _Pages:
    urls: dict[str, str] = {}
    told: dict[str, set[str]] = defaultdict(set)
    n_articles: Counter[tuple[str, str]] = Counter()
    keys: dict[str, str] = {}
    for row in chosen.rows("SELECT id, coalesce(url, id) AS url FROM chosen_articles"):
        keys[row["id"]] = page = _key(row["url"])
        urls[page] = row["url"]
    telling = "SELECT DISTINCT coalesce(happening, event) AS happening, status, article FROM chosen_events"
    for row in chosen.rows(telling):
        told[keys[row["article"]]].add(row["happening"])
        n_articles[row["happening"], row["status"]] += 1
    return _Pages(urls, told, n_articles)


@lru_cache(maxsize=100_000)
def _key(url: str) -> str:
    """What is equal for two addresses of one page; what is no web address stands for itself."""
    try:
        return key(url)
    except ValueError:
        return url


def _ours(dyad: Dyad, pages: _Pages) -> _Ours:
    event = dyad.event
    happening = event["happening"] or event["event"]
    return _Ours(
        *(event["event"], happening, event["type"], event["mode"] or "", dyad.actor, dyad.recipient),
        *(
            event["reciprocal"],
            event["place"] or "",
            event["place_country"] or "",
            event["day"] or event["published_on"],
        ),
        *(event["status"], event["chain_words"] or ""),
        codes.cameo(event["type"], event["act_type"], event["mode"]).code,
        event["url"] or event["article"],
        (pages.n_articles[happening, event["status"]], event["n_articles"], event["n_sources"]),
    )


def _line(outcome: str, differs: Sequence[str], url: str, row: Theirs | None, one: _Ours | None) -> tuple[Any, ...]:
    theirs: tuple[Any, ...] = (None,) * 12
    if row is not None:
        theirs = (
            *(row.line, row.event, row.code, row.type, row.mode, _named(row.actor), _named(row.recipient)),
            *(row.place, row.day, row.n_mentions, row.n_sources, row.n_articles),
        )
    mine: tuple[Any, ...] = (None,) * 12
    if one is not None:
        parties = (party.name if party else None for party in (one.actor, one.recipient))
        place = one.place or one.country
        mine = (one.event, one.type, one.mode, *parties, place, one.day, one.status, one.chain, *one.counts)
    stated = (outcome, ", ".join(differs), url, *theirs, *mine)
    return tuple(None if value == "" else value for value in stated)


def _named(side: Side) -> str:
    return side.name or ";".join(sorted(side.countries))
