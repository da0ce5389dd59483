"""Grammar and tagger joined, with a tagger whose answers the test gives."""

import pytest

from dateline.language import parse
from dateline.quotes import find_quotes
from dateline.statements.attribution import find_attributions
from dateline.statements.decoding import Tagged
from dateline.statements.joining import LEAST, LEAST_OF_THINGS, candidates, join
from dateline.statements.quotations import QuoteMap
from dateline.statements.syntax import span_between
from dateline.statements.tagger import Tagging


def tagged(article, source, cue, *content, odds=4.0, certainty=0.95):
    def at(words):
        start = article.text.index(words)
        return (start, start + len(words))

    return Tagged(
        (at(source),) if source else (), (at(cue),) if cue else (), tuple(at(c) for c in content), odds, certainty
    )


def joined(article, *found, with_=join):
    doc = parse(article)
    quotes = find_quotes(article)
    return doc, list(
        with_(article, doc, QuoteMap(doc, quotes), find_attributions(doc, quotes), Tagging(tuple(found), (), ()))
    )


def words(doc, tokens):
    return doc.text[slice(*_ends(doc, tokens))] if tokens else ""


def _ends(doc, tokens):
    span = span_between(doc, min(tokens), max(tokens))
    return span.start, span.end


def source_of(doc, attribution):
    return words(doc, attribution.source)


def test_what_both_find_has_the_taggers_words_and_grammars_status(article_of):
    article = article_of("The ministry promised on Monday that the port would open.")
    found = tagged(article, "The ministry", "promised", "that the port would open")
    doc, [attribution] = joined(article, found)

    assert words(doc, attribution.content) == "that the port would open"
    assert attribution.status == "pledged"
    assert attribution.why.endswith("; tagger")


def test_what_only_grammar_finds_is_kept(article_of):
    article = article_of("The ministry said that the talks had failed.")
    _, [attribution] = joined(article)

    assert not attribution.why.endswith("tagger")


@pytest.mark.parametrize(("odds", "certainty", "kept"), [(5.0, 0.97, 1), (-0.6, 0.4, 0)])
def test_what_only_the_tagger_finds_is_kept_from_a_probability_on(article_of, odds, certainty, kept):
    article = article_of("The envoy was adamantine in his view that the talks had failed.")
    found = tagged(article, "The envoy", "adamantine", "that the talks had failed", odds=odds, certainty=certainty)

    assert len([a for a in joined(article, found)[1] if a.why == "tagger"]) == kept


def test_inside_of_what_is_told_words_are_grammars(article_of):
    article = article_of("Yonhap said the ministry had told parliament that the radar was sold.")
    outer = tagged(article, "Yonhap", "said", "the ministry had told parliament that the radar was sold")
    inner = tagged(article, "Yonhap", "had told", "radar was sold")
    doc, attributions = joined(article, outer, inner)

    told = next(a for a in attributions if "told" in words(doc, a.cue_tokens))
    assert source_of(doc, told) == "the ministry"
    assert words(doc, told.content) == "that the radar was sold"


@pytest.mark.parametrize(("content", "kept"), [("a memorandum on gas", 0), ("that gas would flow", 1)])
def test_an_act_with_a_thing_has_to_be_surer_than_what_tells_something(article_of, monkeypatch, content, kept):
    monkeypatch.setattr("dateline.statements.joining.probability", lambda evidence: (LEAST + LEAST_OF_THINGS) / 2)
    article = article_of(f"The two sides signed {content}.")

    assert len(joined(article, tagged(article, "The two sides", "signed", content))[1]) == kept


def test_of_two_that_hold_one_another_the_likelier_is_right(article_of):
    article = article_of("Yonhap noted that the men wore vests with “PRESS” written on them.")
    found = tagged(article, "Yonhap", "noted", "that the men wore vests with “PRESS” written on them")
    doc, attributions = joined(article, found)

    assert [words(doc, a.cue_tokens) for a in attributions] == ["noted"]


def test_i_think_in_somebodys_own_words_is_part_of_them(article_of):
    article = article_of("“I am adamantine that we win,” she said.")
    found = tagged(article, "I", "adamantine", "that we win")

    assert [a.why for a in joined(article, found)[1] if a.why == "tagger"] == []


def test_who_and_which_stand_with_whom_they_mean(article_of):
    article = article_of("The ministry, which denied selling the radar, is in Oslo.")
    doc, [attribution] = joined(article, tagged(article, "which", "denied", "selling the radar"))

    assert source_of(doc, attribution) == "The ministry, which"
    assert attribution.source_head is not None
    assert doc[attribution.source_head].text == "ministry"


def test_a_quotation_mostly_in_a_content_is_wholly_in_it(article_of):
    article = article_of("The envoy said “the talks have failed for good” on Monday.")
    doc, [attribution] = joined(article, tagged(article, "The envoy", "said", "the talks have failed"))

    assert words(doc, attribution.content) == '"the talks have failed for good"'


def test_a_content_does_not_reach_into_another_paragraph(article_of):
    article = article_of("The envoy said that the talks had failed.", "“Nobody came.”")
    found = tagged(article, "The envoy", "said", "that the talks had failed", "“Nobody came.”")
    doc, [attribution] = joined(article, found)

    assert words(doc, attribution.content) == "that the talks had failed"


def test_of_two_with_one_cue_the_likelier_is_taken(article_of):
    article = article_of("The envoy was adamantine in his view that the talks had failed.")
    likely = tagged(article, "The envoy", "adamantine", "that the talks had failed", odds=5.0)
    doubtful = tagged(article, None, "adamantine in", "the talks", odds=2.0)
    alone = [c for c in joined(article, doubtful, likely, with_=candidates)[1] if c.attribution.why == "tagger"]

    assert [candidate.evidence.odds for candidate in alone] == [5.0]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "kept"),
    [
        ("Anna Berg told the police she supported the mayor.", "Anna Berg", "told",
         "the police she supported the mayor", "she supported the mayor"),
        ("Anna Berg said in the letter this verdict shows that nobody is safe.", "Anna Berg", "said",
         "shows that nobody is safe", "this verdict shows that nobody is safe"),
    ],
)  # fmt: skip
def test_a_clause_has_its_subject_and_not_the_one_spoken_to(article_of, text, source, cue, content, kept):
    article = article_of(text)
    doc, [attribution, *_] = joined(article, tagged(article, source, cue, content))

    assert words(doc, attribution.content) == kept


def test_what_is_not_stays_so(article_of):
    article = article_of("Anna Berg pleaded not guilty to the charges.")
    doc, [attribution] = joined(article, tagged(article, "Anna Berg", "pleaded not", "guilty to the charges"))

    assert words(doc, attribution.content) == "not guilty to the charges"
    assert words(doc, attribution.cue_tokens) == "pleaded"


@pytest.mark.parametrize(
    ("text", "cue", "content", "kept"),
    [
        ("Anna Berg called into the Talvio Show on Friday.", "called into", "the Talvio Show", False),
        ("Anna Berg knows nothing.", "knows", "nothing", False),
        ("Anna Berg would have allowed the rules to stand.", "would have allowed", "the rules to stand", False),
        ("Anna Berg criticized Talvio on Friday.", "criticized", "Talvio", True),
        ("Anna Berg allowed the rules to stand.", "allowed", "the rules to stand", True),
    ],
)
def test_a_name_or_a_pronoun_is_nothing_that_a_clause_tells(article_of, text, cue, content, kept):
    article = article_of(text)
    _, found = joined(article, tagged(article, "Anna Berg", cue, content))

    assert bool(found) is kept


def test_what_another_is_asked_to_do_she_has_not_done(article_of):
    article = article_of("The governor urged Anna Berg to run and endorse the former envoy.")
    doc, found = joined(article, tagged(article, "The governor", "endorse", "the former envoy"))

    assert [words(doc, each.cue_tokens) for each in found] == ["urged"]


def test_the_noun_nearest_to_a_cue_is_not_its_subject(article_of):
    article = article_of("Several judges in cases on the harbour tolls have criticized the new rules.")
    doc, [attribution] = joined(article, tagged(article, "the harbour tolls", "have criticized", "the new rules"))

    assert source_of(doc, attribution) == "Several judges in cases on the harbour tolls"
    assert doc[attribution.source_head].text == "judges"


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("The old port is the place if you want to see the sea.", 0),
        ("Nobody believes that the harbour will open.", 0),
        ("No minister believes that the harbour will open.", 0),
        ("The minister believes that the harbour will open.", 1),
    ],
)
def test_what_anyone_or_nobody_thinks_is_nobodys_word(article_of, sentence, count):
    _, found = joined(article_of(sentence))

    assert len(found) == count


def test_whom_somebody_cites_has_said_what_he_tells(article_of):
    article = article_of("The pact is dead, the Times reported, citing three officials familiar with the talks.")
    found = tagged(article, "the Times", "citing", "three officials familiar with the talks")
    doc, attributions = joined(article, found)
    [cited] = [each for each in attributions if words(doc, each.cue_tokens) == "citing"]

    assert source_of(doc, cited) == "three officials familiar with the talks"
    assert words(doc, cited.content) == "The pact is dead"


def test_what_another_remarked_is_not_said_by_who_responds_to_it(article_of):
    doc, attributions = joined(article_of("Berg responded to Oman's remark that the pact was dead."))

    assert [words(doc, each.cue_tokens) for each in attributions] == ["remark"]


def test_who_hails_an_announcement_has_not_made_it(article_of):
    article = article_of("Netanyahu hailed a US announcement that the pact was dead.")
    found = tagged(article, "Netanyahu", "hailed a US announcement", "that the pact was dead")
    doc, [announced] = joined(article, found)

    assert source_of(doc, announced) == "US"
