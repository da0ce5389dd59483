"""Who stands behind a page."""

import pytest

from dateline.page.credits import is_byline, media_in, people


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Doe and John Roe in Seoul", ("Jane Doe", "John Roe")),
        ("By Jane Doe, Seoul correspondent", ("Jane Doe",)),
        ("By A. B. Smith, C. D. Jones and Josh Kim | Reuters", ("A. B. Smith", "C. D. Jones", "Josh Kim")),
        ("By HYUNG-JIN KIM, Associated Press", ("HYUNG-JIN KIM",)),
        ("Jane Doe in Tokyo and agencies", ("Jane Doe",)),
        ("By Our Correspondent", ()),
        ("By Al Jazeera Staff", ()),
        ("By The Associated Press", ()),
    ],
)
def test_a_byline_names_people_and_not_desks_roles_or_agencies(line: str, names: tuple[str, ...]) -> None:
    assert people(line) == names


def test_a_byline_may_do_without_by() -> None:
    assert is_byline("Jane Doe in Tokyo and agencies")
    assert not is_byline("The ministers met in Tokyo and agreed")


def test_media_are_named_in_the_order_of_the_line() -> None:
    assert [medium.name for medium in media_in("REUTERS, AFP and the Korean Central News Agency")] == [
        "Reuters",
        "AFP",
        "KCNA",
    ]
