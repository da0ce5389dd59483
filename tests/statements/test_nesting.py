from hypothesis import given
from hypothesis import strategies as st

from dateline.records import Span, Statement
from dateline.statements.nesting import nest, without_circles

spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 40), st.integers(1, 30))


def test_what_a_speaker_says_stands_in_what_the_agency_reports():
    told = Statement("told", cue=Span(10, 14), content=(Span(20, 40),))
    reported = Statement("reported", cue=Span(45, 53), content=(Span(0, 42),))

    assert [s.parent for s in nest([told, reported])] == ["reported", None]


def test_of_several_around_it_the_innermost_is_the_parent():
    inner = Statement("inner", cue=Span(20, 24), content=(Span(25, 40),))
    middle = Statement("middle", cue=Span(10, 14), content=(Span(15, 42),))
    outer = Statement("outer", cue=Span(0, 4), content=(Span(5, 45),))

    assert [s.parent for s in nest([inner, middle, outer])] == ["middle", "outer", None]


@given(st.lists(st.tuples(spans, spans), max_size=6))
def test_a_parent_holds_the_cue_of_its_child_and_parents_never_go_in_circles(pairs):
    nested = nest([Statement(str(i), cue=cue, content=(content,)) for i, (cue, content) in enumerate(pairs)])
    by_id = {s.id: s for s in nested}
    for child in nested:
        steps = 0
        if child.parent:
            assert any(c.holds(child.cue or child.content[0]) for c in by_id[child.parent].content)
        while child.parent:
            child = by_id[child.parent]
            steps += 1
            assert steps <= len(nested)


def test_a_circle_is_opened():
    one = Statement("one", content=(Span(0, 4),), parent="two")
    two = Statement("two", content=(Span(0, 4),), parent="one")

    assert [s.parent for s in without_circles([one, two])].count(None) == 1
