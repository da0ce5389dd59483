"""What an event is only thought, feared, reported or kept from being: "fears of a raid", "averted a strike".

Such a word holds its noun by a preposition ("the chance of a summit", "reports of a raid") or as its object ("is
weighing a ban"); which words do stands in `word_classes.csv`.
"""

from spacy.tokens import Token

from dateline.events.lexicon import lemma
from dateline.events.phrases import prepositions, top_of_conjuncts
from dateline.word_classes import word_class

CONCERNING = frozenset({"of", "for", "about", "over", "on", "with", "against"})
TOPICAL = frozenset({"on", "about", "for", "over", "concerning", "regarding"})
PARTICLES = frozenset({"prt", "prep", "advmod"})
OBJECTS = frozenset({"dobj", "nsubjpass"})


def idea_of(noun: Token) -> tuple[str, Token] | None:
    """The class of words that an event's noun is held by, and the word: unsure, hearsay, weighing or averting.

    None where nothing of the kind holds it.
    """
    top = _whole(top_of_conjuncts(noun))
    if top.dep_ == "pobj" and top.head.lower_ in CONCERNING | {"in"}:
        above = top.head.head
        if (denied := _disowned(above)) is not None:
            return "hearsay", denied
        if above.lower_ in {"case", "event"} and above.head.lower_ == "in":
            return "unsure", above
        if above.pos_ == "NOUN":
            return next(((name, above) for name in ("unsure", "hearsay") if word_class(name, lemma(above))), None)
        return _by_verb(above)
    return _by_verb(top.head) if top.dep_ in OBJECTS else None


def is_topic(noun: Token) -> bool:
    """Whether a noun is only what is talked about or agreed on: "talks on a pullback", "an agreement for a swap"."""
    top = _whole(top_of_conjuncts(noun))
    if top.dep_ != "pobj" or top.head.lower_ not in TOPICAL:
        return False
    above = top.head.head
    talked = (above, *(child for child in above.children if child.dep_ == "dobj"))
    return any(word_class("talked", lemma(word)) for word in talked)


def is_phrase_of(name: str, word: Token) -> bool:
    """Whether a word alone, or with its particle or object, stands in a class: "reject", "shoot down", "take issue"."""
    if word_class(name, lemma(word)):
        return True
    parts = (c for c in word.children if c.dep_ in PARTICLES or (c.dep_ == "dobj" and c.pos_ == "NOUN"))
    return any(word_class(name, f"{lemma(word)} {part.lower_}") for part in parts)


def _disowned(above: Token) -> Token | None:
    """The "no" of "had nothing to do with the strike", "played no part in it"; "innocence in the killing"."""
    if lemma(above) == "do":
        return next((word for word in (above.head, *above.children) if word.lower_ == "nothing"), None)
    if (innocence := next((w for w in (above, *above.children) if w.lower_ == "innocence"), None)) is not None:
        return innocence
    if not word_class("involvement", lemma(above)):
        return None
    return next((word for word in above.children if word.dep_ == "det" and word.lower_ == "no"), None)


def _by_verb(verb: Token) -> tuple[str, Token] | None:
    if verb.pos_ not in {"VERB", "AUX"}:
        return None
    if is_phrase_of("excluding", verb) and any(c.dep_ == "neg" or c.lower_ == "no" for c in verb.children):
        return "weighing", verb  # "a strike cannot be ruled out"
    return next(((name, verb) for name in ("weighing", "averting") if is_phrase_of(name, verb)), None)


def _whole(noun: Token) -> Token:
    """The noun that stands for this one: "round" in "a round of talks"."""
    holder = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return holder if word_class("container", lemma(holder)) else noun


def is_condition(verb: Token) -> bool:
    """Whether a verb has a condition under it: "if", "unless", "in the event that"."""
    for child in verb.children:
        if child.dep_ == "advcl" and any(word_class("condition_marks", c.lower_) for c in child.children):
            return True
    return any(thing.lower_ in {"event", "case"} for thing in prepositions(verb).get("in", ()))
