"""Who is who on a page, by name: one `Figure` an actor, whatever the spellings.

States, media and bodies are known by the tables; people by their fullest name, to which a bare surname leads back
where only one can be meant. Two people with one surname stay two: of several, the one named last before, else nobody.
"""

from collections import Counter
from itertools import pairwise

from dateline.actors.constituencies import is_mark
from dateline.actors.figures import Figure, Roster, spells
from dateline.actors.known import surnames
from dateline.actors.metonymy import stands_for_state
from dateline.actors.naming import (
    NO_ACTORS,
    apposed_body,
    beside_titles,
    distrust_headlines,
    is_called_body,
    is_gazetted,
    length,
    name_of,
    names_person,
    names_thing,
)
from dateline.actors.phrase import Phrase
from dateline.actors.roles import learn
from dateline.actors.vocabulary import (
    STATE_ORGANS,
    Form,
    Organization,
    company_words,
    ngo_words,
    nouns,
    organizations,
    portfolios,
    seats,
)
from dateline.actors.words import Words
from dateline.countries import countries
from dateline.gazetteer import entries
from dateline.records import ActorKind

MIN_PEOPLE = 2
"""Letters from which a name is believed: the recogniser takes "X." for a people or a body."""


def name_figures(words: Words, phrases: list[Phrase]) -> Roster:
    """Identify every phrase that has a name; `roster.at` then says who stands at its head."""
    roster = Roster(words)
    _prefer_page(words, phrases)
    for phrase in phrases:
        if phrase.form and phrase.name:
            _place_known(roster, phrase)
    _place_shorts(roster, phrases)
    unknown = [phrase for phrase in phrases if phrase.name and not phrase.form and phrase.head not in roster.at]
    distrust_headlines(words, unknown)
    unknown = [phrase for phrase in unknown if phrase.name and not is_mark(name_of(words, phrase))]
    beside = beside_titles(words, phrases)
    bodies = {name_of(words, phrase) for phrase in unknown if is_called_body(words, phrase)}
    named = [
        phrase
        for phrase in unknown
        if name_of(words, phrase) not in bodies and (phrase.head in beside or names_person(words, phrase))
    ]
    _introduce(roster, named)
    for phrase in unknown:
        _place_unknown(roster, phrase)
    _join_brackets(roster, phrases)
    for figure in roster.figures:
        if figure.spellings and (figure.name not in figure.spellings or figure.name.isupper()):
            figure.name = max(figure.spellings, key=len)
    return roster


def _prefer_page(words: Words, phrases: list[Phrase]) -> None:
    """Forget what the tables know of letters and short names that the page itself has spelled out before.

    "CNS" after "Christian News Service" is that, and "the Times" after "the New York Times" no other paper.
    """
    own = [
        (phrase.start, name_of(words, phrase))
        for phrase in phrases
        if phrase.name and not phrase.form and length(phrase) > 2
    ]
    papers = [(phrase.start, phrase.form) for phrase in phrases if phrase.form and phrase.form.what == "medium"]
    for phrase in phrases:
        form = phrase.form
        if form is None or form.what not in ("medium", "organization"):
            continue
        if form.words.isupper() and any(start < phrase.start and spells(form.words, name) for start, name in own):
            phrase.form = None
        elif form.what == "medium":
            short = form.words.lower().removeprefix("the ")
            longer = (paper for start, paper in papers if start < phrase.start and paper.key != form.key)
            phrase.form = next((paper for paper in longer if paper.key.lower().endswith(f" {short}")), form)


def _place_known(roster: Roster, phrase: Phrase) -> None:
    form = phrase.form
    if form is None:
        return
    if form.what == "name":
        roster.place(phrase, [roster.state(form.key)], "name", f"state by name: {form.words}")
    elif form.what == "capital" and phrase.determiner != "the" and stands_for_state(roster.words, phrase.head):
        if (seated := seats().get(form.words)) and not _is_told_of(roster.words, form.key):
            roster.place(phrase, [roster.organization(seated)], "name", f"body by its seat: {seated.row}")
            return
        roster.place(phrase, [roster.state(form.key)], "name", f"state by its capital: {form.words}")
    elif form.what == "government":
        roster.place(phrase, [roster.seat(form)], "name", f"government by its seat: {form.words}")
    elif form.what == "medium":
        known = roster.medium(form.key)
        if phrase.codes and known.country not in phrase.codes:
            known = roster.body(form.words, "media", phrase.codes[0], "JRN")
        roster.place(phrase, [known], "name", f"medium by name: {form.words}")
    elif form.what == "organization":
        known_body = _body(form)
        is_any_states = known_body.country is None and known_body.sector in STATE_ORGANS
        code = _other_country(roster.words, phrase)
        if code and code != known_body.country and (known_body.country or is_any_states):
            other = roster.body(form.words, known_body.kind, code, known_body.sector)
            roster.place(phrase, [other], "name", f"body of that name and country: {form.words}")
            return
        if is_any_states and (spoken_of := roster.known_body(form.words)):
            roster.place(phrase, [spoken_of], "name", f"body named before: {form.words}")
            return
        body = roster.organization(known_body)
        body.spellings.add(form.words)
        roster.place(phrase, [body], "name", f"body by name: {form.words}")
    elif form.what == "demonym" or (
        form.what == "adjective"
        and phrase.determiner
        and not phrase.title
        and not (phrase.determiner in ("a", "an") and roster.words.tag[min(phrase.end, len(roster.words) - 1)] == "CC")
    ):
        people = roster.body(form.words, "population", form.key, "CVL")
        people.is_plural = True
        roster.place(phrase, [people], "name", f"people by demonym: {form.words}")


def _other_country(words: Words, phrase: Phrase) -> str | None:
    """The country that the words before a body's name give it: "Philippine Marine Corps"."""
    if phrase.codes:
        return phrase.codes[0]
    before = words.units.get(phrase.start - 1) if phrase.inner else None
    return before.form.key if before and before.form and before.form.what == "adjective" else None


def _is_told_of(words: Words, code: str) -> bool:
    """Whether the page speaks of the country by name or adjective, so that its capital is its own."""
    forms = (unit.form for unit in words.units.values() if unit.form)
    return any(form.key == code and form.what in ("name", "adjective", "demonym") for form in forms)


def _place_shorts(roster: Roster, phrases: list[Phrase]) -> None:
    """ "The North" on a page that speaks of North Korea, "the Islamic Republic" on one that speaks of Iran."""
    words = roster.words
    codes = dict.fromkeys(code for phrase in phrases for code in phrase.codes)
    codes |= dict.fromkeys(figure.country for figure in roster.figures if figure.kind == "state" and figure.country)
    said = Counter(short for code in codes for short in countries()[code].shorts)
    shorts = {short: code for code in codes for short in countries()[code].shorts if said[short] == 1}
    roster.shorts = shorts
    for phrase in phrases:
        own = phrase.start + 1
        if (
            phrase.determiner == "the"
            and own < phrase.end
            and phrase.possessor is None
            and phrase.head not in roster.at
        ):
            code = shorts.get(words.between(own, phrase.last + 1))
            if code:
                why = f"state by its short name: {countries()[code].row}"
                phrase.name, phrase.noun = (own, phrase.last + 1), None
                phrase.entity = "GPE"
                roster.place(phrase, [roster.state(code)], "name", why)


def _body(form: Form) -> Organization:
    return organizations()[form.key]


def _introduce(roster: Roster, people: list[Phrase]) -> None:
    """Find the people, the longest names first, so that shorter ones lead back to them."""
    for phrase in sorted(people, key=lambda phrase: -length(phrase)):
        name = name_of(roster.words, phrase)
        if not (found := roster.person(name.split())):
            found = [roster.new_person(name)]
        if len(found) == 1:
            learn(found[0], phrase)


def _place_unknown(roster: Roster, phrase: Phrase) -> None:
    """A name that the tables do not know: a person's, a body's, or none that acts."""
    words = roster.words
    name = name_of(words, phrase)
    if len(name.strip(".")) < MIN_PEOPLE or is_mark(name):
        return
    found = roster.person(name.split())
    if found and not phrase.inner and not _is_place(words, phrase, name):
        person = found[0] if len(found) == 1 else _nearest(roster, phrase, found)
        if person:
            learn(person, phrase)
            roster.place(phrase, [person], "name", f"person by name: {name}")
        return
    if any(entry.own for entry in entries(name)):
        return  # a river bank, a strait, a zone that we list by its name
    if known := roster.known_body(name, by_end=phrase.determiner == "the"):
        roster.place(phrase, [known], "name", f"body named before: {name}")
    elif (phrase.entity in NO_ACTORS or names_thing(words, phrase, name)) and not phrase.noun:
        return
    elif phrase.noun and phrase.noun.singular and phrase.noun.singular not in ("state", "person"):
        if (
            phrase.name
            and words.text[phrase.name[0] - 1][:1].isupper()
            and phrase.noun.noun != words.singular(phrase.last)
        ):
            return
        kind = phrase.noun.singular
        figure = roster.body(name, kind, _country_of_body(roster, phrase), phrase.noun.sector)
        figure.words.add(phrase.noun.noun)
        roster.place(phrase, [figure], "name", f"body by what it is: {phrase.noun.row}")
    elif _is_taken_for_body(words, phrase, name):
        _place_organization(roster, phrase, name)
    elif phrase.entity == "NORP" and not name[-1].isupper() and words.tag[phrase.last] in ("NNPS", "NNS", "NNP", "JJ"):
        people = roster.body(name, "population", None, "CVL")
        people.is_plural = True
        roster.place(phrase, [people], "name", "people by the recogniser")


def _is_taken_for_body(words: Words, phrase: Phrase, name: str) -> bool:
    """Whether the recogniser calls the name a body's, or anything else that only a body could be: "the CDPJ"."""
    if phrase.entity == "NORP":
        return name.isupper()
    return (phrase.entity == "ORG" or (phrase.entity == "PERSON" and " " in name)) and not is_gazetted(words, phrase)


def _place_organization(roster: Roster, phrase: Phrase, name: str) -> None:
    """A body by the recogniser; what kind, by the nouns in its name."""
    words = roster.words
    ends = (words.singular(phrase.head), words.lower[phrase.last])
    if words.tag[phrase.start - 1] == "CD" or words.tag[phrase.start] == "CD":
        return
    has_of = any(word in ("of", "for") for word in name.lower().split())
    if (not has_of and any(word in portfolios() and word not in nouns() for word in ends)) or words.tag[
        min(phrase.end, len(words) - 1)
    ] == "CD":
        return
    noun = next((noun for word in ends if (noun := nouns().get(word))), None)
    kind: ActorKind = (noun.singular if noun else None) or "organization"
    if kind in ("state", "person"):
        return
    if words.tag[phrase.last] == "NNPS" and noun is None and " " not in name:
        crowd = roster.body(name, "population", None, "CVL")
        crowd.is_plural = True
        roster.place(phrase, [crowd], "name", "people by their plural")
        return
    country = _country_of_body(roster, phrase)
    if kind == "military" and country is None:
        kind = "armed_group"
    if apposed := apposed_body(words, phrase):
        kind = apposed.singular or kind
    elif words.lower[phrase.last] in company_words():
        kind = "company"
    if kind == "organization" and any(word in ngo_words() for word in name.lower().split()):
        kind = "ngo"
    figure = roster.body(name, kind, country, "NGO" if kind == "ngo" else noun.sector if noun else None)
    if noun:
        figure.words.add(noun.noun)
    roster.place(phrase, [figure], "name", "body by the recogniser")


def _country_of_body(roster: Roster, phrase: Phrase) -> str | None:
    """The country that the words before a body's name say: "the Indian company ...", "Mexico's National ..."."""
    owners = roster.at.get(phrase.possessor, ()) if phrase.possessor is not None else ()
    codes = [*phrase.codes, *(owner.country for owner in owners if owner.kind == "state")]
    return next((code for code in codes if code), None)


def _is_place(words: Words, phrase: Phrase, name: str) -> bool:
    """Whether a name that could be a person's is called a place where it stands: "in Lavrov" is none."""
    where = words.dep[phrase.head] == "pobj" and words.lower[words.head[phrase.head]] in ("in", "at", "near")
    return where and phrase.entity in ("GPE", "LOC", "FAC") and " " not in name


def _nearest(roster: Roster, phrase: Phrase, found: list[Figure]) -> Figure | None:
    """Of several bearers of a name: the one with this title, else the one named last before, as a subject if any."""
    titled = [person for person in found if phrase.office and phrase.office.office in person.offices]
    if len(titled) == 1:
        return titled[0]
    if phrase.office and phrase.office.gender:
        fit = [person for person in found if person.gender in (None, phrase.office.gender)]
        found = [person for person in fit if person.gender] or fit or found
        if len(found) == 1:
            return found[0]
    known = surnames().get(name_of(roster.words, phrase).lower())
    if known and known.alone == "person" and (meant := [person for person in found if person.known is known]):
        return meant[0]
    words = roster.words
    before = [
        (words.sentence[head], words.dep[head] in ("nsubj", "nsubjpass"), head, figure)
        for head, figures in roster.at.items()
        if head < phrase.start
        for figure in figures
        if figure in found
    ]
    return max(before, key=lambda named: named[:3])[3] if before else None


def _join_brackets(roster: Roster, phrases: list[Phrase]) -> None:
    """ "International Atomic Energy Agency (IAEA)": the letters in brackets are the same body."""
    words = roster.words
    for phrase, following in pairwise(
        sorted((p for p in phrases if p.name and p.end < len(words)), key=lambda p: p.start)
    ):
        bracketed = following.start == phrase.end + 1 and words.text[phrase.end] == "("
        if bracketed and following.form and following.form.what == "name" and words.text[following.end] == ")":
            for figure in roster.at.get(phrase.head, ()):
                if figure.kind == "person":
                    figure.country = figure.country or following.form.key
        if not bracketed or not (words.text[following.start].isupper() or is_mark(name_of(words, following))):
            continue
        if (
            words.text[following.end] == ")"
            and (known := roster.at.get(phrase.head))
            and following.head not in roster.at
            and not (known[0].kind == "state" and words.units.get(phrase.start))
        ):
            roster.place(following, known, "name", "the letters in brackets after its name")
