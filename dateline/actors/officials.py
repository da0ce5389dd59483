"""Whose official somebody is, where the page does not say: what a reader takes for granted."""

from dateline.actors.constituencies import UNITED_STATES, countries_with, is_elected_there
from dateline.actors.figures import Figure
from dateline.actors.phrase import Phrase
from dateline.actors.story import WITHIN_REACH, Story, codes_of_towns
from dateline.actors.vocabulary import STATE_ORGANS, Office, abroad_words, nouns, organizations
from dateline.actors.words import Words
from dateline.countries import countries

STATE_KINDS = frozenset({"state", "government", "military", "person"})

LED = frozenset({"government", "state", "organization", "military"})
OF_SENTENCE_BEFORE = "an official of the state that the sentence before is about"
OF_PAGE = "an official of the country that the page is told from or about"
OF_LAST = "an official of the country spoken of last"
GUESSES = frozenset({OF_SENTENCE_BEFORE, OF_PAGE, OF_LAST})
"""Reasons by which a senator or spokesman may turn out to be another country's; a foreign minister hardly ever."""
LEADING = frozenset({"lead", "head"})
DOMESTIC = STATE_ORGANS | {"ELI", "PTY"}


def settle(story: Story, phrase: Phrase, figure: Figure) -> None:
    """Give an official whose country the words do not say the one that they take for granted."""
    if figure.country or figure.kind not in ("person", "government"):
        return
    if any(form.key in organizations() and organizations()[form.key].kind == "igo" for form in phrase.bodies):
        return
    if phrase.name and figure.kind == "person" and is_elected_there(story.words, phrase):
        figure.country, figure.sector = UNITED_STATES, figure.sector or "LEG"
        figure.why.setdefault("elected in the state that stands after the name")
        return
    if figure.is_plural and phrase.office and phrase.office.one and _are_anybodys(phrase, phrase.office):
        return
    code, why = _of_body(phrase) or _led_from(story, phrase) or _of_town(story, phrase) or (None, "")
    if code is None and figure.sector in DOMESTIC and (phrase.name or figure.kind == "person"):
        code, why = _taken_for_granted(story, phrase)
        if (holders := countries_with(phrase)) and code not in holders:
            code, why = _one_of(story, holders), "an official of a country that has such an office"
        is_sole = phrase.office is not None and phrase.office.one
        figure.is_guess = why in GUESSES and not (is_sole or (story.is_domestic and code == story.home))
    if code and f" to {countries()[code].name.lower()}" not in phrase.title.lower():
        figure.country = code
        figure.why.setdefault(why)


def _are_anybodys(phrase: Phrase, office: Office) -> bool:
    """Whether holders of an office that a country has but one of are of many: "leaders", "heads of foreign states"."""
    said = phrase.title.lower().split()
    if any(word in nouns() and nouns()[word].sector == "GOV" for word in said[1:] if "of" in said):
        return False
    return said[-1:] == said or "of" in said or bool(set(said) & abroad_words()) or said == office.title.split()


def settle_leader(story: Story, phrase: Phrase) -> None:
    """ "Arrieta has led the Colombian delegation": the leader is of its country."""
    words = story.words
    verb = words.head[phrase.head]
    if words.dep[phrase.head] != "dobj" or words.lemma(verb) not in LEADING:
        return
    code = next((f.country for f in story.roster.at.get(phrase.head, ()) if f.country and f.kind in LED), None)
    for subject in (kid for kid in words.kids[verb] if words.dep[kid] == "nsubj"):
        for figure in story.roster.at.get(subject, ()):
            if code and figure.kind == "person" and figure.country is None:
                figure.country = code
                figure.why.setdefault("leads a body of that country")


def _of_body(phrase: Phrase) -> tuple[str, str] | None:
    """ "Taliban spokesman Mujahid": whoever speaks for a body is of the country that it is of."""
    if seat := next((form for form in phrase.bodies if form.what == "government"), None):
        return seat.key, f"of the government: {seat.words}"
    bodies = (organizations()[form.key] for form in phrase.bodies if form.key in organizations())
    return next(((body.country, f"of {body.name}, {body.row}") for body in bodies if body.country), None)


def _of_town(story: Story, phrase: Phrase) -> tuple[str, str] | None:
    """ "New Jersey Gov. Ann Ross", "the Kharkiv mayor": an official of the country where the place lies."""
    code = next(iter(codes_of_towns(story, phrase)), None) if phrase.office else None
    return (code, "an official of a place in that country") if code else None


def _one_of(story: Story, codes: tuple[str, ...]) -> str:
    """Of countries the one that the page told of last, else the one it is told from, else the first of the table."""
    last = next((figure.country for figure in story.recent() if figure.country in codes), None)
    return last or (story.told_from if story.told_from in codes else None) or codes[0]


def _led_from(story: Story, phrase: Phrase) -> tuple[str, str] | None:
    """ "A delegation of Laos headed by Minister Bounthong": who leads a body is of its country."""
    words = story.words
    for led in _led_by(story, phrase):
        figures = story.roster.at.get(led, ())
        code = next((figure.country for figure in figures if figure.country and figure.kind in LED), None)
        if code:
            for figure in story.roster.at.get(phrase.head, ()):
                figure.words |= {"head", "leader"}
            return code, f"leads a body of that country: {words.text[led]}"
    return None


def _led_by(story: Story, phrase: Phrase) -> list[int]:
    """The heads of what the phrase is said to lead: "headed by X", "the delegation by X"."""
    words = story.words
    above = words.head[phrase.head]
    before = phrase.start - 1
    if before < 1 or words.lower[before] != "by":
        return []
    verb = words.head[words.head[phrase.head]]
    if words.lemma(verb) in LEADING and words.dep[verb] in ("acl", "relcl"):
        return [words.head[verb]]
    if words.lemma(verb) in LEADING and words.head[above] == verb:
        passive = [kid for kid in words.kids[verb] if words.dep[kid] == "nsubjpass" and kid < before]
        if words.lemma(before - 1) in LEADING:
            return passive
    return [before - 1]


def _taken_for_granted(story: Story, phrase: Phrase) -> tuple[str | None, str]:
    """The country of "the president" without a word: of the ministry spoken of, the town, the page, the line before."""
    words, title = story.words, phrase.title.split()
    for noun in (noun for word in title[:-1] if (noun := nouns().get(word)) and noun.sector == "GOV"):
        body = next((figure for figure in story.recent() if noun.noun in figure.words and figure.country), None)
        if body:
            return body.country, "speaks for the body spoken of before"
    for other, form in story.capitals:
        if words.sentence[other] == words.sentence[phrase.head] and _opens_sentence(words, other):
            return form, "an official in that capital"
    if words.lemma(words.head[phrase.head]) in ("quote", "cite"):
        outlet = next((figure for figure in story.recent() if figure.kind in ("news_agency", "media")), None)
        if outlet and outlet.country:
            return outlet.country, "an official whom a medium of that country quotes"
    if not story.is_domestic and (code := _subject_before(story, phrase)):
        return code, OF_SENTENCE_BEFORE
    if story.home:
        return story.home, OF_PAGE
    officials = (figure for figure in story.recent() if figure.country and figure.sector in STATE_ORGANS)
    last = next((figure.country for figure in officials if figure.kind in STATE_KINDS), None)
    return last, OF_LAST


def _subject_before(story: Story, phrase: Phrase) -> str | None:
    """The state that is the subject of the sentence before, in the same paragraph."""
    words = story.words
    for seen in reversed(story.seen[-WITHIN_REACH:]):
        is_near = words.sentence[phrase.head] - words.sentence[seen.head] == 1
        if is_near and words.block[seen.head] == words.block[phrase.head] and words.dep[seen.head] == "nsubj":
            return next((figure.country for figure in seen.figures if figure.kind == "state"), None)
    return None


def _opens_sentence(words: Words, token: int) -> bool:
    """Whether the token stands with its preposition at the head of its sentence: "In Islamabad, ..."."""
    return token < 2 or words.sentence[token - 2] != words.sentence[token]


def country_of_teller(story: Story, phrase: Phrase) -> str | None:
    """The country of whoever is the subject before: of "an Israeli source said the army" it is Israel."""
    words = story.words
    for seen in reversed(story.seen[-WITHIN_REACH:]):
        if words.sentence[seen.head] == words.sentence[phrase.head] and words.dep[seen.head] in ("nsubj", "nsubjpass"):
            code = next((figure.country for figure in seen.figures if figure.country), None)
            if code:
                return code
    return None


def seat_holders(story: Story, phrases: list[Phrase]) -> None:
    """ "The two countries' foreign ministers" are the people who hold these offices, where the page names them all."""
    for phrase in phrases:
        standing = story.roster.at.get(phrase.head, ())
        if not (phrase.office and phrase.plural and len(standing) > 1 and all(figure.is_plural for figure in standing)):
            continue
        for figure in standing:
            holders = [
                person
                for person in story.roster.people()
                if person.is_named and phrase.office.office in person.offices and person.country == figure.country
            ]
            if len(holders) == 1:
                story.roster.merge(figure, holders[0])
