import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import TableError
from dateline.gazetteer import fold
from dateline.language import parser
from dateline.places import countries_of, find_place, find_places


@pytest.mark.parametrize(
    ("name", "about", "country", "precision"),
    [
        ("Wonsan", (), "PRK", "city"),
        ("El Fasher", (), "SDN", "city"),
        ("al-Fashir", (), "SDN", "city"),
        ("Colombo", (), "LKA", "city"),
        ("Jeddah", (), "SAU", "city"),
        ("Reykjavík", (), "ISL", "city"),
        ("St. Petersburg", (), "RUS", "city"),
        ("Kursk", (), "RUS", "city"),
        ("Kursk region", (), "RUS", "region"),
        ("Kursk Oblast", (), "RUS", "region"),
        ("the city of Wonsan", (), "PRK", "city"),
        ("Gaza", (), "PSE", "region"),
        ("Gaza City", (), "PSE", "city"),
        ("North Darfur", (), "SDN", "region"),
        ("Zaporizhzhia nuclear plant", (), "UKR", "site"),
        ("Black Sea", (), None, "region"),
        ("Russia", (), "RUS", "country"),
        ("U.S.", (), "USA", "country"),
        ("DR Congo", (), "COD", "country"),
        ("UNITED NATIONS", (), "USA", "site"),
        ("Georgia", (), "GEO", "country"),
        ("Georgia", ("USA",), "USA", "region"),
        ("Georgia", ("GEO", "RUS"), "GEO", "country"),
        ("Moscow", ("USA",), "RUS", "city"),
        ("London", ("CAN",), "GBR", "city"),
        ("Birmingham", ("USA",), "USA", "city"),
        ("Hyderabad", ("PAK",), "PAK", "city"),
        ("Hyderabad", (), "IND", "city"),
        ("Tripoli", (), "LBY", "city"),
        ("Tripoli", ("LBN",), "LBN", "city"),
        ("Niger", ("NGA",), "NER", "country"),
        ("Niger state", ("NGA",), "NGA", "region"),
    ],
)
def test_a_name_is_the_place_that_a_reader_of_the_page_would_take_it_for(name, about, country, precision):
    place = find_place(name, countries=about)

    assert place is not None
    assert (place.country, place.precision) == (country, precision)
    assert place.lat is not None
    assert place.lon is not None


def test_a_region_is_named_without_the_word_region():
    assert find_place("Kursk region").name == "Kursk"


@pytest.mark.parametrize(("name", "shown"), [("SEOUL", "Seoul"), ("PORT-AU-PRINCE", "Port-au-Prince"), ("DMZ", "DMZ")])
def test_a_name_in_capitals_is_given_as_the_tables_spell_it(name, shown):
    assert find_place(name).name == shown


def test_another_transliteration_is_understood_only_where_the_page_is_about_its_country():
    assert find_place("Kabkabiya", countries=["SDN"]).country == "SDN"
    assert find_place("Lugansk", countries=["UKR"]).name == "Lugansk"
    assert find_place("Kabkabiya") is None


def test_what_no_table_has_is_no_place():
    assert find_place("Blarghistan") is None
    assert find_place("") is None


@given(st.text(max_size=20))
def test_folding_a_name_twice_is_folding_it_once(name):
    assert fold(fold(name)) == fold(name)


@pytest.fixture(scope="module")
def found():
    """Name, country and precision of each place in some words, with what its span quotes."""

    def find(words):
        return {
            words[place.span.start : place.span.end]: (place.name, place.country, place.precision)
            for place in find_places(parser()(words))
        }

    return find


def test_a_place_is_found_behind_a_preposition_whatever_the_parser_takes_it_for(found):
    places = found("Shells fell on a market in Kabkabiya, North Darfur, and near the Syrian city of Homs on Sunday.")

    assert places["Kabkabiya"] == ("Kabkabiya", "SDN", "city")
    assert places["North Darfur"] == ("North Darfur", "SDN", "region")
    assert places["Homs"] == ("Homs", "SYR", "city")


def test_the_word_for_what_a_place_is_belongs_to_its_span_and_not_to_its_name(found):
    places = found("Engineers will help with reconstruction in Russia's Kursk region.")

    assert places["Kursk region"] == ("Kursk", "RUS", "region")


def test_a_place_in_a_region_is_none_of_another_country(found):
    places = found("A helicopter crashed in the Pangram area of Sarkh, Logar, on Monday.")

    assert places["Sarkh"][1] == "AFG"
    assert places["Logar"][1] == "AFG"


def test_a_small_towns_other_name_is_not_looked_for_all_over_the_world():
    assert find_place("Sarkh", countries=["AFG", "USA"]) is None
    assert find_place("Sarkh", countries=["TCD"]).country == "TCD"
    assert find_place("Peking", countries=["USA"]).country == "CHN"


def test_a_small_town_is_not_taken_for_its_namesake_in_a_country_that_the_page_is_not_about():
    assert find_place("Kas", countries=["GRC", "TUR"]) is None
    assert find_place("Kas", countries=["SDN"]).country == "SDN"
    assert find_place("Kas").country == "SDN"
    assert find_place("Erbil", countries=["TUR"]).country == "IRQ"


def test_a_site_keeps_its_whole_name(found):
    places = found("They agreed to resume trade through the Wagah border crossing.")

    assert places["Wagah border crossing"] == ("Wagah border crossing", "PAK", "site")


def test_a_place_that_no_table_has_keeps_its_name_and_gets_the_country_around_it(found):
    places = found("The army entered the village of Kfar Blargh in southern Lebanon.")

    assert places["Kfar Blargh"] == ("Kfar Blargh", "LBN", "city")


def test_several_regions_share_the_word_that_calls_them_so(found):
    places = found("Troops in the Donetsk and Luhansk regions held their lines.")

    assert {name: precision for name, _, precision in places.values()} == {"Donetsk": "region", "Luhansk": "region"}


def test_a_month_is_no_place_though_a_town_is_called_so(found):
    assert list(found("The council, which in March imposed sanctions, met in Paris on a March day.")) == ["Paris"]


def test_the_places_of_a_page_tell_which_country_a_namesake_is_in(found):
    places = found("The bomb went off in Chelsea. Police in New York and New Jersey arrested a man from New York.")

    assert places["Chelsea"][1] == "USA"


def test_people_and_papers_with_the_names_of_places_are_none(found):
    places = found("Paris Hilton told the Washington Post that Israel state media had erred.")

    assert set(places) == {"Israel"}


def test_what_follows_a_place_tells_which_one_it_is(found):
    assert found("The plant in Birmingham, Alabama, closed.")["Birmingham"][1] == "USA"


def test_the_countries_of_a_page_are_those_it_names_most():
    doc = parser()("Sudan's army and Sudanese rebels met in Chad. Sudan welcomed the talks.")

    assert countries_of(doc) == ["SDN", "TCD"]


STREWN = [
    "in ",
    "Kursk",
    " region",
    "Gaza",
    " ",
    "the city of ",
    "Paris",
    ", ",
    ".",
    "\n",
    "Sudan's ",
    "-",
    "and ",
    "’",
]


@given(st.lists(st.sampled_from(STREWN), max_size=12).map("".join))
def test_spans_of_places_lie_in_the_text_in_order_and_quote_words(words):
    places = find_places(parser().make_doc(words), ["SDN"])

    ends = [0]
    for place in places:
        quoted = words[place.span.start : place.span.end]
        assert quoted == quoted.strip() != ""
        assert place.span.start >= ends[-1]
        ends.append(place.span.end)


def test_an_own_table_adds_places_and_a_bad_row_is_refused(own_tables):
    assert find_place("Blargh") is None
    header = "name,names,kind,country,region,lat,lon,population,source"
    own_tables("places", header, "Blarghistan,Blargh,region,PRK,,1.0,2.0,0,own")
    assert find_place("Blargh").country == "PRK"

    own_tables("places", header, "Blarghistan,,island,PRK,,1.0,2.0,0,own")
    with pytest.raises(TableError, match="kind 'island'"):
        find_place("Blarghistan")


def test_a_month_is_no_town():
    doc = parser()("The council met in Geneva and in March imposed sanctions.")

    assert [place.name for place in find_places(doc)] == ["Geneva"]
