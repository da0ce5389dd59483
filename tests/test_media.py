"""The table of media, and finding a medium by spelling or address."""

from urllib.parse import urlsplit

import pytest

from dateline.media import media, medium_at, medium_named, state_medium


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Korean Central News Agency", "KCNA"),
        ("the Associated Press", "Associated Press"),
        ("AP", "Associated Press"),
        ("Agence France-Presse", "AFP"),
        ("REUTERS", "Reuters"),
        ("the Press Trust of India", "PTI"),
        ("People’s Daily", "People's Daily"),
    ],
)
def test_a_spelling_leads_to_the_canonical_name(form: str, name: str) -> None:
    medium = medium_named(form)

    assert medium is not None
    assert medium.name == name


def test_an_unknown_spelling_is_nobody() -> None:
    assert medium_named("Gazette of Nowhere") is None


@pytest.mark.parametrize(
    ("url", "name"),
    [("https://edition.cnn.com/2025/a", "CNN"), ("www.kcna.kp", "KCNA"), ("https://www.dawn.com:443/x", "Dawn")],
)
def test_an_address_leads_to_its_medium(url: str, name: str) -> None:
    medium = medium_at(url)

    assert medium is not None
    assert medium.name == name


@pytest.mark.parametrize("url", ["https://notreuters.com/a", "", "https://com/", "mailto:a@b"])
def test_an_address_is_not_taken_for_one_that_merely_looks_like_it(url: str) -> None:
    assert medium_at(url) is None


def test_state_control_is_told_apart_from_public_money() -> None:
    controlled = {name for name in ("KCNA", "TASS", "Xinhua", "BBC", "VOA", "AFP") if media()[name].state_controlled}

    assert controlled == {"KCNA", "TASS", "Xinhua"}


def test_every_row_is_sound() -> None:
    for medium in media().values():
        assert medium.country is None or (len(medium.country) == 3 and medium.country.isupper()), medium.row
        for domain in medium.domains:
            assert urlsplit(f"//{domain}").hostname == domain, medium.row


def test_a_states_television_is_known_where_it_has_one():
    sudan = state_medium("SDN", kind="media", channel="television")

    assert sudan is not None
    assert sudan.name == "Sudan TV"


def test_a_state_with_several_agencies_has_no_one_agency():
    assert state_medium("RUS", kind="news_agency") is None
