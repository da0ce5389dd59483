"""Sums are kept for a while, and no longer."""

import pytest

from dateline.lake import Lake, ready
from dateline.web import keeping


def test_a_sum_is_made_once_for_a_state_and_anew_when_it_is_old(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []

    def make(_ready: ready.Ready) -> int:
        made.append(1)
        return len(made)

    kept = keeping.Kept()
    with ready.opened(lake.folder) as rows:
        assert [kept.get("n", rows, make) for _ in range(3)] == [1, 1, 1]
        assert kept.get("m", rows, make) == 2
        monkeypatch.setattr(type(rows), "state", "another")
        assert kept.get("n", rows, make) == 1
        monkeypatch.setattr(keeping, "LONGEST", 0.0)
        assert kept.get("n", rows, make) == 3
