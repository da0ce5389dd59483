"""Events in POLECAT's forty columns, tab-separated with a header, and ours to the right of them.

POLECAT has no status: in its columns a promise, a denial and a deed look alike. So status, chain, origin, words and
address stand to the right, and a happening that one article tells and another denies has a row for each. Fields are
quoted as CSV quotes them where they hold a quotation mark.
"""

import csv
import io
from collections.abc import Mapping
from typing import Any, BinaryIO

from dateline.exports import codes
from dateline.exports.cells import as_field
from dateline.exports.chosen import Chosen
from dateline.exports.dyads import Dyad, Party, dyads
from dateline.exports.formats import HAPPENED, Passed, Written
from dateline.tables import cached, rows

POLECAT = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title"),
    *("Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW"),
    *("Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw"),
    *("Wikipedia Recipient ID", "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude"),
    *("GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People"),
    *("Story Organizations", "Story Locations", "Language", "Version"),
)
OURS = (
    *("Status", "Act Type", "Chain", "Origin", "Origin Role", "Reciprocal", "Actor ID", "Recipient ID"),
    *("Happening", "Num Mentions", "Num Articles", "Num Sources", "Due", "Conditions", "Object"),
    *("Quote", "Quote Start", "Quote End", "URL", "Article", "Confidence", "Review"),
)


def write(chosen: Chosen, stream: BinaryIO, passed: Passed, /) -> Written:
    """A row for each pair of parties of each happening and status, copies counted once."""
    text = io.StringIO(newline="")
    lines = csv.DictWriter(text, (*POLECAT, *OURS), delimiter="\t", lineterminator="\n", restval="")
    lines.writeheader()
    n = n_others = 0
    for dyad in dyads(chosen, passed, by_status=True):
        fields = {**_event(dyad), **_party("Actor", dyad.actor), **_party("Recipient", dyad.recipient), **_ours(dyad)}
        lines.writerow({name: as_field(value) for name, value in fields.items()})
        n += 1
        n_others += dyad.event["status"] not in HAPPENED
        stream.write(text.getvalue().encode("utf-8", "replace"))
        text.seek(0)
        text.truncate()
    stream.write(text.getvalue().encode())
    told = f"{n_others:,} of {n:,} rows did not happen as far as is known (pledged, claimed, denied …): see Status"
    return Written(n, "rows", (told,) if n_others else ())


def _event(dyad: Dyad) -> dict[str, Any]:
    event = dyad.event
    precision = event["precision"]
    return {
        "Event ID": f"{event['event']}/{dyad.number}",
        "Event Date": event["day"] or event["published_on"],
        "Event Type": event["type"],
        "Event Mode": event["mode"],
        "Intensity": intensity(event["type"], event["mode"]),
        "Quad Code": (event["quad"] or "").upper(),
        "Contexts": event["contexts"],
        "Placename": event["place"],
        "City": event["place"] if precision == "city" else None,
        "Province": event["place"] if precision == "region" else None,
        "Country": event["place_country"],
        "Latitude": event["lat"],
        "Longitude": event["lon"],
        "Raw Placename": event["place"],
        "Feature Type": precision,
        "Source": event["publisher"] or event["agency"],
        "Publication Date": event["published_on"],
        "Language": event["language"],
        "Version": event["version"],
    }


def _party(side: str, party: Party | None) -> dict[str, Any]:
    if party is None:
        return {}
    return {
        f"{side} Name": party.name,
        f"{side} Country": party.country,
        f"{side} COW": codes.country(party.country).cow,
        f"Primary {side} Sector": party.sector,
        f"{side} Sectors": party.sector,
        f"{side} Title": party.role,
        f"{side} Name Raw": party.name,
        f"{side} ID": party.id,
    }


def _ours(dyad: Dyad) -> dict[str, Any]:
    event = dyad.event
    return {
        "Status": event["status"],
        "Act Type": event["act_type"],
        "Chain": event["chain_words"],
        "Origin": event["origin_name"],
        "Origin Role": event["origin_role"],
        "Reciprocal": "true" if event["reciprocal"] else "false",
        "Happening": event["happening"],
        "Num Mentions": event["n_mentions"],
        "Num Articles": event["n_articles"],
        "Num Sources": event["n_sources"],
        "Due": event["due"],
        "Conditions": event["conditions"],
        "Object": event["object"],
        "Quote": event["clause"],
        "Quote Start": event["start"],
        "Quote End": event["end"],
        "URL": event["url"],
        "Article": event["article"],
        "Confidence": event["confidence"],
        "Review": event["review"],
    }


def intensity(type: str, mode: str | None) -> float | None:
    """PLOVER's score of a mode, else of its type."""
    return _scores().get((type, mode or ""), _scores().get((type, "")))


@cached
def _scores() -> Mapping[tuple[str, str], float]:
    scored = {(row["type"], ""): float(row["score"]) for _, row in rows("plover_types")}
    return scored | {(row["type"], row["mode"]): float(row["score"]) for _, row in rows("plover_modes") if row["score"]}
