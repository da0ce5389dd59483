"""Verbs that were read as adjectives of their objects.

A reading is drawn one word a line: the word, its tag, part of speech and label, and the word that it hangs on. `mended`
gives the lines that are mended, drawn alike.
"""

from dateline.mending import mend


def mended(reading: str) -> list[str]:
    """The lines of a reading that mending changes; no word stands twice in it."""
    words, tags, pos, deps, above = (list(column) for column in zip(*map(str.split, _lines(reading)), strict=True))
    heads = [words.index(word) for word in above]
    mend(words, tags, pos, deps, heads)
    rows = zip(words, tags, pos, deps, (words[head] for head in heads), strict=True)
    return [line for line, given in zip(map(" ".join, rows), _lines(reading), strict=True) if line != given]


def _lines(reading: str) -> list[str]:
    return [" ".join(line.split()) for line in reading.strip().splitlines()]


def test_a_participle_with_an_auxiliary_governs_its_noun():
    assert mended("""
        Rwanda   NNP PROPN nsubj denied
        denied   VBD VERB  ROOT  denied
        having   VBG AUX   aux   supplied
        supplied VBN VERB  amod  mortars
        mortars  NNS NOUN  dobj  denied
    """) == [
        "supplied VBN VERB xcomp denied",
        "mortars NNS NOUN dobj supplied",
    ]


def test_a_headline_s_infinitive_governs_its_noun_and_has_its_subject():
    assert mended("""
        Paraguay NNP PROPN ROOT Paraguay
        to       IN  ADP   prep Paraguay
        resettle VB  VERB  amod judges
        judges   NNS NOUN  pobj to
    """) == [
        "Paraguay NNP PROPN nsubj resettle",
        "to TO PART aux resettle",
        "resettle VB VERB ROOT resettle",
        "judges NNS NOUN dobj resettle",
    ]


def test_a_participle_before_its_noun_stays_an_adjective():
    assert not mended("""
        sanctioned VBN VERB amod  firms
        firms      NNS NOUN nsubj left
        left       VBD VERB ROOT  left
    """)


def test_a_sentence_that_was_read_as_one_noun_phrase_has_its_verb():
    assert mended("""
        Farmers  NNS NOUN  ROOT  Farmers
        in       IN  ADP   prep  Farmers
        Punjab   NNP PROPN pobj  in
        burned   VBN VERB  amod  effigies
        effigies NNS NOUN  pobj  in
        on       IN  ADP   prep  Farmers
        Friday   NNP PROPN pobj  on
        .        .   PUNCT punct Farmers
    """) == [
        "Farmers NNS NOUN nsubj burned",
        "burned VBD VERB ROOT burned",
        "effigies NNS NOUN dobj burned",
        "on IN ADP prep burned",
        ". . PUNCT punct burned",
    ]


def test_a_noun_phrase_without_a_verb_stays_one():
    assert not mended("""
        Homes     NNS NOUN  ROOT Homes
        of        IN  ADP   prep Homes
        Sudan     NNP PROPN pobj of
        displaced VBN VERB  amod people
        people    NNS NOUN  pobj of
    """)


def test_what_a_state_rejects_is_no_verb():
    assert mended("""
        Latvia  NNP PROPN compound rejects
        rejects NNS NOUN  nsubj    claims
        claims  VBZ VERB  ROOT     claims
        that    IN  SCONJ mark     fired
        it      PRP PRON  nsubj    fired
        fired   VBD VERB  ccomp    claims
        .       .   PUNCT punct    claims
    """) == [
        "Latvia NNP PROPN nsubj rejects",
        "rejects VBZ VERB ROOT rejects",
        "claims NNS NOUN dobj rejects",
        "fired VBD VERB acl claims",
        ". . PUNCT punct rejects",
    ]


def test_disputes_over_a_border_claim_lives():
    assert not mended("""
        border   NN  NOUN compound disputes
        disputes NNS NOUN nsubj    claims
        claims   VBZ VERB ROOT     claims
        lives    NNS NOUN dobj     claims
    """)


def test_what_is_ruled_out_is_its_verb_s_complement():
    assert mended("""
        Oman    NNP PROPN nsubj ruled
        ruled   VBD VERB  ROOT  ruled
        out     RP  ADP   prt   ruled
        sending VBG VERB  advcl ruled
        troops  NNS NOUN  dobj  sending
    """) == ["sending VBG VERB xcomp ruled"]


def test_who_is_told_of_with_what_he_does_does_it():
    assert mended("""
        with    IN  ADP   ROOT     with
        Sergei  NNP PROPN compound warning
        Lavrov  NNP PROPN compound warning
        warning NN  NOUN  pobj     with
        of      IN  ADP   prep     warning
        war     NN  NOUN  pobj     of
    """) == [
        "Sergei NNP PROPN compound Lavrov",
        "Lavrov NNP PROPN nsubj warning",
        "warning VBG VERB pcomp with",
    ]


def test_a_tornado_warning_is_a_noun():
    assert not mended("""
        with    IN ADP  ROOT     with
        a       DT DET  det      warning
        tornado NN NOUN compound warning
        warning NN NOUN pobj     with
    """)
