"""Text to stretches: which line breaks end a paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.page.layout import stretches

LINES = st.text(alphabet=st.sampled_from("abc  .,\n\r\t\f\u00a0\u2028Ä字"), max_size=300)


def shown(text: str) -> list[str]:
    return [" ".join(text[s.span.start : s.span.end].split()) for s in stretches(text)]


def test_a_paragraph_a_line_stays_one_stretch_a_line() -> None:
    text = "Talks resume in Muscat\nThe ministers met on Sunday. They spoke for an hour.\n\nNo statement was issued.\n"

    assert shown(text) == [
        "Talks resume in Muscat",
        "The ministers met on Sunday. They spoke for an hour.",
        "No statement was issued.",
    ]


WRAPPED = """\
MUSCAT -- The foreign ministers of Oman and Yemen met on Sunday to
discuss the reopening of the border crossing at Shahn, which has been
closed since the floods of last autumn.

The talks lasted for an hour and no statement was issued when they had
come to an end, a spokesman said.
"""
INDENTED = """\
   MUSCAT -- The foreign ministers of Oman and Yemen met on Sunday to
discuss the reopening of the border crossing at Shahn, which has been
closed since the floods of last autumn.
   The talks lasted for an hour and no statement was issued when they
had come to an end, a spokesman said.
"""


@pytest.mark.parametrize("text", [WRAPPED, INDENTED, WRAPPED.replace("\n", "\r\n"), WRAPPED.replace("\n\n", "\n\f\n")])
def test_lines_broken_at_a_column_are_one_paragraph(text: str) -> None:
    first, second = shown(text)

    assert first.endswith("the floods of last autumn.")
    assert second.startswith("The talks lasted")
    assert second.endswith("a spokesman said.")


def test_a_short_line_ends_a_paragraph_in_wrapped_text() -> None:
    text = "Photo: Oman News\nPhoto: Oman News\n" + WRAPPED

    assert shown(text)[:2] == ["Photo: Oman News", "Photo: Oman News"]


@given(LINES)
def test_stretches_hold_all_text_in_order_and_no_blank_ends(text: str) -> None:
    found = stretches(text)
    done = 0
    for stretch in found:
        assert not text[done : stretch.span.start].strip()
        words = text[stretch.span.start : stretch.span.end]
        assert words == words.strip()
        done = stretch.span.end
    assert not text[done:].strip()
