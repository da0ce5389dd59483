"""What is a copy of what: the ways in which outlets take over a text, and what only looks like it."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.syndication import SyndicationIndex
from tests.syndication.conftest import page, paragraphs, sentence, word

WIRE = paragraphs(1)
OTHER_WIRE = paragraphs(2)
QUOTES = paragraphs(3, 2)


def groups_of(*pages):
    """The ids of each group, in the order of their first pages."""
    with SyndicationIndex() as index:
        for _ in index.add_all(pages):
            pass
        return [index.members(group) for group in index.groups()]


def furnished(paras):
    """The paragraphs with lines of a page around and between them."""
    rng = random.Random(7)
    lines = [f"Read more: {sentence(rng, 6)}" for _ in paras]
    return [part for pair in zip(lines, paras, strict=True) for part in pair]


STYLED = [para.replace(" the ", " The ").replace(".", " —").replace(" said ", " stated ").upper() for para in WIRE]
COPIES = {
    "the whole text": WIRE,
    "a trim": WIRE[:4],
    "a trim that breaks off": [*WIRE[:3], WIRE[3][:40] + "… Subscribe to read on"],
    "a brief": WIRE[:2],
    "house style": STYLED,
    "paragraphs joined": [" ".join(WIRE)],
    "a new lede": [*paragraphs(4, 1), *WIRE[1:]],
    "a later version": [*paragraphs(5, 2), *WIRE[1:4], *paragraphs(6, 1), *WIRE[5:]],
    "furniture between": furnished(WIRE),
    "a long trailer": [*WIRE[:5], *paragraphs(8, 4)],
    "an outlet's own paragraphs": [*WIRE[:3], *paragraphs(9, 3), *WIRE[3:]],
}


@pytest.mark.parametrize("way", COPIES)
def test_a_copy_is_of_one_group_with_the_text(way):
    assert groups_of(page("wire", *WIRE), page("copy", *COPIES[way])) == [["wire", "copy"]]


@pytest.mark.parametrize("way", COPIES)
def test_a_copy_that_came_before_the_text_is_of_one_group_with_it(way):
    assert groups_of(page("copy", *COPIES[way]), page("wire", *WIRE)) == [["copy", "wire"]]


@pytest.mark.parametrize(
    "text",
    [
        "Президент прибыл в столицу в понедельник. Он встретился с министром иностранных дел и обсудил с ним поставки "
        "зерна, строительство моста через реку и визит делегации, который намечен на осень этого года.",
        "대통령은 월요일 수도에 도착하여 외무장관과 만났다. 양측은 곡물 공급과 강을 건너는 다리 건설, 그리고 올가을로 "
        "예정된 대표단 방문에 대하여 논의하였으며 공동 성명을 채택하기로 합의하였다고 대변인이 전하였다.",
        "总统星期一抵达首都,会见了外交部长。双方讨论了粮食供应、跨河大桥的建设以及定于今年秋天的代表团访问,并同意发表联合声明。",
    ],
)
def test_a_text_in_any_script_is_found_again(text):
    assert groups_of(page("one", text, *WIRE[:1]), page("two", text)) == [["one", "two"]]


def test_two_tellings_that_share_quotations_stay_apart():
    one = [WIRE[0], QUOTES[0], *WIRE[1:5], QUOTES[1]]
    two = [*OTHER_WIRE[:3], QUOTES[1], *OTHER_WIRE[3:6], QUOTES[0]]
    assert groups_of(page("one", *one), page("two", *two)) == [["one"], ["two"]]


def test_instances_of_one_form_stay_apart():
    rng = random.Random(11)
    form = [word(rng) if rng.random() > 0.13 else None for _ in range(120)]
    instances = [" ".join(fixed or word(rng) for fixed in form) for _ in range(6)]
    assert groups_of(*(page(str(n), text) for n, text in enumerate(instances))) == [[str(n)] for n in range(6)]


def test_short_texts_with_one_long_trailer_stay_apart():
    trailer = paragraphs(12, 5)
    pages = [page(str(n), *paragraphs(20 + n, 4), *trailer) for n in range(8)]
    assert groups_of(*pages) == [[str(n)] for n in range(8)]


def test_a_text_is_found_again_under_a_trailer_that_all_pages_of_an_outlet_carry():
    trailer = paragraphs(12, 5)
    strangers = [page(f"stranger {n}", *paragraphs(20 + n, 4), *trailer) for n in range(10)]
    groups = groups_of(*strangers, page("wire", *WIRE), page("brief", *WIRE[:2], *trailer))
    assert groups[-1] == ["wire", "brief"]


def test_two_pages_of_one_outlet_that_are_half_its_standing_matter_stay_apart():
    standing = paragraphs(12, 6)
    one, two = (page(str(n), *standing, *paragraphs(20 + n, 6), outlet="The Gazette") for n in range(2))
    assert groups_of(one, two) == [["0"], ["1"]]


def test_a_page_that_an_outlet_prints_again_is_a_copy():
    web, printed = (page(name, *WIRE[n:], outlet="The Gazette") for n, name in enumerate(("web", "print")))
    assert groups_of(web, printed) == [["web", "print"]]


def test_a_page_merged_from_two_wires_belongs_to_the_one_it_holds_most_of_and_bridges_nothing():
    merged = page("merged", *WIRE[:6], *OTHER_WIRE[2:5], WIRE[6])
    copies = [page("copy", *WIRE[:7]), page("other copy", *OTHER_WIRE[1:7])]
    wires = [page("wire", *WIRE), page("other wire", *OTHER_WIRE)]
    assert groups_of(*wires, merged, *copies) == [["wire", "merged", "copy"], ["other wire", "other copy"]]


def test_a_second_wire_is_not_drawn_into_the_group_by_a_page_that_holds_it():
    merged = page("merged", *WIRE[:6], *OTHER_WIRE[:4], WIRE[6])
    pages = [page("wire", *WIRE), page("copy", *WIRE), merged, page("other", *OTHER_WIRE[:5])]
    assert groups_of(*pages) == [["wire", "copy", "merged"], ["other"]]


def test_a_brief_and_a_copy_with_a_new_lede_become_one_group_when_the_whole_text_comes():
    brief, relede = page("brief", *WIRE[:2]), page("new lede", *paragraphs(4, 1), *WIRE[2:])
    with SyndicationIndex() as index:
        apart = [placement.group for placement in index.add_all([brief, relede])]
        whole = index.add(page("wire", *WIRE))
        assert apart == ["brief", "new lede"]
        assert (whole.group, whole.joined) == ("brief", ("new lede",))
        assert index.members("brief") == ["brief", "new lede", "wire"]


@pytest.mark.parametrize("text", ["", " ", "…!?", "Soon.", "four words and done", "🇳🇴" * 50])
def test_a_text_without_five_words_stands_alone(text):
    assert groups_of(page("one", text), page("two", text)) == [["one"], ["two"]]


def test_one_word_repeated_a_million_times_is_no_copy_of_a_story_and_does_no_harm():
    shout = "word " * 1_000_000
    assert groups_of(page("wire", *WIRE), page("shout", shout), page("copy", *WIRE[:4])) == [
        ["wire", "copy"],
        ["shout"],
    ]


def test_a_text_that_many_hold_costs_no_more_entries_than_a_few():
    with SyndicationIndex() as index:
        for placement in index.add_all(page(str(n), *WIRE) for n in range(60)):
            assert placement.group == "0"
        assert len(index.members("0")) == 60


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(9)))
def test_the_order_of_arrival_does_not_change_who_is_with_whom(order):
    pages = [
        page("wire", *WIRE),
        page("trim", *WIRE[:5]),
        page("new lede", *paragraphs(4, 1), *WIRE[1:]),
        page("furnished", *furnished(WIRE[:7])),
        page("other wire", *OTHER_WIRE, QUOTES[0]),
        page("other trim", *OTHER_WIRE[:4]),
        page("telling", *paragraphs(30, 4), QUOTES[0]),
        page("stranger", *paragraphs(31, 6)),
        page("styled", *STYLED),
    ]
    found = {frozenset(group) for group in groups_of(*(pages[n] for n in order))}
    assert found == {
        frozenset({"wire", "trim", "new lede", "furnished", "styled"}),
        frozenset({"other wire", "other trim"}),
        frozenset({"telling"}),
        frozenset({"stranger"}),
    }


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 4), st.integers(2, 10)), max_size=12), st.integers(1, 5))
def test_one_by_one_gives_the_same_as_all_at_once(trims, rest):
    pages = [page(str(n), *paragraphs(seed)[:length]) for n, (seed, length) in enumerate(trims)]
    with SyndicationIndex() as index:
        for text in pages[:rest]:
            index.add(text)
        for _ in index.add_all(pages[rest:]):
            pass
        assert [index.members(group) for group in index.groups()] == groups_of(*pages)
