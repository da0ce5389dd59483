"""Place lines in their many forms."""

import pytest

from dateline.page import placeline
from dateline.records import Dateline


def read(line: str, published_at: str | None = None) -> tuple[Dateline, str]:
    found = placeline.find(line, 0, len(line), published_at=published_at)
    assert found is not None
    return found, line[found.span.start : found.span.end]


@pytest.mark.parametrize(
    ("head", "place", "country", "agency"),
    [
        ("SEOUL:", "Seoul", "KOR", None),
        ("Pyongyang, July 13 (KCNA) --", "Pyongyang", "PRK", "KCNA"),
        ("DUBAI/WASHINGTON, March 4 (Reuters) -", "Dubai", "ARE", "Reuters"),
        ("MOSCOW, July 12. /TASS/.", "Moscow", "RUS", "TASS"),
        ("SEOUL, South Korea (AP) —", "Seoul", "KOR", "Associated Press"),
        ("Tehran, IRNA –", "Tehran", "IRN", "IRNA"),
        ("Seoul, July 13, 2025 (AFP) -", "Seoul", "KOR", "AFP"),
        ("MOSCOW. July 13 (Interfax) -", "Moscow", "RUS", "Interfax"),
        ("KYIV, Ukraine —", "Kyiv", "UKR", None),
        ("PORT-AU-PRINCE, Haiti (AP) --", "Port-au-Prince", "HTI", "Associated Press"),
        ("(Dakar) –", "Dakar", "SEN", None),
        ("(Beirut, October 2, 2025) –", "Beirut", "LBN", None),
        ("London:", "London", "GBR", None),
        ("Seoul CNN —", "Seoul", "KOR", None),
        ("UNITED NATIONS, July 13 (Reuters) -", "United Nations", "USA", "Reuters"),
    ],
)
def test_a_place_line_gives_place_country_and_agency(
    head: str, place: str, country: str | None, agency: str | None
) -> None:
    line = f"{head} The ministers met on Sunday."

    found, words = read(line)
    medium = placeline.medium_in(line, found.span)

    assert words == head
    assert (found.place, found.country) == (place, country)
    assert (medium.name if medium and medium.kind == "news_agency" else None) == agency


def test_an_agency_alone_is_a_place_line_without_a_place() -> None:
    found, words = read("(AFP) – The ministers met.")

    assert (found.place, words) == (None, "(AFP) –")


@pytest.mark.parametrize(
    ("published_at", "expected"),
    [("2026-01-02", "2025-12-30"), ("2025-12-30T10:00:00", "2025-12-30"), ("2025-12-29", "2025-12-30"), (None, None)],
)
def test_the_year_of_its_day_comes_from_publication_or_is_unknown(
    published_at: str | None, expected: str | None
) -> None:
    found, _ = read("CAIRO, Dec. 30 (Xinhua) -- The ministers met.", published_at)

    assert found.date == expected


def test_a_year_that_is_stated_needs_no_publication() -> None:
    assert read("Manila, 18 September 2025")[0].date == "2025-09-18"


@pytest.mark.parametrize("line", ["ANKARA", "SEOUL, July 13", "Wonsan, 12 July 2025"])
def test_a_place_line_may_stand_alone(line: str) -> None:
    assert read(line)[1] == line


@pytest.mark.parametrize(
    "line",
    [
        "WATCH: The ministers meet in Seoul.",
        "NATO: an alliance in search of a purpose.",
        "Russia: what we know so far.",
        "Kim Jong Un — the leader of North Korea — met him.",
        "MR. MILLER: We have seen the reports.",
        "The minister told the agency (Reuters) - and nobody else.",
        "North Korea - which has sent troops - said nothing.",
        "Pakistan and India met in London.",
        "",
    ],
)
def test_labels_speakers_and_clauses_are_no_place_line(line: str) -> None:
    assert placeline.find(line, 0, len(line)) is None
