"""Confidence follows what is known of an event."""


def test_an_event_with_both_sides_is_surer_than_one_with_one(told):
    both = told("Norway praised Ghana for its reforms.").event("praised")
    one = told("Norway praised the reforms.").event("praised")
    assert one.confidence < both.confidence


def test_a_plan_is_less_sure_than_an_act(told):
    planned = told("Norway plans to send rice to Ghana, a newspaper reported.").event("plans")
    done = told("Norway sent rice to Ghana.").event("sent")
    assert planned.confidence < done.confidence
