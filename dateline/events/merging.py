"""One happening is one event: what a clause says twice, and what a title tells before the story does, is told once.

Two triggers of one type and the same parties are one happening where one governs the other without a finite clause of
its own between ("shelled a market, killing forty"; "killed three in an attack"). The act of a promise, demand or
refusal belongs to it and is no event of its own. A title's event is left to the body where the body tells it too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dateline.events.circumstances import top_of
from dateline.events.coding import HOSTILE, Coding
from dateline.events.control import SUBJECT
from dateline.events.lexicon import lemma
from dateline.events.participants import JUDGING, Participants
from dateline.events.phrases import is_light_object, is_passive
from dateline.events.roles import others
from dateline.events.triggers import Trigger
from dateline.records import Article, EventType, Span
from dateline.word_classes import word_class

OF_WORDS: frozenset[EventType] = frozenset(
    {"REQUEST", "AGREE", "THREATEN", "REJECT", "SUPPORT", "CONSULT", "PROTEST", "ACCUSE", "CONCEDE"}
)
"""The types of events that somebody must be known to make."""
SHARED: frozenset[EventType] = frozenset({"AGREE", "AID", "SUPPORT", "COOPERATE", "CONCEDE", "SANCTION", "ASSAULT"})
"""The types of coordinated acts whose second one is done to the recipient of the first where it names none."""


@dataclass(frozen=True, slots=True)
class Happening:
    """A trigger with what it is coded as and who it is between."""

    trigger: Trigger
    coding: Coding
    participants: Participants


def once(happenings: Sequence[Happening]) -> list[Happening]:
    """The happenings without acts that belong to a promise or demand, and without words that tell one of them again."""
    happenings = _without_light_verbs(happenings)
    taken = _absorbed(happenings)
    kept: list[Happening] = []
    for happening in happenings:
        token = happening.coding.token.i
        if happening.trigger.token.i in taken or any(other.coding.token.i == token for other in kept):
            continue
        kept.append(happening)
    kept = _without_echoes(_without_tolls(kept))
    once: list[Happening] = []
    for happening in sorted(kept, key=_by_depth):
        if not any(_tells_again(happening, told) for told in once):
            once.append(happening)
    return [happening for happening in kept if happening in once]


def _without_light_verbs(happenings: Sequence[Happening]) -> list[Happening]:
    """The happenings without verbs that only carry the noun of another: "imposed" in "imposed sanctions"."""
    carried = {
        (verb.i, happening.coding.type)
        for happening in happenings
        if happening.trigger.entry.pos == "NOUN"
        and happening.trigger.entry.word  # not one that only the model takes for an event
        and (verb := happening.trigger.clause.verb) is not None
        and word_class("empty", lemma(verb))
        and is_light_object(happening.trigger.token, verb)
    }
    return [h for h in happenings if (h.trigger.token.i, h.coding.type) not in carried]


def _without_tolls(happenings: Sequence[Happening]) -> list[Happening]:
    """The happenings with one for each act that kills some and wounds others: whom it wounds is its recipient too."""
    whole = {happening.coding.token.i: happening for happening in happenings}
    for happening in happenings:
        token = happening.coding.token
        if (
            token.dep_ not in {"conj", "acl"}
            or not _is_harm(happening)
            or any(child.dep_ in SUBJECT for child in token.children)
        ):
            continue
        first = next((told for told in whole.values() if _does_both(told, happening)), None)
        if first is not None:
            between, more = first.participants, happening.participants.recipients
            between = replace(between, recipients=tuple(dict.fromkeys((*between.recipients, *more))))
            whole[first.coding.token.i] = replace(first, participants=between)
            del whole[token.i]
    return list(whole.values())


def _does_both(first: Happening, second: Happening) -> bool:
    """Whether a verb of harm is coordinated with another; parsers also hang both on their subject."""
    one, other = first.coding.token, second.coding.token
    is_pair = other.head.i == one.i if other.dep_ == "conj" else one.dep_ == "acl" and one.head.i == other.head.i
    return one.i < other.i and is_pair and _is_harm(first)


def _without_echoes(happenings: Sequence[Happening]) -> list[Happening]:
    """The happenings without nouns that only go back to one told before: "any aspect of the attack on journalists"."""
    kept: list[Happening] = []
    for happening in happenings:
        is_known = _goes_back(happening.trigger) and any(
            told.coding.type == happening.coding.type
            and told.coding.token.sent != happening.coding.token.sent
            and _everybody(told) & _everybody(happening)
            for told in kept
        )
        if not is_known:
            kept.append(happening)
    return kept


def _goes_back(trigger: Trigger) -> bool:
    """Whether a noun is told of as known: "the attack", which no verb carries."""
    verb = trigger.clause.verb
    if trigger.entry.pos != "NOUN" or (verb is not None and is_light_object(trigger.token, verb)):
        return False
    return any(child.dep_ == "det" and child.lower_ in {"the", "this", "that"} for child in trigger.token.children)


def _is_harm(happening: Happening) -> bool:
    return happening.coding.type == "ASSAULT" and word_class("harm", lemma(happening.coding.token))


def _by_depth(happening: Happening) -> int:
    """How far below its sentence's head a trigger stands: of two words for one happening the upper one tells it."""
    return sum(1 for _ in happening.trigger.token.ancestors)


def completed(happenings: Sequence[Happening]) -> list[Happening]:
    """The happenings with the parties that coordination and reference leave out.

    "Has provided arms for Russia's war and pledged more": to Russia as well; "a treaty signed last year": by those
    who have it, the parties of the event that it stands in.
    """
    by_verb = {h.coding.token.i: h for h in happenings}
    return [_with_doer(_completed(happening, by_verb), happenings) for happening in happenings]


def lacks_parties(happening: Happening) -> bool:
    """Whether nobody takes part in it, or nobody makes what somebody must."""
    between = happening.participants
    return not (between.actors or (between.recipients and not _needs_a_maker(happening)))


def _needs_a_maker(happening: Happening) -> bool:
    """Whether the event is one of words or meetings that nobody makes: told in the active, by no one or by "you"."""
    clause = happening.trigger.clause
    if happening.coding.type not in OF_WORDS or (clause.verb is not None and is_passive(clause.verb)):
        return False
    if happening.coding.type == "PROTEST" and happening.trigger.entry.pos == "NOUN":
        return False  # "demonstrations continue in Tbilisi"
    return all(word_class("anybody", subject.lower_) for subject in clause.subjects)


def _completed(happening: Happening, by_verb: Mapping[int, Happening]) -> Happening:
    token, own = happening.coding.token, happening.participants
    if token.dep_ == "conj" and not own.recipients and not own.is_reciprocal and happening.coding.type in SHARED:
        first = by_verb.get(token.head.i)
        if first and first.participants.actors == own.actors and first.coding.type in SHARED:
            return replace(happening, participants=replace(own, recipients=first.participants.recipients))
    roles = happening.trigger.entry.roles
    if not own and token.dep_ == "acl" and roles is not None and roles.reciprocal:
        return replace(happening, participants=_around(token, by_verb))
    return happening


def _with_doer(happening: Happening, happenings: Sequence[Happening]) -> Happening:
    """A judgement of a deed that was told before, with who did it: "Oman tested a bomb. Qatar condemned the test"."""
    own = happening.participants
    if happening.coding.type not in JUDGING or not own.actors or own.recipients or own.is_reciprocal:
        return happening
    deeds = {lemma(thing) for thing in happening.trigger.clause.objects if _is_known(thing)}
    before = [
        told.participants.actors
        for told in happenings
        if told.coding.type in HOSTILE
        and told.participants.actors
        and told.trigger.token.i < happening.trigger.token.i
        and lemma(told.trigger.token) in deeds
    ]
    doers = others(before[-1], own.actors) if before else ()
    return replace(happening, participants=replace(own, recipients=doers)) if doers else happening


def _is_known(deed: Token) -> bool:
    """Whether a noun tells of what the reader knows: "the test", "Friday's test"."""
    return any(
        (child.dep_ == "det" and child.lower_ in {"the", "this", "that"})
        or (child.dep_ == "poss" and child.ent_type_ in {"DATE", "TIME"})
        for child in deed.children
    )


def _around(token: Token, by_verb: Mapping[int, Happening]) -> Participants:
    """The parties of the reciprocal event that a token hangs on; none where there is no such event."""
    while token.head.i != token.i:
        token = token.head
        if token.i in by_verb and (around := by_verb[token.i].participants):
            return around if around.is_reciprocal else Participants()
    return Participants()


def _absorbed(happenings: Sequence[Happening]) -> set[int]:
    """The tokens that other happenings account for: acts, and the objects that their rows name."""
    taken: set[int] = set()
    for happening in happenings:
        coding, trigger = happening.coding, happening.trigger
        if coding.act is not None and coding.act.token.i != trigger.token.i:
            taken |= {coding.act.token.i}
            if coding.act.clause.verb is not None and coding.act.clause.verb.i != coding.token.i:
                taken.add(coding.act.clause.verb.i)
            taken |= {token.i for token in coding.act.clause.objects}
        if coding.act is not None and coding.act.token.i != coding.token.i:
            taken.add(coding.act.token.i)
        if any(condition.on in {"obj", "on", "to", "of"} and condition.words for condition in trigger.entry.frame):
            taken |= {token.i for token in trigger.clause.objects}
        if coding.nature in {"refusal", "demand", "promise", "threat", "agreement"}:
            taken |= {token.i for token in trigger.clause.objects}
        if coding.nature == "demand" and (asked := trigger.clause.complement) is not None:
            # "suggested that they should leave" is one demand
            taken |= {child.i for child in asked.children if child.dep_ == "aux"} - {coding.token.i}
    return taken


def _tells_again(inner: Happening, outer: Happening) -> bool:
    """Whether `inner` only says more about what `outer` says: it hangs below it, and is of its type and parties."""
    pair = (inner.coding.type, outer.coding.type)
    if pair[0] != pair[1] and pair != ("REQUEST", "PROTEST"):
        return False
    if not _hangs_on(inner.trigger.token, top_of(outer.trigger)):
        return False
    if inner.trigger.token.dep_ == "nsubj" and inner.trigger.token.head.i == outer.trigger.token.i:
        return True
    ours, theirs = _everybody(inner), _everybody(outer)
    return not ours or not theirs or bool(ours & theirs)


def _everybody(happening: Happening) -> set[str]:
    return {actor.id for actor in (*happening.participants.actors, *happening.participants.recipients)}


def _hangs_on(token: Token, top: Token) -> bool:
    """Whether a token stands under another in the same clause: no finite verb with a subject of its own between."""
    while token.i != top.i:
        if token.dep_ in {"relcl", "ccomp", "conj"} and token.pos_ in {"VERB", "AUX"}:
            return False
        if token.head.i == token.i:
            return False
        token = token.head
    return True


def without_retold_titles(happenings: Sequence[Happening], article: Article) -> list[Happening]:
    """The happenings without those of a title that the body tells as well: same type, parties of the same countries."""
    titles = [block.span for block in article.blocks if block.kind in {"title", "subtitle"}]
    in_title = [h for h in happenings if _stands_in(h, titles)]
    body = [h for h in happenings if not _stands_in(h, titles)]
    return [h for h in happenings if h not in in_title or not any(_same(h, told) for told in body)]


def _stands_in(happening: Happening, spans: Sequence[Span]) -> bool:
    return any(span.start <= happening.coding.token.idx < span.end for span in spans)


def _same(title: Happening, body: Happening) -> bool:
    kinds = {title.coding.type, *([title.coding.act_type] if title.coding.act_type else [])}
    told = {body.coding.type, *([body.coding.act_type] if body.coding.act_type else [])}
    return bool(kinds & told) and _countries(title) <= _countries(body)


def _countries(happening: Happening) -> set[str]:
    everybody = (*happening.participants.actors, *happening.participants.recipients)
    return {actor.country or actor.id for actor in everybody}
