"""Bodies that are described: "Sudan's army", "the ministry", "state media", "the bloc"."""

from collections.abc import Iterable

from dateline.actors.figures import Figure
from dateline.actors.officials import country_of_teller
from dateline.actors.phrase import Phrase
from dateline.actors.story import DEFINITE, Story, codes_of, plain_name
from dateline.actors.vocabulary import STATE_ORGANS, Noun, organizations, uncounted_words
from dateline.media import MediumKind, medium_named, state_medium
from dateline.records import ActorKind

CHANNELS = {"television": "television", "tv": "television", "radio": "radio"}
"""What a noun for a state's medium says that it broadcasts by."""
SORTS = {
    "organization": frozenset({"organization", "igo", "ngo", "armed_group"}),
    "igo": frozenset({"igo"}),
}
"""The kinds of actor that a noun of a kind may speak of again."""


def find_organ(story: Story, phrase: Phrase, noun: Noun) -> tuple[Iterable[Figure], str] | None:
    """ "Sudan's army", "the ministry": a body by what it is; with an article alone, the one spoken of before."""
    codes = codes_of(story, phrase)
    is_of_igo = any(form.key in organizations() and organizations()[form.key].kind == "igo" for form in phrase.bodies)
    is_bare = not (phrase.plural or phrase.determiner or phrase.bodies)
    if noun.noun in uncounted_words() and is_bare and not story.words.is_headline[phrase.head]:
        return None
    known = [f for f in story.recent() if noun.noun in f.words and f.kind != "person" and not f.is_plural]
    fit = [figure for figure in known if not codes or figure.country in codes]
    exact = [
        figure
        for figure in fit
        if not phrase.title or phrase.title.split()[-1] == phrase.title or figure.role == phrase.title
    ]
    if phrase.determiner in DEFINITE and exact:
        return [exact[0]], f"the same as before: {phrase.title}"
    if not codes and phrase.determiner == "the" and not (phrase.bodies or phrase.towns):
        other = _known_by_sort(story, noun)
    else:
        other = None
    if other:
        return [other], f"the one of its sort spoken of before: {noun.row}"
    is_organ = noun.sector in STATE_ORGANS
    if (
        not codes
        and not is_of_igo
        and phrase.determiner in ("the", "")
        and is_organ
        and (code := country_of_teller(story, phrase) or story.home)
    ):
        codes = (code,)
    told = phrase.title != noun.noun or story.words.dep[phrase.head] in ("nsubj", "nsubjpass")
    if not codes and not is_organ and not (phrase.determiner in ("a", "an", "the") and told):
        return None
    kind: ActorKind = noun.singular or "organization"
    sector = noun.sector
    if is_of_igo and kind != "military":
        kind, sector = "igo", "IGO"
    if kind == "military" and any(form.what == "medium" for form in phrase.bodies):
        kind, sector = "organization", None
    name = (
        phrase.title
        if phrase.possessor and story.words.tag[phrase.possessor] == "PRP$"
        else plain_name(story.words, phrase)
    )
    figures = []
    for code in codes or (None,):
        figure = story.roster.body(name, kind, code, sector)
        if phrase.determiner in ("a", "an") and figure.is_named and figure.mentions:
            figure = story.roster.add(Figure(name, kind, code, sector))
        figure.words |= {noun.noun, noun.noun.split()[-1]}
        figure.role = figure.role or phrase.title
        figure.why.setdefault(noun.row)
        figures.append(figure)
    return figures, f"body by description: {phrase.title}"


def _known_by_sort(story: Story, noun: Noun) -> Figure | None:
    """ "The bloc" after the European Union, "the ministry" after its minister."""
    if noun.stands_for == "military":
        armies = (f for f in story.recent() if f.kind == "military" and not f.is_plural)
        return next((army for army in armies if army.words & {"army", "military", "forces"}), None)
    if noun.noun == "ministry":
        return _ministry_of_minister(story)
    sorts = SORTS.get(noun.singular or "", frozenset({noun.singular}))
    if noun.stands_for != "named":
        return None
    named = (figure for figure in story.recent() if figure.is_named and figure.kind in sorts)
    return next((figure for figure in named if noun.sector != "PTY" or figure.sector == "PTY"), None)


def _ministry_of_minister(story: Story) -> Figure | None:
    for person in story.recent():
        title = (person.role or "").split()
        if person.kind != "person" or "former" in title:
            continue
        if title and title[-1] in ("minister", "secretary") and len(title) > 1:
            said = " ".join([*title[:-1], "ministry"])
        elif "ministry" in title:
            said = " ".join(title[: title.index("ministry") + 1])
        else:
            continue
        body = story.roster.body(said, "government", person.country, "GOV")
        body.words |= {"ministry"}
        return body
    return None


def find_medium(story: Story, phrase: Phrase, noun: Noun) -> tuple[Iterable[Figure], str] | None:
    """ "State media" is the medium of that state that the page names; "the agency" the one named last."""
    controlled = noun.stands_for == "state media"
    said = codes_of(story, phrase)
    channel = next((name for word, name in CHANNELS.items() if word in phrase.title.lower().split()), None)
    every = [
        figure
        for figure in story.roster.figures
        if (not (controlled and channel) or channel in _channels(figure))
        and figure.kind in ("news_agency", "media")
        and figure.is_named
        and (figure.state_controlled or not controlled)
        and (controlled or noun.singular == figure.kind or noun.noun == "outlet")
    ]
    if phrase.plural and not controlled and not said:
        return None
    if phrase.determiner in DEFINITE and not (said and noun.singular == "media" and not controlled):
        beside = [*_countries_beside(story, phrase), *([story.home] if story.home else [])]
        anywhere: list[tuple[str, ...]] = [] if controlled else [()]
        for codes in [said] if said else [*((code,) for code in beside), *anywhere]:
            fit = [figure for figure in every if not codes or figure.country in codes]
            recent = next((figure for figure in story.recent() if figure in fit), None)
            if fit and (recent or len(fit) == 1):
                return [recent or fit[0]], "the medium that the page names"
    if not said and not controlled:
        return None
    code = next(iter(said or _countries_beside(story, phrase)), story.home)
    if controlled and code and not phrase.plural and (channel or noun.singular == "news_agency"):
        kind: MediumKind = "news_agency" if noun.singular == "news_agency" else "media"
        if only := state_medium(code, kind=kind, channel=channel):
            return [story.roster.medium(only.name)], f"the only one of that state and sort: {only.row}"
    return [_descriptive_medium(story, phrase, noun, code, controlled)], "media by description"


def _channels(figure: Figure) -> tuple[str, ...]:
    """What a medium of the page broadcasts by, as far as the tables know."""
    known = medium_named(figure.name)
    return known.channels if known and known.channels else ()


def _countries_beside(story: Story, phrase: Phrase) -> list[str]:
    """The countries of whoever stands in the same sentence, in order: whose "state media" are meant."""
    words = story.words
    heads = sorted(head for head in story.roster.at if words.sentence[head] == words.sentence[phrase.head])
    found = (figure.country for head in heads for figure in story.roster.at[head])
    return list(dict.fromkeys(code for code in found if code))


def _descriptive_medium(story: Story, phrase: Phrase, noun: Noun, code: str | None, controlled: bool) -> Figure:
    kind: ActorKind = noun.singular or "media"
    name = plain_name(story.words, phrase)
    figure = story.roster.body(name, kind, code, "JRN")
    figure.is_named = False
    figure.state_controlled = True if controlled else None
    figure.is_plural = phrase.plural
    figure.why.setdefault(noun.row)
    return figure
