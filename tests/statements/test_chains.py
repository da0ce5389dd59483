from dataclasses import replace

import pytest

from dateline.reader import read_article
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
    reported, told = chain([statement("s1", "a1"), statement("s2", "a2", "s1")], [KCNA, KIM, REUTERS], outlet, {})

    assert [(link.role, link.actor) for link in reported.chain] == [("agency", "a3"), ("medium", "a1")]
    assert [link.role for link in told.chain] == ["agency", "medium", "speaker"]


def test_an_agency_that_quotes_itself_is_one_link(article_of):
    article = article_of("Kim spoke today.", agency="Reuters")
    [own] = chain([statement("s1", "a3")], [REUTERS], outlet_links(article, [REUTERS]), {})

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


@pytest.mark.parametrize(
    ("sentence", "hands"),
    [
        ("The pact is dead, Oman's envoy told Reuters.", "Reuters, Oman's envoy"),
        ("The pact is dead, the envoy Ana Berg said in an interview with Le Monde.", "Le Monde, Ana Berg"),
        ("In a statement carried by KCNA, the ministry said that the pact was dead.", "KCNA, ministry"),
        ("Ana Berg said on Fox News that the pact was dead.", "Fox News, Ana Berg"),
        ("The BBC told Reuters that its reporter had been held.", "BBC"),
        ("The pact is dead, the spokesman Ivo Cole told reporters, TASS reported.", "TASS, Ivo Cole"),
        ("The pact is dead, according to Reuters, which cited two ministers.", "Reuters, ministers"),
        ("CNN, quoting an unnamed source, said the pact was dead.", "CNN, unnamed source"),
        ("The pact is dead, the BBC reports, citing ministers who spoke in Muscat.", "BBC, ministers"),
        ("Ivo Cole was quoted by TASS as saying that the pact was dead.", "TASS, Ivo Cole"),
        ('"The pact is dead," Ivo Cole was quoted as saying by the TASS news agency.', "TASS, Ivo Cole"),
        (
            "The pact is dead, the coast guard said, citing information from the army.",
            "coast guard, information from the army",
        ),
    ],
)
def test_every_hand_that_the_words_passed_through_is_in_the_longest_chain(article_of, sentence, hands):
    reading = read_article(article_of(sentence))
    chains = [[reading.actor(link.actor).name for link in each.chain if link.actor] for each in reading.statements]

    assert ", ".join(max(chains, key=len)) == hands


@pytest.mark.parametrize(
    ("sentence", "hands"),
    [
        ("Georgia rejected Oman's claim that Chad had shelled Niger.", ["Georgia", "Oman"]),
        ("TASS reported Oman's claim that Chad had shelled Niger.", ["TASS", "TASS, Oman"]),
    ],
)
def test_who_judges_a_claim_is_no_hand_that_it_passed_through(article_of, sentence, hands):
    reading = read_article(article_of(sentence))
    chains = [", ".join(reading.actor(link.actor).name for link in s.chain if link.actor) for s in reading.statements]

    assert chains == hands
