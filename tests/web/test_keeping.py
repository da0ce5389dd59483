"""Sums are kept for a while, made by one thread at a time, and never keep those waiting who have an old one."""

import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from dateline.lake import Lake, ready
from dateline.web import keeping


@pytest.fixture
def kept(lake: Lake) -> keeping.Kept:
    return keeping.Kept(partial(ready.opened, lake.folder))


def test_a_sum_is_made_once_for_a_state_and_anew_when_it_is_old(
    kept: keeping.Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []

    def make(_ready: ready.Ready) -> int:
        made.append(1)
        return len(made)

    assert [kept.get("n", make).made for _ in range(3)] == [1, 1, 1]
    assert kept.get("m", make).made == 2
    monkeypatch.setattr(ready.Ready, "state", "another")
    assert kept.get("n", make).made == 1
    monkeypatch.setattr(keeping, "LONGEST", 0.0)
    monkeypatch.setattr(keeping, "SHARE", 0)
    assert kept.get("n", make).made == 3
    assert kept.get("n", make).state == "another"


def test_many_who_ask_at_once_wait_for_one_sum(kept: keeping.Kept) -> None:
    made, may_end = [], threading.Event()

    def make(_ready: ready.Ready) -> int:
        made.append(1)
        may_end.wait(10)
        return len(made)

    with ThreadPoolExecutor(8) as readers:
        asked = [readers.submit(kept.get, "n", make) for _ in range(8)]
        may_end.set()
        assert {one.result().made for one in asked} == {1}


def test_who_has_an_old_sum_does_not_wait_long_for_a_new_one(
    kept: keeping.Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end = threading.Event()
    kept.get("n", lambda _ready: "old")
    monkeypatch.setattr(ready.Ready, "state", "another")
    monkeypatch.setattr(keeping, "LONGEST", 0.0)
    monkeypatch.setattr(keeping, "SHARE", 0)

    def make(_ready: ready.Ready) -> str:
        may_end.wait(10)
        return "new"

    assert kept.get("n", make).made == "old"
    may_end.set()
    monkeypatch.setattr(keeping, "PATIENCE", 10.0)
    assert kept.get("n", make).made == "new"


def test_sums_are_made_before_anybody_asks(kept: keeping.Kept) -> None:
    kept.warm({"n": lambda _ready: "warm"})
    assert kept.get("n", lambda _ready: "asked").made == "warm"


def test_a_sum_that_cannot_be_made_is_tried_again(kept: keeping.Kept) -> None:
    def fail(_ready: ready.Ready) -> str:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        kept.get("n", fail)
    assert kept.get("n", lambda _ready: "made").made == "made"
    assert not kept._making


def test_the_oldest_sums_make_room(kept: keeping.Kept) -> None:
    for number in range(keeping.MOST + 5):
        kept.get(str(number), lambda _ready: 0)
    assert len(kept._known) == keeping.MOST
    assert str(keeping.MOST + 4) in kept._known
    assert "0" not in kept._known
