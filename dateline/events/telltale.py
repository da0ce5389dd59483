"""Which coded clauses tell of something that took place between actors of public affairs, and which do not.

"Law bars attacks", "the group trains recruits", "measles killed 900", "protection granted to civilians", "a man killed
his wife": each holds a word of the trigger table, none is an event. A clause is kept unless it tells a rule or habit,
unless nobody who could do the act does it, or unless none of its parties has to do with politics.
"""

from spacy.tokens import Token

from dateline.events.clause import helpers_of
from dateline.events.conditions import POWERS
from dateline.events.hints import Hints
from dateline.events.lasting import lasts
from dateline.events.lexicon import lemma
from dateline.events.merging import Happening, lacks_parties
from dateline.events.phrases import is_light_object, is_passive
from dateline.events.telling import Telling
from dateline.records import Actor, EventType
from dateline.word_classes import word_class

MATERIAL: frozenset[EventType] = frozenset(
    {"ASSAULT", "AID", "COOPERATE", "COERCE", "RETREAT", "MOBILIZE", "SANCTION", "PROTEST"}
)
"""What is done and not said: in the simple present of running text it is a habit, not an act."""
PRIVATE = frozenset({"company", "media", "news_agency", "other"})
PRIVATE_SECTORS = frozenset({"BUS", "JRN"})
TALKED: frozenset[EventType] = frozenset({"CONSULT", "AGREE", "SUPPORT"})
"""What civilians do with one another all day: travel, promise, praise."""
PRESSED: frozenset[EventType] = frozenset({"ASSAULT", "COERCE", "SANCTION"})
"""What is done to journalists and media is public affairs, what they say and sell is not."""
BETWEEN: frozenset[EventType] = frozenset({"AID", "COOPERATE", "SANCTION", "MOBILIZE"})
"""What is nothing without a partner (PLOVER: "needs recipient"), or where nobody knows whose forces moved."""
DOUBTED = 0.018
"""How likely, at least, whatever the tables know of a word that tells an act: "the album bombed"."""
PLAINLY = 0.7
"""How likely the model must find an event for the rules about habits and strangers not to be asked."""
PUBLICLY = 0.8
"""How likely, for the rule about private affairs not to be asked, unless a man kills his neighbour."""
ALONE = 0.8
"""How likely, for an event to be told of which nobody is known to take part: "hopes of a ceasefire"."""


def is_told(happening: Happening, telling: Telling, hints: Hints) -> bool:
    """Whether a happening is told as an act of somebody who could do it, in public affairs."""
    likely, coding = hints.telling(happening.trigger.token), happening.coding
    is_plain = likely >= PLAINLY
    is_act = happening.trigger.entry.nature == "act" and not happening.participants.is_reciprocal
    if is_act and _is_doubted(happening.trigger.token, hints):
        return False
    if lacks_parties(happening) and not (_is_by_arms(happening) or (likely >= ALONE and _may_be_alone(happening))):
        return False
    if not is_plain and coding.nature == "act" and coding.mood.reality == "real" and _is_habit(happening, telling):
        return False
    if not happening.trigger.entry.word and not _is_act_of_powers(happening):
        return False  # the model alone
    if _is_to_oneself(happening) or _is_asked_what(happening) or _blames_nobody(happening):
        return False
    if not is_plain and _is_by_stranger(happening):
        return False
    is_public = likely >= PUBLICLY or _is_by_arms(happening)
    return (is_public and not _is_among_neighbours(happening)) or _is_public(happening)


def _is_act_of_powers(happening: Happening) -> bool:
    """Whether somebody known does something to somebody or something, and one of them is a state or fights.

    Of the rest of what the model alone takes for events, one in four was one ("an overemphasis", "embodies").
    """
    between, clause = happening.participants, happening.trigger.clause
    is_done_to = between.recipients or between.is_reciprocal or clause.objects
    has_power = any(actor.kind in POWERS for actor in (*between.actors, *between.recipients))
    return happening.coding.nature == "act" and bool(between.actors) and bool(is_done_to) and has_power


def _is_by_arms(happening: Happening) -> bool:
    """Whether arms of war did it, whoever fired them: "a projectile struck a tanker", "came under fire off Aden"."""
    trigger, coding = happening.trigger, happening.coding
    if coding.type != "ASSAULT" or coding.mood.reality != "real" or not trigger.entry.frame:
        return False
    comes_under = any(child.lower_ == "under" for child in trigger.token.children)
    return comes_under or any(word_class("arms", lemma(subject)) for subject in trigger.clause.subjects)


def _may_be_alone(happening: Happening) -> bool:
    """Whether something may be told of which nobody is known to take part.

    What is by its nature somebody's or for somebody is not: a threat ("there is no threat to the public"), help,
    trade or a break with nobody, and "the tanks" of nobody.
    """
    kind, is_noun = happening.coding.type, happening.trigger.entry.pos == "NOUN"
    if kind == "RETREAT" and happening.coding.mode == "withdraw" and not is_noun:
        return False
    return kind not in BETWEEN and not (kind == "THREATEN" and is_noun)


def _is_doubted(word: Token, hints: Hints) -> bool:
    """Whether the model finds no event in a word, nor in what it only leads to: "fire" in "came under fire"."""
    if hints.of(word) is None:
        return False
    led_to = (thing for child in word.children if child.i == word.i + 1 for thing in child.children)
    return hints.telling(word) < DOUBTED and not any(hints.telling(thing) >= PLAINLY for thing in led_to)


def _blames_nobody(happening: Happening) -> bool:
    """Whether a verb of blaming has nobody for its object, or one of criticising nothing.

    "What they called a raid" is something.
    """
    if happening.coding.type != "ACCUSE" or happening.trigger.entry.pos != "VERB":
        return False
    objects = happening.trigger.clause.objects
    if word_class("laying_blame", lemma(happening.trigger.token)):  # "blamed the tumble in oil prices"
        objects = tuple(thing for thing in objects if thing.pos_ != "NOUN" or _is_somebody(thing))
    if happening.participants.recipients or objects:
        return False
    clauses = (child for child in happening.trigger.token.children if child.dep_ == "ccomp")
    return not any(word.tag_ == "WP" for clause in clauses for word in clause.children)


def _is_to_oneself(happening: Happening) -> bool:
    """Whether force is what somebody does to himself alone: "hanged himself", but not "blew himself up"."""
    objects = happening.trigger.clause.objects
    if word_class("bursting", lemma(happening.trigger.token)):
        return False
    return happening.coding.type in PRESSED and any(word_class("oneself", thing.lower_) for thing in objects)


def _is_asked_what(happening: Happening) -> bool:
    """Whether a duty is one that is only asked about: "what the ministry should do"."""
    verb = happening.trigger.clause.verb
    if happening.coding.nature != "demand" or happening.trigger.entry.nature != "duty" or verb is None:
        return False
    return any(child.tag_ in {"WP", "WRB"} for child in verb.children)


def _is_habit(happening: Happening, telling: Telling) -> bool:
    """Whether the clause stands in the simple present of running text, where it tells a rule, a state or a habit."""
    trigger, kind = happening.trigger, happening.coding.type
    verb = trigger.clause.verb
    if verb is None or not _is_simple_present(verb) or telling.is_shown(verb) or lasts(trigger):
        return False
    if verb.i != trigger.token.i and not is_light_object(trigger.token, verb):
        return trigger.token.dep_ in {"dobj", "pobj"} and _is_bare_plural(trigger.token)
    if any(word_class("norms", lemma(subject)) for subject in trigger.clause.subjects):
        return True
    if is_passive(verb):
        return not any(child.lower_ in {"being", "been"} for child in verb.children)
    return kind in MATERIAL and lemma(verb) != "be"


def _is_bare_plural(noun: Token) -> bool:
    """Whether a noun tells of any of its kind: "bars attacks", not "condemns the attacks", "Israel's attacks"."""
    return noun.tag_ == "NNS" and not any(child.dep_ in {"det", "poss", "nummod"} for child in noun.children)


def _is_simple_present(verb: Token) -> bool:
    helpers = helpers_of(verb)
    if is_passive(verb):
        return len(helpers) == 1 and helpers[0].lower_ in {"is", "are"}
    return verb.tag_ in {"VBZ", "VBP"} and not helpers


def _is_by_stranger(happening: Happening) -> bool:
    """Whether the act is one that its subject, who is no actor, cannot do, or that nobody does at all."""
    trigger, kind, clause = happening.trigger, happening.coding.type, happening.trigger.clause
    if happening.participants.actors or trigger.entry.pos != "VERB" or clause.verb is None:
        return False
    if kind == "AID" and happening.coding.nature == "act":
        return clause.verb.dep_ == "acl" or not all(_is_somebody(subject) for subject in clause.subjects)
    roles = trigger.entry.roles
    if roles is not None and "subj" not in roles.actors:
        return False  # "came under fire": the subject suffers it
    if not clause.subjects or kind not in MATERIAL | {"CONCEDE"}:
        return False
    if kind != "ASSAULT":
        return not any(_is_somebody(subject) for subject in clause.subjects)
    return not any(_can_harm(subject) for subject in clause.subjects)


def _is_somebody(subject: Token) -> bool:
    """Whether a subject who is no actor may be one: a name, "they", people, a body of the state."""
    if subject.pos_ in {"PRON", "PROPN", "NUM"} or any(child.pos_ == "PROPN" for child in subject.children):
        return True
    return any(word_class(name, lemma(subject)) for name in ("persons", "people_on_street", "bodies"))


def _can_harm(subject: Token) -> bool:
    """Whether a subject may have done violence: arms, violence itself, or somebody."""
    word = lemma(subject)
    is_violence = any(word_class(name, word) for name in ("armed_subject", "arms", "attack", "wounding"))
    return is_violence or _is_somebody(subject)


def _everybody(happening: Happening) -> tuple[Actor, ...]:
    return (*happening.participants.actors, *happening.participants.recipients)


def _is_public(happening: Happening) -> bool:
    return any(_has_politics(actor, happening.coding.type) for actor in _everybody(happening))


def _is_among_neighbours(happening: Happening) -> bool:
    """Whether all who are known to take part are persons without name, country or trade: "a man"."""
    everybody = _everybody(happening)
    return bool(everybody) and all(
        actor.kind == "person"
        and actor.sector in {None, "CVL"}
        and actor.country is None
        and all(mention.form != "name" for mention in actor.mentions)
        for actor in everybody
    )


def _has_politics(actor: Actor, kind: EventType) -> bool:
    if kind in PRESSED and (actor.kind in {"media", "news_agency"} or actor.sector == "JRN"):
        return True
    if actor.kind in PRIVATE or actor.sector in PRIVATE_SECTORS:
        return False
    if actor.sector == "CVL" and (actor.kind == "person" or kind in TALKED):
        return False
    if actor.kind != "person" or actor.sector or actor.country:
        return True
    return bool(actor.role) and any(mention.form == "name" for mention in actor.mentions)
