"""Build `dateline/tables/countries.csv` from pycountry, CLDR (babel) and `tools/countries_own.csv`.

    python tools/build_countries.py

Codes and official names are pycountry's (ISO 3166-1), the English name is CLDR's, and adjectives, demonyms,
capitals, seats of government and what else people call a country are our own table's, which also names the few
states that ISO 3166-1 lacks. The result is the same on every run; review it as a diff.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import pycountry
from babel import Locale

OWN = Path(__file__).with_name("countries_own.csv")
TABLE = Path(__file__).parents[1] / "dateline" / "tables" / "countries.csv"
COLUMNS = ("code", "name", "aliases", "adjectives", "demonyms", "capitals", "governments", "shorts", "source")
UNSURE = frozenset("(),")
"""An official name with any of ",()" is a form for lists ("Korea, Republic of"), not one that stands in text."""


def main() -> None:
    with OWN.open(encoding="utf-8", newline="") as lines:
        own = {row["code"]: row for row in csv.DictReader(lines)}
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(_row(row, _claimed(own, code)) for code, row in sorted(own.items()))
    missing = {country.alpha_3 for country in pycountry.countries} - set(own)
    if missing:
        raise SystemExit(f"{OWN}: no row for {', '.join(sorted(missing))}")


def _claimed(own: dict[str, dict[str, str]], code: str) -> set[str]:
    """The aliases that our own table gives to other countries: "Congo" is the one of Kinshasa."""
    return {alias for other, row in own.items() if other != code for alias in row["aliases"].split("|")}


def _row(own: dict[str, str], taken: set[str]) -> dict[str, str]:
    country = pycountry.countries.get(alpha_3=own["code"])
    cldr = Locale("en").territories.get(country.alpha_2) if country else None
    name = own["name"] or cldr or ""
    aliases = dict.fromkeys(
        [*filter(None, own["aliases"].split("|")), *(alias for alias in _names(country, cldr) if alias not in taken)]
    )
    aliases.pop(name, None)
    source = "; ".join(
        part for part in ("ISO 3166-1" if country else "", "CLDR" if cldr else "", own["source"]) if part
    )
    return {**own, "name": name, "aliases": "|".join(sorted(aliases)), "source": source}


def _names(country: object, cldr: str | None) -> Iterator[str]:
    """What ISO and CLDR call a country, where a text could call it so."""
    listed = [cldr, *(getattr(country, field, None) for field in ("name", "common_name", "official_name"))]
    for name in filter(None, listed):
        if not set(name) & UNSURE and " - " not in name:
            plain = name.removeprefix("the ").replace("’", "'")
            yield plain
            if "&" in plain:
                yield plain.replace("&", "and")


if __name__ == "__main__":
    main()
