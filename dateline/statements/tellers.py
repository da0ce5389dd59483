"""Tellers: whose words a cue gives, by the grammar around it."""

from spacy.tokens import Token

from dateline.statements.cues import cue_of, is_negated
from dateline.statements.syntax import subject


def speaker_of(token: Token) -> Token | None:
    if (quoting := quoting_verb(token)) is not None:
        return next((c for c in quoting.children if c.dep_ in ("dobj", "nsubjpass")), None)
    return subject(token)


def quoting_verb(token: Token) -> Token | None:
    """The "quoted" of "quoted X as saying", given its "saying"."""
    if token.dep_ == "pcomp" and token.head.lower_ == "as" and token.head.head.lemma_ in ("quote", "cite"):
        return token.head.head
    return None


def quoted_by(quoted: Token) -> Token | None:
    """Who quotes, of "was quoted by TASS as saying" and "was quoted as saying by TASS"."""
    agents = (child for child in quoted.subtree if child.dep_ in ("agent", "prep") and child.lower_ == "by")
    return next((below for agent in agents for below in agent.children if below.dep_ == "pobj"), None)


def owner_of(noun: Token) -> Token | None:
    """Whose claim it is: "Iran's claim", "a claim by Iran", "an Iranian claim", or who repeats it."""
    if (owner := owner_beside(noun)) is not None:
        return owner
    if noun.dep_ == "dobj" and noun.head.pos_ == "VERB" and not is_negated(noun.head):
        cue = cue_of(noun.head)
        return subject(noun.head) if cue is None or cue.status != "denied" else None
    return None


def owner_beside(noun: Token) -> Token | None:
    """Whose claim it is by the words around the noun itself; None where the noun is nobody's."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        is_content = any(mark.dep_ == "mark" for mark in child.children)  # "that Israel had attacked"
        if child.dep_ == "acl" and child.tag_ == "VBN" and not is_content and (maker := subject(child)) is not None:
            return maker
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from", "of"):
            return next((pobj for pobj in child.children if pobj.dep_ == "pobj"), None)
    return _named_before(noun)


def _named_before(noun: Token) -> Token | None:
    """The name or adjective of a party right before a noun: "a US announcement that …"."""
    if noun.i == 0:
        return None
    before = noun.nbor(-1)
    is_party = before.head.i == noun.i and before.dep_ in ("amod", "compound", "nmod")
    return before if is_party and before.ent_type_ in ("NORP", "GPE", "ORG") else None
