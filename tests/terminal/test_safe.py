from hypothesis import given
from hypothesis import strategies as st

from dateline.terminal.safe import flat, one_line

BIDIRECTIONAL = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
COMMANDING = {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), *BIDIRECTIONAL}


@given(st.text(st.characters()))
def test_no_text_can_command_the_terminal_and_spans_still_fit(words):
    made = flat(words)
    assert len(made) == len(words)
    assert not COMMANDING & set(made)
    made.encode("utf-8")
    assert one_line(words) == one_line(one_line(words))


def test_a_control_is_shown_as_its_picture():
    assert flat("\x1b[31mred\x07\u202e") == "␛[31mred␇\ufffd"
