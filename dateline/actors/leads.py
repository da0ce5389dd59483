"""Who a lead describes and the story then names: "A New York judge ruled ...", and below "Justice Frank Moore said".

A lead keeps the name back. Where only one person of the page is called so by name, and nobody else is described so, the
two are one.
"""

from dateline.actors.figures import Figure
from dateline.actors.story import Story

LEAD = 2
"""How many sentences of the story may describe whom a later one names."""


def unite_leads(story: Story) -> None:
    """Let those whom the lead describes be the ones that the story names."""
    words = story.words
    told = [number for number, is_headline in zip(words.sentence, words.is_headline, strict=True) if not is_headline]
    last = min(told, default=0) + LEAD
    described = [person for person in story.roster.people() if not (person.is_named or person.is_plural)]
    for person in described:
        heads = [
            head for head, figures in story.roster.at.items() if figures == (person,) and not words.is_headline[head]
        ]
        first = min(heads, default=None)
        if first is None or words.sentence[first] >= last or not person.offices:
            continue
        alike = [other for other in described if other is not person and other.offices & person.offices]
        named = [other for other in story.roster.people() if other.is_named and _is_called(other, person)]
        if len(named) == 1 and not alike and _comes_later(story, named[0], first):
            named[0].country = named[0].country or person.country
            named[0].sector = named[0].sector or person.sector
            story.roster.merge(person, named[0])


def _is_called(named: Figure, described: Figure) -> bool:
    """Whether somebody with a name holds the office, for the same country, body and time, of whom is described."""
    mine, theirs = (described.role or "").split(), (named.role or "").split()
    if ("former" in mine) != ("former" in theirs) or named.known:
        return False
    if described.country and named.country and described.country != named.country:
        return False
    if described.bodies and named.bodies and not described.bodies & named.bodies:
        return False
    return bool(described.offices & named.offices)


def _comes_later(story: Story, person: Figure, token: int) -> bool:
    """Whether the story itself speaks of somebody only after the token."""
    heads = (head for head, figures in story.roster.at.items() if person in figures)
    return all(head > token for head in heads if not story.words.is_headline[head])
