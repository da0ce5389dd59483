"""Events in GDELT 2.0's 61 columns, tab-separated without a header, as its loaders expect them.

GDELT says what happened and has no column for a status, so only `happened` and `ongoing` are written unless others are
asked for. Actors have CAMEO's codes, places FIPS's; NumMentions, NumSources and NumArticles count copies once. The tone
is empty, since Dateline measures none, and so are ethnic, religious and known-group codes. (GDELT Event Codebook 2.0.)
"""

import hashlib
from datetime import date
from typing import Any, BinaryIO

from dateline.exports import codes
from dateline.exports.cells import as_field
from dateline.exports.choice import left_out
from dateline.exports.chosen import Chosen
from dateline.exports.dyads import Dyad, Party, dyads
from dateline.exports.formats import HAPPENED, Passed, Written

_ACTOR = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code"),
    *("Type1Code", "Type2Code", "Type3Code"),
)
_GEO = ("Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor{n}{name}" for n in (1, 2) for name in _ACTOR),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{whose}Geo_{name}" for whose in ("Actor1", "Actor2", "Action") for name in _GEO),
    *("DATEADDED", "SOURCEURL"),
)


def write(chosen: Chosen, stream: BinaryIO, passed: Passed, /) -> Written:
    """A line for each pair of parties of each happening; what was left out for its status, or a day, is told."""
    n = n_undated = n_others = 0
    for dyad in dyads(chosen, passed, by_status=False):
        day = dyad.event["day"] or dyad.event["published_on"]
        if day is None:
            n_undated += 1
            continue
        fields = {**_when(day), **_actor(1, dyad.actor), **_actor(2, dyad.recipient), **_event(dyad), **_place(dyad)}
        # GDELT's loaders know no quoting: a straight quotation mark would open a field that never closes.
        line = "\t".join(as_field(fields.get(name)).replace('"', "'") for name in COLUMNS)
        stream.write(f"{line}\n".encode("utf-8", "replace"))
        n += 1
        n_others += dyad.event["status"] not in HAPPENED
    return Written(n, "rows", tuple(_remarks(chosen, n_undated, n_others)))


def _remarks(chosen: Chosen, n_undated: int, n_others: int) -> list[str]:
    remarks = []
    n_left = chosen.number(f"SELECT count(*) FROM events WHERE {left_out(chosen.choice)}")
    if n_left and set(chosen.choice.statuses) <= set(HAPPENED):
        remarks.append(
            f"{n_left:,} events are left out that are not told as happened (claimed, pledged, denied …), since GDELT "
            "has no column to say so; --status asks for them"
        )
    if n_others:
        remarks.append(
            f"{n_others:,} rows did not happen as far as is known, and nothing in the file says so; keep them apart"
        )
    if n_undated:
        remarks.append(f"{n_undated:,} rows are left out: neither the event nor its article has a day")
    return remarks


def _when(day: date) -> dict[str, Any]:
    return {
        "SQLDATE": f"{day:%Y%m%d}",
        "MonthYear": f"{day:%Y%m}",
        "Year": f"{day:%Y}",
        "FractionDate": f"{day.year + min((day.month * 30 + day.day) / 365, 0.9999):.4f}",
    }


def _actor(n: int, party: Party | None) -> dict[str, Any]:
    if party is None:
        return {}
    country, kind = codes.country(party.country).cameo, codes.sector(party.sector)
    if party.kind == "state":
        kind = ""  # the state itself, and no branch of it
    return {
        f"Actor{n}Code": f"{country}{kind}",
        f"Actor{n}Name": party.name.upper(),
        f"Actor{n}CountryCode": country,
        f"Actor{n}Type1Code": kind,
    }


def _event(dyad: Dyad) -> dict[str, Any]:
    event = dyad.event
    cameo = codes.cameo(event["type"], event["act_type"], event["mode"])
    parties = (party.id if party else "" for party in (dyad.actor, dyad.recipient))
    key = "|".join((event["happening"] or event["event"], *parties))
    return {
        "GLOBALEVENTID": int(hashlib.sha256(key.encode()).hexdigest()[:15], 16),  # fits in 64 bits with a sign
        "IsRootEvent": int(event["is_in_lede"]),
        "EventCode": cameo.code,
        "EventBaseCode": cameo.code[:3],
        "EventRootCode": cameo.root,
        "QuadClass": cameo.quad,
        "GoldsteinScale": cameo.goldstein,
        "NumMentions": event["n_mentions"],
        "NumSources": event["n_sources"],
        "NumArticles": event["n_articles"],
        "DATEADDED": f"{event['recorded_at']:%Y%m%d%H%M%S}",
        "SOURCEURL": event["url"] or event["article"],
    }


def _place(dyad: Dyad) -> dict[str, Any]:
    event = dyad.event
    is_american = event["place_country"] == "USA"
    kinds = {"country": 1, "region": 2 if is_american else 5, "city": 3 if is_american else 4}
    kind = kinds.get(event["precision"] or "", kinds["city"]) if event["place"] else 0
    fips = codes.country(event["place_country"]).fips
    return {
        "Actor1Geo_Type": 0,
        "Actor2Geo_Type": 0,
        "ActionGeo_Type": kind,
        "ActionGeo_Fullname": event["place"],
        "ActionGeo_CountryCode": fips,
        "ActionGeo_ADM1Code": fips if kind == kinds["country"] else None,
        "ActionGeo_Lat": event["lat"],
        "ActionGeo_Long": event["lon"],
    }
