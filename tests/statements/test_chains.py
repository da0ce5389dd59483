from dataclasses import replace

from dateline.records import Actor, Mention, Span, Statement
from dateline.statements.chains import chain, link_role, outlet_links

KCNA = Actor("a1", "KCNA", "news_agency", "PRK")
KIM = Actor("a2", "Kim Jong Un", "person", "PRK", mentions=(Mention(Span(0, 3), "name"),))
REUTERS = Actor("a3", "Reuters", "news_agency", "GBR")


def statement(id, speaker, parent=None):
    return Statement(id, (Span(0, 9),), speaker=speaker, parent=parent)


def test_a_chain_leads_from_the_outlet_through_whoever_reports_to_the_speaker(article_of):
    article = article_of("Kim spoke today.", agency="Reuters")
    outlet = outlet_links(article, [KCNA, KIM, REUTERS])
    reported, told = chain([statement("s1", "a1"), statement("s2", "a2", "s1")], [KCNA, KIM, REUTERS], outlet)

    assert [(link.role, link.actor) for link in reported.chain] == [("agency", "a3"), ("medium", "a1")]
    assert [link.role for link in told.chain] == ["agency", "medium", "speaker"]


def test_an_agency_that_quotes_itself_is_one_link(article_of):
    article = article_of("Kim spoke today.", agency="Reuters")
    [own] = chain([statement("s1", "a3")], [REUTERS], outlet_links(article, [REUTERS]))

    assert [link.role for link in own.chain] == ["agency"]


def test_an_agency_on_its_own_site_is_one_link(article_of):
    article = article_of("Kim spoke today.", agency="KCNA")

    assert [link.role for link in outlet_links(article, [KCNA])] == ["agency"]


def test_a_chain_starts_with_the_outlet_however_the_page_spells_it(article_of):
    article = replace(article_of("Kim spoke today."), publisher="reuters")

    assert [link.actor for link in outlet_links(article, [REUTERS])] == ["a3"]


def test_whoever_has_no_name_is_anonymous_unless_speaking_for_a_body():
    described = (Mention(Span(0, 5), "description"),)

    assert link_role(Actor("a", "senior official", "person", mentions=described)) == "anonymous"
    assert link_role(Actor("a", "RSF spokesman", "person", mentions=described)) == "speaker"
    assert link_role(Actor("a", "foreign ministry", "government", mentions=described)) == "speaker"
    assert link_role(None) == "anonymous"
