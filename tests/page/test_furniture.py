"""What a line is from its words alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.page.furniture import judge, line_kind
from dateline.records import BLOCK_KINDS


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("photo_credit", ["Photo: Reuters", "REUTERS/Jane Doe", "(Xinhua/Li Wei)", "Photo courtesy of the ministry"]),
        (
            "related_link",
            ["Read more: The war in maps", "ALSO READ: The line that waited", "Also Read | Envoy arrives"],
        ),
        ("byline", ["By Our Correspondent", "By JANE DOE and JOHN ROE", "By Jane Doe, Seoul correspondent"]),
        ("credit_line", ["AFP", "— Reuters", "Source: Xinhua", "BBC News, Lilongwe", "© Agence France-Presse"]),
        ("credit_line", ["Published in Dawn, May 9th, 2025", "www.kcna.kp (Juche114.10.9.)", "Ministry of Defence"]),
        ("page_date", ["date 2025-07-13", "Sunday, July 13, 2025"]),
        ("prompt", ["Share Tweet Email", "Subscribe to our newsletter", "Listen to this article 4 min", "4 min read"]),
        ("prompt", ["Advertisement", "Follow the Post on X", "We use cookies to improve this site.", "Comments (12)"]),
        ("trailer", ["-0-", "###", "ENDS", "(More)", "(END)", "lby/ach/jh", "jane@yna.co.kr"]),
        (
            "trailer",
            ["With inputs from agencies", "(Reporting by A. Doe; Editing by B. Roe)", "Editor's note: corrected."],
        ),
        ("trailer", ["Jane Doe in Cairo contributed to this report."]),
        ("tags", ["Tags: talks, oil", "#Kim #Lavrov", "Tags # Iran # Oman"]),
        ("navigation", ["Home > World > Asia", "Skip to content", "Middle East"]),
        ("list_item", ["- new measures target engines", "• The talks go on", "3. The Parties shall meet again."]),
        ("caption", ["Image caption: Tyres burned on the road", "File photo: The minister at the airport in May"]),
        ("ticker", ["OGDC 213.10 Decreased By ▼ -1.90 (-0.88%)"]),
        ("subheading", ["Key points"]),
        ("other", ["* * *", "_____"]),
    ],
)
def test_a_line_says_what_it_is(kind: str, lines: list[str]) -> None:
    assert [line_kind(line) for line in lines] == [kind] * len(lines)


@pytest.mark.parametrize(
    "line",
    [
        "By Friday, the army had taken the town.",
        "By land and sea",
        "Share prices fell on Monday after the talks had failed.",
        "More than 10,000 troops were sent.",
        "He wrote on his Telegram channel that the bridge had been hit.",
        "The company removed the program from its App Store in May, a spokesman said.",
        "Written by a panel of experts, the report says that the truce will not last.",
        "“Let us know when you are ready,” the envoy said.",
        "Published in 2020 by a small press, the book was banned at once in both countries.",
        "Read the room, the ambassador told his colleagues before he left the meeting in a hurry.",
        "Follow-up talks are to be held in June.",
        "Source countries have to do more, the minister said at the end of the meeting on Thursday.",
        "Reuters reported that the talks had failed.",
        "The talks were brokered by the Korean Central News Agency (KCNA).",
    ],
)
def test_running_text_that_begins_like_furniture_stays_open(line: str) -> None:
    assert line_kind(line) is None


def test_a_verdict_names_the_row_that_decided_it() -> None:
    verdict = judge("Also read: The line that waited")

    assert verdict is not None
    assert "furniture.csv:" in verdict.why


@given(st.text(max_size=200))
def test_every_line_has_a_known_kind_or_none(line: str) -> None:
    assert line_kind(line) in (*BLOCK_KINDS, None)
