from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.language import ASIDE, GAP, parse
from dateline.records import Article, Block, Span

words = st.text(alphabet=st.sampled_from("Kim said, “(DPRK) he’s” .\"'!-—«»\t1é한"), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(words, st.booleans()), min_size=1, max_size=4))
def test_the_docs_text_is_the_articles_but_for_marks_and_each_token_stands_at_its_offset(pieces):
    text, blocks = "", []
    for piece, is_story in pieces:
        if piece.strip():
            blocks.append(Block(Span(len(text), len(text) + len(piece)), "paragraph" if is_story else "other"))
        text += piece + "\n"
    doc = parse(Article("a", "r", text, tuple(blocks), language="en"))

    assert len(doc.text) == len(text)
    assert all(plain == sign for plain, sign in zip(doc.text, text, strict=True) if sign.isalnum())


def test_furniture_is_not_parsed(article_of):
    article = article_of(("title", "Kim meets Lavrov"), ("ticker", "BML 5.01"), "Kim met Lavrov.")
    doc = parse(article)

    assert [token.text.strip() for token in doc if token.dep_ == GAP] == ["BML 5.01"]
    assert [sent.text for sent in doc.sents if sent[0].dep_ != GAP] == ["Kim meets Lavrov", "Kim met Lavrov."]


def test_what_stands_in_brackets_does_not_break_the_sentence_around_it(article_of):
    doc = parse(article_of("The DPRK (Democratic People’s Republic of Korea) is ready to support Russia (again)."))
    by_word = {token.text: token for token in doc}

    assert by_word["Republic"].dep_ == ASIDE
    assert by_word["Republic"].head.text == "DPRK"
    assert by_word["DPRK"].head.text == "is"
    assert len(list(doc.sents)) == 1


def test_an_article_without_a_story_has_no_sentences(article_of):
    assert all(token.dep_ == GAP for token in parse(article_of(("navigation", "Home News Sport"))))


def test_the_number_of_a_note_is_no_part_of_its_word_and_that_of_a_unit_is(article_of):
    doc = parse(article_of("Norway signed the agreement¹ for 20 km² of sea.²"))

    words = [token.text for token in doc]
    assert words[3:5] == ["agreement", "¹"]
    assert "km²" in words
    assert words[-3:] == ["sea", ".", "²"]
