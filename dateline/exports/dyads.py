"""Events as event data sets count them: a happening once, however many articles carry it, in pairs of its parties.

Of each happening the first telling stands for all; beside it, how often it is told, copies of a text counted once. What
is told with different statuses can be kept apart: then a denial is a row of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.countries import countries
from dateline.exports.chosen import Chosen, Row
from dateline.exports.formats import Passed

_OF_COUNTRY = re.compile(r"\w+/([A-Z]{3})(?:/.*)?")


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who takes part: what is known of them on that page, None where it is not stated."""

    id: str
    name: str
    kind: str | None = None
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Dyad:
    """One pair of a happening's parties: who acts, who is acted on; of a reciprocal event each pair once.

    `event` is the row of the first telling with `n_mentions` (sentences that tell it), `n_articles` (texts) and
    `n_sources` (independent accounts), in none of which a copy counts, `url`, `language` and `is_in_lede`. `number`
    counts the pairs from 1.
    """

    event: Row
    number: int
    actor: Party | None
    recipient: Party | None


def dyads(chosen: Chosen, passed: Passed, *, by_status: bool) -> Iterator[Dyad]:
    """The pairs of all chosen happenings, in the order of their first telling."""
    status = "e.status" if by_status else "'any'"
    chosen.run(
        f"""
        CREATE TEMP MACRO lede_end(blocks) AS list_filter(blocks, lambda b: b.kind = 'paragraph')[1].span."end";
        CREATE TEMP TABLE counted AS
        SELECT arg_min(e.event, (e.published_on, NOT coalesce(c.is_origin, true), e.event)) AS event,
               count(DISTINCT (coalesce(a.text_group, e.article), e.clause)) AS n_mentions,
               count(DISTINCT coalesce(a.text_group, e.article)) AS n_articles,
               greatest(count(DISTINCT a.account), 1) AS n_sources
        FROM chosen_events AS e LEFT JOIN accounts AS a USING (event) LEFT JOIN copies AS c ON c.article = e.article
        GROUP BY coalesce(e.happening, e.event), {status}
        """
    )
    for part in chosen.slices():
        people = chosen.by_article(f"SELECT * FROM actors WHERE {part.condition}")
        told = chosen.rows(
            f"""
            SELECT e.* EXCLUDE (why, anchor), c.n_mentions, c.n_articles, c.n_sources, a.url, a.language, a.title,
                   a.version, a.recorded_at,
                   coalesce(e.start < lede_end(r.article.blocks), false) AS is_in_lede
            FROM (SELECT * FROM chosen_events WHERE {part.condition}) AS e
            JOIN counted AS c USING (event)
            JOIN articles AS a ON a.id = e.article
            JOIN readings AS r ON r."row" = e."row"
            ORDER BY e.published_on, e.article, e.start, e.event
            """
        )
        for event in told:
            known = {person["actor"]: person for person in people[event["article"]]}
            yield from (Dyad(event, n, *pair) for n, pair in enumerate(_pairs(event, known), start=1))
        passed(part.n_articles)


def _pairs(event: Row, known: dict[str, Row]) -> list[tuple[Party | None, Party | None]]:
    actors = _parties(event, "actor", known)
    recipients = _parties(event, "recipient", known)
    if event["reciprocal"] and len(actors) > 1:
        return [(one, other) for n, one in enumerate(actors) for other in actors[n + 1 :]]
    return [(actor, recipient) for actor in _or_nobody(actors) for recipient in _or_nobody(recipients)]


def _or_nobody(parties: list[Party]) -> Sequence[Party | None]:
    return parties or [None]


def _parties(event: Row, side: str, known: dict[str, Row]) -> list[Party]:
    ids, names = event[f"{side}s"] or [], event[f"{side}_names"] or []
    stated = event[f"{side}_countries"] or []
    made = []
    for n, actor in enumerate(ids):
        person = known.get(actor)
        name = names[n] if n < len(names) and names[n] else actor
        if person:
            about = (person[part] for part in ("kind", "country", "sector", "role", "wikidata"))
            made.append(Party(actor, name, *about))
        else:
            is_corrected = event["review"] == "corrected"  # the countries are then those of who stood there before
            country = stated[n] if n < len(stated) and not is_corrected else _country_in(actor)
            made.append(Party(actor, name, country=country))
    return made


def _country_in(id: str) -> str | None:
    """The country that an id names: "state/PRK", "person/PRK/kim-jong-un"."""
    found = _OF_COUNTRY.fullmatch(id)
    return found[1] if found and found[1] in countries() else None
