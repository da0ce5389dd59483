"""People that the tables know, and who held which office when."""

import pytest

from dateline.actors.known import Tenure, bearers, holding, offices_of, people, person_named, surnames, tenures
from dateline.actors.vocabulary import offices, organizations
from dateline.countries import countries
from dateline.errors import TableError

PEOPLE = "name,aliases,surnames,alone,country,gender,source"
TENURES = "name,country,body,office,from,until,as_of,source"


def test_the_tables_agree() -> None:
    known = {office.office for office in offices().values()}
    listed = [tenure for held in tenures().values() for tenure in held]

    assert {tenure.office for tenure in listed} <= known
    assert {tenure.country for tenure in listed} - {None} <= set(countries())
    assert {tenure.body for tenure in listed} - {None} <= set(organizations())
    assert [tenure.row for tenure in listed if bool(tenure.country) == bool(tenure.body)] == []
    assert [tenure.row for tenure in listed if tenure.until and tenure.until <= tenure.since] == []


@pytest.mark.parametrize("day", ["2016-06-01", "2019-06-01", "2022-07-15", "2025-06-15"])
def test_an_office_of_a_state_has_one_holder_a_day(day: str) -> None:
    sole = {office.office for office in offices().values() if office.one}
    for office in sole:
        held = [(tenure.country or tenure.body, tenure.name) for tenure in holding(office, day)]
        assert len({where for where, _ in held}) == len(held), office


def test_two_people_of_one_surname_are_two() -> None:
    assert {known.name for known in bearers("Kim")} >= {"Kim Jong Un", "Kim Yo Jong"}


def test_a_surname_suggests_a_country_only_where_all_its_bearers_are_of_one() -> None:
    assert surnames()["putin"].country == "RUS"
    assert "johnson" not in surnames()
    assert "may" not in surnames()


@pytest.mark.parametrize("name", ["Donald Trump", "DONALD TRUMP", "Donald J. Trump"])
def test_a_person_is_found_by_a_full_name(name: str) -> None:
    known = person_named(name)

    assert known is not None
    assert known.name == "Donald Trump"


def test_the_offices_of_a_person_are_those_of_the_day() -> None:
    johnson = people()["boris johnson"]

    assert offices_of(johnson, "2017-05-01") == ["foreign secretary"]
    assert offices_of(johnson, "2020-05-01") == ["prime minister"]
    assert offices_of(johnson, "2025-05-01") == []
    assert offices_of(people()["keir starmer"], None) == ["prime minister"]


@pytest.mark.parametrize(
    ("day", "holds", "sure"),
    [
        ("2019-04-30", False, False),
        ("2019-05-02", True, True),
        ("2025-11-30", True, True),
        ("2026-01-01", True, False),
        ("2019", True, True),
    ],
)
def test_a_day_is_compared_as_far_as_both_are_known(day: str, holds: bool, sure: bool) -> None:
    tenure = Tenure("Somebody", "KEN", None, "president", "2019-05", None, "2025-11", "tenures.csv:2")

    assert (tenure.holds(day), tenure.is_sure(day)) == (holds, sure)


@pytest.mark.parametrize(
    ("table", "lines", "message"),
    [
        ("people", (PEOPLE, "Juma Otieno,,Otieno,always,KEN,m,mine"), "alone is 'always'"),
        ("people", (PEOPLE, "Juma Otieno,Xi Jinping,Otieno,,KEN,m,mine"), "is .* already; keep one"),
        ("tenures", (TENURES, "Nobody Known,KEN,,president,2019,,2025,mine"), "not in people.csv"),
        ("tenures", (TENURES, "William Ruto,KEN,,president,2022,2023,2025,mine"), "day of leaving or"),
    ],
)
def test_a_row_that_makes_no_sense_is_named(own_tables, table: str, lines: tuple[str, ...], message: str) -> None:
    own_tables(table, *lines)

    with pytest.raises(TableError, match=message):
        tenures()
