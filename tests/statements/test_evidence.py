import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.encoder import card
from dateline.statements.evidence import N_FEATURES, Evidence, features, probability

evidence = st.builds(
    Evidence,
    finder=st.sampled_from(["both", "tagger", "grammar"]),
    odds=st.floats(-20, 20),
    certainty=st.floats(0, 1),
    same_source=st.booleans(),
    shared=st.floats(0, 1),
    sourceless=st.booleans(),
    quoted=st.booleans(),
    frame=st.sampled_from(["cues.csv:9 clause", "cues.csv:9 intro", "cues.csv:9 to", "clause closes"]),
)


@given(evidence)
def test_a_probability_lies_between_nought_and_one(each):
    assert 0 < probability(each) < 1


@given(evidence)
def test_the_card_weighs_each_number_that_speaks_for_a_finder(each):
    assert len(features(each)) == N_FEATURES[each.finder] == len(card()["evidence"][each.finder])


@pytest.mark.parametrize("finder", ["both", "tagger"])
def test_higher_odds_and_certainty_make_it_likelier(finder):
    alike = finder == "both"
    low = probability(Evidence(finder, odds=-0.5, certainty=0.6))
    high = probability(Evidence(finder, odds=4.0, certainty=0.95, same_source=alike, shared=float(alike)))
    assert low < 0.5 < high


def test_what_both_find_alike_is_likelier_than_what_they_find_apart():
    apart = Evidence("both", 1.0, 0.8, same_source=False, shared=0.1)
    alike = Evidence("both", 1.0, 0.8, same_source=True, shared=1.0)
    assert probability(apart) < probability(alike)
