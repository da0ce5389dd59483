"""Who stands behind a page."""

import pytest

from dateline.page.credits import agency_of, is_byline, is_outlet, media_in, opens_byline, people


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Doe and John Roe in Seoul", ("Jane Doe", "John Roe")),
        ("By Jane Doe, Seoul correspondent", ("Jane Doe",)),
        ("By A. B. Smith, C. D. Jones and Josh Kim | Reuters", ("A. B. Smith", "C. D. Jones", "Josh Kim")),
        ("By HYUNG-JIN KIM, Associated Press", ("HYUNG-JIN KIM",)),
        ("Jane Doe in Tokyo and agencies", ("Jane Doe",)),
        ("By foreign affairs reporter Jane Doe", ("Jane Doe",)),
        ("Interview by Jane Doe", ("Jane Doe",)),
        ("By Jane Doe | The Baltic Courier", ("Jane Doe",)),
        ("By Our Correspondent", ()),
        ("By Al Jazeera Staff", ()),
        ("By The Associated Press", ()),
    ],
)
def test_a_byline_names_people_and_not_desks_roles_or_agencies(line: str, names: tuple[str, ...]) -> None:
    assert people(line) == names


def test_a_byline_may_do_without_by() -> None:
    assert is_byline("Jane Doe in Tokyo and agencies")
    assert is_byline("STAFF WRITER, WITH KYODO")
    assert not is_byline("The ministers met in Tokyo and agreed")
    assert not is_byline("Release Detainees; Protect Witnesses in Goma")


def test_a_byline_may_say_what_its_writer_is() -> None:
    assert opens_byline("By foreign affairs reporter Jane Doe")
    assert not opens_byline("By way of an answer the minister smiled")


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("By Jane Doe, Reuters", "Reuters"),
        ("AFP and Reuters", "AFP"),
        ("By: FRANCE 24 with AFP", None),
        ("STAFF WRITER, WITH KYODO", None),
        ("Jane Doe and AFP", None),
        ("Jiji-Caspian News", None),
        ("AFP-JIJI", "AFP"),
        ("Copyright AP Photo", None),
        ("Jane Doe, Reuters; pictures by AFP Photos", "Reuters"),
    ],
)
def test_an_agency_that_helped_the_pages_own_writers_did_not_write_it(line: str, agency: str | None) -> None:
    found = agency_of(line)

    assert (found.name if found else None) == agency


def test_outlets_are_known_by_the_form_of_their_names() -> None:
    assert is_outlet("The Andean Review")
    assert not is_outlet("Jane Doe")
    assert not is_outlet("Ministers review the news")


def test_media_are_named_in_the_order_of_the_line() -> None:
    assert [medium.name for medium in media_in("REUTERS, AFP and the Korean Central News Agency")] == [
        "Reuters",
        "AFP",
        "KCNA",
    ]
