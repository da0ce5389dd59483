"""A page of our own and the reading that a person makes of it, built by hand."""

import pytest

from dateline.records import (
    Actor,
    Article,
    Block,
    ChainLink,
    Dateline,
    Event,
    Mention,
    Place,
    Quantity,
    Reading,
    Span,
    Statement,
    When,
)

TEXT = """Home News Sport
Norway to send trucks to Moldova, NTB says
NTB Published 14 Jul, 2025 09:00
OSLO: Norwegian Foreign Minister Anna Berg told reporters her country would send 20 trucks, NTB reported on Sunday.

Berg met the Moldovan ambassador in Bergen.
"""


def at(words: str, nth: int = 0) -> Span:
    """Where the words stand in the page, for the nth time."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


@pytest.fixture
def reading() -> Reading:
    """NTB tells what Anna Berg told; it tells itself that she met somebody."""
    told = "her country would send 20 trucks"
    chain = (ChainLink("agency", "ntb"), ChainLink("medium", "ntb"))
    return Reading(
        Article(
            "x",
            "r",
            TEXT,
            (
                Block(at("Home News Sport"), "navigation"),
                Block(at("Norway to send trucks to Moldova, NTB says"), "title"),
                Block(at("NTB Published 14 Jul, 2025 09:00"), "credit_line"),
                Block(at("OSLO:"), "dateline"),
                Block(Span(at("Norwegian").start, at("Sunday.").end), "paragraph"),
                Block(at("Berg met the Moldovan ambassador in Bergen."), "paragraph"),
            ),
            title="Norway to send trucks to Moldova, NTB says",
            agency="NTB",
            published_at="2025-07-14T09:00:00",
            language="en",
            dateline=Dateline(at("OSLO:"), "Oslo", "NOR"),
            why=("title: first line of the story",),
        ),
        (
            Actor(
                "berg",
                "Anna Berg",
                "person",
                "NOR",
                role="foreign minister",
                mentions=(
                    Mention(at("Norwegian Foreign Minister Anna Berg"), "title"),
                    Mention(at("Berg", 1), "name"),
                ),
            ),
            Actor("norway", "Norway", "state", "NOR"),
            Actor("moldova", "Moldova", "state", "MDA"),
            Actor("ntb", "NTB", "news_agency", "NOR", state_controlled=False),
        ),
        (
            Statement(
                "s1",
                (Span(at("Norwegian").start, at(told).end),),
                at("NTB", 2),
                at("reported"),
                "ntb",
                chain=chain,
                when=When("2025-07-13", "2025-07-13", "on Sunday", at("on Sunday")),
                why=("cues.csv:41",),
            ),
            Statement(
                "s2",
                (at(told),),
                at("Norwegian Foreign Minister Anna Berg"),
                at("told"),
                "berg",
                parent="s1",
                chain=(*chain, ChainLink("speaker", "berg")),
                status="pledged",
            ),
        ),
        (
            Event(
                "e1",
                "AGREE",
                at("send", 1),
                at(told),
                "pledged",
                actors=("norway",),
                recipients=("moldova",),
                quantities=(Quantity(20, at("20 trucks"), unit="trucks"),),
                statement="s2",
                chain=(*chain, ChainLink("speaker", "berg")),
                why=("status: rule 1",),
            ),
            Event(
                "e2",
                "CONSULT",
                at("met"),
                at("Berg met the Moldovan ambassador in Bergen"),
                "happened",
                mode="visit",
                actors=("norway", "moldova"),
                reciprocal=True,
                place=Place("Bergen", "NOR"),
                chain=(ChainLink("agency", "ntb"),),
            ),
        ),
        "test",
    )
