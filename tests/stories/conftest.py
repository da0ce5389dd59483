"""Tellings to be compared, made of what matters to a test."""

import datetime
from dataclasses import replace

from dateline.told import Party, Source, Told

MONDAY = datetime.date(2025, 7, 14)
NORWAY = Party("state/NOR", "Norway", "NOR", "state")
MOLDOVA = Party("state/MDA", "Moldova", "MDA", "state")
CHAD = Party("state/TCD", "Chad", "TCD", "state")


def telling(page: str, **changes: object) -> Told:
    """A page's telling that Norway expelled two Moldovan diplomats on Monday, but for what is changed."""
    told = Told(
        key=f"{page}/e1",
        article=page,
        text_group=page,
        published_on=MONDAY,
        type="SANCTION",
        mode="expel",
        status="claimed",
        act_type=None,
        act=None,
        trigger="expelled",
        clause="Norway expelled two Moldovan diplomats on Monday",
        paragraph="OSLO - Norway expelled two Moldovan diplomats on Monday, the ministry said.",
        title="Norway expels diplomats",
        actors=(NORWAY,),
        recipients=(MOLDOVA,),
        object="two Moldovan diplomats",
        amounts=(),
        place=None,
        place_country=None,
        lat=None,
        lon=None,
        precision=None,
        day=MONDAY,
        last_day=MONDAY,
        due_from=None,
        due=None,
        conditions="",
        source=Source("government/NOR/foreign-ministry", "Norwegian foreign ministry", "government", None, "NOR"),
        is_own_voice=False,
        outlets=("reuters",),
        about=("MDA", "NOR"),
        start=7,
    )
    return replace(told, **changes)
