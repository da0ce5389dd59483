"""What stands in apposition says who somebody is: "Choe Son Hui, the North's foreign minister".

The description becomes a mention of the one named, who takes from it office, role, sector and country.
"""

from dateline.actors.figures import Figure, Roster
from dateline.actors.people import served_by
from dateline.actors.phrase import Phrase
from dateline.actors.pronouns import joined_figures
from dateline.actors.roles import HONORIFICS, PRIVATE_BODIES, learn_role
from dateline.actors.story import leads_there
from dateline.actors.vocabulary import human_endings, organizations

BODIES = frozenset({"news_agency", "media", "company", "organization", "igo", "ngo", "armed_group", "military"})
SAME_SORT = (frozenset({"news_agency", "media"}), frozenset({"organization", "igo", "ngo", "company", "armed_group"}))


def unite(roster: Roster, phrases: list[Phrase]) -> None:
    """Make every description in apposition to a name a mention of who is named."""
    words = roster.words
    by_head = {phrase.head: phrase for phrase in phrases}
    holders = {phrase.of: phrase for phrase in phrases if phrase.of is not None and phrase.office}
    for phrase in phrases:
        head = words.head[phrase.head]
        other = by_head.get(head) if words.dep[phrase.head] == "appos" else None
        if phrase.name and head in holders and other and other.name:
            other = holders[head]
        if other is not None and other is not phrase:
            _unite_pair(roster, phrase, other)
    starting = {phrase.start: phrase for phrase in phrases}
    for phrase in phrases:
        held = by_head.get(phrase.of) if phrase.office and phrase.office.one and phrase.of is not None else None
        end = held.end if held else phrase.end
        following = starting.get(end + 1)
        if following and words.text[end] == "," and _closes(roster, following, phrase.plural, is_listed=held is None):
            _unite_pair(roster, phrase, following)


def _closes(roster: Roster, phrase: Phrase, are_several: bool, *, is_listed: bool) -> bool:
    """Whether a comma or full stop ends what follows a comma: "his counterpart, Wang Yi, said"; not a list.

    After "the foreign minister of Norway, Anna Berg, and …" parsers see a list where there is none.
    """
    words = roster.words
    after = words.text[phrase.end] if phrase.end < len(words) else "."
    if are_several:
        return after == "and"
    return after in (",", ".") and not (is_listed and words.dep[phrase.head] == "conj")


def _unite_pair(roster: Roster, phrase: Phrase, other: Phrase) -> None:
    if bool(phrase.name) == bool(other.name):
        return
    named, described = (phrase, other) if phrase.name else (other, phrase)
    if described.plural and described.office and described.of is not None:
        _unite_each(roster, named, described)
        return
    if described.pronoun or described.plural or described.head in roster.at:
        return
    for figure in roster.at.get(named.head, ())[:1]:
        _unite(roster, figure, described)


def _unite_each(roster: Roster, named: Phrase, described: Phrase) -> None:
    """ "The foreign ministers of Armenia and Azerbaijan, Ararat Mirzoyan and Jeyhun Bayramov": one each, in order."""
    people = joined_figures(roster.words, roster.at, named.head)
    states = joined_figures(roster.words, roster.at, described.of or 0)
    if len(people) != len(states) or any(person.kind != "person" for person in people) or described.office is None:
        return
    for person, state in zip(people, states, strict=True):
        person.country = person.country or state.country
        person.offices.add(described.office.office)
        person.words |= {described.office.title, *described.office.also}
        person.role = person.role or described.office.title
        person.sector = person.sector or described.office.sector
    roster.place(described, people, "title", "apposition")


def _unite(roster: Roster, figure: Figure, described: Phrase) -> None:
    noun = described.noun
    if figure.kind == "person":
        if noun and noun.singular not in ("person", None):
            return
        if not (described.office or noun or _sounds_human(described)):
            return
        _learn(roster, figure, described)
    elif not (noun and noun.singular and _of_one_sort(figure.kind, noun.singular)):
        return
    else:
        figure.country = figure.country or next(iter(described.codes), None)
    form = "title" if described.office else "description"
    roster.place(described, [figure], "title" if form == "title" else "description", "apposition")


def _sounds_human(described: Phrase) -> bool:
    """Whether a description that no table has is a person's: "the winemaker", but not "the pathway to victory"."""
    said = described.title.split()
    return described.determiner in ("a", "an", "the", "'s") and bool(said) and said[-1].endswith(human_endings())


def _of_one_sort(one: str, other: str) -> bool:
    return one == other or any(one in sort and other in sort for sort in SAME_SORT)


def _learn(roster: Roster, person: Figure, described: Phrase) -> None:
    if described.noun and described.noun.stands_for == "counterpart":
        person.country = person.country or next(iter(described.codes), None)
        return
    if described.office and described.office.office not in HONORIFICS:
        title = described.office
        person.offices.add(title.office)
        person.words |= {title.title, title.title.split()[-1], *title.also}
        person.gender = person.gender or title.gender
    elif described.noun:
        person.words.add(described.noun.noun)
        person.gender = person.gender or described.noun.gender
    else:
        person.words |= {described.title.split()[-1]} if described.title else set()
    owners = [
        figure
        for token in (described.possessor, described.of)
        if token is not None and not leads_there(roster.words, token)
        for figure in roster.at.get(token, ())
    ]
    bodies = [organizations()[form.key].country for form in described.bodies if form.key in organizations()]
    codes = [*described.codes, *(owner.country for owner in owners), *bodies]
    person.country = person.country or next((code for code in codes if code), None)
    body_sectors = (owner.sector for owner in owners if owner.kind in BODIES or owner.sector == "IGO")
    person.sector = person.sector or next((sector for sector in body_sectors if sector), None)
    person.serves |= served_by(roster, described)
    learn_role(person, described, is_private=any(owner.kind in PRIVATE_BODIES for owner in owners))
