"""Media that carry what somebody says without a word of their own about it: "told Reuters", "on Iran's state TV".

They are hands that the words passed through, as a medium with a cue of its own is: "KCNA said that the ministry said".
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from dateline.actors.lookup import Cast
from dateline.records import Actor, ChainLink
from dateline.statements.attribution import Attribution
from dateline.word_classes import word_class

MEDIA = ("news_agency", "media")
PREPOSITIONS = frozenset({"by", "in", "on", "through", "to", "via", "with"})


def carrier(doc: Doc, attribution: Attribution, cast: Cast) -> ChainLink | None:
    """The medium that an attribution's own clause says was told, or carried it; None where there is none."""
    if not attribution.cue_tokens or attribution.source_head is None or _medium_at(doc[attribution.source_head], cast):
        return None
    source = range(attribution.source[0], attribution.source[1] + 1) if attribution.source else range(0)
    for token in _told_or_carrying(doc[attribution.cue_tokens[0]], attribution.addressee):
        if token.i in attribution.content or token.i in source:
            continue
        if (medium := _medium_at(token, cast)) is not None:
            return ChainLink("medium", medium.id, cast.mention_at(token))
    return None


def _told_or_carrying(cue: Token, addressee: int | None) -> Iterator[Token]:
    """Whom the cue speaks to, and what stands in its clause where a medium would: "in remarks broadcast by X"."""
    if addressee is not None:
        yield cue.doc[addressee]
    for preposition in cue.children:
        if preposition.dep_ not in ("prep", "dative") or preposition.lower_ not in PREPOSITIONS:
            continue
        for noun in preposition.children:
            yield noun
            if word_class("carried", noun.lemma_.lower()):
                verbs = [child for child in noun.children if word_class("carrying", child.lemma_.lower())]
                yield from (
                    below
                    for holder in (noun, *verbs)
                    for child in holder.children
                    if child.lower_ in PREPOSITIONS
                    for below in child.children
                )


def _medium_at(token: Token, cast: Cast) -> Actor | None:
    return next((actor for actor in cast.at(token) if actor.kind in MEDIA), None)
