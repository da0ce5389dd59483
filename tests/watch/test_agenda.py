from hypothesis import given
from hypothesis import strategies as st

from dateline.watch.agenda import Agenda, Task

KINDS = st.sampled_from(["feed", "page", "check"])
TASKS = st.lists(st.tuples(KINDS, st.integers(0, 9), st.integers(0, 3), st.integers(0, 50)), max_size=30)


def task(kind, name, host, due_at):
    return Task(kind, str(name), f"https://site{host}.example/{name}", float(due_at))


@given(TASKS, st.lists(st.integers(0, 20), min_size=1, max_size=10))
def test_everything_is_asked_once_in_its_time_and_one_thing_a_host_at_a_time(told, rests):
    agenda = Agenda()
    expected = {}
    for one in told:
        agenda.put(task(*one))
        expected[str(one[1])] = task(*one)
    taken, busy, free_at, now, turn = {}, set(), {}, 0.0, 0
    while len(agenda):
        found = agenda.take(now)
        if found is None:
            if busy:
                host = min(busy)
                busy.discard(host)
                free_at[host] = now + rests[turn % len(rests)]
                turn += 1
                agenda.release(host, free_at[host])
            else:
                next_at = agenda.next_at()
                assert next_at is not None
                assert next_at > now
                now = next_at
            continue
        host, one = found
        assert host not in busy
        assert one.due_at <= now
        assert free_at.get(host, 0.0) <= now
        assert one.name not in taken
        busy.add(host)
        taken[one.name] = one

    assert taken == expected


def test_feeds_come_before_pages_and_pages_before_looks_again():
    agenda = Agenda()
    for kind, name in (("check", 1), ("page", 2), ("feed", 3)):
        agenda.put(task(kind, name, 0, name))
    order = []
    while found := agenda.take(10.0):
        order.append(found[1].kind)
        agenda.release(found[0], 10.0)

    assert order == ["feed", "page", "check"]


def test_a_host_that_rests_holds_up_no_other():
    agenda = Agenda()
    agenda.put(task("page", 1, 0, 0))
    agenda.put(task("page", 2, 1, 0))
    agenda.rest("site0.example", 100.0)

    found = agenda.take(1.0)
    assert found
    assert found[0] == "site1.example"
    assert agenda.take(1.0) is None
    assert agenda.next_at() == 100.0
