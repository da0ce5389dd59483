"""Who is the same on every page, and who is not: pairs of small pages."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.actors import find_actors
from dateline.actors.figures import Figure
from dateline.actors.ids import assign, state_id
from dateline.language import parse
from dateline.reader import read_article
from dateline.records import Article, Block, Span

Ids = Callable[..., set[str]]


@pytest.fixture
def told_in(found_in: Callable[..., Any]) -> Ids:
    """The ids of the actors of a page that hold on every page."""

    def told(words: str, **metadata: str) -> set[str]:
        return {actor.id for actor in found_in(words, **metadata).actors if "/" in actor.id}

    return told


@pytest.mark.parametrize(
    ("one", "other", "met"),
    [
        ("Kim Jong Un inspected a farm.", "North Korean leader Kim Jong-un left.", "person/PRK/kim-jong-un"),
        ("Choe Son Hui smiled.", "North Korean Foreign Minister Choe Son-hui left.", "person/PRK/choe-son-hui"),
        ("Choe Son Hui smiled.", "North Korean Foreign Minister Choi Sun-hee left.", "person/PRK/choe-son-hui"),
        ("Sergei Lavrov smiled.", "Russian Foreign Minister Sergey Lavrov left.", "person/RUS/sergei-lavrov"),
        ("Recep Tayyip Erdoğan smiled.", "Turkish President Tayyip Erdogan left.", "person/TUR/recep-tayyip-erdogan"),
        ("Volodymyr Zelensky smiled.", "Ukrainian President Volodymyr Zelenskyy left.", None),
        ("Donald Trump smiled.", "U.S. President Donald J. Trump left.", "person/USA/donald-trump"),
    ],
)
def test_known_people_meet_in_every_spelling(told_in: Ids, one: str, other: str, met: str | None) -> None:
    common = told_in(one) & told_in(other)

    assert len({actor for actor in common if actor.startswith("person/")}) == 1
    assert met is None or met in common


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Russian Deputy Prime Minister Aleksandr Lobov spoke.", "Russian Senator Alexander Lobov left."),
        ("Egyptian Interior Minister Mohamed Farid spoke.", "Egyptian Interior Minister Mohammed Farid left."),
        ("South Korean Trade Minister Lee Sang-min said so.", "South Korean lawmaker Lee Sang Min left."),
        ("Norwegian Trade Minister Bjørn Sæther spoke.", "Norwegian Trade Minister Bjorn Saether left."),
        ("Iraqi Oil Minister Ahmed al-Sada spoke.", "Iraqi Oil Minister Ahmad Al Sada left."),
    ],
)
def test_people_of_no_table_meet_by_full_name_and_country(told_in: Ids, one: str, other: str) -> None:
    assert len({actor for actor in told_in(one) & told_in(other) if actor.startswith("person/")}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Foreign Minister Boris Johnson of Britain spoke.", "British Prime Minister Boris Johnson spoke."),
        ("British Prime Minister Boris Johnson spoke.", "Former British Prime Minister Boris Johnson spoke."),
        ("Kenyan Trade Minister Juma Otieno spoke.", "Kenyan Foreign Minister Juma Otieno spoke."),
    ],
)
def test_a_changed_office_makes_no_new_person(told_in: Ids, one: str, other: str) -> None:
    assert len({actor for actor in told_in(one) & told_in(other) if actor.startswith("person/")}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("North Korean leader Kim Jong Un left.", "Kim Yo Jong spoke in Pyongyang."),
        ("Kim said the drills must stop.", "North Korean leader Kim Jong Un left."),
        ("Johnson said he was tired.", "British Prime Minister Boris Johnson spoke."),
        ("Kenyan Trade Minister Juma Otieno spoke.", "Tanzanian Trade Minister Juma Otieno spoke."),
        ("Kenyan Trade Minister Juma Otieno spoke.", "Kenyan Trade Minister Peter Otieno spoke."),
        ("U.S. House Speaker Mike Johnson spoke.", "Canadian Senator Mike Johnson spoke."),
        ("Chinese Premier Li Qiang spoke.", "The farmer Li Qiang lost his harvest in the floods in China."),
        ("Amina Yusuf, a nurse, said she fled.", "Amina Yusuf, a teacher's widow, said she fled."),
        ("The drivers blocked the road.", "The drivers went home."),
        ("Two officials said the road was open.", "Two officials said the road was closed."),
        ("Rebels took the town.", "Rebels took the bridge."),
        ("The court freed him.", "The court jailed him."),
        ("Residents fled.", "Residents stayed."),
        ("The Syrians fled.", "The Syrians stayed."),
        ("The Democratic Party won.", "The Democratic Party lost."),
        ("The WGU called a strike.", "The WGU called off a march."),
        ("A Moscow court freed him.", "A Moscow court jailed him."),
    ],
)
def test_strangers_never_meet(told_in: Ids, one: str, other: str) -> None:
    said = {"person", "body", "government", "military", "organization", "population"}

    assert {actor for actor in told_in(one) & told_in(other) if actor.split("/")[0] in said} == set()


@pytest.mark.parametrize(
    ("one", "other", "met"),
    [
        ("Turkey signed.", "Türkiye left.", "state/TUR"),
        ("Burma signed.", "Myanmar left.", "state/MMR"),
        ("The DPRK fired a missile.", "Pyongyang denied it.", "state/PRK"),
        ("The United Nations objected.", "The U.N. objected.", "igo/united-nations"),
        ("NATO objected.", "The North Atlantic Treaty Organization objected.", "igo/nato"),
        ("KCNA said so.", "The Korean Central News Agency said so.", "news_agency/kcna"),
        ("The Kremlin said so.", "The Kremlin denied it.", "government/RUS/kremlin"),
        ("Russia's foreign ministry objected.", "The Russian Foreign Ministry objected.", None),
        ("The Indian foreign ministry objected.", "India's Ministry of External Affairs objected.", None),
        ("The Russian defense ministry objected.", "Russia's Defence Ministry objected.", None),
        ("Sudan's army advanced.", "The Sudanese army withdrew.", "military/SDN/army"),
        ("The Lakeside Growers Union struck.", "The Lakeside Growers Union won.", "body/lakeside-growers-union"),
    ],
)
def test_states_and_bodies_meet_by_the_names_of_the_tables(told_in: Ids, one: str, other: str, met: str | None) -> None:
    common = told_in(one) & told_in(other)

    assert met in common if met else any(actor.startswith("government/") for actor in common)


@pytest.mark.parametrize(
    ("words", "day", "who"),
    [
        ("U.S. President Trump spoke.", "2019-05-02", "person/USA/donald-trump"),
        ("President Macron spoke.", "2019-05-02", "person/FRA/emmanuel-macron"),
        ("British Foreign Secretary Johnson spoke.", "2017-05-02", "person/GBR/boris-johnson"),
        ("Pope Francis spoke.", "2019-05-02", "person/VAT/pope-francis"),
        ("The U.S. president spoke.", "2019-05-02", "person/USA/donald-trump"),
        ("The U.S. president spoke.", "2022-05-02", "person/USA/joe-biden"),
        ("The British prime minister spoke.", "2019-05-02", "person/GBR/theresa-may"),
        ("The British prime minister spoke.", "2025-07-13", "person/GBR/keir-starmer"),
        ("Britain's prime minister spoke.", "2025-07-13T10:39:00", "person/GBR/keir-starmer"),
        ("Russia's top diplomat spoke.", "2025-07-13", "person/RUS/sergei-lavrov"),
        ("NATO's secretary-general spoke.", "2023-07-13", "person/NOR/jens-stoltenberg"),
        ("Putin spoke.", "2025-07-13", "person/RUS/vladimir-putin"),
    ],
)
def test_a_holder_of_an_office_is_known_by_the_day_of_the_page(told_in: Ids, words: str, day: str, who: str) -> None:
    assert who in told_in(words, published_at=day)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("British Foreign Secretary Johnson spoke.", "2024-07-01"),  # he was none then
        ("The British prime minister spoke.", "2024-07-05"),  # on that day there were two
        ("The British prime minister spoke.", "2031-07-05"),  # the table does not reach so far
        ("The British prime minister spoke.", None),
        ("The next British prime minister will decide.", "2023-07-01"),
        ("The former British prime minister spoke.", "2023-07-01"),
        ("The then British prime minister spoke.", "2023-07-01"),
        ("A British prime minister cannot do that.", "2023-07-01"),
        ("The prime minister spoke.", "2023-07-01"),
        ("British Prime Minister Helen Ashworth spoke. The British prime minister left.", "2023-07-01"),
        ("Obama spoke.", "2004-07-01"),  # before anybody was known by it
    ],
)
def test_nobody_is_taken_for_the_holder_on_a_doubt(told_in: Ids, words: str, day: str | None) -> None:
    found = told_in(words, **({"published_at": day} if day else {}))

    assert {actor for actor in found if actor.startswith("person/")} <= {"person/GBR/helen-ashworth"}


def test_who_is_named_goes_before_who_is_only_described(found_in: Callable[..., Any]) -> None:
    found = found_in("Germany's chancellor spoke. Olaf Scholz, who was in Paris, smiled.", published_at="2023-07-01")

    assert found.named("Olaf Scholz").id == "person/DEU/olaf-scholz"


def test_two_of_one_page_never_share_an_id() -> None:
    twice = [Figure("Juma Otieno", "person", "KEN"), Figure("Juma  Otieno", "person", "KEN")]

    assert assign(twice) == ["person/KEN/juma-otieno", "a2"]


@pytest.mark.parametrize(
    "figure",
    [
        Figure("Otieno", "person", "KEN"),
        Figure("J. Otieno", "person", "KEN"),
        Figure("van Otieno", "person", "KEN"),
        Figure("Otieno Jr.", "person", "KEN"),
        Figure("al-Otieno", "person", "KEN"),
        Figure("Juma Otieno", "person", "KEN", role="her brother"),
        Figure("foreign minister", "person", "KEN", role="foreign minister", is_named=False),
        Figure("District Court", "government", "KEN"),
        Figure("Foreign Office", "government", None, listed="Foreign Office"),
        Figure("Party", "organization", "KEN"),
        Figure("state media", "media", "KEN", is_named=False),
        Figure("Syrians", "population", "SYR", is_plural=True),
        Figure("statement", "other"),
    ],
    ids=lambda figure: figure.name,
)
def test_who_is_not_told_stays_on_the_page(figure: Figure) -> None:
    assert assign([figure]) == ["a1"]


def test_a_state_that_only_an_event_names_has_its_id(article_of: Callable[..., Article]) -> None:
    reading = read_article(article_of("Chad rejected an Indian proposal on Monday."))

    assert {actor.id for actor in reading.actors if actor.kind == "state"} == {state_id("TCD"), state_id("IND")}
    assert reading.actor("state/IND").wikidata == "Q668"


def test_states_and_listed_media_have_their_wikidata_items(found_in: Callable[..., Any]) -> None:
    found = found_in("North Korea objected, AFP reported. Juma Otieno spoke.")

    assert (found.named("North Korea").wikidata, found.named("AFP").wikidata) == ("Q423", "Q40464")
    assert found.named("Juma Otieno").wikidata is None


NAMES = st.sampled_from(("Kim Jong Un", "Kim", "Russia", "the president", "Lavrov", "Sergey Lavrov", "KCNA", "UN"))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(NAMES, min_size=1, max_size=6))
def test_ids_are_unique_whatever_a_page_says(names: list[str]) -> None:
    words = " ".join(f"{name} spoke." for name in names)
    article = Article("x", "x", words, (Block(Span(0, len(words)), "paragraph"),), language="en")
    actors = find_actors(article, parse(article))

    assert len({actor.id for actor in actors}) == len(actors)
    assert {actor.id for actor in actors} == {actor.id for actor in find_actors(article, parse(article))}
