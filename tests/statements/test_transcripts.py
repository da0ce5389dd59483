from dateline.language import parse
from dateline.statements import find_statements

TURNS = (
    "The Harbour Review: Why was the strait closed?",
    "Anna Berg: Because nobody would clear the mines. We had warned them.",
    "Review: And who pays?",
    "Berg: That is for the two governments to say.",
)


def test_each_turn_of_an_interview_is_its_speakers(article_of):
    article = article_of(*TURNS)
    turns = [s for s in find_statements(article, parse(article), [])[0] if s.parent is None]

    assert [article.words(s.source) for s in turns if s.source] == ["The Harbour Review", "Anna Berg", "Review", "Berg"]
    assert {s.quotation for s in turns} == {"direct"}
    assert article.words(turns[1].content[0]) == "Because nobody would clear the mines. We had warned them"


def test_a_colon_alone_makes_no_transcript(article_of):
    article = article_of("One thing is clear: the strait is closed.", "Background: the strait was mined last year.")

    assert [s.why for s in find_statements(article, parse(article), [])[0] if "transcript" in s.why[0]] == []


def test_i_in_somebodys_own_words_is_whoever_speaks_them(article_of):
    article = article_of("“The guard told me that the gate was open,” said Amina Yusuf.")
    statements, actors = find_statements(article, parse(article), [])
    by_source = {article.words(s.source): s for s in statements if s.source}
    amina = by_source["Amina Yusuf"].speaker

    assert by_source["The guard"].addressee == amina
    assert "me" in [article.words(m.span) for actor in actors if actor.id == amina for m in actor.mentions]
