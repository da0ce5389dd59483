"""Phrases of a parsed Doc (ClearNLP labels): coordination, voice, prepositions, and the verb that carries a noun."""

from collections.abc import Iterator

from spacy.tokens import Token

from dateline.events.lexicon import lemma, light_verbs
from dateline.word_classes import word_class


def with_conjuncts(token: Token) -> Iterator[Token]:
    """The token and what is coordinated with it, in order; conjuncts that have a clause of their own are left out."""
    yield token
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ not in {"VERB", "AUX"}:
            yield from with_conjuncts(child)


def members_of(noun: Token) -> Iterator[Token]:
    """Whom a noun phrase names of a group, or as its head.

    "Unions, including the AFL and Verdi", "a coalition led by Qatar", "two ministers, Okello and Banda", "Oman along
    with Qatar".
    """
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in {"including", "notably"} and noun.tag_ in {"NNS", "NNPS"}:
            yield from objects_of_preposition(child)
        elif child.dep_ == "prep" and child.lower_ in {"along", "together"}:
            for inner in child.children:
                if inner.lower_ == "with":
                    yield from objects_of_preposition(inner)
        elif child.dep_ == "acl" and word_class("leading", lemma(child)):
            for agent in child.children:
                if agent.dep_ == "agent":
                    yield from objects_of_preposition(agent)
        elif child.dep_ == "appos" and noun.tag_ == "NNS":
            for token in with_conjuncts(child):
                yield token
                yield from members_of(token)


def top_of_conjuncts(token: Token) -> Token:
    """The first of the words that a word is coordinated with; itself where it is none of several."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def is_passive(verb: Token) -> bool:
    """Whether the verb is passive: by its auxiliary, or as a bare past participle that says more about a noun.

    "is opposed to", "are engaged in" tell a state of their subject, who does it.
    """
    if word_class("stative", verb.lower_) and not any(child.dep_ == "agent" for child in verb.children):
        return False
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
        return True
    if _is_misread_predicate(verb):
        return False
    bare = not any(child.dep_ == "aux" for child in verb.children)
    if verb.tag_ == "VBN" and bare and (verb.dep_ in {"acl", "advcl"} or _is_headlines_passive(verb)):
        return True
    if _lacks_its_object(verb):
        return True
    first = top_of_conjuncts(verb)
    return verb.dep_ == "conj" and verb.tag_ == "VBN" and bare and first.i != verb.i and is_passive(first)


def _lacks_its_object(verb: Token) -> bool:
    """Whether a past tense is a participle misread, since its verb cannot do without an object.

    "He was evicted and sentenced to a year", "Helicopter shot down and destroyed last night".
    """
    if verb.tag_ != "VBD" or verb.dep_ not in {"ROOT", "ccomp", "conj"}:
        return False
    names = (lemma(verb), *(f"{lemma(verb)} {c.lower_}" for c in verb.children if c.dep_ in {"prt", "advmod", "acomp"}))
    if not any(word_class("needing_object", name) for name in names):
        return False
    along = (verb, *verb.conjuncts)
    return not any(child.dep_ in {"dobj", "ccomp", "nsubjpass"} for one in along for child in one.children)


def _is_headlines_passive(verb: Token) -> bool:
    """ "US military says two members killed": a participle with a subject and without its "were" or an object."""
    kids = {child.dep_ for child in verb.children}
    if word_class("intransitive", lemma(verb)):
        return False
    return "nsubj" in kids and kids.isdisjoint({"dobj", "ccomp", "xcomp", "attr", "oprd", "acomp"})


def _is_misread_predicate(verb: Token) -> bool:
    """Whether a past tense was read as a participle: it has an object, or its sentence has no other verb.

    "Russia, which ..., called on ...", "(Dakar) - Malian soldiers executed 31 civilians".
    """
    if verb.dep_ != "acl" or any(child.dep_ == "agent" for child in verb.children):
        return False
    if any(child.dep_ == "dobj" for child in verb.children):
        return True
    if verb.head.dep_ != "ROOT" or verb.doc[verb.sent.end - 1].text != ".":
        return False
    return verb.head.pos_ == "PROPN" or any(child.dep_ in {"xcomp", "ccomp"} for child in verb.children)


def governor_of(noun: Token) -> Token | None:
    """The verb that a noun is object, subject, attribute or adverbial of; None inside another noun phrase."""
    holder = next((c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN" and lemma(c) in light_verbs()), None)
    if holder is not None:
        return holder
    head = _contained(top_of_conjuncts(noun))
    if head.dep_ == "pobj":
        head = head.head.head
    elif head.dep_ in {"dobj", "nsubjpass", "nsubj", "attr", "oprd", "acomp"}:
        head = head.head
    else:
        return None
    return head if head.pos_ in {"VERB", "AUX"} else None


def _contained(noun: Token) -> Token:
    """The noun that stands for this one in its clause: "round" in "a round of talks"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and word_class("container", lemma(noun.head.head)):
        return top_of_conjuncts(noun.head.head)
    return noun


def is_object_of(noun: Token, verb: Token) -> bool:
    """Whether the noun (or the first of its conjuncts) is the verb's direct object or passive subject."""
    top = _contained(top_of_conjuncts(noun))
    if verb.dep_ == "acl" and verb.head.i == noun.i:
        return True
    return top.head.i == verb.i and top.dep_ in {"dobj", "nsubjpass", "attr", "oprd"}


def is_light_object(noun: Token, verb: Token) -> bool:
    """Whether the verb only carries the noun: "held talks", "is on a visit", "talks held in Geneva"."""
    if noun.dep_ == "pobj" and word_class("being", lemma(verb)) and noun.head.lower_ in {"on", "in", "at"}:
        return True
    return lemma(verb) in light_verbs() and is_object_of(noun, verb)


def makes_do(verb: Token) -> bool:
    """Whether the verb makes its object do something: "allow planes to land", "urge them to go"."""
    return word_class("object_control", lemma(verb)) or word_class("demanding", lemma(verb))


def is_infinitive(verb: Token) -> bool:
    """Whether the verb is an infinitive with "to"."""
    return verb.tag_ == "VB" and any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)


def prepositions(token: Token) -> dict[str, tuple[Token, ...]]:
    """The objects of each preposition under a token; of "along with" and the like, the last word is the key."""
    found: dict[str, tuple[Token, ...]] = {}
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative"} and child.pos_ in {"ADP", "SCONJ", "PART", "VERB", "ADV"}:
            _gather(child, found, 0)
    return found


def _gather(prep: Token, found: dict[str, tuple[Token, ...]], depth: int) -> None:
    """Add what stands under a preposition; "in protest against", "in support of" are prepositions of two words."""
    things = tuple(objects_of_preposition(prep))
    if things:
        found[prep.lower_] = found.get(prep.lower_, ()) + things
    for thing in things:
        if word_class("complex_prepositions", thing.lower_):
            for child in thing.children:
                if child.dep_ == "prep" and depth < 2:
                    _gather(child, found, depth + 1)
    for child in prep.children:
        if child.dep_ in {"prep", "conj"} and child.pos_ == "ADP" and depth < 2:
            _gather(child, found, depth + 1)


def objects_of_preposition(prep: Token) -> Iterator[Token]:
    """The objects of a preposition, without times: "called on Monday" calls on nobody."""
    for child in prep.children:
        if child.dep_ in {"pobj", "pcomp"} and child.ent_type_ not in {"DATE", "TIME"}:
            yield from with_conjuncts(child)


def is_headline_future(verb: Token) -> bool:
    """Whether an infinitive under the noun before it is a headline's future: "Cuban president to visit Hanoi"."""
    noun = verb.head
    if verb.dep_ not in {"acl", "relcl"} or not is_infinitive(verb) or verb.i != noun.i + 2:
        return False
    opens = noun.left_edge.i == noun.sent.start and noun.dep_ in {"ROOT", "nsubj", "ccomp"}
    return opens and not any(last.is_punct for last in noun.sent[-2:])
