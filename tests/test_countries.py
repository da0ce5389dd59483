"""The table of countries and the words that stand for them."""

import csv
import re

import pycountry
import pytest
from babel import Locale

from dateline.countries import by_form, countries, has, having_traits
from dateline.errors import TableError
from tools.build_countries import TABLE, build, stated_items


@pytest.mark.parametrize(
    ("form", "code", "kind"),
    [
        ("North Korea", "PRK", "name"),
        ("DPRK", "PRK", "name"),
        ("Democratic People's Republic of Korea", "PRK", "name"),
        ("Turkey", "TUR", "name"),
        ("Türkiye", "TUR", "name"),
        ("Ivory Coast", "CIV", "name"),
        ("U.S.", "USA", "name"),
        ("Britain", "GBR", "name"),
        ("Russian", "RUS", "adjective"),
        ("Ukrainians", "UKR", "demonym"),
        ("Pyongyang", "PRK", "capital"),
        ("Kremlin", "RUS", "government"),
        ("Soviet Union", "SUN", "name"),
        ("Kosovo", "XKX", "name"),
        ("Palestinian", "PSE", "adjective"),
        ("КНДР", "PRK", "name"),
        ("Северная Корея", "PRK", "name"),
        ("Північна Корея", "PRK", "name"),
        ("북한", "PRK", "name"),
        ("조선민주주의인민공화국", "PRK", "name"),
        ("Choson", "PRK", "name"),
        ("대한민국", "KOR", "name"),
        ("Hanguk", "KOR", "name"),
        ("Россия", "RUS", "name"),
        ("Росія", "RUS", "name"),
        ("로씨야", "RUS", "name"),
        ("Rossiya", "RUS", "name"),
        ("США", "USA", "name"),
        ("미국", "USA", "name"),
        ("Турция", "TUR", "name"),
        ("튀르키예", "TUR", "name"),
        ("평양", "PRK", "capital"),
        ("Пхеньян", "PRK", "capital"),
        ("P'yongyang", "PRK", "capital"),
        ("서울", "KOR", "capital"),
        ("Москва", "RUS", "capital"),
        ("Moskva", "RUS", "capital"),
        ("Київ", "UKR", "capital"),
        ("Киев", "UKR", "capital"),
        ("키이우", "UKR", "capital"),
        ("Пекин", "CHN", "capital"),
        ("워싱턴", "USA", "capital"),
    ],
)
def test_a_form_stands_for_a_country(form: str, code: str, kind: str) -> None:
    assert by_form()[form] == (code, kind)


def test_every_iso_country_is_there() -> None:
    assert {country.alpha_3 for country in pycountry.countries} <= set(countries())


@pytest.mark.parametrize("language", ["ru", "uk", "ko"])
def test_every_iso_country_has_the_name_of_cldr_in_other_languages(language: str) -> None:
    territories = Locale(language).territories
    names = {iso.alpha_3: territories[iso.alpha_2] for iso in pycountry.countries}
    plain = {code: name.replace("ʼ", "'").replace("’", "'") for code, name in names.items()}

    lacking = {code for code, name in plain.items() if name not in by_form() and " " not in name and "(" not in name}
    assert lacking == set()


def test_every_country_of_today_has_its_wikidata_item() -> None:
    assert {code for code, country in countries().items() if country.wikidata is None} == {"CSK", "DDR", "SUN", "YUG"}
    assert (countries()["NLD"].wikidata, countries()["DNK"].wikidata) == ("Q55", "Q35")


def test_names_are_those_of_cldr_but_where_its_short_one_is_used() -> None:
    territories = Locale("en").territories
    longer = {
        code
        for code, country in countries().items()
        if (iso := pycountry.countries.get(alpha_3=code)) and territories[iso.alpha_2] != country.name
    }

    assert longer == {"HKG", "MAC", "MMR", "PSE"}


def test_the_table_is_what_is_built_of_our_own_and_of_the_standards() -> None:
    """When this fails, change `tools/countries_own.csv`, not the table, and run `python tools/build_countries.py`."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        table = list(csv.DictReader(lines))

    assert table == build(stated_items())


def test_where_the_family_name_may_stand_at_either_end_it_stands_first_by_rule() -> None:
    traits = having_traits()

    assert traits["surname first or last"] < traits["surname first"]
    assert all(listed <= countries().keys() for listed in traits.values())
    assert has("KOR", "surname first")
    assert not has(None, "surname first")


def test_a_trait_that_is_not_known_is_named(own_tables) -> None:
    own_tables("country_traits", "trait,countries,source", "federal,CHE,mine")

    with pytest.raises(TableError, match="trait 'federal' is unknown; write one of federation, surname first"):
        having_traits()


def test_every_form_is_written_plain() -> None:
    assert [form for form in by_form() if re.search(r"[’“”]|^the |\s{2}|^\s|\s$", form)] == []
