"""Whether a clause tells of a fact: its tense, its modal, its "not", and the words that it hangs on.

One walk up from the verb: auxiliaries, then the verbs that only add an aspect ("began to", "tried to"), then what makes
a clause unreal: "if", a bare infinitive of purpose, "without". Nothing here knows who says so; that is `status`.
"""

from dataclasses import dataclass, replace
from typing import Literal

from spacy.tokens import Token

from dateline.events.clause import auxiliaries, is_perfect, negation_of
from dateline.events.control import DEEPEST, SUBJECT, is_blamed_for, is_helped_to
from dateline.events.ideas import is_phrase_of
from dateline.events.lexicon import lemma
from dateline.events.phrases import is_headline_future, is_infinitive, makes_do
from dateline.statements.cues import cue_of
from dateline.word_classes import word_class

Reality = Literal["real", "future", "would", "possible", "obliged", "conditional", "purpose", "hearsay", "unsure"]


@dataclass(frozen=True, slots=True)
class Mood:
    """How a clause is told; `word` is the modal or the conjunction that decided, `negation` the word that negates."""

    reality: Reality = "real"
    negation: Token | None = None
    word: Token | None = None


def mood_of(verb: Token | None) -> Mood:
    """The mood of the clause of a verb; a noun without verb is told as real."""
    if verb is None:
        return Mood()
    return _of(verb, DEEPEST)


def by_modifier(noun: Token) -> Mood | None:
    """The mood that a noun's own modifier gives it: "a possible meeting", "the planned visit", "the alleged attack".

    Of several named to choose from, "whether a new offensive or raids on its ports", none is a fact.
    """
    if (choice := _chosen_from(noun)) is not None:
        return Mood("unsure", None, choice)
    for child in noun.children:
        if child.dep_ in {"amod", "nmod", "compound"} and child.i < noun.i:
            if word_class("possible_ones", child.lower_):
                return Mood("possible", None, child)
            if word_class("planned_ones", child.lower_):
                return Mood("future", None, child)
            if word_class("alleged_ones", child.lower_):
                return Mood("hearsay", None, child)
    return None


def _chosen_from(noun: Token) -> Token | None:
    """The "whether" of the nouns that one is coordinated with, also where parsers take the second for a verb."""
    at = noun
    for _ in range(DEEPEST):
        if at.pos_ in {"NOUN", "PROPN"}:
            mark = next((c for c in at.children if c.lower_ == "whether" and c.i < at.i and c.dep_ == "mark"), None)
            if mark is not None:
                return mark
        if at.dep_ not in {"conj", "dobj"} or at.head.i > at.i:
            return None
        at = at.head
    return None


def _of(verb: Token, steps: int) -> Mood:
    own = _by_auxiliaries(verb)
    if (fronted := _fronted(verb)) is not None:
        return Mood("conditional", None, fronted)
    if (never := _no_chance(verb)) is not None:
        return Mood("real", never)
    if own.reality in {"future", "would", "real"} and (far := _far_fear(verb)) is not None:
        return replace(own, reality="unsure", word=far)
    if own.reality in {"future", "would"} and (feared := _feared_that(verb)) is not None:
        return replace(own, reality="unsure", word=feared)
    if (doubt := _doubt(verb) or _question(verb)) is not None:
        return replace(own, reality="unsure", word=doubt, negation=None)
    if own.reality == "real" and steps:
        own = _by_place(verb, own, steps - 1)
    if own.reality == "real" and (day := _timetabled(verb)) is not None:
        return replace(own, reality="future", word=day)
    return own


def _timetabled(verb: Token) -> Token | None:
    """The day of what is told in the present as in a timetable: "travels to Ramallah on Sunday"."""
    if verb.tag_ not in {"VBZ", "VBP"} or not word_class("timetabled", lemma(verb)):
        return None
    for child in verb.children:
        day = next((thing for thing in child.children if thing.dep_ == "pobj"), child)
        is_when = (child.dep_ == "prep" and child.lower_ in {"on", "next"}) or child.dep_ in {"npadvmod", "advmod"}
        if is_when and (word_class("weekdays", day.lower_) or any(part.lower_ == "next" for part in day.children)):
            return day
    return None


def _fronted(verb: Token) -> Token | None:
    """The auxiliary before its subject that stands for "if": "Should Iran attack", "were Georgia to leave"."""
    around = verb.head if verb.head.lower_ == "were" and is_infinitive(verb) else verb
    if around.dep_ not in {"advcl", "ccomp"} or around.sent[-1].text == "?":
        return None
    first = around.left_edge
    opens = first.lower_ in {"should", "were", "had"} and (first.i == around.i or first.head.i == around.i)
    return first if opens and any(c.dep_ in SUBJECT and first.i < c.i for c in around.children) else None


def condition_of(verb: Token) -> Token | None:
    """The word that makes a clause a condition: "if", "unless"; None for most."""
    marks = (child for child in verb.children if child.dep_ in {"mark", "advmod"})
    return next((mark for mark in marks if word_class("condition_marks", mark.lower_)), None)


def _doubt(verb: Token) -> Token | None:
    """The word that makes a clause a question: "whether", "until", and the "if" of a clause that is asked or known."""
    for child in verb.children:
        if child.dep_ == "mark" and (
            word_class("doubt_marks", child.lower_)
            or (child.lower_ == "if" and (verb.dep_ == "ccomp" or _is_doubtful(verb.head)))
        ):
            return child
    return None


def _is_doubtful(head: Token) -> bool:
    """Whether a clause says that something is not known: "it is unclear if"."""
    return any(word_class("doubtful", lemma(word)) for word in (head, *head.children) if word.pos_ == "ADJ")


def _question(verb: Token) -> Token | None:
    """The auxiliary that opens a question: "Has he called for it?"; "why" and "how" take the act as done."""
    if verb.dep_ == "ccomp" and word_class("opinions", lemma(verb.head)):
        return _question(verb.head)
    if verb.sent[-1].text != "?" and not any(c.text == "?" and c.i > verb.i for c in verb.children):
        return None
    kids = list(verb.children)
    if verb.dep_ not in {"ROOT", "conj", "ccomp"} or any(word_class("asking_words", c.lower_) for c in kids):
        return None
    subject = next((c for c in kids if c.dep_ in SUBJECT), None)
    helper = next((c for c in kids if c.dep_ in {"aux", "auxpass"}), None)
    return helper if subject is not None and helper is not None and helper.i < subject.i < verb.i else None


def _no_chance(verb: Token) -> Token | None:
    """The "no" of "there is no chance that she will withdraw", the "not" of "that does not mean that they agreed"."""
    head = verb.head
    if verb.dep_ in {"acl", "relcl", "ccomp"}:
        that = next((child for child in verb.children if child.dep_ == "mark" and child.lower_ == "that"), None)
        noun = _noun_said(verb, that) if that is not None else head
        is_chance = noun is not None and noun.pos_ == "NOUN" and word_class("unsure", lemma(noun))
        if noun is not None and is_chance and not _is_beyond_doubt(noun):
            return next((child for child in noun.children if child.lower_ == "no"), None)
    is_so = any(child.dep_ in {"acomp", "attr"} and word_class("truths", child.lower_) for child in head.children)
    if verb.dep_ == "ccomp" and verb.i > head.i and (is_so or word_class("implying", lemma(head))):
        return negation_of(head)
    return None


def _is_beyond_doubt(noun: Token) -> bool:
    """Whether what follows is a fact: "there is no doubt that they landed"."""
    return lemma(noun) in {"doubt", "question"} and any(child.lower_ in {"no", "little"} for child in noun.children)


def _proof(verb: Token) -> Token | None:
    """The noun of "no evidence that they landed", "a sign it has withdrawn", "proof has emerged that they fired"."""
    head = verb.head
    if any(child.tag_ in {"WDT", "WP"} for child in verb.children):
        return None
    has_that = any(child.dep_ == "mark" and child.lower_ == "that" for child in verb.children)
    is_whole = has_that or {"nsubj", "dobj"} <= {child.dep_ for child in verb.children}
    if verb.dep_ in {"acl", "relcl", "ccomp"} and is_whole and word_class("proofs", lemma(head)):
        return head
    if verb.dep_ != "ccomp" or verb.i < head.i:
        return None
    shown = (c for c in head.children if c.dep_ in {"nsubj", "nsubjpass", "attr", "dobj"} and c.i < verb.i)
    return next((noun for noun in shown if word_class("proofs", lemma(noun))), None)


def _is_lacking(proof: Token) -> bool:
    """Whether there is no such proof: "little proof", "produced no evidence", "without any sign"."""
    return (
        any(word_class("lacking", child.lower_) for child in proof.children)
        or proof.head.lower_ == "without"
        or (proof.head.pos_ in {"VERB", "AUX"} and negation_of(proof.head) is not None)
    )


def _by_auxiliaries(verb: Token) -> Mood:
    negation = negation_of(verb)
    if negation is not None and _is_late(verb):
        negation = None
    perhaps = next((c for c in verb.children if c.dep_ == "advmod" and word_class("hypothetical", c.lower_)), None)
    if perhaps is not None:
        return Mood("possible", negation, perhaps)
    for aux in auxiliaries(verb):
        form = aux.lower_
        if word_class("future", form):
            return Mood("future", negation, aux)
        if form == "would" and is_perfect(verb):
            return Mood("possible", negation, aux)  # "would have been invaded": it was not
        if form in {"would", "'d"} and aux.tag_ == "MD":
            is_announced = verb.dep_ == "ccomp" and verb.head.i < verb.i and cue_of(verb.head) is not None
            return Mood("future" if is_announced else "would", negation, aux)
        if word_class("obligation", form):
            return Mood("obliged", negation, aux)
        if word_class("hypothetical", form):
            return Mood("possible", negation, aux)
    return Mood("real", negation)


def _is_late(verb: Token) -> bool:
    """Whether "not" only says how late it was: "did not search the house until October"."""
    is_past = any(child.dep_ == "aux" and child.lower_ == "did" for child in verb.children)
    return is_past and any(child.dep_ == "prep" and child.lower_ in {"until", "till"} for child in verb.children)


def _by_place(verb: Token, own: Mood, steps: int) -> Mood:
    """What the verb's place in the tree makes of a clause that has no modal of its own."""
    head = verb.head
    if verb.dep_ in {"advcl", "ROOT"} and (condition := condition_of(verb)) is not None:
        return Mood("conditional", None, condition)
    if (case := _in_case(verb)) is not None:
        return replace(own, reality="conditional", word=case)
    if (supposing := _supposed(verb)) is not None:
        return replace(own, reality="conditional", word=supposing)
    if (false := _called_false(verb)) is not None:
        return replace(own, reality="hearsay", word=false)
    if (feared := _feared(verb)) is not None:
        return replace(own, reality="unsure", word=feared)
    if (proof := _proof(verb)) is not None:
        return replace(own, reality="unsure" if _is_lacking(proof) else "hearsay", word=proof)
    that = next((c for c in verb.children if c.dep_ in {"mark", "advmod"} and c.lower_ == "that"), None)
    if that is not None and (noun := _noun_said(verb, that)) is not None and not _is_beyond_doubt(noun):
        if word_class("hearsay", lemma(noun)):
            return replace(own, reality="hearsay", word=noun)
        if word_class("unsure", lemma(noun)):
            return replace(own, reality="unsure", word=noun)
    to = next((child for child in verb.children if child.dep_ == "aux" and child.lower_ == "to"), None)
    if to is not None:
        return _infinitive(verb, own, to, steps)
    if verb.dep_ == "pcomp":
        if word_class("negation", head.lower_):
            return replace(own, negation=head)
        if word_class("refraining", lemma(head.head)):
            return replace(own, negation=head.head)
        if head.lower_ == "against" and word_class("deciding", lemma(head.head)):
            return replace(own, negation=head)
        if word_class("hearsay", lemma(head.head)):
            return replace(own, reality="hearsay", word=head.head)
        if leads_to(head) and (outer := _of(head.head, steps)).reality != "real":
            return replace(own, reality="unsure", word=outer.word)
        if word_class("of_intentions", head.lower_) and not is_blamed_for(verb):
            return replace(own, reality="purpose", word=head)
    if verb.tag_ == "VBG" and verb.dep_ in {"xcomp", "ccomp", "dobj", "acl"} and is_phrase_of("averting", head):
        return replace(own, negation=head)
    if is_helped_to(verb) and _of(head, steps).reality != "real":
        return replace(own, reality="purpose", word=head)
    if _is_mere_idea(verb):
        return replace(own, reality="purpose", word=head)
    if (
        verb.dep_ == "ccomp"
        and head.pos_ == "VERB"
        and (outer := _of(head, steps)).reality in {"unsure", "conditional"}
    ):
        return replace(own, reality=outer.reality, word=outer.word)
    if verb.dep_ in {"ccomp", "xcomp"} and (word_class("ensuring", lemma(head)) or _is_let(verb)):
        outer = _of(head, steps)
        return own if outer.reality == "real" else replace(own, reality=outer.reality, word=outer.word)
    if verb.dep_ == "xcomp" and word_class("aspect", lemma(head)):
        return _merged(own, _of(head, steps))
    if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX"} and not any(c.dep_ in SUBJECT for c in verb.children):
        outer = _of(head, steps)
        same_form = verb.tag_ == head.tag_ or verb.tag_ == "VB" or (verb.tag_, head.tag_) == ("VBP", "VB")
        return replace(_merged(own, outer), negation=own.negation) if same_form and outer.reality != "real" else own
    is_bare = verb.dep_ == "xcomp" or (verb.dep_ == "pobj" and head.lower_ == "to")  # "threatening to assault him"
    if is_bare and verb.tag_ == "VB":
        return replace(own, reality="purpose", word=head)
    return own


def leads_to(preposition: Token) -> bool:
    """Whether a preposition names what something ends in: "will result in arrests", "could lead to a pullback"."""
    return preposition.lower_ in {"in", "to"} and word_class("leading_to", lemma(preposition.head))


def _is_let(verb: Token) -> bool:
    """Whether a bare infinitive is what its verb makes or lets somebody do: "would let bailiffs confiscate houses"."""
    return verb.tag_ in {"VB", "VBP"} and word_class("letting", lemma(verb.head)) and verb.head.i < verb.i


def _supposed(verb: Token) -> Token | None:
    """The verb of "suppose the funds lend nothing", "provided that voters ratify it", which nobody is subject of."""
    head = verb.head
    is_said = verb.dep_ in {"ccomp", "advcl", "dobj"} and word_class("supposing", head.lower_) and head.i < verb.i
    return head if is_said and not any(child.dep_ in SUBJECT for child in head.children) else None


def _called_false(verb: Token) -> Token | None:
    """The word of "it was untrue that Warsaw had offered jets", "it is a lie that we asked"."""
    head = verb.head
    if verb.dep_ not in {"ccomp", "acl", "relcl"} or verb.i < head.i:
        return None
    said = (head, *(child for child in head.children if child.dep_ in {"acomp", "attr"} and child.i < verb.i))
    return next((word for word in said if word.dep_ != "nsubj" and word_class("falsehoods", word.lower_)), None)


def _feared_that(verb: Token) -> Token | None:
    """The word of "fear that it will seize the corridor", "fears that Panama would demand more"."""
    head = verb.head
    if verb.dep_ == "ccomp" and head.pos_ in {"VERB", "ADJ"} and head.i < verb.i and word_class("fearing", lemma(head)):
        return head
    if verb.dep_ == "ccomp" and head.pos_ == "VERB" and head.i < verb.i and _takes_clauses(head):
        return None
    that = next((child for child in verb.children if child.dep_ == "mark" and child.lower_ == "that"), None)
    noun = _noun_said(verb, that) if that is not None else None
    return noun if noun is not None and word_class("unsure", lemma(noun)) else None


def _takes_clauses(verb: Token) -> bool:
    """Whether a that-clause may be the verb's own: "said at a briefing that", not "backed off his prediction that"."""
    cue = cue_of(verb)
    return cue is not None and "clause" in cue.frames


def _far_fear(verb: Token) -> Token | None:
    """The word of "fears are growing that it will strike", "it is possible that it struck"."""
    head = verb.head
    if verb.dep_ not in {"ccomp", "advcl"} or head.i > verb.i or not any(c.lower_ == "that" for c in verb.children):
        return None
    said = [child for child in head.children if child.dep_ in {"acomp", "nsubj"} and child.i < verb.i]
    if head.pos_ == "ADJ":
        said.append(head)
    names = {"nsubj": "unsure", "acomp": "conceivable"}
    return next((word for word in said if word_class(names.get(word.dep_, "conceivable"), lemma(word))), None)


def _feared(verb: Token) -> Token | None:
    """What a gerund is only thought of by: "the risk of rebels sinking a ship", "is considering sending troops"."""
    is_passive_gerund = verb.tag_ == "VBN" and any(c.dep_ == "auxpass" and c.lower_ == "being" for c in verb.children)
    if verb.tag_ != "VBG" and not is_passive_gerund:
        return None
    if verb.dep_ in {"xcomp", "ccomp", "dobj"} and is_phrase_of("weighing", verb.head):
        return verb.head
    preposition = verb.head if verb.dep_ == "pcomp" else verb.head.head
    if preposition.dep_ != "prep" or (verb.dep_ == "acl" and verb.head.dep_ != "pobj"):
        return None
    above = preposition.head
    is_fear = above.pos_ == "NOUN" and word_class("unsure", lemma(above))
    return above if is_fear or is_phrase_of("weighing", above) else None


def _in_case(verb: Token) -> Token | None:
    """The noun of "in case drones attack", "in the event that Beirut kept them"."""
    before = verb.left_edge.i - 1
    above = verb.head if verb.dep_ in {"acl", "relcl"} else verb.doc[max(before, 0)]
    preposition = verb.doc[max(above.i - 1, 0)] if above.lower_ == "case" else above.head
    is_case = above.lower_ in {"case", "event"} and preposition.lower_ == "in"
    return above if is_case and above.i < verb.i else None


def _is_mere_idea(verb: Token) -> bool:
    """Whether a gerund only names an act: "the proposals include suspending Spain", "joining would be an option"."""
    if verb.tag_ != "VBG" or any(child.dep_ in {"aux", "auxpass"} for child in verb.children):
        return False
    if verb.dep_ in SUBJECT:
        return True
    governs = verb.dep_ in {"xcomp", "ccomp", "dobj"} and verb.head.pos_ == "VERB"
    return governs and not is_phrase_of("aspect", verb.head) and not word_class("telling_of", lemma(verb.head))


def _infinitive(verb: Token, own: Mood, to: Token, steps: int) -> Mood:
    head = verb.head
    has_subject = any(child.dep_ in SUBJECT for child in verb.children)
    if verb.tag_ == "VBN" and is_perfect(verb) and verb.dep_ in {"ROOT", "acl", "relcl"}:
        return own  # "the only states to have ratified it"
    if (being := _of_which_is_told(verb)) is not None:
        return _merged(own, _of(being, steps))
    if head.i == verb.i or (verb.dep_ == "ccomp" and has_subject and (verb.i < head.i or not _governs_object(head))):
        return replace(own, reality="future", word=to)
    if is_headline_future(verb):
        return replace(own, reality="future", word=to)
    if head.tag_ == "VBN" and is_perfect(verb):
        return replace(own, reality="hearsay", word=head)  # "are said to have arrested"
    if verb.dep_ == "xcomp" and word_class("arranged", head.lower_):
        outer = _of(head if head.pos_ == "VERB" else head.head, steps)
        return _merged(replace(own, reality="future", word=head), outer)
    if verb.dep_ == "xcomp" and word_class("hesitating", lemma(head)) and negation_of(head) is not None:
        return replace(own, reality="future", word=head)
    yet = next((child for child in head.children if child.lower_ == "yet"), None)
    if verb.dep_ == "xcomp" and lemma(head) == "have" and yet is not None:
        return replace(own, negation=yet)
    if verb.dep_ in {"xcomp", "ccomp"} and word_class("causing", lemma(head)) and verb.i > head.i:
        return _merged(own, _of(head, steps))  # "was forced to withdraw" did so (implicative verbs, Karttunen 1971)
    if verb.dep_ == "xcomp" and word_class("failing", lemma(head)):
        return replace(_merged(own, _of(head, steps)), negation=own.negation or head)
    if verb.dep_ == "xcomp" and lemma(head) == "be":
        if any(c.dep_ in SUBJECT and word_class("aims", lemma(c)) for c in head.children):
            return replace(own, reality="purpose", word=to)
        if _is_advice(head):
            return replace(own, reality="purpose", word=to)
        outer = _of(head, steps)
        return outer if outer.reality == "conditional" else _merged(replace(own, reality="future", word=to), outer)
    if verb.dep_ == "xcomp" and word_class("aspect", lemma(head)):
        return _merged(own, _of(head, steps))
    if verb.dep_ == "xcomp" and head.lower_ == "going":
        return replace(own, reality="future", word=head)
    return replace(own, reality="purpose", word=to)


def _of_which_is_told(verb: Token) -> Token | None:
    """The "was" of "Egypt was the first to recognise it", "is the only country to vote against"."""
    head = verb.head
    one = head if verb.dep_ in {"acl", "relcl"} else next((c for c in head.children if c.dep_ == "attr"), None)
    if one is None or not any(word_class("ranked", word.lower_) for word in (one, *one.children)):
        return None
    being = one.head
    return being if lemma(being) in {"be", "become"} and one.dep_ in {"attr", "acomp", "oprd"} else None


def _is_advice(being: Token) -> bool:
    """Whether a clause only finds something good or hard to do: "it is critical to support them"."""
    return any(c.dep_ in SUBJECT and c.lower_ == "it" for c in being.children) and any(
        c.dep_ == "acomp" and not word_class("arranged", c.lower_) for c in being.children
    )


def _governs_object(head: Token) -> bool:
    return makes_do(head)


def _noun_said(verb: Token, mark: Token) -> Token | None:
    """The noun that a that-clause says the content of, which the parser hangs it on or which stands before it."""
    if verb.dep_ in {"acl", "relcl", "appos"} and verb.head.pos_ == "NOUN":
        return verb.head
    return _noun_before(mark)


def _noun_before(mark: Token) -> Token | None:
    """The noun that a that-clause says the content of: "allegations last week that soldiers had landed"."""
    for token in reversed(mark.doc[mark.sent.start : mark.i]):
        if not token.is_punct and token.tag_ != "POS" and token.ent_type_ not in {"DATE", "TIME"}:
            return token if token.pos_ == "NOUN" else None
    return None


def _merged(inner: Mood, outer: Mood) -> Mood:
    """The mood of "tried to hack": the outer verb's, unless the inner one has its own."""
    return Mood(
        outer.reality if inner.reality == "real" else inner.reality,
        inner.negation or outer.negation,
        inner.word or outer.word,
    )
