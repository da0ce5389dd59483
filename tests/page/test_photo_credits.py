"""Photo credits in the line of their caption."""

import pytest

from dateline.page.photo_credits import in_caption


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Workers at the port of Oslo Jane Doe/Getty Images", "Jane Doe/Getty Images"),
        ("Models wait at Lagos Fashion Week Ayo K Obi/GC Images", "Ayo K Obi/GC Images"),
        ("The minister leaves the court in Quito AP Photo/Ana R. Paz", "AP Photo/Ana R. Paz"),
        ("The port on Sunday. AP", "AP"),
        ("A ship leaves Perth on May 2, 2019. J. Jon Roe / AP file", "J. Jon Roe / AP file"),
        ("© Jane Doe Workers wait at the gates of a port.", "© Jane Doe"),
        ("A virus under the microscope. ( JANE ROE/SCIENCE PHOTO LIBRARY)", "( JANE ROE/SCIENCE PHOTO LIBRARY)"),
        ("The leaders of Armenia and Azerbaijan met. Neither spoke", None),
        ("A woman walks past the offices of the BBC", None),
        ("Fans of AC/DC in London", None),
    ],
)
def test_a_photos_credit_is_told_from_what_is_pictured(line, credit):
    found = in_caption(line)

    assert (line[found.start : found.end] if found else None) == credit
