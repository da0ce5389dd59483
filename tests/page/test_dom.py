"""HTML to its visible lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import EmptyPageError, PageTooLargeError
from dateline.page.dom import MAX_DEPTH, Line, parse_html, visible_lines


def lines_of(markup: str) -> list[Line]:
    return visible_lines(parse_html(markup))


def texts(markup: str) -> list[str]:
    return [line.text for line in lines_of(markup)]


def test_each_block_is_a_line_and_inline_elements_are_not() -> None:
    markup = "<h1>Talks</h1><p>Kim <b>told</b>\n  <a href='/l'>Lavrov</a>.</p><ul><li>One<li>Two</ul>"
    assert texts(markup) == ["Talks", "Kim told Lavrov.", "One", "Two"]


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>var a = '<p>x</p>'</script>",
        "<style>p {}</style>",
        "<template><p>x</p></template>",
        "<noscript><p>x</p></noscript>",
        "<div hidden>x</div>",
        "<div style='display: none'>x</div>",
        "<span class='visually-hidden'>x</span>",
        "<div style='opacity: 0.0 !important'>x</div>",
        "<div style='display:/* block */none'>x</div>",
        "<div style='visibility: collapse'>x</div>",
        "<div style='position:absolute; left:-9999px'>x</div>",
        "<div style='clip:rect(0, 0, 0, 0)'>x</div>",
        "<div style='color: transparent'>x</div>",
        "<select><option>x</option></select>",
        "<!-- x -->",
    ],
)
def test_what_a_reader_does_not_see_is_no_line(unseen: str) -> None:
    assert texts(f"<p>Before</p>{unseen}<p>After</p>") == ["Before", "After"]


@pytest.mark.parametrize("style", ["opacity:0.5", "margin-left:-9999px", "background-color:transparent", "font-size:0"])
def test_a_style_that_may_leave_text_to_be_seen_hides_none(style: str) -> None:
    assert texts(f"<p>a</p><div style='{style}'><p>b</p></div>") == ["a", "b"]


def test_signs_that_take_no_room_are_left_out() -> None:
    hidden = "".join(chr(0xE0000 + ord(letter)) for letter in "Norway lies")
    assert texts(f"<p>An\u00adna \u202eBerg\u202c{hidden} \u2066said\u2069 so</p>") == ["Anna Berg said so"]


def test_hidden_text_is_not_seen_because_all_that_is_seen_is_short() -> None:
    assert texts("<p>Talks open.</p><div hidden><p>They fail.</p></div><p>They go on.</p>") == [
        "Talks open.",
        "They go on.",
    ]


def test_hidden_text_that_scripts_will_show_is_seen() -> None:
    story = "".join(
        f"<p>Paragraph {n} of the story that a script moves to its place when the page loads.</p>" for n in range(4)
    )
    assert len(texts(f"<p>Menu</p><div hidden id='S:1'>{story}</div>")) == 5


def test_a_line_break_ends_a_line_but_not_in_the_midst_of_a_sentence() -> None:
    assert texts("<p>He spoke.<br>They left.</p>") == ["He spoke.", "They left."]
    assert texts("<p>He spoke of the<br>treaty.</p>") == ["He spoke of the treaty."]
    assert texts("<p>one<br><br>two</p>") == ["one", "two"]


def test_links_keep_their_places_also_around_blocks() -> None:
    (line,) = lines_of("<p>  See <a href='/a'>this page</a> now</p>")
    assert [(line.text[start:end], url) for start, end, url in line.links] == [("this page", "/a")]
    heading, teaser = lines_of("<a href='/b'><h3>Title</h3><p>Teaser</p></a>")
    assert heading.links == [(0, 5, "/b")]
    assert teaser.link_density == 1.0


def test_neighbouring_links_without_a_space_are_two_lines() -> None:
    assert texts("<div><a href='/w'>World</a><a href='/b'>Business</a></div>") == ["World", "Business"]


def test_marks_come_from_tags_and_names_around_the_line() -> None:
    markup = "<article><p>Text</p></article><div class='c-story__relatedLinks'><p>Other</p></div>"
    text, other = lines_of(markup)
    assert "article" in text.marks
    assert "related" in other.marks


def test_an_element_around_the_whole_story_marks_nothing() -> None:
    story = "<p>" + "The two ministers met in the city on Sunday and spoke of the treaty. " * 3 + "</p>"
    assert all("ad" not in line.marks for line in lines_of(f"<div class='page with-ads'>{story * 3}</div>"))


def test_lines_say_where_they_stand_in_the_joined_text() -> None:
    lines = lines_of("<h1>A</h1><p>Bc</p><p>d</p>")
    text = "\n".join(line.text for line in lines)
    assert [text[line.start : line.end] for line in lines] == ["A", "Bc", "d"]


def test_deep_nesting_is_refused_with_the_limit() -> None:
    with pytest.raises(PageTooLargeError, match=str(MAX_DEPTH)):
        lines_of("<div>" * (MAX_DEPTH + 5) + "<p>text")


def test_a_million_attributes_are_refused() -> None:
    with pytest.raises(PageTooLargeError, match="attributes"):
        parse_html("<p " + " ".join(f"a{n}=1" for n in range(700_000)) + ">text</p>")


def test_too_many_elements_are_refused() -> None:
    with pytest.raises(PageTooLargeError, match="tags"):
        parse_html("<b>x</b>" * 250_000)


def test_markup_without_elements_is_empty() -> None:
    with pytest.raises(EmptyPageError):
        parse_html("<!-- nothing -->")


tags = st.sampled_from(["p", "div", "span", "a href='/x'", "li", "b", "br", "script", "td", "figure"])


@given(st.lists(st.tuples(tags, st.text(max_size=30), st.booleans()), min_size=1, max_size=20))
def test_lines_hold_no_line_ends_and_links_lie_in_them(parts: list[tuple[str, str, bool]]) -> None:
    markup = "<body>" + "".join(
        f"<{tag}>{text}{f'</{tag.split()[0]}>' if closed else ''}" for tag, text, closed in parts
    )
    for line in lines_of(markup):
        assert line.text == line.text.strip()
        assert "\n" not in line.text
        assert all(0 <= start < end <= len(line.text) for start, end, _ in line.links)
