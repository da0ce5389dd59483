"""Verbs that were read as adjectives of their objects."""

from dateline.mending import mend


def tree(*words):
    """Lists of words, tags, parts of speech, labels and heads, of rows (word, tag, pos, label, head)."""
    return tuple(list(column) for column in zip(*words, strict=True))


def test_a_participle_with_an_auxiliary_governs_its_noun():
    words, tags, pos, deps, heads = tree(
        ("Rwanda", "NNP", "PROPN", "nsubj", 1),
        ("denied", "VBD", "VERB", "ROOT", 1),
        ("having", "VBG", "AUX", "aux", 3),
        ("supplied", "VBN", "VERB", "amod", 4),
        ("mortars", "NNS", "NOUN", "dobj", 1),
    )

    mend(words, tags, pos, deps, heads)

    assert (deps[3], heads[3]) == ("xcomp", 1)
    assert (deps[4], heads[4]) == ("dobj", 3)


def test_a_headline_s_infinitive_governs_its_noun_and_has_its_subject():
    words, tags, pos, deps, heads = tree(
        ("Paraguay", "NNP", "PROPN", "ROOT", 0),
        ("to", "IN", "ADP", "prep", 0),
        ("resettle", "VB", "VERB", "amod", 3),
        ("judges", "NNS", "NOUN", "pobj", 1),
    )

    mend(words, tags, pos, deps, heads)

    assert deps == ["nsubj", "aux", "ROOT", "dobj"]
    assert heads == [2, 2, 2, 2]
    assert (tags[1], pos[1]) == ("TO", "PART")


def test_a_participle_before_its_noun_stays_an_adjective():
    given = tree(
        ("sanctioned", "VBN", "VERB", "amod", 1),
        ("firms", "NNS", "NOUN", "nsubj", 2),
        ("left", "VBD", "VERB", "ROOT", 2),
    )
    words, tags, pos, deps, heads = given

    mend(words, tags, pos, deps, heads)

    assert (deps, heads) == (["amod", "nsubj", "ROOT"], [1, 2, 2])


def test_a_sentence_that_was_read_as_one_noun_phrase_has_its_verb():
    words, tags, pos, deps, heads = tree(
        ("Farmers", "NNS", "NOUN", "ROOT", 0),
        ("in", "IN", "ADP", "prep", 0),
        ("Punjab", "NNP", "PROPN", "pobj", 1),
        ("burned", "VBN", "VERB", "amod", 4),
        ("effigies", "NNS", "NOUN", "pobj", 1),
        ("on", "IN", "ADP", "prep", 0),
        ("Friday", "NNP", "PROPN", "pobj", 5),
        (".", ".", "PUNCT", "punct", 0),
    )

    mend(words, tags, pos, deps, heads)

    assert deps[:5] == ["nsubj", "prep", "pobj", "ROOT", "dobj"]
    assert heads == [3, 0, 1, 3, 3, 3, 5, 3]
    assert tags[3] == "VBD"


def test_a_noun_phrase_without_a_verb_stays_one():
    rows = (
        ("Homes", "NNS", "NOUN", "ROOT", 0),
        ("of", "IN", "ADP", "prep", 0),
        ("Sudan", "NNP", "PROPN", "pobj", 1),
        ("displaced", "VBN", "VERB", "amod", 4),
        ("people", "NNS", "NOUN", "pobj", 1),
    )
    words, tags, pos, deps, heads = tree(*rows)

    mend(words, tags, pos, deps, heads)

    assert (deps, heads) == tree(*rows)[3:]


def test_what_a_state_rejects_is_no_verb():
    words, tags, pos, deps, heads = tree(
        ("Latvia", "NNP", "PROPN", "compound", 1),
        ("rejects", "NNS", "NOUN", "nsubj", 2),
        ("claims", "VBZ", "VERB", "ROOT", 2),
        ("that", "IN", "SCONJ", "mark", 5),
        ("it", "PRP", "PRON", "nsubj", 5),
        ("fired", "VBD", "VERB", "ccomp", 2),
        (".", ".", "PUNCT", "punct", 2),
    )

    mend(words, tags, pos, deps, heads)

    assert deps == ["nsubj", "ROOT", "dobj", "mark", "nsubj", "acl", "punct"]
    assert heads == [1, 1, 1, 5, 5, 2, 1]
    assert (tags[1], pos[1], tags[2], pos[2]) == ("VBZ", "VERB", "NNS", "NOUN")


def test_disputes_over_a_border_claim_lives():
    given = tree(
        ("border", "NN", "NOUN", "compound", 1),
        ("disputes", "NNS", "NOUN", "nsubj", 2),
        ("claims", "VBZ", "VERB", "ROOT", 2),
        ("lives", "NNS", "NOUN", "dobj", 2),
    )
    words, tags, pos, deps, heads = given

    mend(words, tags, pos, deps, heads)

    assert deps == ["compound", "nsubj", "ROOT", "dobj"]


def test_what_is_ruled_out_is_its_verb_s_complement():
    words, tags, pos, deps, heads = tree(
        ("Oman", "NNP", "PROPN", "nsubj", 1),
        ("ruled", "VBD", "VERB", "ROOT", 1),
        ("out", "RP", "ADP", "prt", 1),
        ("sending", "VBG", "VERB", "advcl", 1),
        ("troops", "NNS", "NOUN", "dobj", 3),
    )

    mend(words, tags, pos, deps, heads)

    assert (deps[3], heads[3]) == ("xcomp", 1)


def test_who_is_told_of_with_what_he_does_does_it():
    words, tags, pos, deps, heads = tree(
        ("with", "IN", "ADP", "ROOT", 0),
        ("Sergei", "NNP", "PROPN", "compound", 3),
        ("Lavrov", "NNP", "PROPN", "compound", 3),
        ("warning", "NN", "NOUN", "pobj", 0),
        ("of", "IN", "ADP", "prep", 3),
        ("war", "NN", "NOUN", "pobj", 4),
    )

    mend(words, tags, pos, deps, heads)

    assert deps == ["ROOT", "compound", "nsubj", "pcomp", "prep", "pobj"]
    assert heads == [0, 2, 3, 0, 3, 4]
    assert (tags[3], pos[3]) == ("VBG", "VERB")


def test_a_tornado_warning_is_a_noun():
    words, tags, pos, deps, heads = tree(
        ("with", "IN", "ADP", "ROOT", 0),
        ("a", "DT", "DET", "det", 3),
        ("tornado", "NN", "NOUN", "compound", 3),
        ("warning", "NN", "NOUN", "pobj", 0),
    )

    mend(words, tags, pos, deps, heads)

    assert deps[3] == "pobj"
