"""What of a record is exported: the filters that all formats share, as the views `chosen_articles`, `chosen_events`,
`chosen_statements`, and as a condition on any other view.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from dateline.countries import by_form, countries
from dateline.errors import QueryError
from dateline.lake import store
from dateline.lake.asking import check_text
from dateline.records import EVENT_TYPES, STATUSES

_DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
_MACROS = r"""
CREATE TEMP MACRO folded(name) AS
    ' ' || trim(regexp_replace(lower(strip_accents(name)), '[^\pL\pN]+', ' ', 'g')) || ' ';
CREATE TEMP MACRO all_folded(names) AS array_to_string(list_transform(names, lambda n: folded(n)), '|');
CREATE TEMP MACRO any_named(ids, names, wanted) AS
    coalesce(list_has_any(ids, wanted), false)
    OR len(list_filter(wanted, lambda w: contains(all_folded(names), folded(w)))) > 0;
"""


View = Literal["articles", "events", "statements"]
"""The views whose rows are exported."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Rows of one view by their keys: articles with all that they tell, or only these events or statements."""

    view: View
    keys: Sequence[str]


@dataclass(frozen=True, slots=True)
class Choice:
    """Filters, all of which hold; of one that has several values, any is enough. Without any, all is chosen.

    `since` and `until` are days of publication, both inclusive. `actors` are ids or names of whoever acts, is acted on
    or speaks; whole words of a name are enough ("lavrov"). `countries` are alpha-3 codes of these, or of the place;
    `types` and `statuses` are of events (a statement has a status, but no type); `articles` are ids. `listed` are rows
    that were chosen elsewhere.
    """

    since: date | None = None
    until: date | None = None
    actors: Sequence[str] = ()
    countries: Sequence[str] = ()
    types: Sequence[str] = ()
    statuses: Sequence[str] = ()
    articles: Sequence[str] = ()
    listed: Listed | None = None

    def __post_init__(self) -> None:
        _check("event type", self.types, EVENT_TYPES)
        _check("status", self.statuses, STATUSES)
        _check("country", self.countries, sorted(countries()))
        for words in (*self.actors, *self.articles):
            check_text(words)

    @property
    def is_of_facts(self) -> bool:
        """Whether something is asked of events and statements, and not of their article alone."""
        of_facts = self.actors or self.countries or self.types or self.statuses
        return bool(of_facts or (self.listed and self.listed.view != "articles"))


def day_from(stated: str) -> date:
    """The first day that "2025", "2025-03" or "2025-03-09" can mean; QueryError where it is none of these."""
    return _days(stated)[0]


def day_until(stated: str) -> date:
    """The last day that it can mean."""
    return _days(stated)[1]


def country_code(stated: str) -> str:
    """The alpha-3 code of a country, given by its code or any of its names; QueryError where there is none."""
    found = stated.upper() if stated.upper() in countries() else by_form().get(stated, (None, ""))[0]
    if found is None:
        raise QueryError(f"no country {stated!r} is known; write its ISO 3166-1 alpha-3 code, such as PRK, or its name")
    return found


def define(choice: Choice) -> str:
    """SQL that makes the three views of what is chosen; keys of listed rows stand in the table `listed`."""
    return f"""
        {_MACROS}
        CREATE TEMP VIEW chosen_events AS SELECT * FROM events WHERE {_of_events(choice)};
        CREATE TEMP VIEW chosen_statements AS SELECT * FROM statements WHERE {_of_statements(choice)};
        CREATE TEMP VIEW chosen_articles AS SELECT * FROM articles WHERE {_of_articles(choice)};
    """


def left_out(choice: Choice) -> str:
    """A condition on the events that are not chosen for their status alone."""
    others = [status for status in STATUSES if status not in choice.statuses] if choice.statuses else []
    return _of_events(replace(choice, statuses=others)) if others else "false"


def condition(choice: Choice, view: str, columns: Sequence[str]) -> str:
    """A condition on the rows of a view; QueryError where these have nothing that a filter asks for."""
    known = {"events": _of_events, "statements": _of_statements, "articles": _of_articles}
    if view in known:
        return known[view](choice)
    parts: list[str] = []
    if choice.types:
        parts.append(f"type IN ({_listed(choice.types)})" if "type" in columns else _lacking(view, "type"))
    if choice.statuses and "statuses" in columns:
        parts.append(f"list_has_any(statuses, [{_listed(choice.statuses)}])")
    elif choice.statuses:
        parts.append(f"status IN ({_listed(choice.statuses)})" if "status" in columns else _lacking(view, "status"))
    rest = replace(choice, types=(), statuses=())
    return _all([*parts, _from_articles(rest, view, columns)] if rest != Choice() else parts)


def _from_articles(choice: Choice, view: str, columns: Sequence[str]) -> str:
    """That a row comes from an article that is chosen."""
    wanted = f"SELECT id FROM articles WHERE {_of_articles(choice)}"
    if "article" in columns:
        return f"article IN ({wanted})"
    if "happening" in columns:
        return f"happening IN (SELECT happening FROM events WHERE {_of_events(choice)})"
    return f"id IN ({wanted})" if view == "revisions" else _lacking(view, "article")


def _of_events(choice: Choice) -> str:
    parts = [*_of_day(choice), *_among("article", choice.articles), *_of_listed(choice, "events", "event")]
    parts += [*_among("type", choice.types), *_among("status", choice.statuses)]
    if choice.actors:
        wanted = f"[{_listed(choice.actors)}]"
        parts.append(f"any_named(actors, actor_names, {wanted}) OR any_named(recipients, recipient_names, {wanted})")
    if choice.countries:
        wanted = f"[{_listed(choice.countries)}]"
        parts.append(
            f"coalesce(list_contains({wanted}, place_country), false)"
            f" OR coalesce(list_has_any(actor_countries, {wanted}), false)"
            f" OR coalesce(list_has_any(recipient_countries, {wanted}), false)"
        )
    return _all(parts)


def _of_statements(choice: Choice) -> str:
    if choice.types:
        return "false"  # a statement has no type
    parts = [*_of_day(choice), *_among("article", choice.articles), *_among("status", choice.statuses)]
    parts += _of_listed(choice, "statements", "statement")
    if choice.actors:
        ids, names = "[speaker, addressee, origin]", "[speaker_name, addressee_name, origin_name]"
        parts.append(f"any_named({ids}, {names}, [{_listed(choice.actors)}])")
    if choice.countries:
        there = f"SELECT article, actor FROM actors WHERE country IN ({_listed(choice.countries)})"
        parts.append(f"(article, speaker) IN ({there}) OR (article, addressee) IN ({there})")
    return _all(parts)


def _of_articles(choice: Choice) -> str:
    parts = [*_of_day(choice), *_among("id", choice.articles)]
    if choice.listed and choice.listed.view == "articles":
        parts.append("id IN (SELECT key FROM listed)")
    if choice.is_of_facts:
        parts.append(
            f"id IN (SELECT article FROM events WHERE {_of_events(choice)}"
            f" UNION SELECT article FROM statements WHERE {_of_statements(choice)})"
        )
    return _all(parts)


def _of_day(choice: Choice) -> list[str]:
    since = [f"published_on >= DATE '{choice.since}'"] if choice.since else []
    return [*since, f"published_on <= DATE '{choice.until}'"] if choice.until else since


def _among(column: str, values: Sequence[str]) -> list[str]:
    return [f"{column} IN ({_listed(values)})"] if values else []


def _of_listed(choice: Choice, view: str, key: str) -> list[str]:
    """That a fact is listed, or its article is."""
    if choice.listed is None:
        return []
    if choice.listed.view == "articles":
        return ["article IN (SELECT key FROM listed)"]
    return [f"{key} IN (SELECT key FROM listed)" if choice.listed.view == view else "false"]


def _all(parts: Sequence[str]) -> str:
    return " AND ".join(f"({part})" for part in parts) or "true"


def _listed(values: Sequence[str]) -> str:
    return ", ".join(map(store.literal, values))


def _lacking(view: str, what: str) -> str:
    raise QueryError(f"the rows of {view} have no {what} to be chosen by; leave that filter out")


def _check(what: str, given: Sequence[str], known: Sequence[str]) -> None:
    for value in given:
        if value not in known:
            shown = ", ".join(known) if len(known) < 20 else "the codes of ISO 3166-1 alpha-3, such as PRK"
            raise QueryError(f"no {what} is called {value!r}; there are {shown}")


def _days(stated: str) -> tuple[date, date]:
    """The first and the last day of a year, a month or a day."""
    found = _DAY.fullmatch(stated)
    try:
        if found is None:
            raise ValueError(stated)
        year, month, day = (int(part or 0) for part in found.group("year", "month", "day"))
        first = date(year, month or 1, day or 1)
    except ValueError as error:
        raise QueryError(f"{stated!r} is no day; write 2025-03-09, 2025-03 or 2025") from error
    if found["day"]:
        return first, first
    if not found["month"]:
        return first, date(year, 12, 31)
    return first, date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)
