"""Own sentences in the manner of news; each line is source | cue | content, None for what is not there."""

import pytest

from dateline.actors import find_actors
from dateline.language import parse
from dateline.records import Actor, Mention, Span
from dateline.statements import find_statements


def statements_of(article):
    doc = parse(article)
    return find_statements(article, doc, find_actors(article, doc))[0]


def told(article):
    return [
        " | ".join(
            [
                article.words(s.source) if s.source else "-",
                article.words(s.cue) if s.cue else "-",
                " … ".join(article.words(span) for span in s.content),
            ]
        )
        for s in statements_of(article)
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The ministry said that the talks had failed.", ["The ministry | said | that the talks had failed"]),
        ("“The talks have failed,” the ministry said.", ["the ministry | said | “The talks have failed,”"]),
        (
            "“The talks have failed,” said Anna Berg, the envoy.",
            ["Anna Berg, the envoy | said | “The talks have failed,”"],
        ),
        (
            "“The talks,” Ms Berg said on Monday, “have failed.”",
            ["Ms Berg | said | “The talks,” … “have failed.”"],
        ),
        (
            "The truce, the envoy said on Monday, will hold until Friday.",
            ["the envoy | said | The truce … will hold until Friday"],
        ),
        (
            "Two ships were seized, state television reported on Sunday, as crowds gathered in the port.",
            ["state television | reported | Two ships were seized"],
        ),
        (
            "Despite the delay, Ms Berg said during a visit that she would “gladly” sign the treaty.",
            ["Ms Berg | said | that she would “gladly” sign the treaty"],
        ),
        (
            "The buses stopped on Monday, with some drivers leaving early, saying that the talks had failed.",
            ["some drivers | saying | that the talks had failed"],
        ),
        (
            "A union official said this year that cuts could lead to layoffs.",
            ["A union official | said | that cuts could lead to layoffs"],
        ),
        (
            "“Tribal conflicts continue.” Ms Berg added, “It is the same mistake.”",
            ["Ms Berg | added | “Tribal conflicts continue.” … “It is the same mistake.”"],
        ),
        (
            "The union urged the ministry to disclose that the talks had failed.",
            ["The union | urged | the ministry to disclose that the talks had failed"],
        ),
        (
            "According to the ministry, three soldiers were killed.",
            ["the ministry | According to | three soldiers were killed"],
        ),
        (
            "Three soldiers were killed, according to the ministry.",
            ["the ministry | according to | Three soldiers were killed"],
        ),
        (
            "The rebels accused the army of having shelled the market.",
            ["The rebels | accused | the army of having shelled the market"],
        ),
        ("The army called the accusation a lie.", ["The army | called | the accusation a lie"]),
        ("The minister denied having met the envoy.", ["The minister | denied | having met the envoy"]),
        ("Egypt promised to reopen the crossing.", ["Egypt | promised | to reopen the crossing"]),
        (
            "Iran is accused of sending drones to Sudan, a charge it denies.",
            [
                "- | accused | Iran … of sending drones to Sudan",
                "it | denies | Iran … of sending drones to Sudan",
            ],
        ),
        (
            "The army accused Cambodian troops of firing rockets, a charge Phnom Penh denied.",
            [
                "Phnom Penh | denied | Cambodian troops of firing rockets",
                "The army | accused | Cambodian troops of firing rockets",
            ],
        ),
        (
            "Rebels have seized the town, residents say – a claim the army denies.",
            [
                "residents | say | Rebels have seized the town",
                "the army | denies | Rebels have seized the town",
            ],
        ),
        (
            "The report accuses both sides of war crimes, which Addis Ababa rejects.",
            [
                "The report | accuses | both sides of war crimes",
                "Addis Ababa | rejects | both sides of war crimes",
            ],
        ),
        (
            "Anna Berg said that trade would grow, citing the length of the border.",
            ["Anna Berg | said | that trade would grow"],
        ),
        (
            "Yonhap reported that the missile fell into the sea, citing a military official.",
            [
                "Yonhap | reported | that the missile fell into the sea",
                "a military official | citing | that the missile fell into the sea",
            ],
        ),
        (
            "The army said its men held the town, a claim that Oman denied.",
            [
                "The army | said | its men held the town",
                "Oman | denied | its men held the town",
            ],
        ),
        (
            "The reason for the raid, said one diplomat, was money.",
            ["one diplomat | said | The reason for the raid … was money"],
        ),
        (
            "China, Beijing’s envoy insisted, “never interferes”.",
            ["Beijing’s envoy | insisted | China … “never interferes”"],
        ),
        ("It is believed that the rebels hold 40 hostages.", ["- | believed | that the rebels hold 40 hostages"]),
        (
            "Turkey has been accused by Greece of violating its airspace.",
            ["Greece | accused | Turkey … of violating its airspace"],
        ),
        ("Health authorities put the death toll at 41.", ["Health authorities | put | the death toll at 41"]),
        ("Asked whether Russia would attend, Peskov said it would not.", ["Peskov | said | it would not"]),
        (
            "He described the ties as “unbreakable” in a speech.",
            ["He | described | the ties as “unbreakable”"],
        ),
    ],
)
def test_source_cue_and_content_of(article_of, sentence, expected):
    assert sorted(told(article_of(sentence))) == sorted(expected)


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry has a new spokesman.",
        "The report on the dam runs to forty pages.",
        "Ships carrying grain left the port.",
    ],
)
def test_nothing_is_attributed_in(article_of, sentence):
    assert told(article_of(sentence)) == []


def test_a_report_of_what_was_told_nests(article_of):
    article = article_of("The agency reported that the king told the envoy the border would stay shut.")
    outer, inner = find_statements(article, parse(article), [])[0]

    assert article.words(outer.content[0]) == "that the king told the envoy the border would stay shut"
    assert article.words(inner.content[0]) == "the border would stay shut"
    assert inner.parent == outer.id
    assert len(inner.chain) == len(outer.chain) + 1


def test_a_quotation_of_several_sentences_is_one_content(article_of):
    article = article_of("“We are ready. We have waited,” the general said. “It will not be long.”")

    assert told(article) == ["the general | said | “We are ready. We have waited,” … “It will not be long.”"]


def test_a_floating_quotation_has_the_speaker_who_was_quoted_before_it(article_of):
    article = article_of("“We left at night,” said Amina Yusuf.", "“Nobody helped us on the road.”")
    statements, actors = find_statements(article, parse(article), [])

    assert [s.speaker for s in statements] == [actors[0].id, actors[0].id]
    assert statements[1].cue is None
    assert statements[1].confidence < statements[0].confidence


def test_a_quotation_over_two_paragraphs_is_one_statement(article_of):
    article = article_of("The president said: “We will rebuild the port.", "“And we will do it this year.”")

    assert told(article) == ["The president | said | “We will rebuild the port … “And we will do it this year.”"]


def test_terms_in_marks_are_no_statement(article_of):
    assert told(article_of("The so-called “friendship bridge” was closed.")) == []


def test_what_somebody_does_not_say_is_not_said(article_of):
    article = article_of("The minister did not say whether the talks would go on.")
    [statement] = find_statements(article, parse(article), [])[0]

    assert statement.status == "negated"


def test_a_quotation_over_paragraphs_is_whole_where_its_cue_comes_last(article_of):
    article = article_of(
        "“The delegation was paid for by its firms.",
        "“The state paid for the flight.",
        "“And that was all,” the spokesman said.",
    )
    [statement] = find_statements(article, parse(article), [])[0]

    assert article.words(statement.content[0]).startswith("“The delegation")
    assert article.words(statement.content[-1]) == "“And that was all,”"


def test_a_paragraph_of_quotation_that_nobody_is_named_for_is_somebodys_all_the_same(article_of):
    article = article_of("The market was shelled at noon.", "“They came from the north and burned the stalls.”")
    [statement] = find_statements(article, parse(article), [])[0]

    assert statement.source is None
    assert statement.speaker is None
    assert [link.role for link in statement.chain] == ["anonymous"]


def test_whoever_is_cited_stands_behind_whoever_cites(article_of):
    article = article_of("Yonhap reported that the missile fell into the sea, citing a military official.")
    reported, cited = statements_of(article)

    assert cited.parent == reported.id


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Mr Berg hailed a Chadian announcement that the talks had failed.", "Chadian"),
        ("Mr Berg rejected a Russian claim that Chad had attacked Niger.", "Russian"),
    ],
)
def test_a_claim_is_of_the_party_that_stands_before_it(article_of, sentence, source):
    (line,) = [line for line in told(article_of(sentence)) if "| announcement |" in line or "| claim |" in line]

    assert line.startswith(f"{source} |")


def test_a_surname_that_no_mention_marks_is_its_bearer_s(article_of):
    article = article_of("Montell Figgins waited.", "Figgins said the trial was unfair.")
    figgins = Actor("a1", "Montell Figgins", "person", mentions=(Mention(Span(0, 15), "name"),))

    (statement,), actors = find_statements(article, parse(article), [figgins])

    assert statement.speaker == "a1"
    assert [article.words(mention.span) for mention in actors[0].mentions] == ["Montell Figgins", "Figgins"]
