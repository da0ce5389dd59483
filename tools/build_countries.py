"""Build `dateline/tables/countries.csv` from pycountry, CLDR (babel), country-coder and `tools/countries_own.csv`.

    python tools/build_countries.py                                    # after a change of countries_own.csv
    npm pack @rapideditor/country-coder@5.6.1 && tar xzf rapideditor-country-coder-5.6.1.tgz
    python tools/build_countries.py package/src/data/borders.json      # Wikidata's items anew, too

Codes and official names are pycountry's (ISO 3166-1); the English name, and those in Russian, Ukrainian and Korean,
are CLDR's, and so are most capitals in these languages (it names the city of each time zone). Wikidata's items are
country-coder's (ISC licence); without its file the table keeps those that it has. Adjectives, demonyms, capitals,
seats of government and what else people call a country are our own table's, which also names the few states that ISO
3166-1 lacks, and has the last word where its cell is filled. The result is the same on every run; review it as a diff.
"""

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pycountry
from babel import Locale

OWN = Path(__file__).with_name("countries_own.csv")
TABLE = Path(__file__).parents[1] / "dateline" / "tables" / "countries.csv"
COLUMNS = (
    *("code", "name", "aliases", "adjectives", "demonyms", "capitals", "governments", "shorts"),
    *("foreign_names", "foreign_capitals", "wikidata", "source"),
)
LANGUAGES = ("ru", "uk", "ko")
"""The languages of the foreign names: those whose news English pages quote most from states that write otherwise."""
UNSURE = frozenset("(),")
"""An official name with any of ",()" is a form for lists ("Korea, Republic of"), not one that stands in text."""


def main(borders: Path | None = None) -> None:
    """Write the table."""
    made = build(_items(borders) if borders else stated_items())
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(made)


def build(items: Mapping[str, str]) -> list[dict[str, str]]:
    """The rows of the table, by code; `items` are Wikidata's by code."""
    own = _by_code(OWN)
    missing = {country.alpha_3 for country in pycountry.countries} - set(own)
    if missing:
        raise SystemExit(f"{OWN}: no row for {', '.join(sorted(missing))}")
    return [_row(row, _claimed(own, code), items.get(code, "")) for code, row in sorted(own.items())]


def stated_items() -> dict[str, str]:
    """The items that the table has from country-coder; those of our own stand in our own."""
    return {code: row["wikidata"] for code, row in _by_code(TABLE).items() if "country-coder" in row["source"]}


def _by_code(table: Path) -> dict[str, dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row for row in csv.DictReader(lines)}


def _items(borders: Path) -> dict[str, str]:
    """Wikidata's item of each country by alpha-3 code, as country-coder states it."""
    features = json.loads(borders.read_text(encoding="utf-8"))["features"]
    stated = (feature["properties"] for feature in features)
    return {place["iso1A3"]: place["wikidata"] for place in stated if "iso1A3" in place}


def _claimed(own: dict[str, dict[str, str]], code: str) -> set[str]:
    """The aliases that our own table gives to other countries: "Congo" is the one of Kinshasa."""
    return {alias for other, row in own.items() if other != code for alias in row["aliases"].split("|")}


def _row(own: dict[str, str], taken: set[str], item: str) -> dict[str, str]:
    country = pycountry.countries.get(alpha_3=own["code"])
    cldr = Locale("en").territories.get(country.alpha_2) if country else None
    name = own["name"] or cldr or ""
    aliases = dict.fromkeys(
        [*filter(None, own["aliases"].split("|")), *(alias for alias in _names(country, cldr) if alias not in taken)]
    )
    aliases.pop(name, None)
    wikidata = own["wikidata"] or item
    parts = (
        "ISO 3166-1" if country else "",
        "CLDR" if cldr else "",
        "country-coder" if wikidata and wikidata == item else "",
        own["source"],
    )
    return {
        **own,
        "name": name,
        "aliases": "|".join(sorted(aliases)),
        "foreign_names": _joined(own["foreign_names"], _foreign_names(country)),
        "foreign_capitals": _joined(own["foreign_capitals"], _foreign_capitals(own["capitals"].split("|"))),
        "wikidata": wikidata,
        "source": "; ".join(filter(None, parts)),
    }


def _names(country: object, cldr: str | None) -> Iterator[str]:
    """What ISO and CLDR call a country, where a text could call it so."""
    listed = [cldr, *(getattr(country, field, None) for field in ("name", "common_name", "official_name"))]
    for name in filter(None, listed):
        if not set(name) & UNSURE and " - " not in name:
            plain = name.removeprefix("the ").replace("’", "'")
            yield plain
            if "&" in plain:
                yield plain.replace("&", "and")


def _foreign_names(country: object) -> Iterator[str]:
    """What CLDR calls a country in each of the languages, where a text could call it so."""
    code = getattr(country, "alpha_2", "")
    for name in (Locale(language).territories.get(code, "") for language in LANGUAGES):
        if not set(name) & UNSURE and " - " not in name and " – " not in name:
            yield name


def _foreign_capitals(capitals: Iterable[str]) -> Iterator[str]:
    """What CLDR calls the capitals that time zones are named after in each of the languages."""
    for zone in filter(None, map(_zones().get, capitals)):
        yield from (_city(language, zone) or "" for language in LANGUAGES)


@cache
def _zones() -> Mapping[str, str]:
    """The time zone of each city that one is named after, by the city's English name."""
    listed = {str(zone) for language in LANGUAGES for zone in Locale(language).time_zones}
    zones = sorted(zone for zone in listed if zone.count("/") == 1)
    return {_city("en", zone) or zone.split("/")[1].replace("_", " "): zone for zone in zones}


def _city(language: str, zone: str) -> str | None:
    """What CLDR calls the city that a time zone is named after, in a language."""
    found = Locale(language).time_zones.get(zone, {}).get("city")
    return str(found) if found else None


def _joined(own: str, others: Iterable[str]) -> str:
    """The names of our own cell and the others, each once, with plain apostrophes."""
    plain = (name.replace("’", "'").replace("ʼ", "'") for name in (*own.split("|"), *others))
    return "|".join(sorted(set(filter(None, plain))))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
