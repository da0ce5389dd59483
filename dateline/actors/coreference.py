"""Who is meant by what is no name: titles, descriptions, "his country", "state media", groups and pronouns.

The phrases are gone through in the order of the text, the body before the headlines (a headline says in short what
the body names in full). What cannot be resolved without guessing stays without an actor.
"""

from collections.abc import Iterable

from dateline.actors import appositions
from dateline.actors.bodies import find_medium, find_organ
from dateline.actors.figures import Figure
from dateline.actors.groups import own_country
from dateline.actors.leads import unite_leads
from dateline.actors.officials import seat_holders, settle, settle_leader
from dateline.actors.people import find_counterpart, find_other, find_person, find_plural, learn_counterpart
from dateline.actors.phrase import Phrase
from dateline.actors.predication import is_predicated
from dateline.actors.pronouns import MASCULINE, PERSONAL, SUBJECTS, antecedents
from dateline.actors.story import GROUP_REACH, Seen, Story, codes_of, country_of_ruler
from dateline.actors.vocabulary import Noun, epithets
from dateline.actors.words import Words
from dateline.countries import has
from dateline.records import MentionForm

STATE_REACH = 4
"""How many sentences later "the government" is still that of the state named last, and not that of the page."""
GROUPED = frozenset({"the", "both", "these", "those", "neither", "either", "'s", "all"})
"""Determiners by which a count speaks of members known already: "two diplomats" are new ones."""


def resolve(story: Story, phrases: list[Phrase]) -> None:
    """Add to the roster whoever the phrases without a name mean."""
    words = story.words
    appositions.unite(story.roster, phrases)
    for phrase in sorted(phrases, key=lambda phrase: words.is_headline[phrase.head]):
        if phrase.pronoun:
            found = antecedents(words, story.roster.at, phrase.head, story.last_met())
            story.roster.place(phrase, found, "pronoun", f"pronoun: {words.lower[phrase.head]}")
            _learn_gender(words.lower[phrase.head], found)
        elif phrase.head in story.roster.at:
            if phrase.noun and phrase.noun.stands_for == "counterpart":
                learn_counterpart(story, phrase)
            elif phrase.possessor is not None and (phrase.office or phrase.noun):
                _learn_country(story, phrase)
        elif phrase.name:
            _place_letters(story, phrase)
        elif not (_apposed(story, phrase) or is_predicated(story, phrase)):
            _describe(story, phrase)
        if figures := story.roster.at.get(phrase.head):
            for figure in figures:
                settle(story, phrase, figure)
            settle_leader(story, phrase)
            story.seen.append(Seen(phrase.head, figures))
    seat_holders(story, phrases)
    _unite_given_names(story, phrases)
    unite_leads(story)


def _unite_given_names(story: Story, phrases: list[Phrase]) -> None:
    """ "A colonel who gave his name as Modou Sarr", "who identified himself as Sarr": they are one."""
    words, at = story.words, story.roster.at
    for phrase in phrases:
        preposition = words.head[phrase.head]
        named = at.get(phrase.head, ())
        if words.lower[preposition] != "as" or words.dep[phrase.head] != "pobj" or len(named) != 1:
            continue
        verb = words.head[preposition]
        verb = words.head[verb] if words.lower[verb] == "name" else verb
        objects = [kid for kid in words.kids[verb] if words.dep[kid] == "dobj" and kid < preposition]
        owners = [kid for kid in objects if words.lower[kid] in ("himself", "herself")]
        owners += [kid for name in objects if words.lower[name] == "name" for kid in words.kids[name]]
        for owner in owners:
            for described in at.get(owner, ()):
                if described.kind == named[0].kind == "person" and not (described.is_named or described is named[0]):
                    _inherit(named[0], described)
                    story.roster.merge(described, named[0])


def _inherit(person: Figure, described: Figure) -> None:
    """What a description said of somebody whose name comes after it."""
    person.country = person.country or described.country
    person.sector = person.sector or described.sector
    person.role = person.role or described.role
    person.gender = person.gender or described.gender


def _place_letters(story: Story, phrase: Phrase) -> None:
    """ "WGU" after "the Wheat Growers Union (WGU)": the letters of a body that a description has named."""
    said = story.words.between(*phrase.name) if phrase.name else ""
    if len(said) > 1 and said.isupper() and (body := story.roster.known_body(said)):
        story.roster.place(phrase, [body], "name", "the first letters of its name")


def _apposed(story: Story, phrase: Phrase) -> bool:
    """ "The suspect, a Syrian national": two descriptions of one person."""
    figures = story.roster.at.get(story.words.head[phrase.head], ())
    if story.words.dep[phrase.head] != "appos" or len(figures) != 1 or figures[0].kind != "person" or phrase.plural:
        return False
    if not (phrase.office or (phrase.noun and phrase.noun.singular == "person" and not phrase.noun.stands_for)):
        return False
    figures[0].country = figures[0].country or next(iter(codes_of(story, phrase)), None)
    story.roster.place(phrase, figures, "description", "apposition")
    return True


def _learn_country(story: Story, phrase: Phrase) -> None:
    """ "Its spokesman, Arvind Nair": of the country of whom the pronoun means."""
    for figure in story.roster.at[phrase.head][:1]:
        if figure.kind == "person" and figure.country is None:
            figure.country = next(iter(codes_of(story, phrase)), None)


def _learn_gender(said: str, found: tuple[Figure, ...]) -> None:
    if len(found) == 1 and said in PERSONAL:
        found[0].gender = found[0].gender or ("m" if said in MASCULINE else "f")


def _describe(story: Story, phrase: Phrase) -> None:
    """Resolve a title or description, or introduce whom it describes."""
    found: tuple[Iterable[Figure], str] | None = None
    if story.words.tag[phrase.start] == "WDT":
        return
    if phrase.is_group and phrase.determiner in GROUPED:
        found = story.members(phrase), "the members of a group"
    elif (
        phrase.noun
        and phrase.noun.stands_for not in (None, "military", "named")
        and not _are_of_a_kind(phrase, phrase.noun)
    ):
        found = _by_place_in_story(story, phrase, phrase.noun)
    elif phrase.plural and (phrase.office or phrase.noun) and not _is_collective(story, phrase):
        found = _holders_before(story, phrase) or find_plural(story, phrase)
    elif phrase.office or (phrase.noun and phrase.noun.singular == "person"):
        found = find_person(story, phrase)
    elif phrase.noun and phrase.noun.singular:
        found = find_organ(story, phrase, phrase.noun)
    elif phrase.determiner == "the" and story.words.text[phrase.last][0].isupper():
        found = _body_by_last_word(story, phrase)
    if found:
        form: MentionForm = "title" if phrase.office and not phrase.plural else "description"
        story.roster.place(phrase, found[0], form, found[1])


def _body_by_last_word(story: Story, phrase: Phrase) -> tuple[Iterable[Figure], str] | None:
    """ "The Observatory", after the Sahel Rights Observatory."""
    body = story.roster.known_body(story.words.lower[phrase.last], by_end=True)
    return ([body], "body by the last word of its name") if body else None


def _holders_before(story: Story, phrase: Phrase) -> tuple[Iterable[Figure], str] | None:
    """ "The presidents discussed water", after two presidents were named a little before."""
    if phrase.office is None or phrase.determiner != "the" or phrase.possessor is not None or phrase.of is not None:
        return None
    if phrase.title.split() != phrase.office.title.split() and phrase.title.split() != [f"{phrase.office.title}s"]:
        return None
    said, sentence = phrase.office.office, story.words.sentence[phrase.head]
    near = [seen.figures for seen in story.seen if sentence - story.words.sentence[seen.head] <= GROUP_REACH]
    holders = dict.fromkeys(f for figures in near for f in figures if f.is_named and said in f.offices | f.words)
    return (list(holders), "the holders named before") if len(holders) > 1 and not phrase.codes else None


def _is_collective(story: Story, phrase: Phrase) -> bool:
    """Whether the noun is a body in the form of a plural: "police", "security forces"."""
    noun = phrase.noun
    if noun is None or noun.singular == "population":
        return False
    return noun.singular == noun.plural and story.words.lower[phrase.last] == noun.noun.split()[-1]


def _are_of_a_kind(phrase: Phrase, noun: Noun) -> bool:
    """Whether what may be a side of the story is more closely said: "the opposition parties" are parties."""
    return noun.stands_for == "side" and noun.plural != "state" and phrase.title != noun.noun


def _by_place_in_story(story: Story, phrase: Phrase, noun: Noun) -> tuple[Iterable[Figure], str] | None:
    if noun.stands_for == "state" or (noun.stands_for == "side" and phrase.codes and not phrase.plural):
        return _state(story, phrase)
    if noun.stands_for in ("medium", "state media"):
        return find_medium(story, phrase, noun)
    if noun.stands_for == "other" and phrase.possessor is not None and not phrase.plural:
        return find_other(story, phrase)
    if noun.stands_for == "counterpart" and phrase.possessor is not None:
        return find_counterpart(story, phrase)
    if noun.stands_for in ("side", "ally") and phrase.plural and phrase.determiner in ("the", "both", "'s"):
        return story.members(phrase), "the members of a group"
    return None


def _state(story: Story, phrase: Phrase) -> tuple[Iterable[Figure], str] | None:
    """ "His country", "Kim's government", "the Russian leadership", "the country"."""
    if code := country_of_ruler(story, phrase):
        return [story.roster.state(code)], f"the government of a ruler: {phrase.title}"
    codes = codes_of(story, phrase)
    if phrase.determiner in ("the", "this") and not phrase.plural and not phrase.codes and phrase.possessor is None:
        return _state_before(story, phrase)
    if _is_part_of_state(story, phrase):
        return None
    if codes and phrase.determiner not in ("a", "an", "#", "no", "any", "another", "some"):
        if phrase.plural and not (phrase.codes or phrase.possessor is not None):
            return None
        return [story.roster.state(code) for code in codes], f"state by description: {phrase.title}"
    return None


def _state_before(story: Story, phrase: Phrase) -> tuple[Iterable[Figure], str] | None:
    """ "The country", "the kingdom", "the West African nation": the state spoken of before that may be called so."""
    words, noun = story.words, phrase.noun
    if phrase.of is not None or phrase.end > phrase.last + 1 or noun is None:
        told = [story.roster.state(code) for code in codes_of(story, phrase)]
        return (told, f"state by description: {phrase.title}") if told else None
    own = own_country(words, story.roster, phrase)
    states = [figure for figure in story.recent() if figure.kind == "state" and figure.country not in own]
    if called := epithets().get(phrase.title.lower()):
        known = [*states, *(figure for figure in story.roster.figures if figure.kind == "state")]
        fit = next((figure for figure in known if figure.country in called), None)
        return ([fit], f"the one state called so: {phrase.title}") if fit else None
    if phrase.towns or _is_part_of_state(story, phrase) or _is_of_a_name(words, phrase):
        return None
    is_own = story.is_domestic and (noun.sector == "GOV" or noun.noun == "state")
    near = (
        figure
        for seen in reversed(story.seen)
        if words.telling[phrase.head] - words.telling[seen.head] <= (0 if is_own else STATE_REACH)
        and (not is_own or words.dep[seen.head] in SUBJECTS)
        for figure in seen.figures
        if figure.kind == "state" and figure.country not in own
    )
    home = story.roster.state(story.home) if story.home and (is_own or noun.sector == "GOV") else None
    last = next(near, None) or home or next(iter(states), None)
    if last is None and story.home:
        last = story.roster.state(story.home)
    if phrase.title == "state" and last and has(last.country, "federation"):  # "the state" may be one of its own
        return None
    return ([last], f"the state spoken of before: {phrase.title}") if last else None


def _is_of_a_name(words: Words, phrase: Phrase) -> bool:
    """Whether a government is somebody's who is named: "the Chinese Communist Party leadership"."""
    is_government = phrase.noun is not None and phrase.noun.sector == "GOV"
    return is_government and any(words.tag[token].startswith("NNP") for token in range(phrase.start, phrase.last))


def _is_part_of_state(story: Story, phrase: Phrase) -> bool:
    """Whether "state" is not the country: "the nation's premier swing state", "the state of the economy"."""
    said = phrase.title.split()
    return bool(said) and said[-1] == "state" and len(said) > 1 and not phrase.codes and phrase.title not in epithets()
