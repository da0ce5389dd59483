from dateline.pledges import find_commitments, party_keys, read_batch

FIRST = "Russia pledged 18,000 tonnes of wheat to Afghanistan."
AGAIN = "Russia reaffirmed that 18,000 tonnes of wheat would be sent to Afghanistan."
DONE = "Russia has delivered 18,000 tonnes of wheat to Afghanistan."


def test_a_commitment_told_again_is_one_commitment(page):
    entries = read_batch([page(AGAIN, on="2024-07-01"), page(FIRST, on="2024-05-01")])

    (made,) = entries.commitments
    (again,) = entries.repeats
    assert made.article == "2024-05-01"
    assert (again.commitment, again.article, again.words) == (made.key, "2024-07-01", AGAIN)
    assert not entries.outcomes


def test_a_promise_on_top_of_another_is_another(page):
    entries = read_batch(
        [page(FIRST), page("Russia pledged a further 9,000 tonnes of wheat to Afghanistan.", on="2024-07-01")]
    )
    assert len(entries.commitments) == 2
    assert not entries.repeats


def test_another_makers_promise_is_another(page):
    entries = read_batch([page(FIRST), page("India pledged 18,000 tonnes of wheat to Afghanistan.", on="2024-07-01")])
    assert len(entries.commitments) == 2
    assert not entries.repeats


def test_outcomes_are_found_for_commitments_of_earlier_batches_and_of_this_one(page):
    open_before = find_commitments(page(FIRST))

    (later,) = read_batch([page(DONE, on="2024-07-01")], open_before).outcomes
    (at_once,) = read_batch([page(FIRST), page(DONE, on="2024-07-01")]).outcomes

    assert later == at_once
    assert later.commitment == open_before[0].key


def test_copies_of_a_text_neither_repeat_nor_keep_what_it_promises(page):
    copies = [page(FIRST, id=name, group="one text") for name in ("a", "b")]
    entries = read_batch(copies)
    assert not entries.repeats
    assert not entries.outcomes


def test_a_batch_gives_the_same_whatever_the_order_of_its_pages(page):
    pages = [page(FIRST, on="2024-05-01"), page(AGAIN, on="2024-06-01"), page(DONE, on="2024-07-01")]
    assert read_batch(pages) == read_batch(pages[::-1])


def test_a_commitment_is_looked_up_by_its_makers_and_names(page):
    (made,) = find_commitments(page("Russia pledged to send Leopards to Kabul."))
    assert {"RUS", "leopard"} <= party_keys(made)
