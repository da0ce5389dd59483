"""What is said of somebody by "is" is no other: "she was an influential blogger", "the first witness was Ana Sol"."""

from collections.abc import Sequence

from dateline.actors.figures import Figure
from dateline.actors.phrase import Phrase
from dateline.actors.pronouns import SUBJECTS
from dateline.actors.story import Story
from dateline.actors.words import Words

COPULAS = frozenset({"be", "become", "remain"})


def is_predicated(story: Story, phrase: Phrase) -> bool:
    """Make a description of a person a mention of whom it is said of, and say whether it describes nobody else.

    Nothing is placed where a state or body is called so ("Sweden became a member"): that names nobody at all.
    """
    words = story.words
    is_person = phrase.office is not None or (phrase.noun is not None and phrase.noun.singular == "person")
    verb = words.head[phrase.head]
    if not is_person or phrase.plural or words.lemma(verb) not in COPULAS:
        return False
    if words.dep[phrase.head] == "attr" and phrase.determiner in ("a", "an", "the", "'s", ""):
        others = _subject_of(story, verb)
    elif words.dep[phrase.head] in SUBJECTS:
        others = [figure for figure in _attribute_of(story, verb) if figure.is_named]
    else:
        return False
    if any(figure.kind in ("state", "igo", "organization") for figure in others):
        return phrase.determiner in ("a", "an")
    if len(others) != 1 or others[0].kind != "person" or others[0].is_plural or _is_unsure(words, verb):
        return False
    if phrase.office and phrase.office.one and phrase.determiner == "the":
        return False
    story.roster.place(phrase, others, "title" if phrase.office else "description", "said of whom it describes")
    return True


def _subject_of(story: Story, verb: int) -> Sequence[Figure]:
    """Who is the subject of a copula; of "who is ..." the one before."""
    words = story.words
    for kid in words.kids[verb]:
        if words.dep[kid] in SUBJECTS:
            relative = words.tag[kid] in ("WP", "WDT") and words.dep[verb] == "relcl"
            return story.roster.at.get(words.head[verb] if relative else kid, ())
    return ()


def _attribute_of(story: Story, verb: int) -> Sequence[Figure]:
    words = story.words
    return next((story.roster.at.get(kid, ()) for kid in words.kids[verb] if words.dep[kid] == "attr"), ())


def _is_unsure(words: Words, verb: int) -> bool:
    """Whether the copula is negated or under a modal: "would be the first woman president"."""
    return any(words.dep[kid] == "neg" or words.tag[kid] == "MD" for kid in words.kids[verb])
