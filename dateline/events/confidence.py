"""How far an event may be believed to be coded rightly: by the parties it names, the row that knew it, and its time.

Measured on the development sentences (`eval.events`: type and parties) and the development pages (type alone). Of
events with both sides, .92 agree in type and .74 in parties as well where a frame matched, .55 to .67 where the word's
default row decided; of those with one side .69 agree in type and .13 in parties, mostly for want of the other side,
but .90 and more of what pages tell so is right. Rows of two conditions and more agree in type .95 and oftener, rows of
one .90. Of plans .72 agree in type, of all others .91. The figures below lie between the two measures.
"""

from dateline.events.lexicon import Entry
from dateline.events.participants import Participants
from dateline.records import Status

BOTH_SIDES = (0.7, 0.84, 0.88)
ONE_SIDE = (0.45, 0.5, 0.53)
"""By the conditions that the row's frame has: none, one, several."""
OF_PLANS = 0.8
"""What plans lose: .72 of them agree in type where .91 of all do."""


def confidence_of(entry: Entry, between: Participants, status: Status) -> float:
    """The confidence of an event that a row of the table knew, between 0 and 1, to two places."""
    has_both = bool(between.actors and between.recipients) or between.is_reciprocal
    share = (BOTH_SIDES if has_both else ONE_SIDE)[min(len(entry.frame), 2)]
    return round(share * OF_PLANS if status == "planned" else share, 2)
