"""The pledge ledger: each commitment once, where it is told again, and what may have come of it.

    page = page_of(reading)                              # what the ledger looks at, once for each article
    entries = read_batch(pages, open_commitments)        # new commitments, repeats, candidates for their outcomes
    open_past(commitments, outcomes, today)              # past their date, and nothing heard
    find_steps(page)                                      # what befell treaties: signed, in force, suspended, left

Candidates are offered with a score, their words and the reasons, for a person to confirm. The method and the figures
are in `docs/pledges.md`.
"""

from dateline.pledges.agreements import Step, find_steps
from dateline.pledges.commitments import Commitment, find_commitments
from dateline.pledges.ledger import Entries, party_keys, read_batch
from dateline.pledges.outcomes import Outcome, find_outcomes, open_past
from dateline.pledges.pages import Page, page_of
from dateline.pledges.repeats import Repeat, find_repeats

__all__ = [
    "Commitment",
    "Entries",
    "Outcome",
    "Page",
    "Repeat",
    "Step",
    "find_commitments",
    "find_outcomes",
    "find_repeats",
    "find_steps",
    "open_past",
    "page_of",
    "party_keys",
    "read_batch",
]
