"""Pairs of short pages, invented throughout: what the ledger tells of the second stays as good as it was.

Each line of `pairs.jsonl` has a `pledge` and a `later` page and the `relation` between them. Sets a to d were written
one after another, each before the ledger was changed for it; all of them have been looked at since.
"""

from pathlib import Path
from typing import Any

from dateline.pledges import Page, page_of, read_batch
from dateline.reader import read
from eval.lines import lines_of

PAIRS = Path(__file__).with_name("pairs.jsonl")
OUTCOMES = {"kept", "late", "broken"}


def page(id: str, told: dict[str, Any]) -> Page:
    text = f"{told['title']}\n\n{told['text']}"
    return page_of(read(text, f"https://paper.example/{id}", publisher="Paper", published_at=f"{told['on']}T08:00:00Z"))


def relation(line: dict[str, Any]) -> str:
    first, later = (page(f"{line['id']}-{part}", line[part]) for part in ("pledge", "later"))
    entries = read_batch([first, later])
    keys = {made.key for made in entries.commitments if made.article == first.article}
    offered = [outcome for outcome in entries.outcomes if outcome.commitment in keys]
    if offered:
        return max(offered, key=lambda outcome: outcome.score).relation
    return "repeat" if any(repeat.commitment in keys for repeat in entries.repeats) else "none"


def test_what_became_of_a_promise_is_told_from_what_looks_like_it():
    lines = list(lines_of(PAIRS))
    pairs = [(line["relation"], relation(line)) for line in lines]
    offered = [pair for pair in pairs if pair[1] in OUTCOMES]
    wanted = [pair for pair in pairs if pair[0] in OUTCOMES]
    hits = [pair for pair in offered if pair[0] in OUTCOMES]

    assert len(hits) / len(offered) >= 0.97
    assert len(hits) / len(wanted) >= 0.85
    assert sum(gold == told for gold, told in hits) / len(hits) >= 0.95
    assert sum(gold == told == "repeat" for gold, told in pairs) >= 5
