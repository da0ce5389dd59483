"""Two countries or actors: what each did, said or promised towards the other over time, words against deeds."""

from typing import Any

from dateline.lake.ready import Ready
from dateline.lake.ready.asking import Row
from dateline.web.charts import shares
from dateline.web.lists import ROSTER, STATE_NOW
from dateline.web.words import GROUP_WORDS, GROUPS, country

SHOWN = 60
MOST = 40


def pairs(ready: Ready) -> dict[str, Any]:
    """The pairs of countries of which most is told."""
    rows = ready.plain(
        "SELECT min(source_country, target_country) AS one, max(source_country, target_country) AS other, "
        "count(DISTINCT coalesce(happening, event)) AS n FROM pairs INDEXED BY pairs_countries "
        "WHERE source_country <> target_country GROUP BY 1, 2 ORDER BY n DESC, one, other LIMIT ?",
        [MOST],
    )
    return {"pairs": [{"one": one, "other": other, "n": n} for one, other, n in rows]}


def relation(ready: Ready, one: str, other: str) -> dict[str, Any] | None:
    """What is told between two; None where one is neither a country (alpha-3) nor an actor's id of the record.

    Of countries all counts that anybody of the one does towards anybody of the other. Copies and tellings of one
    happening count once.
    """
    sides = [_side(ready, key) for key in (one, other)]
    if sides[0] is None or sides[1] is None:
        return None
    (where, values) = _between(one, other)
    rows = ready.plain(
        "SELECT substr(on_day, 1, 7), quad, status, count(DISTINCT coalesce(happening, event)) "
        f"FROM pairs WHERE {where} GROUP BY 1, 2, 3",
        values,
    )
    told: dict[str, int] = {}
    for _, _, status, n in rows:
        told[GROUPS[status]] = told.get(GROUPS[status], 0) + n
    return {
        "one": sides[0],
        "other": sides[1],
        "months": [{"month": row[0], "quad": row[1], "status": row[2], "n": row[3]} for row in rows],
        "statuses": shares(told.items(), list(GROUP_WORDS)),
        "events": ready.rows(
            "SELECT e.data FROM (SELECT min(event) AS event, max(on_day) AS on_day FROM pairs "
            f"WHERE {where} GROUP BY coalesce(happening, event) ORDER BY 2 DESC LIMIT ?) AS p "
            "JOIN events AS e USING (event) ORDER BY p.on_day DESC",
            [*values, SHOWN],
        ),
        "pledges": _pledges(ready, sides[0], sides[1]),
    }


def _side(ready: Ready, key: str) -> Row | None:
    if len(key) == 3 and key.isupper():
        name = country(key)
        return {"key": key, "name": name, "country": key} if name != key else None
    found = ready.row(f"SELECT {ROSTER} FROM roster WHERE actor = ?", [key])
    return {"key": key, "name": found["name"], "country": None, "actor": found} if found else None


def _between(one: str, other: str) -> tuple[str, list[str]]:
    names = ["country" if len(key) == 3 and key.isupper() else "id" for key in (one, other)]
    columns = {"country": ("source_country", "target_country"), "id": ("source", "target")}
    first, second = columns[names[0]], columns[names[1]]
    sql = f"(({first[0]} = ? AND {second[1]} = ?) OR ({second[0]} = ? AND {first[1]} = ?))"
    return sql, [one, other, other, one]


def _pledges(ready: Ready, one: Row, other: Row) -> list[Row]:
    keys = [str(side["country"] or side["name"].lower()) for side in (one, other)]
    return ready.rows(
        f"SELECT data, {STATE_NOW} AS state FROM pledges WHERE pledge IN (SELECT a.pledge FROM promisers AS a "
        "JOIN promisers AS b USING (pledge) WHERE a.side = 'maker' AND b.side = 'beneficiary' "
        "AND ((a.party = ?1 AND b.party = ?2) OR (a.party = ?2 AND b.party = ?1))) ORDER BY made_on DESC LIMIT 20",
        keys,
    )
