import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from dateline.records import Article, Block, Event, Reading, Span, Statement
from dateline.terminal import render


def shown(reading, width=80, *, colour=False, **options):
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        markup=False,
        emoji=False,
        highlight=False,
    )
    return render(reading, console, **options)


def test_it_says_who_says_what_through_whom(reading):
    lines = [line.strip("│├└─ ") for line in shown(reading).splitlines()]

    who = lines[next(n for n, line in enumerate(lines) if line.startswith("Who says what")) :]
    assert who[1].startswith("NTB  news agency, Norway")
    assert "¹ reported · Sunday 13 July 2025 (“on Sunday”)" in who
    assert "Norwegian Foreign Minister Anna Berg told reporters …²" in who
    assert "Anna Berg  foreign minister, Norway" in who
    assert "² told · a promise" in who
    assert "her country would send 20 trucks" in who


def test_an_agency_that_is_its_own_medium_is_named_once(reading):
    assert shown(reading).count("NTB  news agency") == 1
    assert "on the word of NTB ← Anna Berg" in shown(reading)


def test_what_happened_and_what_is_promised_stand_apart(reading):
    text = shown(reading)

    happened, promised = text.index("What happened ─"), text.index("What is promised ─")
    assert happened < text.index("Norway ⇄ Moldova: visit") < promised < text.index("Norway → Moldova: promise")
    assert "where Bergen, Norway · told by NTB" in text
    assert "how many 20 trucks · on the word of NTB ← Anna Berg" in text


def test_every_word_of_the_page_is_shown_and_furniture_is_named(reading):
    lines = shown(reading).splitlines()

    assert "navigation  Home News Sport" in [line.strip() for line in lines]
    assert any("OSLO: Norwegian Foreign Minister Anna Berg told² reporters" in line for line in lines)


def test_why_shows_what_decided_and_is_silent_unless_asked(reading):
    reasons = ("because title: first line of the story", "because cues.csv:41", "because status: rule 1")

    assert all(reason in shown(reading, why=True) for reason in reasons)
    assert "because" not in shown(reading)


@pytest.mark.parametrize("width", [20, 40, 71, 72, 80, 120, 149, 150, 200, 320])
@pytest.mark.parametrize("colour", [True, False])
def test_no_line_is_wider_than_the_terminal(reading, width, colour):
    lines = Text.from_ansi(shown(reading, width, colour=colour)).plain.splitlines()

    assert max(cell_len(line) for line in lines) <= width


def test_a_wide_terminal_has_two_columns_and_a_file_has_one(reading):
    beside = [
        line for line in Text.from_ansi(shown(reading, 180, colour=True)).plain.splitlines() if "The page" in line
    ]

    assert "Who says what" in beside[0]
    assert "The page ─" in shown(reading, 180)
    assert not any("The page" in line and "Who says" in line for line in shown(reading, 180).splitlines())


def test_plain_text_has_no_escapes_and_no_blanks_at_the_ends_of_lines(reading):
    text = shown(reading)

    assert "\x1b" not in text
    assert all(line == line.rstrip() for line in text.splitlines())


def test_what_a_page_says_is_neither_markup_nor_a_command():
    text = "[bold red]Title[/] \x1b]0;owned\x07 :smile: \x9b2J \u202egnirts\n[/nonsense] words\n"
    blocks = (Block(Span(0, text.index("\n")), "title"), Block(Span(text.index("\n") + 1, len(text) - 1), "paragraph"))
    title = text[: text.index("\n")]
    reading = Reading(Article("x", "r", text, blocks, title=title, url="https://x.org/\x1b[2J", language="en"))

    for width in (40, 200):
        for colour in (False, True):
            seen = shown(reading, width, colour=colour, name="a\x1b[2Jb[red].html")
            if not colour:
                assert "\x1b" not in seen
                assert "[bold red]Title[/]" in seen
                assert ":smile:" in seen
            assert "\x1b]0" not in seen
            assert "\x1b[2J" not in seen
            assert not set("\x07\x9b\u202e") & set(seen)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=3).filter(lambda text: text.strip()), st.data())
def test_any_page_can_be_shown_whatever_was_marked_in_it(text, data):
    """Spans may overlap, nest and run over lines as they like."""
    offsets = st.integers(0, len(text) - 1)
    spans = st.tuples(offsets, offsets).map(lambda ends: Span(min(ends), max(ends) + 1))
    statements = tuple(
        Statement(f"s{number}", (data.draw(spans),), data.draw(spans), data.draw(spans)) for number in range(2)
    )
    trigger = data.draw(spans)
    event = Event("e", "AID", trigger, Span(trigger.start, len(text)), "claimed", object=data.draw(spans))
    article = Article("x", "r", text, (Block(Span(0, len(text)), "paragraph"),), title=text, language="en")

    seen = shown(Reading(article, (), statements, (event,)), data.draw(st.sampled_from([30, 80])))

    assert "Who says what" in seen
    assert not ({chr(code) for code in range(0x20)} - {"\n"}) & set(seen)


def test_a_page_of_which_nothing_was_read_says_so():
    text = "A short page."
    reading = Reading(Article("x", "r", text, (Block(Span(0, len(text)), "paragraph"),), language="en"))

    assert "Nobody is quoted on this page." in shown(reading)
    assert "No event between actors was found." in shown(reading)


def test_long_menus_are_cut_short():
    lines = [f"Menu {number}" for number in range(300)]
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(300)]
    blocks = tuple(
        Block(Span(start, start + len(line)), "navigation") for start, line in zip(starts, lines, strict=True)
    )
    seen = shown(Reading(Article("x", "r", text, blocks, language="en")))

    assert "… 292 more lines around the story …" in seen
    assert len(seen.splitlines()) < 40


def test_in_colour_what_is_said_and_what_is_told_look_different(reading):
    told = replace(reading, statements=(), events=())

    assert shown(reading, colour=True).count("\x1b[33m") > shown(told, colour=True).count("\x1b[33m")
