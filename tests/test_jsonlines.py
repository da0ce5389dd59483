import json

from hypothesis import given
from hypothesis import strategies as st

from dateline.jsonlines import dumps, to_json
from dateline.records import Article, Block, Reading, Span, to_dict


def test_a_reading_is_one_line_in_the_records_own_names():
    text = "Один\u2028заголовок"
    reading = Reading(Article("x", "r", text, (Block(Span(0, len(text)), "title"),)))

    line = to_json(reading)

    assert len(line.splitlines()) == 1
    assert json.loads(line) == to_dict(reading)
    assert "Один" in line


@given(st.text(st.characters()))
def test_any_text_comes_back_and_nothing_in_it_can_command_a_terminal(text):
    line = dumps({"text": text})

    assert json.loads(line) == {"text": text}
    line.encode("utf-8")
    assert all(ord(char) >= 0x20 and not 0x7F <= ord(char) <= 0x9F for char in line)
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029") & set(line)
