"""Sources to actors: who the speaker of an attribution is, and actors for sources that are nobody's mention yet.

A source is resolved by the actor whose mention it is. A pronoun that the actors step left open stays open: its
statement has no speaker, and says so by its `confidence`. A noun phrase that names nobody known becomes an actor of
its own, by its words: a document ("a report"), or whoever it is ("a nurse").
"""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from dateline.actors.lookup import Cast, state_implied
from dateline.countries import by_form
from dateline.language import tokens_at
from dateline.records import Actor, Mention, Span
from dateline.statements.attribution import Attribution
from dateline.statements.chains import source_words
from dateline.statements.syntax import joined, span_between, trimmed

DOCUMENT = "sources.csv: document"
MOST_AT_ONCE = 4
"""Speakers of one statement that are told apart; more are a crowd or a list, of whom one stands for all."""


class Speakers:
    """The actors of an article, growing by the sources that had none."""

    def __init__(self, doc: Doc, actors: Sequence[Actor]) -> None:
        self.doc = doc
        self.actors = list(actors)
        self._cast = Cast(doc, actors)
        self._added: dict[str, int] = {}

    def all_of(self, attribution: Attribution) -> tuple[str, ...]:
        """The ids of all whom an attribution's source names, joined by "and" or meant by "they"; else `of` alone."""
        one = self.of(attribution)
        if one is None or attribution.source is None or attribution.source_head is None:
            return ()
        head = self.doc[attribution.source_head]
        several = [one] if head.pos_ != "PRON" else [actor.id for actor in self._cast.at(head)]
        first, last = attribution.source
        several += self._put_before(first, head)
        several += [met[0].id for other in joined(head) if first <= other.i <= last and (met := self._cast.at(other))]
        found = tuple(dict.fromkeys(several))
        return found if len(found) <= MOST_AT_ONCE else (one,)

    def _put_before(self, first: int, head: Token) -> list[str]:
        """Whom "and" joins to the head where the parser took her for a part of it: "Berg and other doctors".

        Nobody where the source is the "who" of a clause, whose head stands before it: "the head of it, who said".
        """
        if head.i < first:
            return []
        for mention, actor in self._cast.within(span_between(self.doc, first, head.i)):
            words = tokens_at(self.doc, mention.span)
            after = [token.lower_ for token in self.doc[words.end : words.end + 2] if token.text != ","][:1]
            if words.start == first and mention.form == "name" and after == ["and"]:
                return [actor.id]
        return []

    def of(self, attribution: Attribution) -> str | None:
        """The id of the actor that an attribution's source is; None without a source, or where it stays open."""
        if attribution.source_head is None or attribution.source is None:
            return None
        head = self.doc[attribution.source_head]
        known, named = self._cast.at(head), self._named_within(attribution.source)
        if named and (not known or (named[0].kind == "person" and known[0].kind != "person")):
            known = named
        if known:
            return self._as_document(known[0], head).id
        if head.pos_ == "PRON":
            return None
        if (form := by_form().get(head.text)) and form[1] in ("name", "adjective"):
            return self._state(form[0], head)
        return self._add(head, attribution.source)

    def _state(self, country: str, head: Token) -> str:
        """The id of a state that an adjective names: "a Russian claim"."""
        known = next((actor for actor in self.actors if actor.kind == "state" and actor.country == country), None)
        if known is None:
            self.actors.append(known := state_implied(country, head, "the source of a statement"))
        return known.id

    def is_a_source(self, attribution: Attribution) -> bool:
        """Whether what stands as a source can be one: of a cue that things do as well, an actor or a document."""
        if attribution.cue is None or "evidence" not in attribution.cue.traits or attribution.source is None:
            return True
        head = self.doc[attribution.source_head or 0]
        return (
            head.pos_ == "PRON"
            or (head.pos_ == "PROPN" and bool(head.ent_type_))
            or source_words().get(head.lemma_.lower()) == "document"
            or bool(self._cast.at(head) or self._named_within(attribution.source))
        )

    def _named_within(self, source: tuple[int, int]) -> tuple[Actor, ...]:
        """Whoever a source ends with by name: "Deputy Director Anna Berg", "Turkmenistan’s news agency TDH"."""
        span = span_between(self.doc, *source)
        named = [
            (mention.span, actor)
            for mention, actor in self._cast.within(span)
            if mention.span.end == span.end and actor.kind in ("person", "news_agency", "media")
        ]
        if not named:
            return ()
        where, actor = max(named, key=lambda found: found[0].end - found[0].start)
        first = tokens_at(self.doc, where)[0]
        if any(self.doc[i].lower_ == "to" for i in range(source[0], first.i)):  # "their letter to Anna Berg"
            return ()
        return (actor,) if first.i == source[0] or self.doc[first.i - 1].pos_ not in ("ADP", "DET") else ()

    def at(self, index: int | None) -> str | None:
        """The id of the actor whose mention has its head at a token, for addressees; None if there is none."""
        if index is None:
            return None
        known = self._cast.at(self.doc[index])
        return known[0].id if known else None

    def _bearer(self, name: str) -> Actor | None:
        """The one person of the page whose surname a source is that the parse takes for no name: "Figgins said"."""
        people = [actor for actor in self.actors if actor.kind == "person" and actor.name.split()[1:][-1:] == [name]]
        return people[0] if len(people) == 1 and name[:1].isupper() else None

    def _as_document(self, actor: Actor, head: Token) -> Actor:
        if actor.kind != "other" or source_words().get(head.lemma_.lower()) != "document" or DOCUMENT in actor.why:
            return actor
        marked = replace(actor, why=(*actor.why, DOCUMENT))
        self.actors[self.actors.index(actor)] = marked
        return marked

    def _add(self, head: Token, source: tuple[int, int]) -> str | None:
        first, last = _named_part(head, source)
        span = span_between(self.doc, first, last)
        name = self.doc.text[span.start : span.end]
        if not any(sign.isalpha() for sign in name) or all(
            self.doc[i].tag_.startswith("PRP") for i in range(first, last + 1)
        ):
            return None
        key = name.casefold()
        mention = Mention(span, "description")
        if bearer := self._bearer(name):
            at = self.actors.index(bearer)
            mentions = sorted((*bearer.mentions, replace(mention, form="name")), key=lambda each: each.span)
            self.actors[at] = replace(bearer, mentions=tuple(mentions))
            return bearer.id
        if key in self._added:
            at = self._added[key]
            self.actors[at] = replace(self.actors[at], mentions=(*self.actors[at].mentions, mention))
            return self.actors[at].id
        is_document = source_words().get(head.lemma_.lower()) == "document"
        why = DOCUMENT if is_document else "source of a statement"
        taken = {actor.id for actor in self.actors}
        number = len(self.actors) + 1
        while f"a{number}" in taken:
            number += 1
        self._added[key] = len(self.actors)
        self.actors.append(Actor(f"a{number}", name, "other", mentions=(mention,), why=(why,)))
        return self.actors[-1].id


def _named_part(head: Token, source: tuple[int, int]) -> tuple[int, int]:
    """The noun phrase without its article, relative clauses and appositions: what a reader would call it."""
    first, last = source
    doc = head.doc
    for child in head.children:
        if (
            child.dep_ in ("relcl", "acl", "appos", "advcl")
            and first < child.left_edge.i <= last
            and child.left_edge.i > head.i
        ):
            last = min(last, child.left_edge.i - 1)
    while first < last and doc[first].pos_ in ("DET", "PUNCT", "CCONJ"):
        first += 1
    return trimmed(doc, first, max(first, last))


def spoken_in_company(head: Token, content: frozenset[int]) -> int | None:
    """Whom a speech was made to, from "in his meeting with X", "in a phone call with X", "in an interview with X"."""
    for child in head.subtree:
        if child.dep_ == "prep" and child.lower_ == "with" and child.i not in content and child.head.pos_ == "NOUN":
            return next((pobj.i for pobj in child.children if pobj.dep_ == "pobj"), None)
    return None


def source_span(doc: Doc, attribution: Attribution) -> Span | None:
    """Where the source stands."""
    return span_between(doc, *attribution.source) if attribution.source is not None else None
