"""The table of countries and the words that stand for them."""

import re

import pycountry
import pytest
from babel import Locale

from dateline.countries import by_form, countries


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
    ],
)
def test_a_form_stands_for_a_country(form: str, code: str, kind: str) -> None:
    assert by_form()[form] == (code, kind)


def test_every_iso_country_is_there() -> None:
    assert {country.alpha_3 for country in pycountry.countries} <= set(countries())


def test_names_are_those_of_cldr_but_where_its_short_one_is_used() -> None:
    territories = Locale("en").territories
    longer = {
        code
        for code, country in countries().items()
        if (iso := pycountry.countries.get(alpha_3=code)) and territories[iso.alpha_2] != country.name
    }

    assert longer == {"HKG", "MAC", "MMR", "PSE"}


def test_every_form_is_written_plain() -> None:
    assert [form for form in by_form() if re.search(r"[’“”]|^the |\s{2}|^\s|\s$", form)] == []
