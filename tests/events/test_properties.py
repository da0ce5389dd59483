"""What holds of the events of any text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reader import read_article
from dateline.records import Article, Block, Span

VOCABULARY = (
    "Kenya Chad Moscow Russian rebels ministers said told pledged to attack attacked signed the a treaty talks with of "
    "and , . “ ” not will must if by in on visit sanctions imposed who which accused 200 troops Monday"
)
WORDS = st.sampled_from(VOCABULARY.split())


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=40))
def test_events_name_actors_and_statements_of_their_reading_once_each(words):
    text = " ".join(words)
    reading = read_article(Article("x", "x", text, (Block(Span(0, len(text)), "paragraph"),), language="en"))
    ids = [event.id for event in reading.events]
    assert len(set(ids)) == len(ids)
    for event in reading.events:
        assert not set(event.actors) & set(event.recipients)
        assert text[event.trigger.start : event.trigger.end].strip()
