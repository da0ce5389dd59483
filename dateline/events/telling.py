"""Who tells of an event: the statement that its trigger stands in, and the hands that the telling passed through."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from dateline.events.clause import Clause, is_perfect
from dateline.events.control import surface_subjects
from dateline.events.lexicon import lemma
from dateline.events.phrases import is_light_object
from dateline.records import Actor, Article, ChainLink, Span, Statement, Status
from dateline.statements import outlet_links
from dateline.statements.nesting import depths_of
from dateline.word_classes import word_class

SHOWN = frozenset({"title", "subtitle", "subheading", "caption"})
"""Blocks that tell of what has happened in the present tense."""


AHEAD: frozenset[Status] = frozenset({"pledged", "requested", "threatened", "planned"})
"""What a statement makes of its content where it looks ahead."""


QUOTES = '"“”'


class Telling:
    """The statements of one article by what they hold; made once for the step."""

    def __init__(self, article: Article, actors: Sequence[Actor], statements: Sequence[Statement]) -> None:
        self._actors = {actor.id: actor for actor in actors}
        self._outlet = outlet_links(article, actors)
        self._shown = [block.span for block in article.blocks if block.kind in SHOWN]
        depths = depths_of(statements)
        self._placed = sorted(
            (
                (content.end - content.start, content, statement)
                for statement in statements
                for content in statement.content
            ),
            key=lambda placed: (placed[0], -depths[placed[2].id]),
        )

    def statement_at(self, token: Token, verb: Token | None = None) -> Statement | None:
        """The innermost statement whose content holds the word; the word of a statement's own cue stands around it.

        `verb` is the one that carries a noun: in "expressed regret" both are the cue, whatever else the content holds.
        Who promises or asks for something does not say what was done before: in "pledging cooperation under a treaty
        signed last year" the signing is told by whoever tells of the pledge; and who condemns or praises a deed does
        not claim it.
        """
        word = _span(token)
        cues = [word, _span(verb)] if verb is not None else [word]
        for _, content, statement in self._placed:
            if not content.holds(word) or (statement.cue and any(statement.cue.overlaps(cue) for cue in cues)):
                continue
            if statement.status in AHEAD and (_is_past_participle(token) or _is_known(token)):
                continue
            if not _is_judged(statement, content, token):
                return statement
        return None

    def is_shown(self, token: Token) -> bool:
        """Whether a word stands where the present tells of what has happened: headline, caption, unstopped line."""
        if any(span.start <= token.idx < span.end for span in self._shown):
            return True
        return not any(last.is_punct for last in token.sent[-2:])

    def bounded(self, clause: Clause) -> Clause:
        """The clause without objects that lie outside of what its speaker says, nor the subject of a verb out there.

        In "ready to support all actions, state media reported" parsers take the media for one of the actions; in "Oman
        called for a report on the test, which Iran claimed now lets it sail" that Oman lets it sail.
        """
        if (shared := self._shared_subjects(clause)) is not None:
            clause = replace(clause, subjects=shared)
        statement = self.statement_at(clause.trigger, carrier(clause))
        if statement is None:
            return clause
        preps = {name: tuple(kept) for name, tokens in clause.preps.items() if (kept := said_in(statement, tokens))}
        verb = clause.verb
        if (
            verb is not None
            and verb.dep_ == "conj"
            and said_in(statement, [verb])
            and not said_in(statement, [verb.head])
        ):
            clause = replace(clause, subjects=tuple(said_in(statement, clause.subjects)))
        return replace(clause, objects=tuple(said_in(statement, clause.objects)), preps=preps)

    def _shared_subjects(self, clause: Clause) -> tuple[Token, ...] | None:
        """The subjects that a verb shares with a verb of saying across what that one says; None where it does not.

        In "told reporters that Okello had left, and accused the general" parsers coordinate accusing with leaving.
        """
        word, verb = _span(clause.trigger), clause.trigger
        if verb.dep_ != "conj" or verb.pos_ != "VERB" or not clause.subjects:
            return None
        first = _span(clause.subjects[0])
        for _, content, statement in self._placed:
            if statement.cue is None or not content.holds(first) or content.end > word.start:
                continue
            for above in verb.ancestors:
                if above.pos_ == "VERB" and statement.cue.overlaps(_span(above)):
                    return tuple(surface_subjects(above))
        return None

    def speaker_of(self, statement: Statement | None) -> Actor | None:
        """Who makes a statement, if it is known."""
        return self._actors.get(statement.speaker) if statement and statement.speaker else None

    def answers(self, statement: Statement | None, token: Token) -> bool:
        """Whether a statement answers a charge that its sentence tells of: "Accused by Doha, they said that …"."""
        if statement is None:
            return False
        return any(
            _is_charge(word)
            for word in token.sent
            if not any(content.start <= word.idx < content.end for content in statement.content)
        )

    def maker_at(self, token: Token) -> Actor | None:
        """Who makes the statement that a word is the cue of; None where it is none's."""
        return self.speaker_of(self._said_by(token))

    def rejected_in(self, claim: Token) -> Statement | None:
        """The statement that rejects a claim: who denies something stands for that, not who claimed it."""
        return next((said for above in claim.ancestors if (said := self._said_by(above)) is not None), None)

    def _said_by(self, token: Token) -> Statement | None:
        """The statement that a word is the cue of."""
        word = _span(token)
        return next((s for _, _, s in self._placed if s.cue is not None and s.cue.overlaps(word)), None)

    def is_own(self, statement: Statement | None, actors: Sequence[Actor]) -> bool:
        """Whether who says so is one of those who would do it, or speaks for the same country."""
        speaker = self.speaker_of(statement)
        if speaker is None or speaker.kind in {"media", "news_agency"}:
            return False
        return any(actor.id == speaker.id or (actor.country and actor.country == speaker.country) for actor in actors)

    def chain_of(self, statement: Statement | None) -> tuple[ChainLink, ...]:
        """The chain of a fact in a statement; in the outlet's own voice, the outlet's links."""
        return statement.chain if statement else self._outlet


def said_in(statement: Statement | None, tokens: Sequence[Token]) -> list[Token]:
    """Those of some tokens that stand in what a statement says; all of them for None."""
    if statement is None:
        return list(tokens)
    return [t for t in tokens if any(span.start <= t.idx < span.end for span in statement.content)]


def carrier(clause: Clause) -> Token | None:
    """The verb that only carries the clause's noun."""
    verb = clause.verb
    if verb is None or verb.i == clause.trigger.i or not is_light_object(clause.trigger, verb):
        return None
    return verb


def _span(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token))


def _is_charge(word: Token) -> bool:
    if word_class("charges", lemma(word)):
        return True
    # "in reply to a report"
    return word_class("replies", lemma(word)) and any(
        word_class("hearsay", lemma(thing))
        for to in word.children
        if to.lower_ == "to"
        for thing in to.children
        if thing.dep_ == "pobj"
    )


def _is_judged(statement: Statement, content: Span, token: Token) -> bool:
    """Whether a word tells of the deed that a statement only judges: the raid of "condemned the raid on the camp"."""
    below = token
    for above in token.ancestors:
        if statement.cue is not None and statement.cue.overlaps(_span(above)):
            is_object = below.dep_ in {"dobj", "advcl"} or (above.pos_ == "NOUN" and below.lower_ == "of")
            if not is_object or not word_class("judging", lemma(above)):
                return False
            text = token.doc.text[content.start : token.idx]
            return not any(mark in text for mark in QUOTES)
        below = above
    return False


def _is_known(token: Token) -> bool:
    """Whether a word in what is asked for or promised tells of something past.

    "To pay the wages that it has withheld", "a probe into the shelling".
    """
    if token.pos_ in {"VERB", "AUX"}:
        is_past = token.tag_ == "VBD" or (token.tag_ == "VBN" and is_perfect(token))
        return token.dep_ == "relcl" and is_past
    answers = token.dep_ == "pobj" and word_class("answering_to", token.head.lower_)
    return answers and any(child.dep_ == "poss" or child.lower_ in {"the", "this"} for child in token.children)


def _is_past_participle(token: Token) -> bool:
    """Whether a verb says what was done to the noun before it: "a treaty signed last year"."""
    return token.tag_ == "VBN" and token.dep_ == "acl" and not any(child.dep_ == "aux" for child in token.children)
