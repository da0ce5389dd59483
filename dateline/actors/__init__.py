"""Article and parse to the actors of the page, with every mention of each.

The steps: `words` (the parse as lists, names of the tables), `chunks`, `titles` and `mentions` (noun phrases and what
they say), `identity` (who is who by name), `coreference` (who is meant by all else: `people`, `bodies`, `groups`,
`pronouns`, and whose officials they are), `recognition` (who of them the tables know) and `ids` (who they are on every
page). `lookup.Cast` answers the steps that come after.
"""

from spacy.tokens import Doc

from dateline.actors import ids
from dateline.actors.coreference import resolve
from dateline.actors.figures import Figure, Roster
from dateline.actors.identity import name_figures
from dateline.actors.mentions import find_phrases
from dateline.actors.namesakes import drop_namesakes
from dateline.actors.recognition import recognise
from dateline.actors.story import Story
from dateline.actors.words import Words
from dateline.media import Medium, medium_named, spelled
from dateline.records import Actor, Article, Mention, Span

__all__ = ["find_actors"]

STATE_FORMS = frozenset({"name", "adjective", "demonym"})
"""The forms by which a page speaks of a country; a capital may only be where it happens."""

BY_NAME = frozenset({"name", "person", "government", "military"})
"""What names a country, beside its name itself: who rules or serves it."""


def find_actors(article: Article, doc: Doc) -> list[Actor]:
    """The actors of the article in the order in which they first stand on the page; `ids` says what their ids are.

    The article's agency and publisher are actors too, last where the text does not name them; their mentions may
    stand in furniture (the credit line), all others stand in the story. Mentions may nest, and one of several ("the
    two countries") is a mention of each.
    """
    words = Words(article, doc)
    place = article.dateline.country if article.dateline else None
    drop_namesakes(words, {place} if place else _countries_of_outlets(article))
    phrases = find_phrases(words)
    roster = name_figures(words, phrases)
    home = _home(article, words, roster)
    is_domestic = home in _countries_of_outlets(article)
    resolve(Story(words, roster, home, told_from=place, is_domestic=is_domestic), phrases)
    _add_outlets(article, roster)
    outlets = {spelled(name) for name in (article.agency, article.publisher) if name}
    figures = [figure for figure in roster.figures if figure.mentions or figure.name in outlets]
    figures.sort(key=lambda figure: min(figure.mentions, default=Span(len(article.text), len(article.text) + 1)))
    recognise(figures, article.told_at)
    return [_actor(*named) for named in zip(ids.assign(figures), figures, strict=True)]


def _home(article: Article, words: Words, roster: Roster) -> str | None:
    """The country that the page is told from, if it is told of too or by its own, else its publisher's, else the first.

    A headline's and a page's first may be named by its people and bodies: by the president, or the parliament.
    """
    country = article.dateline.country if article.dateline else None
    units = [unit for token, unit in words.units.items() if unit.start == token and unit.form]
    told_of = {unit.form.key for unit in units if unit.form and unit.form.what in STATE_FORMS}
    if country:
        is_met = country in told_of or any(figure.country == country for figure in roster.figures)
        return country if is_met or country in _countries_of_outlets(article) else None
    if local := next((code for code in _countries_of_outlets(article, agencies=False) if code in told_of), None):
        return local
    told: list[tuple[int, str, str]] = [
        (unit.start, unit.form.key, unit.form.what) for unit in units if unit.form and unit.form.what in STATE_FORMS
    ]
    told += [
        (head, figure.country, figure.kind)
        for head, figures in roster.at.items()
        for figure in figures
        if figure.country and figure.kind != "state" and head not in words.units
    ]
    told.sort()
    headline = (code for head, code, _ in told if words.is_headline[head])
    return next(headline, None) or next((code for _, code, what in told if what in BY_NAME), None)


def _countries_of_outlets(article: Article, *, agencies: bool = True) -> set[str]:
    """The countries of the page's publisher and agency; without `agencies`, of a publisher that is none."""
    named = (medium_named(name) for name in (article.agency, article.publisher) if name)
    return {medium.country for medium in named if medium and medium.country and (agencies or medium.kind == "media")}


def _add_outlets(article: Article, roster: Roster) -> None:
    """The agency and the publisher, with the places in the furniture where the page names them."""
    for name in (article.agency, article.publisher):
        if not name:
            continue
        known = medium_named(name)
        figure = roster.medium(known.name) if known else _unlisted(roster, name)
        figure.why.setdefault("the page's agency or publisher")
        spellings = (known.name, *known.aliases) if isinstance(known, Medium) else (name,)
        for block in article.blocks:
            if block.kind in ("credit_line", "dateline", "trailer", "byline"):
                words = article.words(block.span)
                place, spelling = min(
                    ((found, -len(form)) for form in spellings if (found := words.find(form)) >= 0), default=(-1, 0)
                )
                if place >= 0:
                    start = block.span.start + place
                    figure.mentions.setdefault(Span(start, start - spelling), "name")


def _unlisted(roster: Roster, name: str) -> Figure:
    """An outlet that no table has: the body that the story calls so, else a new one."""
    plain = name.lower().removeprefix("the ")
    figure = roster.known_body(plain) or roster.known_body(name) or roster.body(name, "media", None, "JRN")
    figure.name, figure.kind, figure.sector = name, "media", "JRN"
    return figure


def _actor(id: str, figure: Figure) -> Actor:
    return Actor(
        id=id,
        name=figure.name,
        kind=figure.kind,
        country=figure.country,
        sector=figure.sector,
        role=figure.role if figure.kind == "person" else None,
        state_controlled=figure.state_controlled,
        wikidata=figure.wikidata,
        mentions=tuple(Mention(span, figure.mentions[span]) for span in sorted(figure.mentions)),
        why=tuple(figure.why),
    )
