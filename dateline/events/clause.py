"""The grammar around a word: who does it, to whom, with which prepositions, and under which modal or "not".

Takes tokens of a parsed Doc (ClearNLP labels) and gives tokens; what they name is the business of `participants`.
A missing subject is looked for where English leaves it: with the verb that a conjunct, an infinitive or a participle
hangs on (control, after Rosenbaum), or with the noun that a relative clause or a participle says more about.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from dateline.events.lexicon import lemma, light_verbs, word_class

SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECT = frozenset({"dobj"})
DEEPEST = 12
"""Steps up a tree after which a search gives up: real sentences need six, broken parses may turn round."""


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
    preps = _preps(verb)
    if dative := tuple(t for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP" for t in with_conjuncts(c)):
        preps["dat"] = dative
    for thing in objects:
        for name, found in _preps(thing).items():
            preps.setdefault(name, found)
    return Clause(verb, verb, tuple(subjects_of(verb)), objects, preps, complement_of(verb))


def _noun_clause(noun: Token) -> Clause:
    verb = governor_of(noun)
    preps = _preps(noun)
    subjects: tuple[Token, ...] = ()
    if verb is not None and is_light_object(noun, verb):
        subjects = tuple(s for s in subjects_of(verb) if s.i != noun.i)
        for name, found in _preps(verb).items():
            if noun not in found:
                preps.setdefault(name, found)
        for other in verb.children:
            if other.dep_ == "dative" and other.pos_ != "ADP" and other.i != noun.i:
                preps.setdefault("to", (other,))
    for child in noun.children:
        if child.dep_ == "relcl" and word_class("occurring", lemma(child)):
            for name, found in _preps(child).items():
                preps.setdefault(name, found)
    if verb is not None and not subjects and (noun.pos_ == "ADJ" or _is_circumstance(noun)):
        subjects = tuple(subjects_of(verb))
    return Clause(noun, verb, subjects, (), preps, complement_of(noun))


def _is_circumstance(noun: Token) -> bool:
    """Whether the noun tells when or where its clause's subject did something: "during a visit to Pyongyang"."""
    return noun.dep_ == "pobj" and word_class("circumstance", noun.head.lower_)


def is_light_object(noun: Token, verb: Token) -> bool:
    """Whether the verb only carries the noun: "held talks", "is on a visit", "talks held in Geneva"."""
    if noun.dep_ == "pobj" and word_class("being", lemma(verb)) and noun.head.lower_ in {"on", "in", "at"}:
        return True
    return lemma(verb) in light_verbs() and is_object_of(noun, verb)


def governor_of(noun: Token) -> Token | None:
    """The verb that a noun is object, subject, attribute or adverbial of; None inside another noun phrase."""
    holder = next((c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN" and lemma(c) in light_verbs()), None)
    if holder is not None:
        return holder
    head = _contained(_top(noun))
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
        return _top(noun.head.head)
    return noun


def is_object_of(noun: Token, verb: Token) -> bool:
    """Whether the noun (or the first of its conjuncts) is the verb's direct object or passive subject."""
    top = _contained(_top(noun))
    if verb.dep_ == "acl" and verb.head.i == noun.i:
        return True
    return top.head.i == verb.i and top.dep_ in {"dobj", "nsubjpass", "attr", "oprd"}


def _top(token: Token) -> Token:
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
    if verb.tag_ == "VBN" and bare and verb.dep_ in {"acl", "advcl"}:
        return True
    first = _top(verb)
    return verb.dep_ == "conj" and verb.tag_ == "VBN" and bare and first.i != verb.i and is_passive(first)


def _is_misread_predicate(verb: Token) -> bool:
    """Whether a past tense was read as a participle: "Russia, which ..., called on ..." left without another verb."""
    if (
        verb.dep_ != "acl"
        or verb.head.dep_ != "ROOT"
        or verb.head.pos_ != "PROPN"
        or verb.doc[verb.sent.end - 1].text != "."
    ):
        return False
    return not any(child.dep_ == "agent" for child in verb.children)


def with_conjuncts(token: Token) -> Iterator[Token]:
    """The token and what is coordinated with it, in order; conjuncts that have a clause of their own are left out."""
    yield token
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ not in {"VERB", "AUX"}:
            yield from with_conjuncts(child)


def subjects_of(verb: Token) -> Iterator[Token]:
    """Who does what the verb says: agent of a passive, subject of an active, else whoever controls the verb."""
    if is_passive(verb):
        for child in verb.children:
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
                yield from _pobjs(child)
        return
    yield from surface_subjects(verb)


def surface_subjects(verb: Token) -> Iterator[Token]:
    """The grammatical subject, found through control where the verb has none of its own."""
    for _ in range(DEEPEST):
        own = [child for child in verb.children if child.dep_ in SUBJECT]
        if own:
            for subject in own:
                yield from with_conjuncts(_antecedent(subject))
            return
        head = verb.head
        if head.i == verb.i:
            return
        if verb.dep_ in {"relcl", "acl"}:
            yield from _maker(head) if _says_what(verb, head) else with_conjuncts(head)
            return
        if verb.dep_ == "pcomp" and (blamed := _blamed(verb)):
            yield from with_conjuncts(blamed)
            return
        if verb.dep_ == "pcomp":
            verb = _climb_from_preposition(verb)
            continue
        if verb.dep_ in {"xcomp", "ccomp"} and (controller := _object_control(head)):
            yield from with_conjuncts(controller)
            return
        verb = nearest_clause(verb) if verb.dep_ == "advcl" else head
        if verb.pos_ not in {"VERB", "AUX"}:
            if verb.pos_ in {"NOUN", "PROPN"}:
                yield from _maker(verb)
                return
            if verb.pos_ != "ADJ":
                return


def _says_what(verb: Token, noun: Token) -> bool:
    """Whether the verb says what the noun holds ("a statement pledging", "an offer to meet"), not what it does."""
    if verb.dep_ != "acl":
        return False
    if verb.tag_ == "VB":
        return _is_infinitive(verb)
    is_of_words = word_class("document", lemma(noun)) or word_class("event_nouns", lemma(noun))
    return verb.tag_ == "VBG" and is_of_words


def _climb_from_preposition(verb: Token) -> Token:
    """From "refusing" in "accused X of refusing" to the verb that X is the object of."""
    return verb.head.head if verb.head.head.i != verb.i else verb.head


def _blamed(gerund: Token) -> Token | None:
    """Who is accused, thanked or arrested for what a gerund says: "accused the army of shelling"."""
    preposition, governor = gerund.head, gerund.head.head
    if preposition.lower_ not in {"of", "for", "with", "over"}:
        return None
    if governor.dep_ == "dobj" and word_class("blaming", lemma(governor.head)):
        return governor
    if not word_class("blaming", lemma(governor)):
        return None
    return next((child for child in governor.children if child.dep_ in {"dobj", "nsubjpass"}), None)


def is_blamed_for(gerund: Token) -> bool:
    """Whether a gerund says what somebody is accused of, thanked or arrested for: told as done, not as intended."""
    return gerund.dep_ == "pcomp" and _blamed(gerund) is not None


def _object_control(head: Token) -> Token | None:
    """The object of "urged X to go"; only "promise" keeps its subject."""
    if word_class("subject_control", lemma(head)):
        return None
    for child in head.children:
        if child.dep_ in {"dobj", "dative"} and child.pos_ in {"NOUN", "PROPN", "PRON"}:
            return child
        if child.dep_ == "prep" and child.lower_ in {"on", "upon", "for"} and word_class("demanding", lemma(head)):
            return next(iter(_pobjs(child)), None)
    return None


def nearest_clause(participle: Token) -> Token:
    """The finite verb that a participle after a comma goes with: the nearest before it, if a clause of its sentence.

    Parsers hang "pledging" in "A met B in the city where the ministers held talks, pledging ..." on "met".
    """
    head = participle.head
    if participle.dep_ != "advcl" or participle.tag_ != "VBG" or participle.i < head.i:
        return head
    if any(child.dep_ in {"mark", "aux", "prep"} for child in participle.children):
        return head
    for token in reversed(participle.doc[head.i + 1 : participle.i]):
        if token.dep_ == "relcl" and any(child.dep_ in SUBJECT for child in token.children):
            edge = token.right_edge.i
            return token if participle.i - edge in {1, 2} and not _is_relative_subject(token) else head
    return head


def _is_relative_subject(verb: Token) -> bool:
    return any(c.dep_ in SUBJECT and c.tag_ in {"WDT", "WP"} for c in verb.children)


def _maker(noun: Token) -> Iterator[Token]:
    """Who makes a statement, a promise or an attempt: its owner, the one it is by, or the subject of its verb."""
    for child in noun.children:
        if child.dep_ == "poss":
            yield from with_conjuncts(child)
            return
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from"}:
            yield from _pobjs(child)
            return
    verb = governor_of(noun)
    if verb is not None and noun.dep_ not in SUBJECT:
        yield from subjects_of(verb)


def _antecedent(subject: Token) -> Token:
    """The noun that "which", "who" or "that" stands for; any other token itself."""
    if subject.tag_ in {"WDT", "WP"} and subject.head.dep_ == "relcl":
        return subject.head.head
    return subject


def objects_of(verb: Token) -> Iterator[Token]:
    """What the verb acts on: objects of an active, subject of a passive, the noun a passive participle describes."""
    if is_passive(verb):
        yield from surface_subjects(verb)
    for child in verb.children:
        if child.dep_ in OBJECT:
            yield from with_conjuncts(_antecedent(child))
        elif child.dep_ == "ccomp" and (child.pos_ == "ADJ" or (_is_infinitive(child) and makes_do(verb))):
            yield from (inner for inner in child.children if inner.dep_ == "nsubj")
    if verb.dep_ == "relcl" and any(child.tag_ == "WDT" and child.dep_ == "dobj" for child in verb.children):
        yield from with_conjuncts(verb.head)


def _preps(token: Token) -> dict[str, tuple[Token, ...]]:
    """The objects of each preposition under a token; of "along with" and the like, the last word is the key."""
    found: dict[str, tuple[Token, ...]] = {}
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative"} and child.pos_ in {"ADP", "SCONJ", "PART", "VERB", "ADV"}:
            _gather(child, found, 0)
    return found


def _gather(prep: Token, found: dict[str, tuple[Token, ...]], depth: int) -> None:
    """Add what stands under a preposition; "in protest against", "in support of" are prepositions of two words."""
    things = tuple(_pobjs(prep))
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


def _pobjs(prep: Token) -> Iterator[Token]:
    """The objects of a preposition, without times: "called on Monday" calls on nobody."""
    for child in prep.children:
        if child.dep_ in {"pobj", "pcomp"} and child.ent_type_ not in {"DATE", "TIME"}:
            yield from with_conjuncts(child)


def complement_of(token: Token) -> Token | None:
    """The verb of the infinitive, the that-clause or the gerund that a word governs; None if it governs none.

    "called on X to withdraw": withdraw; "accused X of shelling": shelling; "issued an ultimatum to Sudan to
    normalise": normalise (it hangs on the noun); "pledging support to safeguard" has a purpose, not a complement.
    """
    for label in ("xcomp", "ccomp"):
        for child in token.children:
            if child.dep_ == label and child.pos_ in {"VERB", "AUX"}:
                return child
    for child in token.children:
        if child.dep_ in {"advcl", "acl", "relcl"} and _is_infinitive(child) and _may_govern(token):
            return child
        if child.dep_ == "prep":
            for inner in child.children:
                if inner.dep_ == "pcomp" and inner.pos_ == "VERB":
                    return inner
                if inner.dep_ == "pobj" and child.lower_ in {"on", "upon", "to", "for"}:
                    infinitive = next(
                        (c for c in inner.children if c.dep_ in {"acl", "relcl", "advcl"} and _is_infinitive(c)), None
                    )
                    if infinitive is not None:
                        return infinitive
    return None


def _is_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)


def makes_do(verb: Token) -> bool:
    """Whether the verb makes its object do something: "allow planes to land", "urge them to go"."""
    return word_class("object_control", lemma(verb)) or word_class("demanding", lemma(verb))


def _may_govern(token: Token) -> bool:
    """Whether an infinitive under the word may be its complement: there is no object, or one made to do it."""
    return makes_do(token) or not any(child.dep_ == "dobj" for child in token.children)


def purpose_of(verb: Token) -> Token | None:
    """The verb of "to back Moscow's campaign" in "deploying troops to back Moscow's campaign"."""
    for child in verb.children:
        if child.dep_ in {"advcl", "xcomp"} and _is_infinitive(child):
            return child
    for thing in verb.children:
        if thing.dep_ == "dobj":
            for child in thing.children:
                if child.dep_ in {"acl", "relcl"} and _is_infinitive(child):
                    return child
    return None


def auxiliaries(verb: Token) -> Iterator[Token]:
    """The auxiliaries of a verb; a conjunct without its own borrows those of the first verb ("will meet and sign")."""
    own = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    yield from own
    first = _top(verb)
    if verb.dep_ == "conj" and first.i != verb.i and first.pos_ in {"VERB", "AUX"} and not _starts_anew(verb, own):
        yield from (child for child in first.children if child.dep_ in {"aux", "auxpass"})


def _starts_anew(verb: Token, own: list[Token]) -> bool:
    return bool(own) or any(c.dep_ in SUBJECT for c in verb.children) or verb.tag_ in {"VBD", "VBZ", "VBP"}


def negation_of(token: Token) -> Token | None:
    """The word that negates: "not", "never" on the word, "no" or "neither" on its subject or object."""
    for child in token.children:
        if child.dep_ == "neg" or (child.dep_ in {"advmod", "preconj"} and word_class("negation", child.lower_)):
            return child
        if child.dep_ == "det" and child.lower_ in {"no", "neither"}:
            return child
        if child.dep_ in {"nsubj", "nsubjpass", "dobj"}:
            for inner in (child, *child.children):
                if inner.dep_ in {"det", "nsubj", "dobj", "nsubjpass"} and word_class("negation", inner.lower_):
                    return inner
    return None
