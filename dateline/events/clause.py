"""The grammar around a word: who does it, to whom, with which prepositions, and what it governs.

Takes tokens of a parsed Doc and gives tokens; what they name is the business of `participants`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from dateline.events.control import SUBJECT, objects_of, subjects_of, surface_subjects
from dateline.events.ideas import is_phrase_of
from dateline.events.lexicon import lemma
from dateline.events.phrases import (
    governor_of,
    is_infinitive,
    is_light_object,
    makes_do,
    prepositions,
    top_of_conjuncts,
    with_conjuncts,
)
from dateline.statements.cues import is_or_not
from dateline.word_classes import word_class


@dataclass(frozen=True, slots=True)
class Clause:
    """What stands around a trigger, as tokens; `verb` carries tense and voice (None where a noun stands alone)."""

    trigger: Token
    verb: Token | None
    subjects: tuple[Token, ...] = ()
    objects: tuple[Token, ...] = ()
    preps: Mapping[str, tuple[Token, ...]] = field(default_factory=dict)
    complement: Token | None = None


def clause_of(token: Token) -> Clause:
    """The clause around a verb, or around a noun or an adjective and the verb that it depends on."""
    if token.dep_ in {"aux", "auxpass"}:
        return replace(_verb_clause(token.head), trigger=token, complement=token.head)
    if token.pos_ in {"VERB", "AUX"}:
        return _verb_clause(token)
    return _noun_clause(token)


def _verb_clause(verb: Token) -> Clause:
    objects = tuple(objects_of(verb))
    preps = prepositions(verb)
    if word_class("giving", lemma(verb)):
        # "gave Laos ten ambulances": parsers may take the receiver for a part of what is given
        inside = (child for thing in objects for child in thing.children)
        if mistaken := tuple(child for child in inside if child.dep_ == "nmod" and child.pos_ == "PROPN"):
            preps["dat"] = mistaken
    if dative := tuple(t for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP" for t in with_conjuncts(c)):
        preps["dat"] = dative
    for thing in objects:
        _add(preps, prepositions(thing))
    return Clause(verb, verb, tuple(subjects_of(verb)), objects, preps, complement_of(verb))


def _noun_clause(noun: Token) -> Clause:
    verb = governor_of(noun)
    preps = prepositions(noun)
    subjects: tuple[Token, ...] = ()
    if verb is not None and is_light_object(noun, verb):
        subjects = tuple(s for s in subjects_of(verb) if s.i != noun.i)
        _add(preps, {name: found for name, found in prepositions(verb).items() if noun not in found})
        for other in verb.children:
            if other.dep_ == "dative" and other.pos_ != "ADP" and other.i != noun.i:
                preps.setdefault("to", (other,))
    if verb is not None and noun.dep_ in {"nsubj", "nsubjpass"} and word_class("occurring", lemma(verb)):
        _add(preps, prepositions(verb))  # "talks took place between the two"
    for name in ("on", "against", "of", "in"):
        for thing in preps.get(name, ()):
            # "an attack on a camp by rebels": parsers hang who does it on what it is done to
            _add(preps, {key: found for key, found in prepositions(thing).items() if key == "by"})
    for child in noun.children:
        if child.dep_ == "relcl" and word_class("occurring", lemma(child)):
            _add(preps, prepositions(child))
    if not subjects and is_of_subject(noun):
        subjects = tuple(surface_subjects(noun.head.head))
    if not subjects and _is_circumstance(noun):
        around = verb if verb is not None else _clause_around(noun)
        subjects = tuple(subjects_of(around)) if around is not None else ()
    elif verb is not None and not subjects and noun.pos_ == "ADJ":
        subjects = tuple(subjects_of(verb))
    return Clause(noun, verb, subjects, (), preps, complement_of(noun))


def _is_circumstance(noun: Token) -> bool:
    """Whether the noun tells when or where its clause's subject did something: "during a visit to Pyongyang"."""
    return noun.dep_ == "pobj" and word_class("circumstance", noun.head.lower_)


def is_of_subject(noun: Token) -> bool:
    """Whether the clause's subject does or suffers what the noun tells of.

    "Responded with criticism of the judges", "rose to the defence of the judges", "came under criticism", "is
    implicated in the bombing of a school".
    """
    if noun.dep_ != "pobj":
        return False
    preposition, verb = noun.head, noun.head.head
    if preposition.lower_ == "with":
        return is_phrase_of("answering", verb)
    if preposition.lower_ == "in":
        return word_class("implicated", lemma(verb))
    if preposition.lower_ == "to":
        return word_class("rising_to", lemma(verb)) and "of" in prepositions(noun)
    is_under = preposition.lower_ == "under" and lemma(verb) in {"be", "come", "remain"}
    return is_under and word_class("come_under", lemma(noun))


def _clause_around(noun: Token) -> Token | None:
    """The verb that a circumstance inside a circumstance goes with: "in a post after a meeting with X, Y said"."""
    head = noun
    while head.dep_ == "pobj" and head.head.head.i != head.head.i:
        head = head.head.head
    return head if head.pos_ == "VERB" else None


def _add(preps: dict[str, tuple[Token, ...]], more: Mapping[str, tuple[Token, ...]]) -> None:
    for name, found in more.items():
        preps[name] = (*preps.get(name, ()), *(token for token in found if token not in preps.get(name, ())))


def complement_of(token: Token) -> Token | None:
    """The verb of the infinitive, the that-clause or the gerund that a word governs; None if it governs none.

    "called on X to withdraw": withdraw; "accused X of shelling": shelling; "issued an ultimatum to Sudan to
    normalise": normalise (it hangs on the noun); "pledging support to safeguard" has a purpose, not a complement.
    """
    for label in ("xcomp", "ccomp"):
        for child in token.children:
            if child.dep_ == label and child.pos_ in {"VERB", "AUX"} and not _stands_apart(child, token):
                return child
    for child in token.children:
        if child.dep_ == "dobj" and word_class("of_doing", lemma(child)):
            doing = next((c for c in child.children if c.dep_ in {"acl", "relcl"} and is_infinitive(c)), None)
            if doing is not None:
                return doing
    for child in token.children:
        if child.dep_ in {"advcl", "acl", "relcl"} and is_infinitive(child) and _may_govern(token):
            return child
        if child.dep_ == "prep":
            for inner in child.children:
                if inner.dep_ == "pcomp" and inner.pos_ == "VERB":
                    return inner
                if inner.dep_ == "pobj" and child.lower_ in {"on", "upon", "to", "for"}:
                    infinitive = next(
                        (c for c in inner.children if c.dep_ in {"acl", "relcl", "advcl"} and is_infinitive(c)), None
                    )
                    if infinitive is not None:
                        return infinitive
    return None


def _stands_apart(verb: Token, governor: Token) -> bool:
    """Whether a semicolon parts two main clauses, the first of which parsers hang on the second."""
    return verb.i < governor.i and any(between.text == ";" for between in verb.doc[verb.i + 1 : governor.i])


def _may_govern(token: Token) -> bool:
    """Whether an infinitive under the word may be its complement: there is no object, or one made to do it."""
    return makes_do(token) or not any(child.dep_ == "dobj" for child in token.children)


def purpose_of(verb: Token) -> Token | None:
    """The verb of "to back Moscow's campaign" in "deploying troops to back Moscow's campaign"."""
    for child in verb.children:
        if child.dep_ in {"advcl", "xcomp"} and is_infinitive(child):
            return child
    for thing in verb.children:
        if thing.dep_ == "dobj":
            for child in thing.children:
                if child.dep_ in {"acl", "relcl"} and is_infinitive(child):
                    return child
    return None


def helpers_of(verb: Token) -> list[Token]:
    """The auxiliaries of a verb, without itself where it is one."""
    return [aux for aux in auxiliaries(verb) if aux.i != verb.i]


def is_perfect(verb: Token) -> bool:
    """Whether a verb has a "have" of its own: "has shelled", "to have shelled"."""
    return any(child.dep_ == "aux" and child.lower_ in {"has", "have", "had"} for child in verb.children)


def auxiliaries(verb: Token) -> Iterator[Token]:
    """The auxiliaries of a verb; a conjunct without its own borrows those of the first verb ("will meet and sign")."""
    own = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    yield from own
    first = top_of_conjuncts(verb)
    if verb.dep_ == "conj" and first.i != verb.i and first.pos_ in {"VERB", "AUX"} and not _starts_anew(verb, own):
        yield from (child for child in first.children if child.dep_ in {"aux", "auxpass"})


def _starts_anew(verb: Token, own: list[Token]) -> bool:
    return bool(own) or any(c.dep_ in SUBJECT for c in verb.children) or verb.tag_ in {"VBD", "VBZ", "VBP"}


def _at_no_time(preposition: Token) -> Token | None:
    """The "no" of "at no time", "under no circumstances", "in no way"."""
    things = (
        thing for thing in preposition.children if thing.dep_ == "pobj" and word_class("times_and_ways", lemma(thing))
    )
    return next(
        (word for thing in things for word in thing.children if word.dep_ == "det" and word.lower_ == "no"), None
    )


def negation_of(token: Token) -> Token | None:
    """The word that negates: "not", "never" on the word, "no" or "neither" on its subject or object."""
    if token.dep_ == "conj" and any(c.lower_ == "nor" and c.i < token.i for c in token.head.children):
        return next(c for c in token.head.children if c.lower_ == "nor")
    for child in (*token.children, *(c for aux in token.children if aux.dep_ == "aux" for c in aux.children)):
        negates = child.dep_ == "neg" or (child.dep_ in {"advmod", "preconj"} and word_class("negation", child.lower_))
        if negates and is_or_not(child):
            continue
        if negates and not any(word_class("not_alone", one.lower_) for one in child.children):
            return child
        if child.dep_ == "det" and child.lower_ in {"no", "neither"}:
            return child
        if child.dep_ == "prep" and (never := _at_no_time(child)) is not None:
            return never
        if child.dep_ in {"nsubj", "nsubjpass", "dobj"}:
            for inner in (child, *child.children):
                if inner.dep_ in {"det", "nsubj", "dobj", "nsubjpass"} and word_class("negation", inner.lower_):
                    return inner
            first = child.left_edge
            if first.lower_ == "not" and first.i < child.i and first.nbor().lower_ in {"a", "an", "one"}:
                return first  # "not a shot was fired"
    return None
