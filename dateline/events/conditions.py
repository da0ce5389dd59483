"""The conditions of a trigger's frame: what must stand around a word for a row of the table to know it.

`obj:@aid` an object of a class of words, `party:obj` one that is an actor, `inf` an infinitive or gerund, `that` a
clause, `light` a verb that only carries the noun, `prt:out`, `mod:joint`, `neg`, `future`; any other name is a
preposition. docs/events.md lists them all.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from spacy.tokens import Token

from dateline.events.clause import Clause, auxiliaries, helpers_of, negation_of, purpose_of
from dateline.events.control import surface_subjects
from dateline.events.ideas import idea_of, is_topic
from dateline.events.lexicon import Condition, lemma
from dateline.events.parties import Parties
from dateline.events.phrases import is_light_object, is_passive, with_conjuncts
from dateline.records import Actor
from dateline.word_classes import classes, word_class

Words = frozenset[str]
Check = Callable[[Clause, Words, Parties], bool]

LEADING = frozenset({"person", "government", "state", "organization", "igo"})
"""The kinds of actor that are received as guests; refugees and soldiers are not."""
PEOPLE = frozenset({"person", "population"})
POWERS = frozenset({"state", "government", "military", "armed_group"})
OFFICES = frozenset({"GOV", "MIL", "SPY", "COP", "REB", "LEG"})
"""PLOVER sectors of people who speak for a power."""
POLITICS = frozenset({"GOV", "LEG", "PTY", "OPP", "ELI"})
"""PLOVER sectors of people who fight with words."""
CIVIL = frozenset({"person", "organization", "igo", "ngo", "company", "media", "news_agency"})
GOVERNED = frozenset({"pobj", "pcomp"})
MODIFIERS = frozenset({"amod", "compound", "nmod", "advmod", "poss"})


def holds(condition: Condition, clause: Clause, parties: Parties) -> bool:
    """Whether a condition of a row holds in a clause, whatever its negation."""
    check = CHECKS.get(condition.on)
    if check is None:
        return fits_any(clause.preps.get(condition.on, ()), condition.words)
    return check(clause, condition.words, parties)


def slot_tokens(slot: str, clause: Clause) -> tuple[Token, ...]:
    """The tokens that stand in a slot of a clause: subj, obj, poss, mod, or the name of a preposition."""
    match slot:
        case "subj":
            return clause.subjects
        case "obj":
            return clause.objects
        case "poss":
            return tuple(t for c in clause.trigger.children if c.dep_ == "poss" for t in with_conjuncts(c))
        case "mod":
            return tuple(c for c in clause.trigger.children if c.dep_ in {"amod", "compound", "nmod"})
        case _:
            return clause.preps.get(slot, ())


def fits_class(token: Token, name: str) -> bool:
    """Whether a noun phrase is of a class of words, by its head, its measure or what it is made of."""
    return _fits(token, classes()[name])


def fits_any(tokens: tuple[Token, ...], words: Words) -> bool:
    """Whether one of some noun phrases is of the words; with no words, whether there is one at all."""
    return bool(tokens) and (not words or any(_fits(token, words) for token in tokens))


def _fits(token: Token, words: Words) -> bool:
    """Whether a noun phrase's head is one of the words, or measures one ("two tonnes of rice"), or is made of one."""
    if not words or lemma(token) in words or token.lower_ in words:
        return True
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of" and any(_fits(t, words) for t in child.children):
            return True
        if child.dep_ == "compound" and lemma(child) in words and word_class("vague", lemma(token)):
            return True
    return False


def _subject(clause: Clause, words: Words, _: Parties) -> bool:
    return fits_any(clause.subjects, words)


def _object(clause: Clause, words: Words, _: Parties) -> bool:
    return fits_any(clause.objects, words)


def _infinitive(clause: Clause, words: Words, _: Parties) -> bool:
    verb = clause.complement
    if verb is None or verb.i < clause.trigger.i:  # "Tehran to grant gas, minister tells agency"
        return False
    return _is_infinitive(verb) and (not words or lemma(verb) in words)


def _that(clause: Clause, _words: Words, _: Parties) -> bool:
    return clause.complement is not None and not _is_infinitive(clause.complement)


def _is_infinitive(verb: Token) -> bool:
    if any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children):
        return True
    return verb.tag_ == "VBG" and not any(child.dep_ in {"aux", "nsubj"} for child in verb.children)


def _subjunctive(clause: Clause, _words: Words, _: Parties) -> bool:
    """A that-clause that asks for something: "insisted that they leave", "that he should leave"."""
    verb = clause.complement
    if verb is None:
        return False
    helpers = [child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    bare = helpers == ["be"] or (verb.tag_ == "VB" and verb.lower_ == lemma(verb) and not helpers)
    return bare or any(word_class("obligation", child.lower_) for child in verb.children)


def _own(clause: Clause, _words: Words, parties: Parties) -> bool:
    """A that-clause about an act of who says so, or of the same country."""
    if clause.complement is None:
        return False
    ours = {a.country or a.id for token in clause.subjects for a in parties.at(token)}
    theirs = {a.country or a.id for token in surface_subjects(clause.complement) for a in parties.at(token)}
    return bool(ours & theirs)


def _party(clause: Clause, words: Words, parties: Parties) -> bool:
    return any(parties.at(token) for slot in words for token in slot_tokens(slot, clause))


def _leader(clause: Clause, words: Words, parties: Parties) -> bool:
    return any(a.kind in LEADING for slot in words for t in slot_tokens(slot, clause) for a in parties.at(t))


def _person(clause: Clause, words: Words, parties: Parties) -> bool:
    return any(a.kind in PEOPLE for slot in words for t in slot_tokens(slot, clause) for a in parties.at(t))


def _power(clause: Clause, words: Words, parties: Parties) -> bool:
    """Actors who can make good a threat: states, their organs and officials, armed groups."""
    found = (a for slot in words for t in slot_tokens(slot, clause) for a in parties.at(t))
    return any(actor.kind in POWERS or (actor.kind == "person" and actor.sector in OFFICES) for actor in found)


def _politician(clause: Clause, words: Words, parties: Parties) -> bool:
    """A person of politics, or a body of it that fights with words: its attacks are told of in speeches and posts."""
    found = (a for slot in words for t in slot_tokens(slot, clause) for a in parties.at(t))
    return any(
        (a.kind == "person" and (a.sector in POLITICS or _is_out_of_office(a)))
        or (a.kind == "organization" and a.sector == "PTY")
        for a in found
    )


def _is_out_of_office(actor: Actor) -> bool:
    """Whether somebody is known by name and country, in no office at the time: a candidate, one who was minister."""
    return actor.sector is None and actor.country is not None and actor.id.startswith("person/")


def _civil(clause: Clause, words: Words, parties: Parties) -> bool:
    """One who is named and no power by himself: a person, a party, a paper, a company, an alliance."""
    found = (a for slot in words for t in slot_tokens(slot, clause) for a in parties.at(t))
    return any(a.kind in CIVIL for a in found)


def _place(clause: Clause, words: Words, parties: Parties) -> bool:
    tokens = (token for slot in words for token in slot_tokens(slot, clause))
    return any(parties.is_place(token) or token.ent_type_ in {"GPE", "LOC", "FAC"} for token in tokens)


def _light(clause: Clause, words: Words, _: Parties) -> bool:
    verb = clause.verb
    if verb is None or not is_light_object(clause.trigger, verb):
        return False
    return not words or lemma(verb) in words


def _particle(clause: Clause, words: Words, _: Parties) -> bool:
    """A particle of the verb; "out" in "pulled out of talks", which parsers take for a preposition, is one."""
    return any(
        c.lower_ in words
        and (
            c.dep_ in {"prt", "advmod"}
            or (c.dep_ == "prep" and not any(inner.dep_ in GOVERNED for inner in c.children))
        )
        for c in clause.trigger.children
    )


def _predicate(clause: Clause, words: Words, _: Parties) -> bool:
    """What the object is called: "found him guilty"; parsers may take it for a late adjective of the object."""
    said = [child for child in clause.trigger.children if child.dep_ in {"oprd", "acomp", "ccomp"}]
    said += [
        child for thing in clause.objects for child in thing.children if child.dep_ == "amod" and child.i > thing.i
    ]
    return any(_fits(word, words) for word in said)


def _possessor(clause: Clause, _words: Words, _: Parties) -> bool:
    return any(c.dep_ == "poss" for c in clause.trigger.children)


def _modifier(clause: Clause, words: Words, parties: Parties) -> bool:
    """A modifier of the trigger that is one of the words; without words, one that names an actor."""
    modifiers = (child for child in clause.trigger.children if child.dep_ in MODIFIERS)
    if not words:
        return any(parties.at(child) for child in modifiers)
    return any(lemma(child) in words or child.lower_ in words for child in modifiers)


def _negated(clause: Clause, _words: Words, _: Parties) -> bool:
    return negation_of(clause.trigger) is not None


def _future(clause: Clause, _words: Words, _: Parties) -> bool:
    return any(word_class("future", a.lower_) or a.lower_ == "would" for a in auxiliaries(clause.trigger))


def _fact(clause: Clause, _words: Words, _: Parties) -> bool:
    """The word's clause tells what is or was: "warned that the dam leaks", not "warned that it would strike"."""
    verb = clause.complement
    if verb is None:
        return False
    helpers = helpers_of(verb)
    if any(aux.tag_ == "MD" or aux.lower_ in {"'d", "to"} for aux in helpers):
        return False
    is_finite = any(word.tag_ in {"VBD", "VBZ", "VBP"} for word in (verb, *helpers))
    return is_finite and not any(word.lower_ in {"if", "unless", "until"} for word in verb.subtree)


def _passive(clause: Clause, _words: Words, _: Parties) -> bool:
    return clause.verb is not None and is_passive(clause.verb)


def _purpose(clause: Clause, words: Words, _: Parties) -> bool:
    purpose = purpose_of(clause.trigger)
    return purpose is not None and _fits(purpose, words)


def _subject_of(clause: Clause, words: Words, _: Parties) -> bool:
    """The noun does something: "the attack killed five", "an attack that took place in May"."""
    token = clause.trigger
    verbs = [token.head] if token.dep_ in {"nsubj", "nsubjpass"} else []
    verbs += [child for child in token.children if child.dep_ == "relcl"]
    return any(not words or lemma(verb) in words for verb in verbs)


def _deed(clause: Clause, words: Words, parties: Parties) -> bool:
    """The noun tells of one deed: a verb carries it, it acts, it has parties, or a doubt or report is of it.

    "A raid by rebels", "an Israeli raid", "the raid emptied the village", "fears of a raid"; not "talks on a pullback".
    """
    noun = clause.trigger
    if is_topic(noun):
        return False
    if _light(clause, words, parties) or _possessor(clause, words, parties) or _modifier(clause, words, parties):
        return True
    if _subject_of(clause, words, parties) or noun.dep_ == "ROOT" or idea_of(noun) is not None:
        return True
    towards = (thing for name, things in clause.preps.items() if word_class("of_parties", name) for thing in things)
    return any(parties.at(thing) or parties.inside(thing) or parties.is_place(thing) for thing in towards)


def _under(clause: Clause, words: Words, _: Parties) -> bool:
    return clause.trigger.dep_ == "pobj" and clause.trigger.head.lower_ in words


def _several(clause: Clause, words: Words, parties: Parties) -> bool:
    """Actors of several countries in a slot."""
    return len({a.country for slot in words for t in slot_tokens(slot, clause) for a in parties.at(t)} - {None}) > 1


def _near(clause: Clause, words: Words, _: Parties) -> bool:
    return any(lemma(token) in words for token in clause.trigger.subtree)


CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "subj": _subject,
        "obj": _object,
        "inf": _infinitive,
        "that": _that,
        "subjunctive": _subjunctive,
        "own": _own,
        "party": _party,
        "leader": _leader,
        "person": _person,
        "power": _power,
        "politician": _politician,
        "civil": _civil,
        "place": _place,
        "light": _light,
        "prt": _particle,
        "oprd": _predicate,
        "poss": _possessor,
        "mod": _modifier,
        "neg": _negated,
        "future": _future,
        "fact": _fact,
        "passive": _passive,
        "purpose": _purpose,
        "subj_of": _subject_of,
        "deed": _deed,
        "under": _under,
        "near": _near,
        "several": _several,
    }
)
