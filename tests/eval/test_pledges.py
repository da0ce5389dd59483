"""The measure of the pledge ledger, and that the ledger stays as good as it was."""

from pathlib import Path

from eval.lines import lines_of
from eval.pledges import KEPT, predict, report

PAIRS = Path(__file__).parent.parent / "golden" / "pledges" / "development.jsonl"


def told(relation, **more):
    return {"found": True, "relation": relation, "partial": False, "at": True, "repeat": relation == "repeat", **more}


def test_a_look_alike_that_is_offered_costs_precision_and_a_pair_that_is_not_costs_recall():
    lines = [{"relation": relation} for relation in ("kept", "late", "none", "repeat")]
    rows = report(lines, [told("kept"), told("none"), told("broken"), told("repeat")])

    assert "precision 0.500  recall 0.500" in rows[1]
    assert "relation right   1 of 1" in rows[2]
    assert "repeats joined   1 of 1; others joined 0" in rows[3]


def test_pairs_of_pages_are_told_as_a_reader_tells_them():
    lines = list(lines_of(PAIRS))
    offered = [(line["relation"] in KEPT, predict(line)["relation"] in KEPT) for line in lines]
    hits = offered.count((True, True))
    assert hits / max(sum(is_offered for _, is_offered in offered), 1) >= 0.95
    assert hits / sum(is_wanted for is_wanted, _ in offered) >= 0.9
