"""HTML pages to Articles, as a whole."""

import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import EmptyPageError, NotAnArticleError, PageError, PageTooLargeError
from dateline.page import MAX_TEXT, dom, kinds, read_page
from dateline.page.forms import is_html
from dateline.records import Article

PARAGRAPHS = (
    "The foreign ministers of Oman and Yemen agreed on Sunday to reopen the crossing at Shahn, which has been closed "
    "since the floods in March.",
    "“We are ready,” Omani minister Badr Albusaidi said. His Yemeni counterpart thanked him for the offer and spoke of "
    "a new chapter between the neighbours.",
    "Nobody has crossed there for five months. Groups say that more than 4,000 families on both sides "
    "wait for medicine.",
    "The two sides will meet again in Muscat on 12 September, a spokesman said, to settle who guards the road.",
)
PAGE = """<!doctype html><html lang="en"><head><title>Oman and Yemen to reopen crossing | The Gulf Paper</title>
<link rel="canonical" href="https://gulfpaper.example/world/shahn">
<meta property="og:title" content="Oman and Yemen to reopen crossing">
<meta property="og:site_name" content="The Gulf Paper">
<meta name="description" content="The offer comes five months after the floods that cut the road.">
<meta name="keywords" content="Oman, Yemen">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Oman and Yemen to reopen crossing",
 "author": [{{"name": "By Salma Noor and Jo Rey"}}], "datePublished": "2025-08-17T09:05:00+04:00",
 "dateModified": "2025-08-17T11:00:00+04:00"}}</script></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav></header>
<main><article>
<h1>Oman and Yemen to reopen crossing</h1>
<p class="standfirst">The offer comes five months after the floods that cut the road.</p>
<div class="byline">By Salma Noor and Jo Rey</div>
<div class="date"><time datetime="2025-08-17T09:05:00+04:00">17 August 2025, 9:05</time></div>
<figure><img src="a.jpg"><figcaption>Lorries wait at Shahn on Friday. Photo: Ali Said/AFP</figcaption></figure>
<p>MUSCAT (Reuters) - {}</p><p>{}</p>
<div class="related-links"><h3>Read more</h3>
<ul><li><a href="/aden">Convoy reaches Aden after two days</a></li></ul></div>
<h2>What happens next</h2><p>{}</p><p>{} (Reporting by Salma Noor; Editing by Ed Day)</p>
<div class="newsletter"><p>Sign up for our newsletter and get the day's news by mail.</p></div>
</article></main><footer><p>© 2025 The Gulf Paper</p></footer></body></html>""".format(*PARAGRAPHS)


@pytest.fixture(scope="module")
def article() -> Article:
    return read_page(PAGE.encode())


def of_kind(article: Article, kind: str) -> list[str]:
    return [article.words(block.span) for block in article.blocks if block.kind == kind]


def test_the_story_is_the_story(article: Article) -> None:
    assert of_kind(article, "paragraph") == list(PARAGRAPHS)
    assert of_kind(article, "title") == ["Oman and Yemen to reopen crossing"]
    assert of_kind(article, "subtitle") == ["The offer comes five months after the floods that cut the road."]
    assert of_kind(article, "subheading") == ["What happens next"]


def test_what_stands_around_it_is_marked_as_what_it_is(article: Article) -> None:
    assert of_kind(article, "byline") == ["By Salma Noor and Jo Rey"]
    assert of_kind(article, "credit_line")[0] == "17 August 2025, 9:05"
    assert of_kind(article, "caption") == ["Lorries wait at Shahn on Friday."]
    assert of_kind(article, "photo_credit") == ["Photo: Ali Said/AFP"]
    assert of_kind(article, "dateline") == ["MUSCAT (Reuters) -"]
    assert of_kind(article, "trailer") == ["(Reporting by Salma Noor; Editing by Ed Day)"]
    assert of_kind(article, "related_link") == ["Read more", "Convoy reaches Aden after two days"]
    assert of_kind(article, "prompt") == ["Sign up for our newsletter and get the day's news by mail."]
    assert of_kind(article, "navigation") == ["Home", "World"]
    assert of_kind(article, "credit_line")[-1] == "© 2025 The Gulf Paper"


def test_the_values_of_the_page_are_read(article: Article) -> None:
    assert article.id == article.url == "https://gulfpaper.example/world/shahn"
    assert article.title == "Oman and Yemen to reopen crossing"
    assert article.byline == ("Salma Noor", "Jo Rey")
    assert article.publisher == "The Gulf Paper"
    assert article.agency == "Reuters"
    assert article.published_at == "2025-08-17T09:05:00+04:00"
    assert article.modified_at == "2025-08-17T11:00:00+04:00"
    assert article.tags == ("Oman", "Yemen")
    assert article.language == "en"
    assert article.dateline
    assert article.dateline.place == "Muscat"


def test_what_decided_each_value_is_said(article: Article) -> None:
    assert "title: og:title" in article.why
    assert "published_at: JSON-LD datePublished" in article.why
    assert any(why.startswith("charset: utf-8") for why in article.why)


def test_links_of_the_story_and_to_other_stories_are_whole_addresses(article: Article) -> None:
    assert [(article.words(link.span), link.url) for link in article.links] == [
        ("Convoy reaches Aden after two days", "https://gulfpaper.example/aden")
    ]


def test_gzip_and_text_give_the_same_article(article: Article) -> None:
    assert read_page(gzip.compress(PAGE.encode())) == article
    assert read_page(PAGE).blocks == article.blocks


def test_a_given_publisher_wins_and_a_given_time_fills_in() -> None:
    bare = "<h1>Talks in Muscat</h1>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    article = read_page(bare, "https://x.example/1", publisher="The Paper", published_at="2025-08-17")
    assert (article.publisher, article.published_at, article.title) == ("The Paper", "2025-08-17", "Talks in Muscat")
    assert of_kind(article, "paragraph") == list(PARAGRAPHS)
    assert read_page(PAGE, publisher="Another", published_at="2020-01-01").published_at == "2025-08-17T09:05:00+04:00"


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (
            "".join(f"<li><a href='/{n}'>Ministers meet again in Muscat for talks, day {n}</a>" for n in range(9)),
            "9 headlines",
        ),
        (
            "".join(
                f"<h2><a href='/{n}'>Ministers meet in Muscat</a></h2><p>{PARAGRAPHS[0]} {n}</p>" for n in range(8)
            ),
            "8 headlines with teasers",
        ),
        ("<h1>Sign in</h1><form><input type=password><button>Log in</button></form>", "a login form"),
        ("<div class='video-player'><h1>Watch: floods in Shahn</h1><p>1:30</p></div>", "a video page"),
    ],
)
def test_a_page_without_a_story_is_refused_with_what_it_is(body: str, what: str) -> None:
    with pytest.raises(NotAnArticleError, match=what):
        read_page(f"<!doctype html><html><body>{body}</body></html>")


def test_a_page_that_needs_scripts_is_empty() -> None:
    with pytest.raises(EmptyPageError, match="scripts"):
        read_page("<!doctype html><html><body><div id=root></div><script>go()</script></body></html>")


def test_plain_text_with_a_tag_in_it_stays_plain() -> None:
    assert not is_html("The value was < 3 and the page showed <br> and <p> as text.\n\nThe minister laughed.")
    assert is_html("<h1>Talks</h1><p>They met.</p>")


PARTS = (
    *("<p>", "</p>", "<div class='related'>", "</div>", "<h1>", "</h1>", "<a href='http://[x'>", "</a>", "<li>"),
    *("<table>", "<td>", "By Jo Rey", "Photo: AFP", "MUSCAT (Reuters) - ", "<meta content='x' property='og:title'>"),
    *PARAGRAPHS,
)


@given(st.lists(st.sampled_from(PARTS), max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_markup_gives_an_article_with_all_its_text_in_blocks_or_a_page_error(parts: list[str]) -> None:
    try:
        article = read_page("<!doctype html><html><body>" + "".join(parts))
    except PageError:
        return
    covered = "".join(article.words(block.span) for block in article.blocks)
    assert "".join(covered.split()) == "".join(article.text.split())


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"<html>", b"<p>\xff", b"\x1f\x8b", b"\xfe\xff", b"<!doctype html><p>"]),
)
@settings(max_examples=60, deadline=None)
def test_any_bytes_give_an_article_or_a_page_error(data: bytes, start: bytes) -> None:
    try:
        article = read_page(start + data)
    except PageError:
        return
    assert article.text


OTHERS = """<aside class="most-read"><ul>
<li><a href="/a"><figure><figcaption>Convoy reaches Aden after two days on the road</figcaption></figure></a>
<span>By TASS</span></li>
<li><figure><img src="b.jpg"><figcaption>Ten pictures of the floods that readers sent us last week</figcaption></figure>
</li></ul></aside>"""


def test_a_picture_far_from_the_story_is_no_caption_of_it_and_its_credit_not_the_pages() -> None:
    note = "<p class='author-bio'>Salma Noor is the paper's correspondent in Muscat.</p>"
    menu = "".join(f'<li><a href="/{n}">Section number {n}</a></li>' for n in range(10))
    page = PAGE.replace("</article>", f"</article>{note}<nav><ul>{menu}</ul></nav>{OTHERS}").replace(
        "(Reuters) - ", "— "
    )

    article = read_page(page.encode())

    assert of_kind(article, "caption") == ["Lorries wait at Shahn on Friday."]
    assert article.agency is None
    assert "Salma Noor is the paper's correspondent in Muscat." in of_kind(article, "trailer")


def test_markup_without_an_end_is_html_still() -> None:
    with pytest.raises(PageError):
        read_page(b"<div>" * 3_000)


def test_a_text_that_is_no_pages_any_more_is_refused() -> None:
    with pytest.raises(PageTooLargeError, match=f"{MAX_TEXT:,}"):
        read_page("The ministers met. " * (MAX_TEXT // 19 + 1))


def test_a_line_of_the_story_is_not_held_against_all_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    n_looks = 0
    runs = kinds._runs

    def counted(line: dom.Line) -> bool:
        nonlocal n_looks
        n_looks += 1
        return runs(line)

    monkeypatch.setattr(kinds, "_runs", counted)
    article = within_story("<p>He nodded.</p>" * 500)

    assert len(of_kind(article, "paragraph")) == 500 + len(PARAGRAPHS)
    assert n_looks < 10 * 500


def test_a_time_of_the_year_one_is_none() -> None:
    page = PAGE.replace('"datePublished": "2025-08-17T09:05:00+04:00"', '"datePublished": "0001-01-01T00:00:00Z"')

    assert page != PAGE
    assert not (read_page(page).published_at or "").startswith("0001")


def within_story(markup: str) -> Article:
    """The page with some markup behind its second paragraph."""
    return read_page(PAGE.replace(f"<p>{PARAGRAPHS[1]}</p>", f"<p>{PARAGRAPHS[1]}</p>{markup}").encode())


def test_the_headline_of_another_story_behind_a_bold_label_is_a_link() -> None:
    other = "The long road: How drivers of two neighbouring countries wait for months at the border"
    label, _, headline = other.partition(":")
    article = within_story(f"<p><b>{label}:</b>{headline}</p>")

    assert other in of_kind(article, "related_link")


def test_a_list_of_links_up_to_more_is_cut_from_the_paragraph_behind_it() -> None:
    links = '<a href="/a">Convoy reaches Aden</a> <a href="/b">Floods cut off villages</a> <a href="/c">MORE</a>'
    article = within_story(f"<p>{links} of the coast road said on Monday that he would wait for another week.</p>")

    assert "Convoy reaches Aden Floods cut off villages MORE" in of_kind(article, "related_link")
    assert any(words.startswith("of the coast road said") for words in of_kind(article, "paragraph"))


def test_an_embedded_post_is_a_quotation() -> None:
    post = '<blockquote class="twitter-tweet"><p>We reopen the road next week.</p>— Omar Said (@osaid) May 2, 2025'
    article = within_story(f"{post}</blockquote>")

    assert of_kind(article, "quote") == ["We reopen the road next week.", "— Omar Said (@osaid) May 2, 2025"]
