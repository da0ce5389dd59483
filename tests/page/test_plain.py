"""Plain-text pages to Articles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import BinaryPageError, EmptyPageError, NotAnArticleError, PageError
from dateline.page import read_page
from dateline.page.plain import read_plain, with_title
from dateline.records import Article


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, " ".join(article.words(block.span).split())) for block in article.blocks]


def of_kind(article: Article, kind: str) -> list[str]:
    return [words for found, words in kinds(article) if found == kind]


NEWSPAPER = """\
 date 2025-03-02 OGDC 213.10 Decreased By ▼ -1.90 (-0.88%)
Oman offers Yemen to reopen border crossing, state media says

Reuters Published 2 Mar, 2025 10:39am
Photo: Reuters

MUSCAT: Oman has offered Yemen to reopen the crossing at Shahn, state media reported on Sunday.

“We are ready,” the minister said.

Yemen says convoy reached Aden after two days

Nobody has crossed there since the floods, which killed more than 40 people.

What happens next?

The talks resume on Thursday.

Oman Yemen border crossing Foreign Minister Saleh
"""


def test_a_newspapers_page_is_told_apart_from_its_furniture() -> None:
    article = read_plain(NEWSPAPER, language="en")

    assert article.text == NEWSPAPER
    assert [kind for kind, _ in kinds(article)] == [
        "page_date",
        "ticker",
        "title",
        "credit_line",
        "photo_credit",
        "dateline",
        "paragraph",
        "paragraph",
        "related_link",
        "paragraph",
        "subheading",
        "paragraph",
        "tags",
    ]
    assert article.title == "Oman offers Yemen to reopen border crossing, state media says"
    assert (article.agency, article.publisher, article.byline) == ("Reuters", None, ())
    assert (article.published_at, article.modified_at) == ("2025-03-02T10:39:00", None)
    assert article.dateline is not None
    assert (article.dateline.place, article.dateline.country) == ("Muscat", "OMN")
    assert [(t.symbol, t.price, t.change, t.change_percent) for t in article.tickers] == [("OGDC", 213.1, -1.9, -0.88)]
    assert any(reason.startswith("agency: ") and "media.csv:" in reason for reason in article.why)


WIRE = """\
Ministers hold talks in Muscat

By Jane Doe
Associated Press Writer

   MUSCAT, Oman (AP) -- The foreign ministers of Oman and Yemen met on
Sunday to discuss the reopening of the border crossing at Shahn, which
has been closed since the floods of last autumn.
   The talks lasted for an hour and no statement was issued when they
had come to an end, a spokesman said.

   (More)
"""


@pytest.mark.parametrize("text", [WIRE, WIRE.replace("\n", "\r\n"), WIRE.replace("\n\n", "\n\f\n")])
def test_wire_copy_broken_at_a_column_has_one_block_a_paragraph(text: str) -> None:
    article = read_plain(text)

    assert len(of_kind(article, "paragraph")) == 2
    assert of_kind(article, "dateline") == ["MUSCAT, Oman (AP) --"]
    assert of_kind(article, "trailer") == ["(More)"]
    assert (article.agency, article.byline) == ("Associated Press", ("Jane Doe",))


def test_a_standfirst_stands_between_title_and_credits() -> None:
    article = read_plain(
        "Oman offers to reopen border\n"
        "The ministers of both countries are to meet in Muscat on Thursday.\n"
        "Envoys shake hands in Muscat, Oman [Oman News Agency via AP]\n"
        "By Jane Doe\nPublished On 2 Mar 2025\n"
        "Oman has offered Yemen to reopen the crossing.\n"
        "Nobody has crossed there since the floods.\n"
    )

    assert article.subtitle == "The ministers of both countries are to meet in Muscat on Thursday."
    assert of_kind(article, "caption") == ["Envoys shake hands in Muscat, Oman"]
    assert len(of_kind(article, "paragraph")) == 2


def test_the_name_of_the_site_behind_the_title_is_no_part_of_it() -> None:
    article = read_plain("Oman offers to reopen border - BBC News\n\nOman has offered it.\n\nNobody came.\n")

    assert (article.title, article.publisher) == ("Oman offers to reopen border", "BBC")


def test_text_may_begin_with_its_place_line_and_have_no_title() -> None:
    article = read_plain("CAIRO, Dec. 30 (Xinhua) -- The ministers met.\nThey will meet again.\n")

    assert (article.title, article.agency, article.published_at) == (None, "Xinhua", None)
    assert article.dateline is not None
    assert article.dateline.date is None


def test_the_day_of_a_place_line_takes_the_year_of_publication() -> None:
    article = read_plain("CAIRO, Dec. 30 (Xinhua) -- The ministers met.", published_at="2026-01-01")

    assert article.published_at == "2026-01-01"
    assert article.dateline is not None
    assert article.dateline.date == "2025-12-30"


def test_a_given_time_that_is_no_day_gives_the_place_line_no_year() -> None:
    article = read_plain("CAIRO, Dec. 30 (Xinhua) -- The ministers met.", published_at="2025")

    assert article.dateline is not None
    assert article.dateline.date is None


def test_a_time_of_change_alone_is_no_time_of_publication() -> None:
    article = read_plain(
        "Ministers hold talks\n\nUpdated 4:52 PM UTC, June 19, 2025\n\nThe ministers met.\n\nThey left.\n"
    )

    assert (article.published_at, article.modified_at) == (None, "2025-06-19T16:52:00+00:00")


def test_what_is_given_fills_what_the_page_lacks_and_the_publisher_wins() -> None:
    page = (
        "Ministers hold talks\n\nPublished 2 March 2025\n\nThe ministers met.\n\nPublished in Dawn, March 2nd, 2025\n"
    )

    assert read_plain(page).publisher == "Dawn"
    article = read_plain(page, publisher="The Example", published_at="2024-01-01")
    assert (article.publisher, article.published_at) == ("The Example", "2025-03-02")
    assert article.id == "The Example | Ministers hold talks | 2025-03-02"


def test_an_entry_of_a_live_report_has_its_time_and_its_heading() -> None:
    article = read_plain(
        "Summit live: leaders gather in Doha\n\nBy Jane Doe\nThu 11 Dec 2025 16.20 GMT\n\n"
        "16.20 GMT\nSomalia walks out of the session\nIts delegation has just left the hall.\n\n"
        "15.48 GMT\nThe prime minister has been speaking.\n"
    )

    assert kinds(article)[3:] == [
        ("credit_line", "16.20 GMT"),
        ("subheading", "Somalia walks out of the session"),
        ("paragraph", "Its delegation has just left the hall."),
        ("credit_line", "15.48 GMT"),
        ("paragraph", "The prime minister has been speaking."),
    ]


def test_in_a_transcript_every_turn_is_a_paragraph_and_no_speaker_a_place() -> None:
    article = read_plain(
        "Press Briefing by the Spokesperson\n\nMS DOE: Good afternoon, everyone.\n\n"
        "QUESTION: Why?\n\nMS DOE: Next question.\n"
    )

    assert len(of_kind(article, "paragraph")) == 3
    assert article.dateline is None


def test_numbered_clauses_are_list_items_between_paragraphs() -> None:
    article = read_plain(
        "Joint Communiqué of the Second Dialogue\n\nMuscat, 12 July 2025\n\nThe Parties agreed as follows:\n\n"
        "1. The Parties reaffirmed the Treaty.\n\n2. The Parties shall meet again.\n\nDone in two copies.\n"
    )

    assert [kind for kind, _ in kinds(article)] == [
        "title",
        "dateline",
        "paragraph",
        "list_item",
        "list_item",
        "paragraph",
    ]
    assert article.published_at == "2025-07-12"


def test_a_pull_quote_repeats_the_story_and_a_quoted_paragraph_does_not() -> None:
    article = read_plain(
        "Nurses wait for aid\n\nThe road is closed.\n\n“We have heard all of these promises before this”\n\n"
        "“We have heard all of these promises before this,” said a nurse who fled.\n\n“Nobody here believes them.”\n"
    )

    assert of_kind(article, "quote") == ["“We have heard all of these promises before this”"]
    assert of_kind(article, "paragraph")[-1] == "“Nobody here believes them.”"


def test_behind_the_story_links_and_comments_are_no_story() -> None:
    article = read_plain(
        "Talks resume\n\nThe ministers met in Muscat.\n\nThey will meet again.\n\nRelated Articles\n"
        "Envoy arrives in Muscat\n\nCOMMENTS\nI do not believe a word of this.\n\n"
        "© 2025 The Guardian. All rights reserved.\n"
    )

    assert of_kind(article, "related_link") == ["Related Articles", "Envoy arrives in Muscat"]
    assert of_kind(article, "paragraph") == ["The ministers met in Muscat.", "They will meet again."]
    assert article.publisher == "Guardian"


def test_tags_are_split_where_the_page_splits_them() -> None:
    story = "Talks resume\n\nThe ministers met in Muscat.\n\nThey left.\n\n"

    assert read_plain(story + "Tags: oil, Oman, Yemen").tags == ("oil", "Oman", "Yemen")
    assert read_plain(story + "Tags # Iran # Oman").tags == ("Iran", "Oman")
    assert read_plain(story + "Topics\nOman\nYemen").tags == ("Oman", "Yemen")


def test_addresses_in_the_text_are_links() -> None:
    article = read_plain("Talks resume\n\nThe text is at https://example.org/a?b=1, the ministry said.\n\nThey left.\n")

    assert [(article.words(link.span), link.url) for link in article.links] == [
        ("https://example.org/a?b=1", "https://example.org/a?b=1")
    ]


def test_a_single_sentence_is_a_paragraph() -> None:
    assert kinds(read_plain("The ministers met in Muscat on Sunday.")) == [
        ("paragraph", "The ministers met in Muscat on Sunday.")
    ]


@pytest.mark.parametrize("text", ["", " \n\t\r\n\f", "\u00a0\u2028"])
def test_a_page_of_blank_space_is_empty(text: str) -> None:
    with pytest.raises(EmptyPageError):
        read_plain(text)


@pytest.mark.parametrize(
    "text",
    [
        "World\nKim meets Lavrov in Wonsan\nOman offers to reopen border\nFive killed in clash\nMost read\n",
        "Oman offers to reopen border\n\nSubscribe to continue reading\n\nAlready a subscriber?\nSign in\n",
    ],
)
def test_a_page_without_running_text_is_no_article(text: str) -> None:
    with pytest.raises(NotAnArticleError, match="no story"):
        read_plain(text)


def test_a_menu_before_the_title_is_navigation() -> None:
    menu = "".join(f"Section {n}\n" for n in range(40))
    article = read_plain(menu + "Oman offers to reopen border\n\nMUSCAT: Oman has offered it.\n\nNobody came.\n")

    assert article.title == "Oman offers to reopen border"
    assert article.dateline is not None
    assert of_kind(article, "paragraph") == ["Oman has offered it.", "Nobody came."]


LINES = st.lists(
    st.one_of(
        st.sampled_from([line for line in (NEWSPAPER + WIRE).splitlines() if line]),
        st.sampled_from(
            ["", " ", "Tags", "Read more:", "###", "14:05 GMT", "“", "By", "a | b | 2 March 2025", "\f", "—", "1."]
        ),
        st.text(max_size=40),
    ),
    max_size=25,
)


@given(LINES, st.sampled_from(["\n", "\r\n", "\n\n", "\n   "]))
def test_whatever_the_text_it_stays_and_every_word_stands_in_one_block(lines: list[str], end: str) -> None:
    text = end.join(lines)
    try:
        article = read_plain(text)
    except PageError:
        assert not any(line.endswith(".") and len(line.split()) > 12 for line in lines)
        return

    assert article.text == text
    done = 0
    for block in article.blocks:
        assert not text[done : block.span.start].strip()
        assert article.words(block.span).strip() == article.words(block.span) != ""
        done = block.span.end
    assert not text[done:].strip()


INTERVIEW = """\
The Baltic Courier

‘We have no plan B’: Latvia’s top diplomat on the grid
Interview by Jane Doe
14 November 2025

Latvia’s foreign minister spoke to the Courier in Riga.

Courier: Minister, is the grid safe?
Kalnins: It is. We have tested it twice.
Courier: What did Moscow say?
Kalnins: Nothing. They switched off on time, and so did we.

Jane Doe is the Courier’s correspondent in Riga.
If you liked this interview, subscribe to our weekly letter.
"""


def test_the_turns_of_an_interview_are_its_paragraphs() -> None:
    article = read_plain(INTERVIEW, language="en")

    assert len(of_kind(article, "paragraph")) == 5
    assert article.byline == ("Jane Doe",)
    assert article.publisher == "The Baltic Courier"
    assert of_kind(article, "trailer") == ["Jane Doe is the Courier’s correspondent in Riga."]
    assert len(of_kind(article, "prompt")) == 1


def test_lines_close_together_below_a_heading_of_key_points_are_a_list() -> None:
    text = (
        "Highlights\nMinisters sign two accords in Lima.\nTrade to double by 2030.\n\nPeru and Chile sign accords\n\n"
        "Lima, 3 May 2025\n\nThe ministers of Peru and Chile signed two accords in Lima on Saturday.\n\n"
        "Trade between the two is to double by 2030, they said.\n"
    )
    article = read_plain(text, language="en")

    assert article.title == "Peru and Chile sign accords"
    assert len(of_kind(article, "list_item")) == 2
    assert article.published_at == "2025-05-03"
    assert article.dateline is not None
    assert article.dateline.country == "PER"


def test_an_outlet_and_a_day_in_one_line_are_a_credit() -> None:
    text = (
        "Egypt rejects reports of troops on islands\n\nJane Doe\nNile Daily, Sunday 19 Oct 2025\n\n"
        "Egypt’s foreign ministry on Sunday rejected the reports.\n\nNobody had been sent, it said.\n"
    )
    article = read_plain(text, language="en")

    assert article.byline == ("Jane Doe",)
    assert article.publisher == "Nile Daily"
    assert article.published_at == "2025-10-19"


def test_a_line_of_rights_names_the_outlet_and_holds_no_tags() -> None:
    text = "Bridge stays open, ministry says\n\nThe bridge stays open, the ministry said.\n\nNobody had closed it.\n\n"

    article = read_plain(f"{text}© 2025 The Caucasus Courier\n", language="en")

    assert of_kind(article, "credit_line") == ["© 2025 The Caucasus Courier"]
    assert article.publisher == "The Caucasus Courier"
    assert article.tags == ()


def test_a_clause_close_over_running_text_heads_it() -> None:
    article = read_plain(
        "Baltic brief\n\nGood morning. Two things happened on Monday.\n\n"
        "LATVIA ASKS NATO FOR HELP\nLatvia has asked its allies for two batteries, the prime minister said.\n\n"
        "Trump says war will end soon\n\nNobody answered the call.\n"
    )

    assert "LATVIA ASKS NATO FOR HELP" in of_kind(article, "subheading")
    assert of_kind(article, "related_link") == ["Trump says war will end soon"]


@pytest.mark.parametrize("text", ['{"text": "Talks open in Oslo."}', "[1, 2]\n"])
def test_json_is_no_page(text: str) -> None:
    with pytest.raises(BinaryPageError, match="JSON lines"):
        read_page(text)
    assert read_page("{Talks} open in Oslo, the ministry said on Monday.").text


def test_a_title_is_not_doubled() -> None:
    assert with_title("Talks open", "Talks open\n\nWords.") == "Talks open\n\nWords."
    assert with_title("Talks open", "Words.") == "Talks open\n\nWords."
    assert with_title("", "Words.") == "Words."


def test_a_place_and_a_day_above_the_title_are_the_place_line():
    article = read_plain(
        "Brussels, 12 June 2025\n\nEU condemns attacks in the Black Sea\n\n"
        "The European Union condemns the attacks on three merchant ships in the Black Sea.\n\n"
        "It calls on all sides to respect the freedom of navigation.\n"
    )

    assert article.title == "EU condemns attacks in the Black Sea"
    assert article.dateline
    assert (article.dateline.place, article.published_at) == ("Brussels", "2025-06-12")


@pytest.mark.parametrize(
    "headline",
    [
        "The island's only ferry is a wreck, captains of the ferry say.",
        "Captains doubt the island's ferry;",
        "Every 40 hours, a ferry of the island fails.",
    ],
)
def test_a_first_line_with_a_stop_that_the_story_tells_again_is_its_headline(headline):
    story = (
        "Captains in the port of Naxos doubt that the old ferry to the island will sail again before the summer, for "
        "nobody has found the parts that its engine needs, and the wreck fails every other day."
    )
    article = read_plain(f"{headline}\n\n{story}\n\nThe ministry of shipping has not replied to questions.")

    assert article.title == headline.rstrip(" |")


def test_a_first_sentence_that_tells_a_day_is_no_headline():
    text = "The ferry to the island sank on Monday.\n\nCaptains of the ferry to the island had warned of that."

    assert read_plain(text).title is None


def test_a_last_line_on_somebody_of_whom_nothing_was_told_is_a_note_on_the_writer():
    text = (
        "Ferries are what islands live on, and the ministry has let them rust for twenty years.\n\n"
        "It is time that somebody paid for a new one, as the islanders have asked since 2010.\n\n"
        "Maria Pappas is the director of the Aegean Institute."
    )
    kinds = [block.kind for block in read_plain(text).blocks]

    assert kinds == ["paragraph", "paragraph", "trailer"]
