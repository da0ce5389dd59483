"""Verbs that the parser takes for adjectives of their objects, set right: "denied having supplied mortars".

A small model reads "to resettle four hundred judges" in a headline as one noun phrase, and its subject as nothing in
particular. What stands after "to", or has an auxiliary of its own, is a verb. Others it reads as nouns: before what
they reject ("Ukraine rejects claims that …"), behind "with" and a name ("with Sergei Lavrov warning of war"); these are
classes of `word_classes.csv`. Lists of heads and labels are mended in place, before a Doc is made of them.
"""

from collections.abc import Sequence

from dateline.word_classes import word_class

FINITE = frozenset({"VBD", "VBN"})
"""Tags of verbs in -ed, which the tagger does not tell apart where the parser takes them for adjectives."""
NOMINAL = frozenset({"NOUN", "PROPN"})


def mend(words: Sequence[str], tags: list[str], pos: list[str], deps: list[str], heads: list[int]) -> None:
    """Give hidden verbs their place in the tree: the noun becomes their object, they what the noun was."""
    with_auxiliary = {heads[at] for at, dep in enumerate(deps) if dep == "aux"}
    for verb, dep in enumerate(deps):
        noun = heads[verb]
        if dep == "amod" and pos[verb] == "VERB" and noun > verb:
            if verb in with_auxiliary:
                _unfold(verb, noun, heads[noun], deps, heads)
            elif verb and words[verb - 1].lower() == "to" and heads[noun] == verb - 1 and deps[noun] == "pobj":
                _unfold(verb, noun, heads[verb - 1], deps, heads)
                tags[verb - 1], pos[verb - 1], deps[verb - 1], heads[verb - 1] = "TO", "PART", "aux", verb
                tags[verb] = "VB"
                _give_subject(verb, pos, deps, heads)
            elif verb and tags[verb] in FINITE and (pos[verb - 1] in NOMINAL or deps[verb - 1] == "pobj"):
                _give_sentence(verb, noun, words, tags, pos, deps, heads)
        elif dep == "dep" and pos[verb] == "PROPN" and noun == verb + 2 and words[verb + 1].lower() == "to":
            deps[verb] = "nsubj"
        elif verb and dep == "advcl" and tags[verb] == "VBG" and deps[verb - 1] == "prt" and heads[verb - 1] == noun:
            deps[verb] = "xcomp"  # "ruled out sending troops"
        elif dep == "nsubj" and tags[verb] == "NNS" and noun == verb + 1 and word_class("noun_rebuffing", words[verb]):
            _give_claims(verb, noun, words, tags, pos, deps, heads)
        elif dep == "pobj" and words[noun].lower() == "with" and _is_doing(words[verb]):
            _give_doer(verb, tags, pos, deps, heads)


def _unfold(verb: int, noun: int, above: int, deps: list[str], heads: list[int]) -> None:
    """Put a verb above the noun that it was read as a part of."""
    heads[verb], deps[verb] = (above, "xcomp") if above != noun else (verb, "ROOT")
    heads[noun], deps[noun] = verb, "dobj"


def _give_sentence(
    verb: int,
    noun: int,
    words: Sequence[str],
    tags: list[str],
    pos: Sequence[str],
    deps: list[str],
    heads: list[int],
) -> None:
    """Put a verb above a sentence that was read as one noun phrase: "police in Tbilisi clubbed students"."""
    subject = noun
    while heads[subject] != subject:
        subject = heads[subject]
    within = words[subject : noun + 1]
    if subject >= verb - 1 or pos[subject] not in NOMINAL or deps[subject] != "ROOT" or "," in within:
        return
    if tags[verb] == "VBN" and not _is_stopped(subject, words, heads):
        return
    for later in range(noun + 1, len(heads)):
        if heads[later] == subject:
            heads[later] = verb
    tags[verb] = "VBD"
    heads[verb], deps[verb] = verb, "ROOT"
    heads[subject], deps[subject] = verb, "nsubj"
    heads[noun], deps[noun] = verb, "dobj"


def _give_claims(
    verb: int,
    noun: int,
    words: Sequence[str],
    tags: list[str],
    pos: list[str],
    deps: list[str],
    heads: list[int],
) -> None:
    """Put a verb above what it rejects, where that was read as the verb: "Ukraine rejects claims that it fired"."""
    before = [at for at in range(verb) if heads[at] == verb]
    if not before or pos[before[-1]] != "PROPN" or deps[before[-1]] != "compound":
        return
    if not word_class("rebuffed", words[noun]):
        return
    subject = before[-1]
    for at in before[:-1]:
        heads[at] = subject
    heads[subject], deps[subject] = verb, "nsubj"
    above = verb if heads[noun] == noun else heads[noun]
    tags[verb], pos[verb], deps[verb], heads[verb] = "VBZ", "VERB", deps[noun], above
    tags[noun], pos[noun], deps[noun], heads[noun] = "NNS", "NOUN", "dobj", verb
    for later in range(noun + 1, len(heads)):
        if heads[later] == noun:
            if deps[later] == "ccomp":
                deps[later] = "acl"
            elif deps[later] != "prep":
                heads[later] = verb


def _give_doer(verb: int, tags: list[str], pos: list[str], deps: list[str], heads: list[int]) -> None:
    """Make a verb of what was read as a noun behind a name, and the name its subject: "with Lavrov warning of war"."""
    name = verb - 1
    if pos[name] != "PROPN" or deps[name] not in {"compound", "nsubj"} or heads[name] != verb:
        return
    for at in range(name):
        if heads[at] == verb:
            heads[at] = name
    heads[name], deps[name] = verb, "nsubj"
    tags[verb], pos[verb], deps[verb] = "VBG", "VERB", "pcomp"


def _is_doing(word: str) -> bool:
    """Whether a word can be a verb that is read as a noun; with a capital it is part of a name."""
    return word.islower() and word_class("noun_doing", word)


def _is_stopped(root: int, words: Sequence[str], heads: Sequence[int]) -> bool:
    """Whether a full stop hangs on a sentence's root: it is no headline, and has a finite verb."""
    return any(heads[at] == root and words[at] == "." for at in range(root + 1, len(heads)))


def _give_subject(verb: int, pos: Sequence[str], deps: list[str], heads: list[int]) -> None:
    """Put a headline's infinitive above the name before it: "Paraguay to resettle" hangs on "Paraguay" as misread."""
    above = heads[verb]
    if pos[above] == "PROPN" and above == verb - 2:
        is_root = heads[above] == above
        heads[verb], deps[verb] = (verb, "ROOT") if is_root else (heads[above], "ccomp")
        heads[above], deps[above] = verb, "nsubj"
